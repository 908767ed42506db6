"""Finish the rendered parts: references, contents, open points, properties, provenance."""
