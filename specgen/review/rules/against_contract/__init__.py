"""Compare a draft or its answers with the conditions of the contract."""
