"""In: nothing. Out: the version of specgen, readable without asking the installed package's metadata."""

from __future__ import annotations

VERSION = "0.1.0"
