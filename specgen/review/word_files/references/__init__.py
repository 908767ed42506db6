"""Follow the references of a Word file to what they lead to."""
