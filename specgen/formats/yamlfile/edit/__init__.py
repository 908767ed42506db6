"""Change a YAML file by positions in its text, so that every letter that is not changed stays as it is."""
