"""Read YAML with the position of every value, explain what is wrong in it, and change single values."""
