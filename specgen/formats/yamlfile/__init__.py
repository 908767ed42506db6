"""Read YAML with the place of every value, explain what is wrong in it, and change single values."""
