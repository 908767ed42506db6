"""Ask the questions of a model in a Word form, and bring its answers into a file."""
