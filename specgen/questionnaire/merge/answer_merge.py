"""Merge the answers of a form into those of a file, three ways: the form when it was made, the form now, the file now.

What was changed in the form only goes into the file. What was changed in both, and differs, is a conflict, and the
file's stays. A blank field changes nothing, and takes nothing away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from specgen.formats.yamlfile.edit.nested_values import value_of, with_value
from specgen.formats.yamlfile.lookup import is_answered
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.other_answers import is_awaited
from specgen.inputs.models.row_ids import next_id
from specgen.questionnaire.form_plan import RowList
from specgen.questionnaire.read.form_answers import AWAITED, Filled, FilledForm, FilledList, FilledRow

__all__ = ["Conflict", "Edit", "Merge", "merge_form"]

SET, ADD, REMOVE = "set", "add", "remove"
BLANK: Final = "blank"  # what the form says in a field that was cleared
DELETED: Final = "deleted"


@dataclass(frozen=True)
class Edit:
    kind: str  # set, add, remove
    path: ValuePath
    value: object  # of a row that is taken out: what it was
    place: str  # in the form


@dataclass(frozen=True)
class Conflict:
    path: ValuePath
    place: str
    stored: object
    given: object  # BLANK or DELETED for an answer or a row that was taken out of the form


@dataclass(frozen=True)
class Merge:
    edits: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]
    numbered: tuple[tuple[str, str], ...]  # the place of each row that got a short name, and the name


def merge_form(form: FilledForm, stored: Mapping[str, object]) -> Merge:
    """Return what a form changes in the answers of a file (see normal_values), and what both have changed."""
    merging = _Merging()
    for one in form.fields:
        merging.field(one, one.field.steps, value_of(stored, one.field.steps))
    for part in form.lists:
        merging.list(part, part.part.steps, value_of(stored, part.part.steps))
    return Merge(tuple(merging.edits), tuple(merging.conflicts), tuple(merging.numbered))


@dataclass
class _Merging:
    edits: list[Edit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    numbered: list[tuple[str, str]] = field(default_factory=list)

    def field(self, one: Filled, path: ValuePath, stored: object) -> None:
        if not one.is_changed or _is_same(one.value, stored) or _is_same_choice(one, stored):
            return
        if one.value is None:
            if is_answered(stored):
                self.conflicts.append(Conflict(path, one.place, stored, BLANK))
        elif not is_answered(stored) or (_is_same(stored, one.base) and one.value != AWAITED) or is_awaited(stored):
            if not (is_awaited(stored) and one.value == AWAITED):
                self.edits.append(Edit(SET, path, one.value, one.place))
        else:
            self.conflicts.append(Conflict(path, one.place, stored, one.value))

    def list(self, part: FilledList, path: ValuePath, stored: object) -> None:
        rows = list(stored) if isinstance(stored, list) else []
        taken = set[int]()
        matches = [(row, _index_of(row.base, rows, taken, len(part.base))) for row in part.rows if row.base is not None]
        gone = [(row, _index_of(row, rows, taken, len(part.base))) for row in part.deleted]
        for row, index in matches:
            if index is not None:
                self._row(row, (*path, index), rows[index])
            elif _is_changed(row):
                self.conflicts.append(Conflict(path, row.place, None, _value_of(row)))
        self._add(part, path, rows, taken)
        for old, index in sorted(gone, key=lambda one: -1 if one[1] is None else one[1], reverse=True):
            if index is not None and _is_same(rows[index], old):
                self.edits.append(Edit(REMOVE, (*path, index), old, part.place))
            elif index is not None:
                self.conflicts.append(Conflict((*path, index), part.place, rows[index], DELETED))

    def _row(self, row: FilledRow, path: ValuePath, stored: object) -> None:
        for one in row.fields:
            self.field(one, (*path, *one.field.steps), value_of(stored, one.field.steps))
        for inner in row.lists:
            self.list(inner, (*path, *inner.part.steps), value_of(stored, inner.part.steps))

    def _add(self, part: FilledList, path: ValuePath, rows: Sequence[object], taken: set[int]) -> None:
        """Put in the rows that the form did not have: into rows of the file that wait for answers, or at the end."""
        ids = [str(value_of(row, ("id",)) or "") for row in rows]
        new = [row for row in part.rows if row.base is None]
        ids += [str(value_of(_value_of(row), ("id",)) or "") for row in new]
        for row in new:
            value = _value_of(row)
            index = _index_of_new(value, rows, taken)
            if index is not None:
                taken.add(index)
                self._row(row, (*path, index), rows[index])
                continue
            if (id := _missing_id(value, part.part, [id for id in ids if id])) is not None:
                ids.append(id)
                self.numbered.append((row.place, id))
                value = {"id": id, **value}
            self.edits.append(Edit(ADD, path, value, row.place))


def _index_of(base: object, rows: Sequence[object], taken: set[int], count: int) -> int | None:
    """Return where the file has a row of the form: by its id, as it was, by what it is about, or by its number."""
    free = [index for index in range(len(rows)) if index not in taken]
    id, about = value_of(base, ("id",)), next(iter(base.items()), None) if isinstance(base, Mapping) else None
    hits = [index for index in free if id is not None and value_of(rows[index], ("id",)) == id]
    hits = hits or [index for index in free if _is_same(rows[index], base)]
    if not hits and id is None and about is not None:
        hits = [index for index in free if _is_same(value_of(rows[index], (about[0],)), about[1])]
        hits = hits if len(hits) == 1 else []
    if not hits and id is None and len(rows) == count and len(free) == 1:
        hits = free
    taken.update(hits[:1])
    return hits[0] if hits else None


def _index_of_new(value: Mapping[str, object], rows: Sequence[object], taken: set[int]) -> int | None:
    """Return the row of the file that a new row fills or repeats: of the same id, the same, or one without answers."""
    free = [index for index in range(len(rows)) if index not in taken]
    if "id" in value:
        named = (index for index in free if value_of(rows[index], ("id",)) == value["id"])
        return next(named, next((index for index in free if not is_answered(rows[index])), None))
    same = (index for index in free if _is_same(_without_id(rows[index]), value))
    waiting = (index for index in free if not is_answered(_without_id(rows[index])))
    return next(same, next(waiting, None))


def _without_id(row: object) -> Mapping[str, object]:
    return {name: value for name, value in row.items() if name != "id"} if isinstance(row, Mapping) else {}


def _missing_id(value: Mapping[str, object], part: RowList, used: Sequence[str]) -> str | None:
    column = part.question.by_name.get("id")
    if column is None or "id" in value:
        return None
    return next_id(used, str(column.examples[0]) if column.examples else "R1")


def _value_of(row: FilledRow) -> Mapping[str, object]:
    """Return a row as a file holds it, in the order of its questions."""
    value: object = {}
    for one in row.fields:
        if one.value is not None:
            value = with_value(value, one.field.steps, one.value)
    for inner in row.lists:
        rows = [_value_of(one) for one in inner.rows if not one.is_blank]
        if rows:
            value = with_value(value, inner.part.steps, rows)
    return dict(_ordered(value, row.part)) if isinstance(value, Mapping) else {}


def _ordered(value: Mapping[str, object], part: RowList) -> Iterator[tuple[str, object]]:
    for child in part.question.questions:
        if child.name in value:
            yield child.name, value[child.name]


def _is_same_choice(one: Filled, stored: object) -> bool:
    """Whether a file has the choices that are ticked: boxes have no order."""
    chosen = one.value
    return (
        bool(one.field.question.choices)
        and isinstance(chosen, list)
        and isinstance(stored, list)
        and (sorted(map(str, chosen)) == sorted(map(str, stored)))
    )


def _is_changed(row: FilledRow) -> bool:
    return any(one.is_changed for one in row.fields) or any(
        _is_changed(one) for inner in row.lists for one in inner.rows
    )


def _is_same(one: object, other: object) -> bool:
    """Whether two answers say the same; spaces at the ends and between words are no difference."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_is_same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_is_same(*pair) for pair in zip(one, other, strict=True))
    return one == other and isinstance(one, bool) == isinstance(other, bool)
