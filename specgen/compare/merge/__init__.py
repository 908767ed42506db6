"""Bring a new draft into a file that somebody has edited."""
