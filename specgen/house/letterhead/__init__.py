"""Replace the sample text of a letterhead by tags."""
