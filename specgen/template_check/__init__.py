"""A Word template in, everything that is wrong with it out, at once and with its place: `specgen template check`."""
