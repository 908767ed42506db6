"""The commands of `specgen glossary`."""
