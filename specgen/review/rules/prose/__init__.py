"""The rules on how a specification is worded, one family a file."""
