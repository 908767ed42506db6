"""Judge a .docx without any code of specgen's: by rules of its own, by Microsoft's schema and by LibreOffice."""
