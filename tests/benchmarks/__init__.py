"""Compare how long specgen and docxtpl take for the same document."""
