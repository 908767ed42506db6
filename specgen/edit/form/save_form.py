"""Save a form into its file, and do what was asked beside it: rows added, copied, moved, answers taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from specgen.edit.answer_file import Content
from specgen.edit.form.field_entry import FormData, entry_from_json, entry_of, value_of_entry
from specgen.edit.form.field_names import WAS, element_id, field_name
from specgen.edit.form.form_changes import CLEAR, UNWRITTEN, Unsaved, apply_writes, changes_in, have_changed
from specgen.edit.form.row_changes import add_new_row, copy_row, move_row_by, take_out
from specgen.edit.form.section_fields import example_of
from specgen.edit.workspace import Subject
from specgen.formats.yamlfile.edit.editor import set_value
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.question_tree import order_in, question_at
from specgen.problems import Problem, SpecgenError

__all__ = ["Done", "Saved", "do", "save"]

MEANWHILE: Final = "The rows were changed in the file meanwhile. Nothing was done: look at them, and choose again."

KEEP: Final = "keep"  # the answer of the file stays, whatever stands in its field


@dataclass(frozen=True)
class Saved:
    """How many answers were written, and how many of this form could not be."""

    written: int
    unsaved: int


@dataclass(frozen=True)
class Done:
    """What to say of an act, and where on the page to go on."""

    sentence: str = ""
    anchor: str = ""


def save(subject: Subject, form: FormData) -> Saved:
    """Write what a form has changed. What cannot be written is kept in memory, with the reason."""
    file = subject.file
    with file.lock:
        changes = changes_in(form, subject.yaml, subject.model, file.unsaved)
        text, refused = apply_writes(subject.content.text, changes.writes, subject.model, str(file.path))
        unsaved = {**changes.unsaved, **refused}
        try:
            file.write(text, subject.content)
        except SpecgenError as error:
            failed = {write.path: write.unsaved(UNWRITTEN, error.problems[0]) for write in changes.writes}
            unsaved = {**unsaved, **failed}
        for path in (*changes.settled, *(write.path for write in changes.writes)):
            file.unsaved.pop(path, None)
        file.unsaved.update(unsaved)
        return Saved(sum(write.path not in unsaved for write in changes.writes), len(unsaved))


def do(subject: Subject, act: str, path: ValuePath, form: FormData, *, before: Subject | None = None) -> Done:
    """Do what a button asks for, unless somebody else has changed the rows or the answer that it is about; `before` is
    the file as it stood before the form was saved.
    """
    acts: Mapping[str, Callable[[Content], str | Problem]] = {
        "add": lambda at: add_new_row(at.text, path, subject.model, subject.council, _name(subject)),
        "copy": lambda at: copy_row(at.text, path, subject.model, subject.council, _name(subject)),
        "up": lambda at: move_row_by(at.text, path, -1, _name(subject)),
        "down": lambda at: move_row_by(at.text, path, 1, _name(subject)),
        "remove": lambda at: take_out(at.text, path, _name(subject)),
        CLEAR: lambda at: _without(at.text, path, form, subject),
        "example": lambda at: _with_example(at, path, subject),
    }
    if act == KEEP:
        subject.file.unsaved.pop(path, None)
        return Done("", element_id(path))
    edit = acts.get(act)
    if edit is None:
        return Done("", element_id(path))
    rows = path if act == "add" else path[:-1] if act in ("copy", "up", "down", "remove") else None
    if rows is not None and have_changed(rows, form, (before or subject).yaml):
        return Done(MEANWHILE, element_id(rows))
    problem = subject.file.change(edit)
    if problem is not None:
        return Done(f"This could not be done: {problem.text}", element_id(path))
    count = len(_rows(subject, rows)) if rows is not None else 0
    _follow(subject.file.unsaved, act, path)
    return _done(act, path, count)


def _done(act: str, path: ValuePath, count: int) -> Done:
    last = path[-1]
    if act == "add":
        return Done("", element_id((*path, count)))
    if act == "copy":
        return Done("The row was copied to the end of the list.", element_id((*path[:-1], count)))
    if act in ("up", "down") and isinstance(last, int):
        return Done("The row was moved.", element_id((*path[:-1], last + (1 if act == "down" else -1))))
    if act == "remove":
        return Done("The row was removed.", element_id(path[:-1]))
    return Done("The answer was removed." if act == CLEAR else "", element_id(path))


def _follow(unsaved: dict[ValuePath, Unsaved], act: str, path: ValuePath) -> None:
    """Let what is unsaved follow the rows that moved."""
    if act == CLEAR:
        unsaved.pop(path, None)
    number = path[-1]
    if act not in ("up", "down", "remove") or not isinstance(number, int):
        return
    size, moved = len(path) - 1, dict[ValuePath, Unsaved]()
    for at, kept in unsaved.items():
        row = at[size] if at[:size] == path[:size] and len(at) > size else None
        to = row
        if isinstance(row, int) and act == "remove":
            to = None if row == number else row - 1 if row > number else row
        elif isinstance(row, int):
            other = number + (1 if act == "down" else -1)
            to = {number: other, other: number}.get(row, row)
        if row is None or to is not None:
            moved[at if row is None else (*at[:size], to, *at[size + 1 :])] = kept  # type: ignore[arg-type]
    unsaved.clear()
    unsaved.update(moved)


def _rows(subject: Subject, path: ValuePath) -> list[object]:
    value = value_of(subject.yaml.values, path)
    return value if isinstance(value, list) else []


def _without(text: str, path: ValuePath, form: FormData, subject: Subject) -> str | Problem:
    """Return the text without an answer, if it is still the one that the page showed."""
    question = question_at(subject.model, path)
    value = value_of(subject.yaml.values, path)
    was = entry_from_json(form.get(field_name(WAS, path), ""))
    if question is None or entry_of(subject.yaml, path, value, question) != was:
        return subject.yaml.problem_at(path, "has been changed meanwhile", "look at it, and choose again", "edit")
    return take_out(text, path, _name(subject))


def _with_example(content: Content, path: ValuePath, subject: Subject) -> str | Problem:
    """Return the text with the example of a question as its answer, if there is none."""
    question = question_at(subject.model, path)
    current = value_of(content.yaml.values, path)
    if question is None or current not in (None, "", []):
        return content.yaml.problem_at(path, "has an answer already", "take it out first", "edit")
    value = value_of_entry(example_of(question, path), question)
    return set_value(content.text, path, value, order=order_in(subject.model), file=_name(subject))


def _name(subject: Subject) -> str:
    return str(subject.file.path)
