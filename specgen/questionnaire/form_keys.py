"""Name the places of a form by hidden bookmarks, which Word and LibreOffice keep; tags of content controls get lost.

A name is short, for Word takes forty characters: a letter for what stands there, a hash of the question's path, and
the numbers of the rows that it stands in, and an x: LibreOffice adds a figure to the name of a bookmark that is copied.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

__all__ = ["COLUMN", "FIELD", "ROW", "Key", "bookmark_name", "digest_of", "read_key"]

FIELD: Final = "q"  # a question with one field
COLUMN: Final = "c"  # the head of a column
ROW: Final = "r"  # a row of a grid, or the head of a card
NAME: Final = re.compile(r"_sg([qcr])_([0-9a-f]{12})((?:_[0-9]{1,4}){0,4})x")


@dataclass(frozen=True)
class Key:
    """What a bookmark says: the kind of place, the hash of the question, the rows from the outer to the inner."""

    kind: str
    digest: str
    rows: tuple[int, ...]


def bookmark_name(kind: str, key: str, rows: tuple[int, ...] = ()) -> str:
    return f"_sg{kind}_{digest_of(key)}{''.join(f'_{row}' for row in rows)}x"


def read_key(bookmark: str) -> Key | None:
    """Return what the name of a bookmark says; None for one that is not of a form."""
    found = NAME.fullmatch(bookmark)
    if found is None:
        return None
    return Key(found[1], found[2], tuple(int(row) for row in found[3].split("_") if row))


@cache
def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]
