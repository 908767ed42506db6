"""Any corporate Word file in, a house that every template can be carried into out: cleaned, complete, dressed."""
