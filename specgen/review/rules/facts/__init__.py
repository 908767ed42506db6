"""Check that the facts of a specification agree, and that nothing is left without its counterpart."""
