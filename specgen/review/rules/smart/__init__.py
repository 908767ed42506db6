"""Check each outcome against S, M, A, R and T, and a specification against what it should and should not be."""
