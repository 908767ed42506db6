"""Describe the types of what a template can name: answers, rows, derived values, and what stands behind a dot.

Where nothing certain can be said the type is ANY, of which nothing is ever wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from specgen.inputs.models.section import Question

PYTHON: Final[dict[str, type]] = {"text": str, "prose": str, "choice": str, "time": str, "date": datetime.date,
                                  "integer": int, "number": Decimal, "yes_no": bool}  # fmt: skip


@dataclass(frozen=True)
class UnknownType:
    """Something of which nothing is known."""


@dataclass(frozen=True)
class PlainType:
    """A text, a number, a date, yes or no."""

    kind: type


@dataclass(frozen=True)
class RecordType:
    """Facts by name; a term prints its word as well."""

    known: Mapping[str, ValueType]
    what: str  # that there is no such ... : "term", "form", "name"
    prints: bool = False


@dataclass(frozen=True)
class FunctionType:
    """A function of templates: row, party, has_section."""

    gives: ValueType
    function: Callable[..., object] | None = None  # itself, where it is known


@dataclass(frozen=True)
class ListType:
    """A list of something."""

    of: ValueType
    sure: frozenset[str] = frozenset()  # the columns that every row of it has: it was chosen by them


@dataclass(frozen=True)
class TupleType:
    """A few things together, to be taken apart in a loop."""

    items: tuple[ValueType, ...]


@dataclass(frozen=True)
class QuestionType:
    """What a question asks, in each of the models that ask it; a row of it, if it asks for rows."""

    questions: tuple[Question, ...]
    is_row: bool = False

    @property
    def kind(self) -> str:
        kind = self.questions[0].kind
        if self.is_row:
            return "row" if kind == "rows" else "choice" if self.questions[0].choices else "text"
        return kind

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for one in self.questions for code, _ in one.choices))

    @property
    def children(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(child.name for one in self.questions for child in one.questions))

    @property
    def is_optional(self) -> bool:
        return not self.is_row and all(one.need == "optional" for one in self.questions)

    def child(self, step: str) -> QuestionType | None:
        found = tuple(one.by_name[step] for one in self.questions if step in one.by_name)
        return QuestionType(found) if found else None


ValueType = UnknownType | PlainType | RecordType | FunctionType | ListType | TupleType | QuestionType
ANY: Final = UnknownType()
TEXT, NUMBER, YES_NO, DATE = PlainType(str), PlainType(Decimal), PlainType(bool), PlainType(datetime.date)


@dataclass(frozen=True)
class Typed:
    """The type of one expression or name, and the optional answers that it may be without."""

    type: ValueType = ANY
    absent: frozenset[str] = field(default=frozenset())
    is_lost: bool = False  # a loop has set the name anew, and what it has set is lost after it


UNKNOWN: Final = Typed()


def either(one: ValueType, other: ValueType) -> ValueType:
    """Return what is certain of something that is one of two."""
    if one == other:
        return one
    if isinstance(one, QuestionType) and isinstance(other, QuestionType) and one.kind == other.kind:
        return QuestionType(distinct(*one.questions, *other.questions), one.is_row)
    if isinstance(one, ListType) and isinstance(other, ListType):
        return ListType(either(one.of, other.of), one.sure & other.sure)
    return ANY


def distinct(*questions: Question) -> tuple[Question, ...]:
    """Return the questions without those that are the same: most models ask the same ones."""
    found: list[Question] = []
    for one in questions:
        if not any(one is other or one == other for other in found):
            found.append(one)
    return tuple(found)


def element_of(type_: ValueType) -> ValueType:
    """Return what one turn of a loop sees."""
    if isinstance(type_, ListType):
        return type_.of
    if isinstance(type_, QuestionType) and type_.kind in ("rows", "list"):
        return QuestionType(type_.questions, is_row=True)
    if isinstance(type_, TupleType):
        found = type_.items[0] if type_.items else ANY
        for one in type_.items[1:]:
            found = either(found, one)
        return found
    return ANY


def behind(type_: ValueType, step: str) -> ValueType | None:
    """Return what stands behind a dot, or None if it is certain that nothing does."""
    if isinstance(type_, QuestionType):
        child = type_.child(step) if type_.kind in ("group", "row") else None
        if child is not None:
            return child
        python = PYTHON.get(type_.kind, tuple)
        return ANY if type_.kind not in ("group", "row") and _has(python, step) else None
    if isinstance(type_, RecordType):
        return type_.known.get(step)
    if isinstance(type_, PlainType):
        return ANY if _has(type_.kind, step) else None
    if isinstance(type_, FunctionType):
        return None
    if isinstance(type_, ListType | TupleType):
        return ANY if _has(tuple, step) or _has(list, step) else None
    return ANY


def _has(kind: type, step: str) -> bool:
    return not step.startswith("_") and hasattr(kind, step)


def known_behind(type_: ValueType) -> tuple[str, ...]:
    """Return the names that may stand behind a dot."""
    if isinstance(type_, QuestionType) and type_.kind in ("group", "row"):
        return type_.children
    return tuple(type_.known) if isinstance(type_, RecordType) else ()


def steps_behind(type_: ValueType, path: str) -> ValueType | None:
    """Return what stands behind a path of several steps."""
    found: ValueType | None = type_
    for step in path.split("."):
        found = None if found is None else ANY if step.isdigit() else behind(found, step)
    return found
