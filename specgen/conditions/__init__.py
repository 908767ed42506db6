"""Contract conditions as a Word file in, what they define and what they say out: each with its clause."""
