"""The rules of the review, one family a file."""
