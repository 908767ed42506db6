"""Read the figures that texts give for a matter (the insurance, the notice, the shortest visit) and count people.

Which matters there are, and how sentences say them, is data: models/review/matters.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Final, NamedTuple

from specgen.formats.yamlfile.lookup import rows_at, text_at, texts_of
from specgen.review.review_data import review_data
from specgen.review.rules.unfinished import NUMBERS
from specgen.system.lazy_pattern import lazy_pattern

DAYS: Final = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4"), "working days": Decimal("1.4")}
TIMES_A_YEAR: Final = {
    "weekly": 52, "every week": 52, "four-weekly": 13, "every four weeks": 13, "monthly": 12, "every month": 12,
    "quarterly": 4, "every quarter": 4, "annually": 1,
}  # fmt: skip
DIGITS: Final = r"\d[\d,]*(?:\.\d+)?"
OTHER_THINGS: Final = (
    r"%|per ?cent\b|years?\b|year-olds?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|miles?\b|km\b|kilomet"
    r"|met(?:re|er)s?\b|visits?\b|calls?\b"
    r"|(?:\w+ ){0,2}(?:homes?|beds?|flats?|schemes?|sites?|villages?|wards?|lots?)\b"
    r"|in \d+|out of\b|million\b|m\b|k\b"
)
NO_COUNT: Final = lazy_pattern(
    rf"£\s?{DIGITS}\w*"
    rf"|\b(?:aged?|ages|over|under|above|below|older than|younger than|turning|from age)[\s-]+{DIGITS}s?"
    rf"(?:\s*(?:to|and|or|[-–])\s*{DIGITS}s?\b)?"
    rf"|\b(?:between|from) {DIGITS} (?:and|to) {DIGITS}"
    rf"|\b{DIGITS}\s*(?:to|[-–])\s*{DIGITS}\b"
    rf"|\b{DIGITS}s?\s*(?:\+|(?:and|or|&) (?:over|older|above|under|younger|below|more|less|fewer))"
    rf"|\b(?:in|by|since|until|of) (?:19|20)\d\d\b|\b(?:19|20)\d\d[-/]\d\d\b"
    rf"|\b[A-Z]{{1,3}}\d[\w/-]*|\b\d+[A-Za-z]\w*"  # the number of a lot or a post code
    rf"|\b{DIGITS}[\s-]*(?:{OTHER_THINGS})",
    re.IGNORECASE,
)
COUNT: Final = lazy_pattern(r"(?<![\d.,/-])\d[\d,]*(?![\d.,/-]*\d)")
NEAR: Final = Decimal("0.03")  # three months are 90, 91 or 92 days


@dataclass(frozen=True)
class Matter:
    """Something that a figure is given for."""

    id: str
    thing: str
    unit: str
    words: tuple[str, ...]  # regular expressions
    hints: tuple[str, ...]  # words in small letters without which no sentence says it: quick to look for
    answer: tuple[str, ...]
    answer_unit: str
    among: tuple[str, ...]
    is_of_contracts: bool

    @cached_property
    def said(self) -> tuple[re.Pattern[str], ...]:
        """Made only for a matter that a text may speak of."""
        return tuple(re.compile(one, re.IGNORECASE) for one in self.words)

    def may_be_in(self, in_small: str) -> bool:
        return any(hint in in_small for hint in self.hints)


class Figure(NamedTuple):
    """What a text says of a matter: its own words, and their size in one unit for all texts."""

    words: str
    size: Decimal
    sentence: str = ""  # the words around it

    def agrees_with(self, other: Figure) -> bool:
        return abs(self.size - other.size) <= NEAR * max(self.size, other.size)


@cache
def matters() -> tuple[Matter, ...]:
    """Return the matters that come with specgen."""
    rows = rows_at(review_data("matters"), "matters")
    return tuple(
        Matter(
            text_at(row, "id"),
            text_at(row, "thing"),
            text_at(row, "unit"),
            texts_of(row.get("said")),
            texts_of(row.get("hints")),
            tuple(filter(None, text_at(row, "answer").split("."))),
            text_at(row, "answer_unit") or text_at(row, "unit"),
            texts_of(row.get("among")),
            row.get("contract") is not False,
        )
        for row in rows
    )


def figures_in(text: str, matter: Matter) -> Iterator[Figure]:
    """Yield what a text says of a matter."""
    if not matter.may_be_in(text.casefold()):
        return
    for pattern in matter.said:
        for found in pattern.finditer(text):
            unit = found.group(2).lower() if matter.unit == "group 2" else matter.unit
            if figure := _figure(found.group(1), unit):
                yield figure._replace(sentence=found.group())


def figure_of(number: Decimal | int, matter: Matter) -> Figure:
    """Return the figure that an answer gives for a matter."""
    value = Decimal(number)
    return Figure(f"{value:,f} {matter.answer_unit}", value * DAYS.get(matter.answer_unit, Decimal(1)))


def number_of(words: str) -> Decimal | None:
    """Return the number that digits or words say: 10, ten, 5 million, 5m."""
    text = words.strip().lower().replace(",", "").rstrip(".")
    if text in NUMBERS:
        return Decimal(NUMBERS[text])
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s?(million|m|thousand|k)?", text)
    if found is None:
        return None
    factor = {"m": 1_000_000, "t": 1_000, "k": 1_000}.get((found.group(2) or " ")[0], 1)
    return Decimal(found.group(1)) * factor


def people_counted(phrase: str) -> Decimal | None:
    """Return the one number of people that a phrase gives, or None where it gives none or more than one."""
    found = COUNT.findall(NO_COUNT.sub(" ", phrase))
    return Decimal(found[0].replace(",", "")) if len(found) == 1 else None


def _figure(words: str, unit: str) -> Figure | None:
    if unit == "interval":
        times = TIMES_A_YEAR.get(words.lower())
        return None if times is None else Figure(words, Decimal(times))
    number = number_of(words)
    if number is None:
        return None
    said = f"£{words.strip()}" if unit == "pounds" else f"{words} {unit}"
    return Figure(said, number * DAYS.get(unit, Decimal(1)))
