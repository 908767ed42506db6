"""The commands of `specgen council`."""
