"""Turn the questions of a section into the fields of a form: what is asked, what stands there, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from specgen.edit.assessment import Assessment, Note
from specgen.edit.form.field_entry import Entry, entry_of
from specgen.edit.form.field_names import element_id
from specgen.edit.form.form_changes import BLANK, BOTH, CHANGED, Unsaved, rows_mark
from specgen.edit.form.options import TITLE_COLUMNS, Option, options_of
from specgen.edit.workspace import Subject
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.lookup import is_answered
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.inputs.council.defaults import JURISDICTION, known_answers
from specgen.inputs.models.section import Question
from specgen.problems import path_text

__all__ = [
    "Field",
    "Group",
    "Part",
    "Row",
    "RowList",
    "example_of",
    "fields_in",
    "parts_in",
    "row_title",
    "section_parts",
]

KINDS: Final = {"integer": "number", "prose": "paragraphs", "yes_no": "radios", "choice": "radios"}
MOST_RADIOS: Final = 12
LONGEST_TITLE: Final = 60


@dataclass(frozen=True)
class Part:
    """What a question shows, whatever kind it is; `kind` says how a page draws it."""

    path: ValuePath
    question: Question
    kind: str
    notes: tuple[Note, ...]

    @property
    def dotted(self) -> str:
        return path_text(self.path)

    @property
    def id(self) -> str:
        return element_id(self.path)

    @property
    def is_optional(self) -> bool:
        return self.question.need == "optional"


@dataclass(frozen=True)
class Field(Part):
    """One answer. `shown` is what the field holds, `stored` what the file does."""

    shown: Entry
    stored: Entry
    options: tuple[Option, ...] = ()
    unsaved: Unsaved | None = None
    known: str = ""  # what the council answers where the file does not
    is_unreadable: bool = False  # something stands in the file that no field can show

    @property
    def is_in_dispute(self) -> bool:
        return self.unsaved is not None and self.unsaved.reason == CHANGED

    @property
    def words(self) -> str:
        """What the file says, as a person reads it: choices by their meaning, numbers with their unit."""
        return _words(self.stored, self.question, self.options)

    @property
    def typed_words(self) -> str:
        """What was typed and is not in the file, in the same form."""
        return "" if self.unsaved is None else _words(self.unsaved.entry, self.question, self.options)

    @property
    def suggestions(self) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.kind != "error")

    @property
    def can_take_out(self) -> bool:
        """Whether something stands in the file that can be taken out: all but the one answer without which there is
        no draft at all.
        """
        return (not self.stored.is_blank or self.is_unreadable) and self.path != JURISDICTION

    @property
    def is_emptied(self) -> bool:
        return self.unsaved is not None and self.unsaved.reason == BLANK

    @property
    def answers(self) -> Mapping[str, str]:
        """The words of each answer, if more than one stands in its fields."""
        if self.unsaved is None or self.unsaved.reason != BOTH:
            return {}
        return {name: _words(answer, self.question, self.options) for name, answer in self.shown.answers.items()}

    @property
    def example(self) -> Entry:
        return example_of(self.question, self.path)


@dataclass(frozen=True)
class Group(Part):
    """Questions under one heading."""

    parts: tuple[Part, ...]
    depth: int


@dataclass(frozen=True)
class Row(Group):
    number: int  # from 1
    of: int
    title: str
    is_empty: bool  # it stands in the file, and nobody has answered anything in it


@dataclass(frozen=True)
class RowList(Part):
    """Rows to add, copy, move and take out, or why there are none yet."""

    rows: tuple[Row, ...]
    mark: str
    awaited: Field
    depth: int
    known: str = ""


def example_of(question: Question, path: ValuePath) -> Entry:
    """Return the example of a question as an entry of its field."""
    return entry_of(YamlFile("", {}), path, _plain(question.examples[0]), question) if question.examples else Entry()


def section_parts(
    subject: Subject, question: Question, at: ValuePath, unsaved: Mapping[ValuePath, Unsaved], found: Assessment
) -> Part:
    """Return all that the page of a section asks."""
    return _Builder(subject, unsaved, found, known_answers(subject.council)).part(question, at, 1)


@dataclass(frozen=True)
class _Builder:
    subject: Subject
    unsaved: Mapping[ValuePath, Unsaved]
    found: Assessment
    known: YamlFile  # what the council answers for all its specifications

    def part(self, question: Question, path: ValuePath, depth: int) -> Part:
        value = value_of(self.subject.yaml.values, path)
        notes = tuple(self.found.by_path.get(path, ()))
        if question.kind == "group":
            parts = tuple(self.part(child, (*path, child.name), depth + 1) for child in question.questions)
            return Group(path, question, "group", notes, parts, depth)
        if question.kind == "rows":
            return self._rows(question, path, depth, value, notes)
        return self._field(question, path, value, notes)

    def _rows(self, question: Question, path: ValuePath, depth: int, value: object, notes: tuple[Note, ...]) -> RowList:
        listed = value if isinstance(value, list) else []
        rows = tuple(
            Row(
                (*path, number),
                question.single,
                "row",
                tuple(self.found.by_path.get((*path, number), ())),
                tuple(self.part(column, (*path, number, column.name), depth + 2) for column in question.questions),
                depth + 1,
                number + 1,
                len(listed),
                row_title(row),
                not _has_answer(row),
            )
            for number, row in enumerate(listed)
        )
        known = value_of(self.known.values, path)
        said = f"{len(known)} rows" if isinstance(known, list) and not listed else ""
        awaited = self._field(question, path, value if isinstance(value, Mapping) else None, ())
        if rows:  # what is wrong stands at the rows
            awaited = replace(awaited, notes=())
        return RowList(path, question, "rows", notes, rows, rows_mark(value), awaited, depth, said)

    def _field(self, question: Question, path: ValuePath, value: object, notes: tuple[Note, ...]) -> Field:
        stored = entry_of(self.subject.yaml, path, value, question)
        unsaved = self.unsaved.get(path)
        shown = stored if unsaved is None else unsaved.entry
        options = options_of(question, self.subject, shown)
        own = entry_of(self.known, path, value_of(self.known.values, path), question)
        said = _words(own, question, options) if stored.is_blank else ""
        deeper = [note for at, found in self.found.by_path.items() if at[: len(path)] == path for note in found]
        is_unreadable = is_answered(value) and stored.is_blank
        kind = _kind(question, options)
        return Field(path, question, kind, tuple(deeper) or notes, shown, stored, options, unsaved, said, is_unreadable)


def _words(entry: Entry, question: Question, options: Sequence[Option]) -> str:
    meanings = {option.code: option.label for option in options}
    text = meanings.get(entry.text, entry.text)
    if question.unit and text and not text.startswith("£"):
        text = f"{text} {question.unit.removeprefix('in the ')}"
    return replace(entry, text=text, items=tuple(meanings.get(item, item) for item in entry.items)).words


def row_title(row: object) -> str:
    """Return the words by which a person knows a row: its id and its name."""
    if not isinstance(row, Mapping):
        return ""
    name = next((str(row[key]) for key in TITLE_COLUMNS if isinstance(row.get(key), str)), "")
    if not name:
        name = next((value for key, value in row.items() if isinstance(value, str) and key != "id"), "")
    title = ": ".join(part for part in (str(row.get("id") or ""), " ".join(name.split())) if part)
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _has_answer(value: object) -> bool:
    """Whether anything is answered in a row; its id is given by whoever makes it."""
    if isinstance(value, Mapping):
        return any(_has_answer(inner) for name, inner in value.items() if name != "id")
    return any(map(_has_answer, value)) if isinstance(value, list) else is_answered(value)


def fields_in(part: Part) -> Iterator[Field]:
    """Yield all fields of a part, in their order."""
    if isinstance(part, Field):
        yield part
    elif isinstance(part, RowList):
        yield part.awaited
        for row in part.rows:
            yield from fields_in(row)
    elif isinstance(part, Group):
        for child in part.parts:
            yield from fields_in(child)


def parts_in(part: Part) -> Iterator[Part]:
    """Yield a part and all parts in it, in their order."""
    yield part
    inside = part.rows if isinstance(part, RowList) else part.parts if isinstance(part, Group) else ()
    for child in inside:
        yield from parts_in(child)


def _kind(question: Question, options: Sequence[Option]) -> str:
    if question.kind == "list":
        return "checkboxes" if options else "lines"
    if options:
        return "radios" if not question.refers_to and len(options) <= MOST_RADIOS else "select"
    return KINDS.get(question.kind, question.kind)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
