"""Merge the answers of a form into those of a file."""
