"""Turn any Word file of a council into a house document that templates can be printed into."""
