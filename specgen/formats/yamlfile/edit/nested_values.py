"""Change nested values without touching the ones that were given: what a file has to say after an edit."""

from __future__ import annotations

from collections.abc import Mapping

from specgen.formats.yamlfile.yaml_file import ValuePath

__all__ = ["value_of", "with_value", "without"]


def value_of(values: object, path: ValuePath) -> object:
    """Return the value at a path of names and row numbers; None where there is none."""
    for step in path:
        if isinstance(values, Mapping):
            values = values.get(str(step))
        elif isinstance(values, list) and isinstance(step, int) and step < len(values):
            values = values[step]
        else:
            return None
    return values


def with_value(values: object, path: ValuePath, value: object) -> object:
    """Return the values with another one at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        rows = list(values) if isinstance(values, list) else []
        rows[step : step + 1] = [with_value(value_of(rows, (step,)), rest, value)]
        return rows
    group = dict(values) if isinstance(values, Mapping) else {}
    return {**group, step: with_value(group.get(step), rest, value)}


def without(values: object, path: ValuePath, *, emptied_is_none: bool = False) -> object:
    """Return the values without the one at a path; a group or list that is emptied is nothing, or stays empty."""
    step, rest = path[0], path[1:]
    if rest:
        return with_value(values, (step,), without(value_of(values, (step,)), rest, emptied_is_none=emptied_is_none))
    left: object = values
    if isinstance(values, Mapping):
        left = {name: part for name, part in values.items() if name != step}
    elif isinstance(values, list):
        left = [part for number, part in enumerate(values) if number != step]
    return None if emptied_is_none and not left else left
