"""Reach files, the cache and child processes: the only code that touches the machine."""
