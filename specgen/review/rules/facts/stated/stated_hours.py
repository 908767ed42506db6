"""Read the hours of the day that a sentence gives for the whole service: Visits take place between 08:00 and 20:00.

Only a sentence that says nothing else counts: those of one kind of visit, or of one day, are not those of the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from specgen.inputs.written_values.times_of_day import time_in
from specgen.review.rules.english import sentences_in
from specgen.system.lazy_pattern import lazy_pattern

DAILY: Final = (
    r"(?: (?:every day|each day|daily|seven days a week|7 days a week|all year round|on (?:all|seven) days))*"
)
TIME: Final = r"(\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)?|noon|midnight)"
HINT: Final = lazy_pattern(r"(?:between|from) (?:\d|noon|midnight)")
HOURS: Final = lazy_pattern(
    r"\W*(?:the |all )?(?:care workers|care|support|care and support|visits|service)"
    r" (?:(?:shall|will|must) )?"
    r"(?:come|visit|work|run|operate|(?:is|are|be) (?:made|given|provided|available)|take place)s?"
    rf"{DAILY} (?:between|from) {TIME} (?:and|to|until|till) {TIME}{DAILY}\.?\s*",
    re.IGNORECASE,
)


class StatedHours(NamedTuple):
    """The first and the last time of a day, as 08:00."""

    first: str
    last: str
    words: str


def hours_in(text: str) -> Iterator[StatedHours]:
    """Yield the hours of the service that a text gives, where both times can be read."""
    for start, end in sentences_in(text) if HINT.search(text) else ():
        found = HOURS.fullmatch(text, start, end)
        times = [time_in(found[group]) for group in (1, 2)] if found else []
        if found and all(times):
            yield StatedHours(times[0], times[1], text[found.start(1) : found.end(2)])
