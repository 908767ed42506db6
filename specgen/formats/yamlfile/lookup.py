"""Read nested values that may be missing or of another kind: an empty group, no rows, no text or None instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

__all__ = [
    "Row",
    "group_at",
    "ids_of",
    "is_answered",
    "number_at",
    "placed_texts",
    "rows_at",
    "text_at",
    "texts_of",
    "value_at",
]

Row = Mapping[str, object]
GROUPS = (dict, Mapping)  # nearly all are dictionaries, and that is quick to say


def value_at(values: object, *names: str) -> object:
    """Return the value at a path of names; None where there is none."""
    value = values
    for name in names:
        value = value.get(name) if isinstance(value, GROUPS) else None
    return value


def group_at(values: Row, *names: str) -> Row:
    value = value_at(values, *names)
    return value if isinstance(value, GROUPS) else {}


def rows_at(values: Row, *names: str) -> list[Row]:
    """Return the rows of a list, each at its index: an empty one where something else stands."""
    value = value_at(values, *names)
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [row if isinstance(row, GROUPS) else {} for row in value]


def text_at(values: Row, *names: str) -> str:
    value = value_at(values, *names)
    return value if isinstance(value, str) else ""


def number_at(values: Row, *names: str) -> Decimal | None:
    value = value_at(values, *names)
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def is_answered(value: object) -> bool:
    """Return whether there is any answer in a value: rows of empty answers are none."""
    if isinstance(value, GROUPS):
        return any(map(is_answered, value.values()))
    if isinstance(value, list):
        return any(map(is_answered, value))
    return value not in (None, "")


def ids_of(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(str(row["id"]) for row in rows if row.get("id"))


def placed_texts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text among nested values, with the path at which it stands."""
    if isinstance(value, str):
        yield path, str(value)
    elif isinstance(value, GROUPS):
        for key, inner in value.items():
            yield from placed_texts(inner, (*path, key))
    elif isinstance(value, Sequence):
        for number, inner in enumerate(value):
            yield from placed_texts(inner, (*path, number))


def texts_of(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()
