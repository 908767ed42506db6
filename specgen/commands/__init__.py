"""Run one command each, as it is typed."""
