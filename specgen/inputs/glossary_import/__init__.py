"""Turn the definitions of a contract into a glossary file, new or renewed."""
