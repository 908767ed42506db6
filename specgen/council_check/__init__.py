"""A council's folder in, everything that is wrong with it out: `specgen council check`."""
