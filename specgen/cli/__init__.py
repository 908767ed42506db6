"""Read the command line, print and exit."""
