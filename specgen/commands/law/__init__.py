"""The commands of `specgen law`."""
