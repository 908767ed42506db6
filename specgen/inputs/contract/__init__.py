"""Find the defined terms of a contract's conditions."""
