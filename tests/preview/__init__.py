"""Tests of the preview of a section."""
