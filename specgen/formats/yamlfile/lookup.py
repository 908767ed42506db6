"""Fitted answers and the name of one in, that answer out: an empty group, no rows or None where it is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

__all__ = ["Row", "group", "number", "rows"]

Row = Mapping[str, object]


def group(values: Row, name: str) -> Row:
    """Return a group of answers; empty when it is not answered."""
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}


def rows(values: Row, name: str) -> list[Row]:
    """Return the rows of a list, each at its place; none when it is not answered."""
    found = values.get(name)
    if not isinstance(found, Sequence) or isinstance(found, str):
        return []
    return [row if isinstance(row, Mapping) else {} for row in found]


def number(values: Row, name: str) -> Decimal | None:
    """Return a number; None when it is not answered."""
    found = values.get(name)
    return Decimal(found) if isinstance(found, int | Decimal) and not isinstance(found, bool) else None
