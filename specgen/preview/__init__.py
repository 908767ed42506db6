"""Show a section of a draft as it will print, while its answers are being written."""
