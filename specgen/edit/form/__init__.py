"""Turn the questions of a section into fields of a form, and what was typed into changes of the file."""
