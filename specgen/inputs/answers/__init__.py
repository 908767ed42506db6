"""Check one specification's answers against its model, and type them."""
