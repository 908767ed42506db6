"""Check texts and facts of answers and Word files against the rules."""
