"""Load the contract's words and find them in texts."""
