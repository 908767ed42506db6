"""The commands of `specgen template`."""
