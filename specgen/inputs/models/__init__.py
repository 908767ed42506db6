"""Load the commissioning models and the questions of their sections."""
