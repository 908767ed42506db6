"""Understand a day as people write it: 1 April 2027, Thursday 1st of April 2027, April 1, 2027, 1/4/27, 2027-04-01."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["MONTHS", "WELSH_MONTHS", "day_in", "wrong_weekday"]

MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                 "November", "December")  # fmt: skip
WELSH_MONTHS: Final = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd",
    "rhagfyr",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DASHES: Final = str.maketrans({"–": "-", "\u2011": "-", "’": "'"})
WEEKDAY: Final = lazy_pattern(r"(?:the\s+)?([a-z]+day|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,?\s+")
BESIDE: Final = lazy_pattern(r"\b(?:the|of)\s+")
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
    """Return the day that a text means, English or Welsh; None for a text that means none or no real one, or a day that
    falls on another weekday than it says.
    """
    weekday, plain = _parts(text)
    day = _day(plain)
    return day if day is None or not weekday or _is_on(day, weekday) else None


def wrong_weekday(text: str) -> str:
    """Return on which weekday a day falls if a text names another: 5 April 2027 is a Monday; empty otherwise."""
    weekday, plain = _parts(text)
    day = _day(plain) if weekday else None
    if day is None or _is_on(day, weekday):
        return ""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {WEEKDAYS[day.weekday()]}"


def _parts(text: str) -> tuple[str, str]:
    """Return the weekday that a text begins with, and the rest without words that say nothing."""
    plain = " ".join(text.translate(DASHES).split()).casefold().rstrip(".")
    named = WEEKDAY.match(plain)
    return (named[1] if named else ""), BESIDE.sub("", plain[named.end() :] if named else plain)


def _is_on(day: date, weekday: str) -> bool:
    return WEEKDAYS[day.weekday()].casefold().startswith(weekday[:3])


def _day(plain: str) -> date | None:
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
