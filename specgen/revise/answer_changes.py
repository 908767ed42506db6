"""Find what is different between two sets of answers, and mix them: the old ones with some of the new.

A row is known by its id, wherever in its list it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SHORT: Final = 40  # letters of an answer in the words of a cause
MISSING: Final = None

Path = tuple[str, ...]
Take = Callable[[Path, object, object], object]


@dataclass(frozen=True)
class AnswerChange:
    """One answer that is another one now; None stands for none at all."""

    path: Path
    before: object
    after: object

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def __str__(self) -> str:
        if self.before is None and isinstance(self.after, Mapping):
            return f"{self.name}: added"
        if self.after is None and isinstance(self.before, Mapping):
            return f"{self.name}: removed"
        return f"{self.name}: {_words(self.before)} → {_words(self.after)}"


def answer_changes(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[AnswerChange, ...]:
    """Return every answer that differs, in the order of the answers."""
    found = list[AnswerChange]()

    def take(path: Path, before: object, after: object) -> object:
        found.append(AnswerChange(path, before, after))
        return after

    _mixed(old, new, (), take)
    return tuple(found)


def with_changes(
    old: Mapping[str, object], new: Mapping[str, object], chosen: Callable[[Path], bool]
) -> dict[str, object]:
    """Return the old answers with those of the new ones whose path is chosen."""
    mixed = _mixed(old, new, (), lambda path, before, after: after if chosen(path) else before)
    return dict(mixed) if isinstance(mixed, Mapping) else {}


def changed_at(values: Mapping[str, object], path: Path, value: object) -> dict[str, object]:
    """Return the answers with another value at a path, rows by their id or number."""
    changed = _changed(values, path, value)
    return dict(changed) if isinstance(changed, Mapping) else {}


def _changed(values: object, path: Path, value: object) -> object:
    if not path:
        return value
    if isinstance(values, Mapping):
        return {**values, path[0]: _changed(values.get(path[0]), path[1:], value)}
    if isinstance(values, Sequence) and not isinstance(values, str):
        place = row_index(values, path[0])
        return [_changed(row, path[1:], value) if index == place else row for index, row in enumerate(values)]
    return values


def row_index(rows: Sequence[object], step: str) -> int:
    """Return which row of a list a step of a path means: by its id, or by its number from 1; -1 if there is none."""
    for index, row in enumerate(rows):
        if isinstance(row, Mapping) and str(row.get("id", "")) == step:
            return index
    return int(step) - 1 if step.isdigit() and int(step) <= len(rows) else -1


def _mixed(old: object, new: object, path: Path, take: Take) -> object:
    if old == new:
        return new
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        names = dict.fromkeys([*new, *old])
        mixed = {name: _mixed(old.get(name), new.get(name), (*path, str(name)), take) for name in names}
        return {name: value for name, value in mixed.items() if value is not MISSING}
    if isinstance(old, Sequence) and isinstance(new, Sequence) and not isinstance(old, str):
        return _mixed_rows(old, new, path, take)
    return take(path, old, new)


def _mixed_rows(old: Sequence[object], new: Sequence[object], path: Path, take: Take) -> object:
    before, after = _by_id(old), _by_id(new)
    if before is None or after is None:
        rows = [row for row in (*old, *new) if isinstance(row, Mapping)]
        if len(old) == len(new) and len(rows) == len(old) + len(new):
            return [
                _mixed(row, other, (*path, str(index)), take)
                for index, (row, other) in enumerate(zip(old, new, strict=True), 1)
            ]
        return take(path, old, new)
    if [one for one in before if one in after] != [one for one in after if one in before]:
        return take(path, old, new)
    order = list(after)
    for place, id in enumerate(before):
        if id not in after:
            order.insert(min(place, len(order)), id)
    mixed = [_mixed(before.get(id), after.get(id), (*path, id), take) for id in order]
    return [row for row in mixed if row is not MISSING]


def _by_id(rows: Sequence[object]) -> dict[str, object] | None:
    """Return rows by their ids; None if one has none, or two have the same."""
    found: dict[str, object] = {str(row["id"]): row for row in rows if isinstance(row, Mapping) and row.get("id")}
    return found if len(found) == len(rows) else None


def _words(value: object) -> str:
    if value is None:
        return "no answer"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping | list):
        return "other rows" if isinstance(value, list) and value and isinstance(value[0], Mapping) else _listed(value)
    text = " ".join(str(value).split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


def _listed(value: object) -> str:
    return _words(", ".join(map(str, value))) if isinstance(value, list) else "other answers"
