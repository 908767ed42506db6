"""Report what a review has found: in groups, as SARIF, as a Word file for a board."""
