"""Test specgen in the folders of its code; a package, so that tests can share the judges and what is in support."""
