"""Say what became of each clause of the shared templates in a council's, and count the clauses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import Final

from specgen.compare.align import Change, align, formatting_changes, redline
from specgen.compare.lines import Line

SORTS: Final = ("numbered", "headings", "captions", "rows", "others")  # what a passage is, as Counts has it


@dataclass(frozen=True)
class Clause:
    """One line of the shared text, of the council's, or of both."""

    before: Line | None
    after: Line | None
    moved: bool = False
    formatting: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()  # the councils that changed it, the nearest to the shared text first
    other_section: str = (
        ""  # of one added: the part whose shared words it has; of one dropped: the part that has them now
    )

    @property
    def line(self) -> Line:
        line = self.before if self.after is None else self.after
        assert line is not None  # noqa: S101
        return line

    @property
    def is_clause(self) -> bool:
        """Whether it prints words; a condition, a repeat or the frame of a table does not."""
        return self.line.kind != "control"

    @property
    def sort(self) -> str:
        """What it is, one of SORTS; empty for what prints no words."""
        if self.line.kind != "paragraph":
            return "rows" if self.is_clause else ""
        style = dict(self.line.formatting).get("style", "")
        words = {"heading": "headings", "title": "headings", "caption": "captions", "clause": "numbered"}
        return next((sort for word, sort in words.items() if word in style), "others")

    @property
    def state(self) -> str:
        if self.before is None or self.after is None:
            return "added" if self.before is None else "dropped"
        return "same" if self.before.text == self.after.text else "changed"

    @property
    def other_condition(self) -> bool:
        """Whether the words stand under another condition than those of the shared text."""
        if self.before is None or self.after is None or not self.is_clause:
            return False
        return self.before.conditions != self.after.conditions

    @property
    def is_untouched(self) -> bool:
        return self.state == "same" and not (self.moved or self.other_condition or self.formatting)

    @cached_property
    def redline(self) -> tuple[Change, ...]:
        before, after = ("" if line is None else line.text for line in (self.before, self.after))
        return redline(before, after)


End = Callable[[Clause], "Line | None"]  # of a step between two texts: the line before it, or after it


@dataclass(frozen=True)
class Counts:
    """Passages by what became of them; moved, other_condition and formatted are of those that are the same, and the
    SORTS of those that the council can print.
    """

    same: int = 0
    changed: int = 0
    added: int = 0
    dropped: int = 0
    moved: int = 0
    other_condition: int = 0
    formatted: int = 0
    from_elsewhere: int = 0  # of those added
    frames: int = 0  # conditions, repeats, tables
    frames_touched: int = 0
    numbered: int = 0
    headings: int = 0
    captions: int = 0
    rows: int = 0
    others: int = 0

    @property
    def printed(self) -> int:
        """How many passages the council can print."""
        return self.same + self.changed + self.added

    @property
    def shared(self) -> int:
        """How many passages the shared text has."""
        return self.same + self.changed + self.dropped

    @property
    def is_untouched(self) -> bool:
        touched = (self.changed, self.added, self.dropped, self.moved, self.other_condition, self.formatted)
        return not any((*touched, self.frames_touched))

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, key) + getattr(other, key) for key in self.__dataclass_fields__))


def compare_texts(texts: Sequence[Sequence[Line]], names: Sequence[str]) -> tuple[Clause, ...]:
    """Return what became of each line from the first text to the last; `names` are those who made each but the
    first.
    """
    clauses = _between(texts[0], texts[-1])
    if len(texts) < 3:
        return tuple(clause if clause.is_untouched else _by(clause, names[-1:]) for clause in clauses)
    steps = [_between(before, after) for before, after in pairwise(texts)]
    return tuple(clause if clause.is_untouched else _by(clause, _makers(clause, steps, names)) for clause in clauses)


def count_clauses(clauses: Iterable[Clause]) -> Counts:
    """Return how many passages there are of each kind."""
    numbers = dict.fromkeys(Counts.__dataclass_fields__, 0)
    for clause in clauses:
        if not clause.is_clause:
            numbers["frames"] += 1
            numbers["frames_touched"] += not clause.is_untouched
            continue
        numbers[clause.state] += 1
        numbers[clause.sort] += clause.after is not None
        if clause.state == "same":
            numbers["moved"] += clause.moved
            numbers["other_condition"] += clause.other_condition
            numbers["formatted"] += bool(clause.formatting)
        numbers["from_elsewhere"] += clause.state == "added" and bool(clause.other_section)
    return Counts(**numbers)


def hash_of(lines: Iterable[Line]) -> str:
    """Return the SHA-256 of some lines: their words, one line each, with the conditions between them."""
    return hash_of_texts(line.text for line in lines)


def hash_of_texts(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _between(before: Sequence[Line], after: Sequence[Line]) -> tuple[Clause, ...]:
    clauses = list[Clause]()
    for pair in align(before, after):
        old = None if pair.before is None else before[pair.before]
        new = None if pair.after is None else after[pair.after]
        same = old is not None and new is not None and old.text == new.text
        differences = formatting_changes(old, new) if same and old is not None and new is not None else ()
        clauses.append(Clause(old, new, pair.moved, differences))
    return tuple(clauses)


def _by(clause: Clause, layers: tuple[str, ...] | Sequence[str]) -> Clause:
    return replace(clause, layers=tuple(layers))


def _makers(clause: Clause, steps: Sequence[Sequence[Clause]], names: Sequence[str]) -> tuple[str, ...]:
    """Return who changed a clause: followed back from the last text, or forward if it is gone."""
    if clause.after is not None:
        steps_back = zip(reversed(steps), reversed(names), strict=True)
        makers = [*_changed_by(clause.after, steps_back, attrgetter("after"), attrgetter("before"))][::-1]
    else:
        makers = [
            *_changed_by(clause.before, zip(steps, names, strict=True), attrgetter("before"), attrgetter("after"))
        ]
    return tuple(makers) or tuple(names[-1:])


def _changed_by(
    line: Line | None, steps: Iterable[tuple[Sequence[Clause], str]], here: End, there: End
) -> Iterator[str]:
    """Yield who changed a line, followed from text to text for as long as it is there."""
    for clauses, name in steps:
        clause = next((clause for clause in clauses if here(clause) is line), None)
        if clause is not None and not clause.is_untouched:
            yield name
        line = None if clause is None else there(clause)
        if line is None:
            return
