"""Judges of a .docx that share no code with specgen: our own rules, Microsoft's schema, LibreOffice."""
