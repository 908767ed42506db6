"""Merge the body of a template into the house: its styles, lists, links, pictures and pages."""
