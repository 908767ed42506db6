"""In: specgen and docxtpl. Out: how long each takes for the same document."""
