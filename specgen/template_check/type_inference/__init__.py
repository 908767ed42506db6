"""Infer the types of a template's expressions."""
