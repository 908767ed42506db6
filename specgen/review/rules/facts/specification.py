"""Hold the typed answers of one specification as the rules on facts read them, and place what they find.

The rules see only the sections that are asked: an answer to a question that the model does not put contradicts nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.lookup import (
    Row,
    group_at,
    is_answered,
    number_at,
    placed_texts,
    rows_at,
    text_at,
    value_at,
)
from specgen.formats.yamlfile.scalars import Scalar, scalars
from specgen.inputs.answers.not_printed import is_asked
from specgen.problems import Place, Problem, path_text

if TYPE_CHECKING:
    from decimal import Decimal

    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.inputs.answers.answers import Answers
    from specgen.inputs.law.entry import LawBook
    from specgen.inputs.models.model import Model
    from specgen.review.rules.rule import Rule

__all__ = ["Specification", "Term", "months_on", "plain"]

MOST = 20  # words that a place is looked up by
LONGEST = 1200  # months of a term that dates can be worked out for
ISSUED = ("consultation", "final")


class Term(NamedTuple):
    """The days between which the contract runs: `latest` is the last day with every extension."""

    start: date
    last: date
    latest: date

    @property
    def years(self) -> int:
        """The number of contract years, the last one begun counted as one."""
        return (self.latest - self.start).days // 365 + bool((self.latest - self.start).days % 365 > 1)


@dataclass(frozen=True)
class Specification:
    """Without a day nothing is said of what depends on it."""

    answers: Answers
    model: Model
    today: date | None = None
    law: LawBook | None = None
    framework: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def values(self) -> Row:
        """The answers to the sections that are asked, by the first name of their place."""
        given = self.answers.values
        return {
            section.at[0]: given[section.at[0]]
            for section in self.model.sections
            if section.at and section.at[0] in given and is_asked(section.when, given)
        }

    @cached_property
    def asked(self) -> frozenset[str]:
        """The places of the sections that are asked: `payment`, `monitoring.individual`."""
        return frozenset(
            ".".join(section.at)
            for section in self.model.sections
            if section.at and is_asked(section.when, self.answers.values)
        )

    @cached_property
    def measures(self) -> Mapping[str, tuple[int, Row]]:
        """Each measure by its id, with its row number."""
        rows = rows_at(self.values, "measures")
        return {str(row["id"]): (number, row) for number, row in enumerate(rows) if row.get("id")}

    @cached_property
    def term(self) -> Term | None:
        """Return the term of the contract; None where its start or its length is not answered or makes no term."""
        start, months = self.day("contract", "start"), self.number("contract", "initial_term_months")
        more = self.number("contract", "extension_months") or 0
        if start is None or months is None or not 0 < months + more <= LONGEST or months <= 0 or more < 0:
            return None
        last = months_on(start, int(months)) - timedelta(1)
        return Term(start, last, months_on(start, int(months + more)) - timedelta(1))

    @cached_property
    def is_issued(self) -> bool:
        """Whether others are asked to rely on it: until then what is missing is only an open point of the draft."""
        return self.value("document", "status") in ISSUED

    @cached_property
    def texts(self) -> tuple[tuple[ValuePath, str], ...]:
        """Every text of the answers that are asked, with its path; ids and choices among them."""
        return tuple(placed_texts(self.values))

    def group(self, *names: str) -> Row:
        return group_at(self.values, *names)

    def rows(self, *names: str) -> list[Row]:
        return rows_at(self.values, *names)

    def value(self, *names: str) -> object:
        return value_at(self.values, *names)

    def lacks(self, *path: str | int) -> bool:
        """Whether an answer is missing, and nobody has said that it is not known yet: that is an open point already."""
        return not is_answered(value_of(self.values, path)) and path not in self.answers.awaited

    def number(self, *names: str) -> Decimal | None:
        names_, last = names[:-1], names[-1]
        return number_at(self.group(*names_) if names_ else self.values, last)

    def text(self, *names: str) -> str:
        return text_at(self.values, *names)

    def day(self, *names: str) -> date | None:
        value = self.value(*names)
        return value if isinstance(value, date) else None

    def written(self, path: ValuePath) -> str:
        """Return an answer as it is written in its file; empty where it is no plain value."""
        value: object = self.answers.yaml.values
        for step in path:
            if isinstance(value, Mapping):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return ""
        return self.answers.yaml.texts.get(path, "" if value is None else str(value))

    def place_of_words(self, path: ValuePath, words: str) -> Place:
        """Return the place at which some words of an answer begin, whichever way the file writes and wraps it."""
        place = self.answers.yaml.place_of(path)
        scalar = self._scalars.get(path) if words and place.file == self.answers.yaml.file else None
        found = re.search(r"\s+".join(map(re.escape, words.split()[:MOST])), scalar.value) if scalar else None
        if scalar is None or found is None:
            return place
        line, column, *_ = scalar.place(found.start())
        return replace(place, line=line, column=column)

    @cached_property
    def _scalars(self) -> Mapping[ValuePath, Scalar]:
        """The file's values with the place of each letter: read only where something is found."""
        return {one.path: one for one in scalars(self.answers.yaml.source)}

    def at(self, path: ValuePath, words: str = "") -> str:
        """Return the name of another answer with its line, as messages name it: `contract.start, line 34`."""
        place = self.place_of_words(path, words)
        if place.file != self.answers.yaml.file:
            return f"{path_text(path)}, line {place.line} of {place.file}"
        return f"{path_text(path)}, line {place.line}"

    def problem(
        self,
        rule: Rule,
        path: ValuePath,
        message: str,
        remedy: str,
        *,
        against: tuple[ValuePath, ...] = (),
        at_key: bool = False,
        level: str = "",
        words: str = "",
        against_words: str = "",
    ) -> Problem:
        """Return what a rule finds at an answer, with the places of the answers that it contradicts; in a longer text
        they are known by the words that begin there.
        """
        place_of = self.answers.yaml.place_of
        related = tuple(self.place_of_words(other, against_words) for other in against)
        place = self.place_of_words(path, words) if words else place_of(path, at_key=at_key)
        return Problem(place, message, remedy, rule.id, level or rule.level, related)


def months_on(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def plain(value: Decimal | int | None) -> str:
    """Return a number as people write it: 27,300,000 or 4.5."""
    text = "" if value is None else f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
