"""See that what a draft prints can be read in a house that was drawn for something else."""
