"""Find the tags of a template and what is wrong with their form."""
