"""A council's folder in; what its documents take over from the shared templates and what they do not, out."""
