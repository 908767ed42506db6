"""A contract's conditions in, a glossary file out: proposals for people to look at, and a renewal that keeps what they
wrote.
"""
