"""Write the questions of a model as a Word form."""
