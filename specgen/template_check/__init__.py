"""Check a Word template for every fault before it is used."""
