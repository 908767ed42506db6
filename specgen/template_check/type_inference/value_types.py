"""What a template can name: the shape of an answer, of rows, of a derived fact, and what stands behind its dots.

Where nothing certain can be said the shape is ANY, of which nothing is ever wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from specgen.inputs.models.section import Question

PYTHON: Final[dict[str, type]] = {"text": str, "prose": str, "choice": str, "time": str, "date": datetime.date,
                                  "integer": int, "number": Decimal, "yes_no": bool}  # fmt: skip


@dataclass(frozen=True)
class Anything:
    """Something of which nothing is known."""


@dataclass(frozen=True)
class Plain:
    """A text, a number, a date, yes or no."""

    kind: type


@dataclass(frozen=True)
class RecordType:
    """Facts by name; a term prints its word as well."""

    known: Mapping[str, Shape]
    what: str  # that there is no such ... : "term", "form", "name"
    prints: bool = False


@dataclass(frozen=True)
class Function:
    """A function of templates: row, party, has_section."""

    gives: Shape


@dataclass(frozen=True)
class Many:
    """A list of something."""

    of: Shape
    sure: frozenset[str] = frozenset()  # the columns that every row of it has: it was chosen by them


@dataclass(frozen=True)
class Pair:
    """A few things together, to be taken apart in a loop."""

    items: tuple[Shape, ...]


@dataclass(frozen=True)
class Asked:
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

    def child(self, step: str) -> Asked | None:
        found = tuple(one.by_name[step] for one in self.questions if step in one.by_name)
        return Asked(found) if found else None


Shape = Anything | Plain | RecordType | Function | Many | Pair | Asked
ANY: Final = Anything()
TEXT, NUMBER, YES_NO, DATE = Plain(str), Plain(Decimal), Plain(bool), Plain(datetime.date)


@dataclass(frozen=True)
class Seen:
    """The shape of one expression, and the optional answers that it may be without."""

    shape: Shape = ANY
    absent: frozenset[str] = field(default=frozenset())


NOTHING: Final = Seen()


def either(one: Shape, other: Shape) -> Shape:
    """Return what is certain of something that is one of two."""
    if one == other:
        return one
    if isinstance(one, Asked) and isinstance(other, Asked) and one.kind == other.kind:
        return Asked(distinct(*one.questions, *other.questions), one.is_row)
    if isinstance(one, Many) and isinstance(other, Many):
        return Many(either(one.of, other.of), one.sure & other.sure)
    return ANY


def distinct(*questions: Question) -> tuple[Question, ...]:
    """Return the questions without those that are the same: most models ask the same ones."""
    found: list[Question] = []
    for one in questions:
        if not any(one is other or one == other for other in found):
            found.append(one)
    return tuple(found)


def element_of(shape: Shape) -> Shape:
    """Return what one turn of a loop sees."""
    if isinstance(shape, Many):
        return shape.of
    if isinstance(shape, Asked) and shape.kind in ("rows", "list"):
        return Asked(shape.questions, is_row=True)
    if isinstance(shape, Pair):
        found = shape.items[0] if shape.items else ANY
        for one in shape.items[1:]:
            found = either(found, one)
        return found
    return ANY


def behind(shape: Shape, step: str) -> Shape | None:
    """Return what stands behind a dot, or None if it is certain that nothing does."""
    if isinstance(shape, Asked):
        child = shape.child(step) if shape.kind in ("group", "row") else None
        if child is not None:
            return child
        python = PYTHON.get(shape.kind, tuple)
        return ANY if shape.kind not in ("group", "row") and _has(python, step) else None
    if isinstance(shape, RecordType):
        return shape.known.get(step)
    if isinstance(shape, Plain):
        return ANY if _has(shape.kind, step) else None
    if isinstance(shape, Function):
        return None
    if isinstance(shape, Many | Pair):
        return ANY if _has(tuple, step) or _has(list, step) else None
    return ANY


def _has(kind: type, step: str) -> bool:
    return not step.startswith("_") and hasattr(kind, step)


def known_behind(shape: Shape) -> tuple[str, ...]:
    """Return the names that may stand behind a dot."""
    if isinstance(shape, Asked) and shape.kind in ("group", "row"):
        return shape.children
    return tuple(shape.known) if isinstance(shape, RecordType) else ()


def steps_behind(shape: Shape, path: str) -> Shape | None:
    """Return what stands behind a path of several steps."""
    found: Shape | None = shape
    for step in path.split("."):
        found = None if found is None else ANY if step.isdigit() else behind(found, step)
    return found
