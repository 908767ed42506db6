"""Understand a day as people write it: 1 April 2027, Thursday 1st of April 2027, April 1, 2027, 1/4/27, 2027-04-01."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["MONTHS", "WELSH_MONTHS", "day_in"]

MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                 "November", "December")  # fmt: skip
WELSH_MONTHS: Final = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd",
    "rhagfyr",
)  # fmt: skip
DASHES: Final = str.maketrans({"–": "-", "\u2011": "-", "’": "'"})
BESIDE: Final = lazy_pattern(r"^(?:[a-z]+day|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,?\s+|\b(?:the|of)\s+")
FORMS: Final = tuple(
    (lazy_pattern(pattern, re.ASCII), order)
    for pattern, order in (
        (r"(\d{4})(\d{2})(\d{2})", (1, 2, 3)),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t[\d:.]*z?)?", (1, 2, 3)),
        (r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})", (3, 2, 1)),
        (r"(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]*([a-z]{3,10})[\s.,'/-]*(\d{4}|\d{2})", (3, 2, 1)),
        (r"([a-z]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", (3, 1, 2)),
    )
)  # a pattern, and which of its groups are year, month and day: the day first, as in Britain


def day_in(text: str) -> date | None:
    """Return the day that a text means, English or Welsh; None for a text that means none or no real one."""
    plain = BESIDE.sub("", " ".join(text.translate(DASHES).split()).casefold().rstrip("."))
    for pattern, order in FORMS:
        found = pattern.fullmatch(plain)
        if found is None:
            continue
        year, month, day = (found[group] for group in order)
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), _month(month), int(day))
        except ValueError:
            return None
    return None


def _month(word: str) -> int:
    """Return the number of a month by its digits, its name or the start of it; 0 for none."""
    if word.isdigit():
        return int(word)
    for names in ([month.casefold() for month in MONTHS], WELSH_MONTHS):
        hits = [number for number, month in enumerate(names, 1) if month.startswith(word)]
        if len(hits) == 1:
            return hits[0]
    return 9 if word == "sept" else 0
