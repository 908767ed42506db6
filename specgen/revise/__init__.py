"""Bring new drafts into edited files, and say what caused each change."""
