"""Hold the typed answers of one specification as the rules on facts read them, and place what they find.

The rules see only the sections that are asked: an answer to a question that the model does not put contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at, text_at, value_at
from specgen.inputs.answers.not_printed import is_asked
from specgen.problems import Problem, path_text

if TYPE_CHECKING:
    from decimal import Decimal

    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.inputs.answers.answers import Answers
    from specgen.inputs.law.entry import LawBook
    from specgen.inputs.models.model import Model
    from specgen.review.rules.rule import Rule

__all__ = ["Specification"]


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

    def group(self, *names: str) -> Row:
        return group_at(self.values, *names)

    def rows(self, *names: str) -> list[Row]:
        return rows_at(self.values, *names)

    def value(self, *names: str) -> object:
        return value_at(self.values, *names)

    def number(self, *names: str) -> Decimal | None:
        names_, last = names[:-1], names[-1]
        return number_at(self.group(*names_) if names_ else self.values, last)

    def text(self, *names: str) -> str:
        return text_at(self.values, *names)

    def day(self, *names: str) -> date | None:
        value = self.value(*names)
        return value if isinstance(value, date) else None

    def at(self, path: ValuePath) -> str:
        """Return the name of another answer with its line, as messages name it: `contract.start (line 34)`."""
        place = self.answers.yaml.place_of(path)
        if place.file != self.answers.yaml.file:
            return f"{path_text(path)} ({place.file}, line {place.line})"
        return f"{path_text(path)} (line {place.line})"

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
    ) -> Problem:
        """Return what a rule finds at an answer, with the places of the answers that it contradicts."""
        place_of = self.answers.yaml.place_of
        related = tuple(place_of(other) for other in against)
        return Problem(place_of(path, at_key=at_key), message, remedy, rule.id, level or rule.level, related)
