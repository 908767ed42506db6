"""Load a council's folder and the folders it extends."""
