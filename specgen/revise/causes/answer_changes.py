"""Find what is different between two sets of answers, and mix them: the old ones with some of the new.

A row is known by its id, or by the answer that tells it from the others, wherever in its list it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Final

SHORT: Final = 40  # letters of an answer in the words of a cause
LAST: Final = 3  # words of what two long answers have in common that are shown
MISSING: Final = None

Path = tuple[str, ...]
Row = Mapping[object, object]
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
        if isinstance(self.before, list) and isinstance(self.after, list):
            return f"{self.name}: {_listed_change(self.before, self.after)}"
        return f"{self.name}: {' → '.join(map(_shortened, _trimmed(_words(self.before), _words(self.after))))}"


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
    named = _named_rows(old, new)
    if named is None:
        return take(path, old, new)
    before, after = named
    rows = {name: _mixed(before.get(name), after.get(name), (*path, name), take) for name in {**after, **before}}
    kept = [name for name in before if name in after]
    order = list(after)
    if kept != [name for name in after if name in before]:
        taken = take(path, kept, [name for name in after if name in before])
        order = list(before) if taken == kept else order
    for others in (before, after):
        for place, name in enumerate(others):
            if name not in order:
                order.insert(min(place, len(order)), name)
    return [rows[name] for name in order if rows[name] is not MISSING]


def _named_rows(old: Sequence[object], new: Sequence[object]) -> tuple[dict[str, object], dict[str, object]] | None:
    """Return both lists by the names of their rows: the id, or the first answer that tells all rows apart; None if
    there is none. A row without an id whose name is another one now, and little else, keeps its old name.
    """
    rows = [row for row in (*old, *new) if isinstance(row, Mapping)]
    if len(rows) < len(old) + len(new):
        return None
    for field in dict.fromkeys(("id", *(field for row in reversed(rows) for field in row))):
        before, after = ({str(row.get(field)): row for row in rows} for rows in (rows[: len(old)], rows[len(old) :]))
        is_in_all = all(isinstance(row.get(field), str | int | Decimal) for row in rows)
        if is_in_all and len(before) == len(old) and len(after) == len(new):
            return dict(before), dict(after) if field == "id" else _with_old_names(before, after)
    return None


def _with_old_names(before: Mapping[str, Row], after: Mapping[str, Row]) -> dict[str, object]:
    gone = {_rank(before, name, after): name for name in before if name not in after}
    found: dict[str, object] = {}
    for name, row in after.items():
        old = "" if name in before else gone.get(_rank(after, name, before), "")
        same = sum(row.get(field) == value for field, value in before.get(old, {}).items())
        found[old if old and old not in found and 2 * same >= len(row) else name] = row
    return found


def _rank(rows: Mapping[str, Row], name: str, others: Mapping[str, Row]) -> int:
    """Return how many rows that are in both lists stand before one."""
    names = list(rows)
    return sum(one in others for one in names[: names.index(name)])


def _words(value: object) -> str:
    if value is None:
        return "no answer"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return "other answers" if isinstance(value, Mapping) else " ".join(str(value).split())


def _listed_change(before: Sequence[object], after: Sequence[object]) -> str:
    """Say what went out of a list and what came in."""
    old, new = [_words(one) for one in before], [_words(one) for one in after]
    if sorted(old) == sorted(new):
        return "another order" if old != new else "other answers"
    gone = [f"“{_shortened(one)}” removed" for one in old if one not in new]
    return ", ".join([*gone, *(f"“{_shortened(one)}” added" for one in new if one not in old)]) or "another number"


def _trimmed(before: str, after: str) -> tuple[str, str]:
    """Leave out the start that two long texts have in common, but for its last words."""
    old, new = before.split(), after.split()
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if max(len(before), len(after)) <= SHORT or common <= LAST:
        return before, after
    return tuple("… " + " ".join(words[common - LAST :]) for words in (old, new))  # type: ignore[return-value]


def _shortened(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
