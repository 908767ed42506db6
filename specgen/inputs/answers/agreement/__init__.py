"""Check that answers about one matter agree with each other."""
