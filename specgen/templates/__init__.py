"""Compile the Word templates into one Jinja program and render it."""
