"""Build the names and values that a template may use."""
