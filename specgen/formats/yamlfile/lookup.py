"""Fitted answers and the name of one in, that answer out: an empty group, no rows or None where it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

__all__ = ["Row", "group", "ids_of", "number", "rows", "rows_at", "texts_of", "value_at"]

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


def ids_of(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(str(row["id"]) for row in rows if row.get("id"))


def texts_of(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def value_at(values: object, *path: str) -> object:
    found = values
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def rows_at(values: Row, *path: str) -> list[Row]:
    found = value_at(values, *path)
    rows = found if isinstance(found, Sequence) and not isinstance(found, str) else ()
    return [row for row in rows if isinstance(row, Mapping)]
