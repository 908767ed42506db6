"""Describe an entry of law: what it cites, who compared it with its source on which day, and which answers it fits.

Whether an entry counts as checked is worked out here and never typed: the law changes, so a check holds for six months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from specgen.problems import Problem

MONTHS_OF_A_CHECK: Final = 6


class Condition(NamedTuple):
    """What an answer has to be for an entry to fit; without the answer, every entry fits."""

    answer: tuple[str, ...]
    choices: tuple[object, ...] = ()
    at_least: object = None
    less_than: object = None
    because: str = ""

    def is_met(self, answers: Mapping[str, object]) -> bool:
        value = self.value(answers)
        if value is None:
            return True
        if self.choices and not any(value is one or value == one for one in self.choices):
            return False
        number = value.isoformat() if isinstance(value, date) else value
        if not _are_comparable(number, self.at_least) or not _are_comparable(number, self.less_than):
            return True
        least, less = self.at_least, self.less_than
        return (least is None or number >= least) and (less is None or number < less)  # type: ignore[operator]

    def value(self, answers: Mapping[str, object]) -> object:
        found: object = answers
        for step in self.answer:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found


class Cite(NamedTuple):
    """Where a lawyer finds the words of the law."""

    law: str = ""
    title: str = ""
    number: str = ""
    provision: str = ""
    url: str = ""
    version_date: str = ""
    status: str = ""
    commenced_by: str = ""
    extent: str = ""
    applies_to: tuple[Condition, ...] = ()


class Check(NamedTuple):
    """The comparison of an entry with its source, by a role and not a person."""

    on: date
    by: str
    quote: str = ""
    url: str = ""


class Waiver(NamedTuple):
    """The decision of a council to go without a check."""

    on: date
    by: str
    reason: str


class Entry(NamedTuple):
    """A law, or a statement of law (`text`) that templates print inside a sentence."""

    id: str
    cites: tuple[Cite, ...] = ()
    check: Check | None = None
    waiver: Waiver | None = None
    printed_if: tuple[Condition, ...] = ()
    text: str = ""
    otherwise: str | None = None
    about: str = ""
    known_as: tuple[str, ...] = ()
    is_always_listed: bool = False

    @property
    def title(self) -> str:
        return self.cites[0].title if self.cites else ""

    def state(self, today: date) -> str:
        """Return checked, old, waived or unchecked."""
        url = self.check.url or next((cite.url for cite in self.cites if cite.url), "") if self.check else ""
        if self.check and self.check.quote and url and today <= holds_until(self.check.on):
            return "checked"
        if self.waiver and (not self.check or self.waiver.on >= self.check.on):
            return "waived"
        return "old" if self.check and self.check.quote and url else "unchecked"

    def misfit(self, answers: Mapping[str, object]) -> Condition | None:
        """Return the first condition that the answers do not meet."""
        return next((one for cite in self.cites for one in cite.applies_to if not one.is_met(answers)), None)

    def is_printed_by(self, answers: Mapping[str, object]) -> bool:
        """Whether answers were given that print this entry, where it says which ones do."""
        return all(one.value(answers) is not None and one.is_met(answers) for one in self.printed_if)


@dataclass(frozen=True)
class LawBook:
    """The law of a country: its Acts and the like, and the statements that rest on them."""

    country: str
    as_at: date
    laws: Mapping[str, Entry] = field(default_factory=dict)
    statements: Mapping[str, Entry] = field(default_factory=dict)
    watch: tuple[Mapping[str, object], ...] = ()
    problems: tuple[Problem, ...] = ()

    def entries(self) -> Iterator[Entry]:
        yield from self.laws.values()
        yield from (one for one in self.statements.values() if one.cites)

    def find(self, id: str) -> Entry | None:
        return self.statements.get(id) or self.laws.get(id)


def holds_until(day: date) -> date:
    """Return the last day on which a check of that day counts."""
    month = day.month + MONTHS_OF_A_CHECK
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    last = next(last for last in (day.day, 30, 29, 28) if last <= day.day and _is_day(year, month, last))
    return date(year, month, last)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _are_comparable(value: object, limit: object) -> bool:
    if limit is None:
        return True
    numbers = int | float
    return (isinstance(value, str) and isinstance(limit, str)) or (
        isinstance(value, numbers) and isinstance(limit, numbers) and not isinstance(value, bool)
    )


def entries_of(ids: Sequence[str], book: LawBook) -> tuple[Entry, ...]:
    """Return the entries with these names, in their order."""
    return tuple(entry for entry in map(book.find, ids) if entry is not None)
