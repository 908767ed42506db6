"""Find what was changed in a form, and what must not be written: blanks beside answers, and answers of somebody else.

A form says of each field what stood there when the page was made. Where that still stands in the file, a change is
written; where something else stands, neither is, and the person chooses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from specgen.edit.form.field_entry import Entry, FormData, entry_from_json, entry_in_form, entry_of, value_of_entry
from specgen.edit.form.field_names import CHOOSE, ROWS, WAS, WORDS, field_name, path_in, paths_of
from specgen.edit.form.list_writes import write_texts
from specgen.edit.form.row_changes import take_out
from specgen.formats.yamlfile.edit.editor import set_value
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.inputs.answers.answer_types import typed
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import order_in, question_at
from specgen.inputs.models.section import Question
from specgen.problems import Fault, Problem

__all__ = [
    "BLANK",
    "BOTH",
    "CHANGED",
    "CLEAR",
    "REFUSED",
    "UNREADABLE",
    "UNWRITTEN",
    "Changes",
    "Unsaved",
    "Write",
    "apply_writes",
    "changes_in",
    "compared",
    "have_changed",
    "rows_mark",
    "typed_in",
]  # fmt: skip

# Why something that was typed is not in the file.
BLANK: Final = "blank"  # the field was emptied, and the answer stands
CHANGED: Final = "changed"  # somebody else has changed the answer meanwhile
BOTH: Final = "both"  # more than one answer: a choice and own words, or one that is said not to be known yet
UNREADABLE: Final = "unreadable"  # what stands in the file is nothing that a field can show
REFUSED: Final = "refused"  # the file cannot be changed at this place
UNWRITTEN: Final = "unwritten"  # the file could not be written

CLEAR: Final = "clear"  # the button that takes an answer out, whatever stands in its field

MINE: Final = "mine"
THEIRS: Final = "file"


@dataclass(frozen=True)
class Unsaved:
    """What was typed and is not in the file, what stood there when it was typed, and why it is not written."""

    entry: Entry
    was: Entry
    reason: str
    problem: Problem | None = None


@dataclass(frozen=True)
class Write:
    """One answer to write."""

    path: ValuePath
    question: Question
    entry: Entry
    was: Entry

    def unsaved(self, reason: str, problem: Problem | None = None) -> Unsaved:
        return Unsaved(self.entry, self.was, reason, problem)


@dataclass
class Changes:
    """What a form asks to write, what it leaves unsaved, and the answers about which nothing is open any more."""

    writes: list[Write] = field(default_factory=list)
    unsaved: dict[ValuePath, Unsaved] = field(default_factory=dict)
    settled: list[ValuePath] = field(default_factory=list)


def changes_in(form: FormData, yaml: YamlFile, model: Model, before: Mapping[ValuePath, Unsaved]) -> Changes:
    """Return what a form changes in a file, beside what was unsaved before."""
    changes = Changes()
    moved = list(_moved_lists(form, yaml))
    act, _, dotted = form.get("do", "").partition(" ")
    for path, question in _fields(form, model):
        if act == CLEAR and path == path_in(dotted):
            continue
        was = entry_from_json(form.get(field_name(WAS, path), ""))
        entry = entry_in_form(form, path, question, was)
        earlier = before.get(path)
        chosen = form.get(field_name(CHOOSE, path), "")
        if field_name(WORDS, path) not in form:  # there were no fields: the page asked which of two answers stays
            if earlier is None or earlier.reason != CHANGED:
                continue
            if chosen not in (MINE, THEIRS):
                changes.unsaved[path] = earlier
                continue
            entry = earlier.entry if chosen == MINE else was
        if act in entry.answers and path == path_in(dotted):  # the button that keeps one of several
            entry = entry.answers[act]
        write = Write(path, question, entry, was)
        _sort(write, yaml, changes, is_moved=any(path[: len(rows)] == rows for rows in moved))
    return changes


def typed_in(form: FormData, model: Model, problem: Problem) -> dict[ValuePath, Unsaved]:
    """Return all that was changed in a form whose file cannot be used at the moment."""
    typed: dict[ValuePath, Unsaved] = {}
    for path, question in _fields(form, model):
        was = entry_from_json(form.get(field_name(WAS, path), ""))
        entry = entry_in_form(form, path, question, was)
        if entry != was and not entry.is_blank and field_name(WORDS, path) in form:
            typed[path] = Unsaved(entry, was, UNWRITTEN, problem)
    return typed


def compared(unsaved: Mapping[ValuePath, Unsaved], yaml: YamlFile, model: Model) -> dict[ValuePath, Unsaved]:
    """Return what is unsaved, compared with what stands in the file now: somebody may have changed it since."""
    kept: dict[ValuePath, Unsaved] = {}
    for path, one in unsaved.items():
        question = question_at(model, path)
        if question is None:
            kept[path] = one
            continue
        current = entry_of(yaml, path, value_of(yaml.values, path), question)
        if one.reason == BLANK:
            kept |= {} if current.is_blank else {path: one}
        elif current != one.entry:
            kept[path] = one if current == one.was else replace(one, reason=CHANGED)
    return kept


def apply_writes(text: str, writes: Sequence[Write], model: Model, file: str) -> tuple[str, dict[ValuePath, Unsaved]]:
    """Return the text with answers written into it, and those that cannot be written there."""
    unsaved: dict[ValuePath, Unsaved] = {}
    for write in writes:
        after = _written(text, write, model, file)
        if isinstance(after, Problem):
            unsaved[write.path] = write.unsaved(REFUSED, after)
        else:
            text = after
    return text, unsaved


def _written(text: str, write: Write, model: Model, file: str) -> str | Problem:
    items, were = write.entry.items, write.was.items
    if items and were and not write.entry.awaited and not write.was.awaited:
        after = write_texts(text, write.path, were, items, file)
        if not isinstance(after, Problem):
            return after
    if write.entry.is_blank:
        return take_out(text, write.path, file)
    value = value_of_entry(write.entry, write.question)
    return set_value(text, write.path, value, order=order_in(model), file=file)


def rows_mark(rows: object) -> str:
    """Return what tells the rows of a list from others: their ids, or all that they say."""
    listed = rows if isinstance(rows, list) else []
    ids = [row.get("id") if isinstance(row, Mapping) else None for row in listed]
    marks = [id or row for id, row in zip(ids, listed, strict=True)]
    return hashlib.sha256(json.dumps(marks, default=str).encode()).hexdigest()[:16]


def _sort(write: Write, yaml: YamlFile, changes: Changes, *, is_moved: bool) -> None:
    """Put one answer where it belongs: to be written, unsaved, or settled."""
    value = value_of(yaml.values, write.path)
    current = entry_of(yaml, write.path, value, write.question)
    entry = _settled(write)
    if entry in (write.was, current):
        changes.settled.append(write.path)
    elif current != write.was or is_moved:
        changes.unsaved[write.path] = write.unsaved(CHANGED)
    elif entry.is_blank and not _can_be_emptied(write, value, yaml):
        changes.unsaved[write.path] = write.unsaved(BLANK)
    elif len(entry.answers) > 1:
        changes.unsaved[write.path] = replace(write, entry=entry).unsaved(BOTH)
    elif value not in (None, "", []) and current.is_blank:
        changes.unsaved[write.path] = write.unsaved(UNREADABLE)
    else:
        changes.writes.append(replace(write, entry=entry))


def _settled(write: Write) -> Entry:
    """Return what is to be written: what was not known yet is known once an answer stands beside it."""
    entry, was = write.entry, write.was
    if entry.is_answer and was.awaited and (entry.awaited, entry.by) == (was.awaited, was.by):
        return replace(entry, awaited="", by="")
    return entry


def _can_be_emptied(write: Write, value: object, yaml: YamlFile) -> bool:
    """Whether an emptied field takes out what stands in the file: no answer is lost, for it is none."""
    if write.was.awaited:
        return True
    is_single = write.question.kind not in ("group", "rows", "list") and not isinstance(value, list | dict)
    return is_single and isinstance(typed(value, yaml.texts.get(write.path), write.question), Fault)


def _fields(form: FormData, model: Model) -> Iterator[tuple[ValuePath, Question]]:
    """Yield the answers that a form asks for, as far as the model asks for them."""
    for path in paths_of(WAS, form):
        question = question_at(model, path)
        if question is not None and question.kind != "group":
            yield path, question


def _moved_lists(form: FormData, yaml: YamlFile) -> Iterator[ValuePath]:
    """Yield the lists whose rows are not those that the page showed."""
    for path in paths_of(ROWS, form):
        if have_changed(path, form, yaml):
            yield path


def have_changed(rows: ValuePath, form: FormData, yaml: YamlFile) -> bool:
    """Whether the rows of a list are others than those that the page showed."""
    return form.get(field_name(ROWS, rows), "") != rows_mark(value_of(yaml.values, rows))
