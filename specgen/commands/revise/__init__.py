"""The commands for drafts that somebody has edited."""
