"""Keep the sections of a draft: their text, their clauses, and the numbers of these."""
