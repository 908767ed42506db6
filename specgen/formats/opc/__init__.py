"""Read and write the zip package of a Word file, and refuse what must not be in it."""
