"""Compare the clauses of a council with the shared ones."""
