"""Word files as people see them: packages, names, numbering, fields and text, without any Word or template library."""
