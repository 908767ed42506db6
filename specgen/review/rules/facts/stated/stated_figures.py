"""Read the figures that texts give for a matter: the insurance, the notice, the shortest visit.

Which matters there are, and how sentences say them, is data: models/review/matters.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from specgen.inputs.written_values.days import day_in
from specgen.review.rules.english import sentence_span
from specgen.review.rules.facts.stated.matters import PARTIES, Matter
from specgen.review.rules.unfinished import NUMBERS
from specgen.system.lazy_pattern import lazy_pattern

DAYS: Final = {
    "minutes": Decimal(1) / 1440, "hours": Decimal(1) / 24, "days": Decimal(1), "weeks": Decimal(7),
    "months": Decimal("30.4"), "years": Decimal("364.8"), "working days": Decimal("1.4"),
}  # fmt: skip
TIMES_A_YEAR: Final = {
    "weekly": 52, "every week": 52, "four-weekly": 13, "every four weeks": 13, "monthly": 12, "every month": 12,
    "quarterly": 4, "every quarter": 4, "annually": 1,
}  # fmt: skip
NEAR: Final = Decimal("0.03")  # three months are 90, 91 or 92 days
FACTORS: Final = {"m": 1_000_000, "t": 1_000, "k": 1_000}
AMOUNT: Final = lazy_pattern(r"(\d+(?:\.\d+)?|[a-z-]+(?= ))\s?(million|m|thousand|k)?")
CLAUSE: Final = lazy_pattern(r"[;:]\s")
MORE: Final = lazy_pattern(  # another statement
    r",? (?:and|but) (?:then )?(?:shall|must|will|may|give|inform|keep|say|send|show|tell)s?\b|, (?:and|but)\b"
)
ENDS_IT: Final = {
    "either": lazy_pattern(r"\b(?:either|each|any|both)(?: (?:of )?(?:the )?part(?:y|ies))?\b", re.IGNORECASE),
    **{
        party: lazy_pattern(rf"\b(?:{names})s?,? (?:may|shall|can|will|is entitled|has the|reserves)\b", re.IGNORECASE)
        for party, names in PARTIES.items()
    },
}


class Figure(NamedTuple):
    """What a text says of a matter: its own words, and their size in one unit for all texts."""

    words: str
    size: Decimal
    start: int = 0  # of the figure in its text
    is_sure: bool = True  # nothing in the sentence hints at another matter
    party: str = ""  # who may do it, where that makes another matter of it
    is_exact: bool = False

    def agrees_with(self, other: Figure) -> bool:
        if self.is_exact:
            return self.size == other.size
        return abs(self.size - other.size) <= NEAR * max(self.size, other.size)

    def is_of_another(self, other: Figure) -> bool:
        """Whether it is one party's here and the other's there."""
        return {self.party, other.party} == {"council", "provider"}


def figures_in(text: str, matter: Matter) -> Iterator[Figure]:
    """Yield what a text says of a matter, each figure once."""
    if not matter.may_be_in(text.casefold()):
        return
    starts = set[int]()
    for pattern in matter.said:
        for found in pattern.finditer(text):
            group = next(number for number, words in enumerate(found.groups(), 1) if words)
            unit = str(found[group + 1]).lower() if matter.unit == "group 2" else matter.unit
            figure = _figure(found[group], unit)
            if figure is None or found.start(group) in starts:
                continue
            starts.add(found.start(group))
            sentence = _clause(text, found.start(group))
            party = next((one for one, acts in ENDS_IT.items() if acts.search(sentence)), "")
            yield figure._replace(
                start=found.start(group), is_sure=matter.is_all_of(sentence), party="" if matter.party else party
            )


def figure_of(number: Decimal | int | date, matter: Matter) -> Figure:
    """Return the figure that an answer gives for a matter."""
    if isinstance(number, date):
        return _day(number)
    value = Decimal(number)
    return Figure(f"{value:,f} {matter.answer_unit}", value * DAYS.get(matter.answer_unit, Decimal(1)))


def number_of(words: str) -> Decimal | None:
    """Return the number that digits or words say: 10, ten, 5 million, 5m, two million, a."""
    text = words.strip().lower().replace(",", "").rstrip(".")
    if text in NUMBERS:
        return Decimal(NUMBERS[text])
    found = AMOUNT.fullmatch(text)
    if found is None:
        return Decimal(1) if text in ("a", "an") else None
    number = NUMBERS.get(found[1], found[1])
    if isinstance(number, str) and number.isalpha():
        return None
    try:
        return Decimal(number) * FACTORS.get((found[2] or " ")[0], 1)
    except ArithmeticError:  # words with a hyphen that are no number
        return None


def _clause(text: str, place: int) -> str:
    """Return the sentence around a place, or the part of it between semicolons, up to what it says besides."""
    start, end = sentence_span(text, place)
    breaks = [start, *(start + found.end() for found in CLAUSE.finditer(text[start:end])), end]
    first = max(one for one in breaks[:-1] if one <= place)
    last = next(one for one in breaks if one > place)
    more = MORE.search(text, place, last)
    return text[first : more.start() if more else last]


def _figure(words: str, unit: str) -> Figure | None:
    if unit == "interval":
        times = TIMES_A_YEAR.get(words.lower())
        return None if times is None else Figure(words, Decimal(times))
    if unit == "date":
        day = day_in(words)
        return None if day is None else _day(day)
    number = number_of(words)
    if number is None:
        return None
    said = f"£{words.strip()}" if unit == "pounds" and words[0].isdigit() else f"{words} {unit}"
    unit = f"{unit.removesuffix('s')}s".replace("business", "working")
    return Figure(said, number * DAYS.get(unit, Decimal(1)))


def _day(day: date) -> Figure:
    return Figure(f"{day.day} {day:%B %Y}", Decimal(day.toordinal()), is_exact=True)
