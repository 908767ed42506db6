"""Read and change what the parts of a Word file say: paragraphs, styles, numbers, fields."""
