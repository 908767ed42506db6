"""The rules on duties in prose: those that are told as facts, and those that nobody has."""
