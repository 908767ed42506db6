"""Record in a draft what it was made from, and which block stands where."""
