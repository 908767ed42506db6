"""Read the figures that sentences give for the matters that an answer or the contract may give too."""
