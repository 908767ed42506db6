"""Note what a document prints, for the schedules that list it: open points, defined terms, law that nobody has checked.

Such a schedule stands among the clauses that it lists, and some that it lists come after it. So its rows are worked out
when they are asked for: none while the document is being rendered, all of them once the log is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from specgen.inputs.law.listed import ListedLaw
from specgen.inputs.models.section import Question

SHOWS_PRINTED: Final = ("terms_used", "open_points", "law.table", "law.unverified", "law.checked_from")  # such rows

POINT: Final = "point."  # and the path of the missing answer: the key of a reference to an open point
LONGEST_NAME: Final = 40  # letters of a row that has no id

AnswerKey = tuple[tuple[str, ...], str]  # the path of a group or row, rows by their id or number, and a name in it


class OpenPointRow(NamedTuple):
    """What the schedule of open points says of one: printed as a row."""

    key: str
    section: str
    section_id: str
    title: str
    question: str
    reason: str


class Printed(NamedTuple):
    """What a document has printed, in its order."""

    terms: tuple[str, ...] = ()  # ids of concepts
    points: tuple[OpenPointRow, ...] = ()
    laws: tuple[ListedLaw, ...] = ()


@dataclass
class RenderLog:
    """What one rendering has printed so far, in the order of the document."""

    points: dict[str, OpenPointRow] = field(default_factory=dict)  # by the path of the missing answer
    terms: dict[str, None] = field(default_factory=dict)
    answers: set[AnswerKey] = field(default_factory=set)  # those that the templates have printed, or decided by
    reads: set[AnswerKey] = field(default_factory=set)  # all that the templates have looked at
    figures: set[tuple[str, ...]] = field(default_factory=set)  # paths of those that derived facts say for them
    awaited: dict[str, str] = field(default_factory=dict)  # by the path of the missing answer, what it waits for
    row_names: dict[tuple[str, ...], str] = field(default_factory=dict)  # of rows without an id, by their path
    awaited_points: tuple[OpenPointRow, ...] = ()  # those of the sections of this document
    printed: Printed = field(default_factory=Printed)  # empty until the log is closed
    deferred: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)  # template and its names
    deferred_texts: list[str] = field(default_factory=list)  # what they print without the rows
    section_of: Callable[[str], str] = lambda _: ""  # the id of the section that asks for the answer at a path
    fill: Callable[[str], str] = str  # puts the contract's words into the {person.plural} of a choice
    reword: Callable[[str], str] = str  # puts them in the place of those that a question has
    list_laws: Callable[[str], tuple[ListedLaw, ...]] = lambda _: ()  # finds in a text those to be listed
    point_of: Callable[[ListedLaw], OpenPointRow | None] = lambda _: None  # of a law that nobody has checked

    def name_row(self, path: tuple[str, ...], row: Mapping[str, object], question: Question) -> None:
        """Note what a row without an id is called: by its first answer."""
        name = row.get(question.questions[0].name) if "id" not in question.by_name else None
        if isinstance(name, str) and len(name) <= LONGEST_NAME:
            self.row_names[path] = name

    def has_printed(self, path: tuple[str, ...]) -> bool:
        """Whether the answer at a path has been printed, or is said by a derived fact."""
        within = any(path[:size] in self.figures for size in range(1, len(path) + 1))
        return within or (path[:-1], path[-1]) in self.answers

    def close(self, text: str = "") -> None:
        """Take what was printed as all that there is to list; `text` is the words of it."""
        laws = self.list_laws(text)
        unprinted = (row for row in self.awaited_points if row.key not in self.points)
        points = [*self.points.values(), *unprinted, *(point for law in laws if (point := self.point_of(law)))]
        self.printed = Printed(tuple(self.terms), tuple(points), laws)


class PrintedRows:
    """The rows of a schedule that lists what was printed, as a template sees them."""

    __slots__ = ("_log", "_rows")

    def __init__(self, log: RenderLog, rows: Callable[[Printed], Sequence[object]]) -> None:
        self._log = log
        self._rows = rows

    def __iter__(self) -> Iterator[object]:
        return iter(self._rows(self._log.printed))

    def __len__(self) -> int:
        return len(self._rows(self._log.printed))


class Names(Protocol):
    """The names of a template, as a mapping or as Jinja's context."""

    def get(self, key: str, /) -> object: ...


def log_of(names: Names) -> RenderLog | None:
    """Return the log of the rendering that some names of a template belong to."""
    rows = names.get("open_points")
    return rows._log if isinstance(rows, PrintedRows) else None
