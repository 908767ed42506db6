"""Take out of a Word file what no reader of a draft may get."""
