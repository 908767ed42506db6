"""Compare two texts and show the difference as tracked changes."""
