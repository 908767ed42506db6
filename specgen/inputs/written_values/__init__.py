"""Understand days, times of day and numbers as people write them, wherever they write them."""
