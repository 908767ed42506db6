"""Find totals that a loop adds to: a name that is set in a loop begins again with each turn, so none adds up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from specgen.template_check.type_inference.written import written

SUMS: Final = ("Add", "Sub", "Mul")


def summands(value: Any, name: str) -> Sequence[Any]:
    """Return what a sum, or a text that is put together, adds to a name; nothing if it does not add to it."""
    parts = list(_parts(value))
    others = [one for one in parts if getattr(one, "name", "") != name or type(one).__name__ != "Name"]
    return others if len(others) < len(parts) else ()


def _parts(value: Any) -> Sequence[Any]:
    kind = type(value).__name__
    if kind in SUMS:
        return [*_parts(value.left), *_parts(value.right)]
    return [part for one in value.nodes for part in _parts(one)] if kind == "Concat" else [value]


def in_place_of(loop: Any, added: Sequence[Any], value: Any) -> str:
    """Return what to write in place of a loop that adds up."""
    if type(value).__name__ != "Add":
        return "use a filter in place of the loop, such as map and join"
    row, rows, one = getattr(loop.target, "name", ""), written(loop.iter), added[0]
    kind, is_plain = type(one).__name__, len(added) == 1 and loop.test is None
    if is_plain and kind == "Getattr" and getattr(one.node, "name", "") == row:
        return f'write {rows} | sum_of("{one.attr}") for the total'
    if is_plain and kind == "Const" and one.value == 1:
        return f"write {rows} | length for their number"
    return "use a filter in place of the loop, such as sum_of or length"


def names_of(target: Any) -> Sequence[str]:
    """Return the names that a loop or a set gives."""
    if type(target).__name__ == "Name":
        return (target.name,)
    return [name for one in getattr(target, "items", ()) for name in names_of(one)]
