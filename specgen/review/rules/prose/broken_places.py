"""Find references to clauses that are not there, and days that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specgen.inputs.written_values.days import MONTHS, day_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.word_places import words_in
from specgen.system.lazy_pattern import lazy_pattern

SOURCE: Final = "source 003, section 2.5: specifications should ensure technical accuracy"

REFERENCE_BROKEN = Rule(
    "REFERENCE-BROKEN", "error", "mistake",
    "A reference leads to a clause, schedule or table that is not in the document, or Word has lost its target.",
    "Name the one that is meant; of another document also say which.",
    SOURCE,
    fires=Example("See Error! Reference source not found. for the rate.", "document"),
    silent=Example("The Provider shall act as clause 14.2 of the Conditions says.", "document"),
    ideas=("W22",),
)  # fmt: skip
DATE_IMPOSSIBLE = Rule(
    "DATE-IMPOSSIBLE", "error", "mistake",
    "A day is named that no calendar has.",
    "Write the day that is meant.",
    SOURCE,
    fires=Example("The service ends on 31 February 2029."),
    silent=Example("The service ends on 29 February 2028."),
)  # fmt: skip

DAY: Final = lazy_pattern(
    rf"(?<![\d.,/£])(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({'|'.join(MONTHS)}),?\s+(\d{{4}})\b", re.I
)
IN_SMALL: Final = frozenset(month.casefold() for month in MONTHS)
LOST: Final = lazy_pattern(r"Error! (?:Reference source not found|Bookmark not defined)\.?")


def check_places(subject: Subject) -> Iterator[Finding]:
    """Yield broken references and impossible days."""
    for passage in subject.passages:
        yield from _lost(passage)
        for found in () if words_in(passage.text).isdisjoint(IN_SMALL) else DAY.finditer(passage.text):
            if day_in(found[0]) is None:
                message = f"there is no {' '.join(found.group().split())}"
                yield finding_at(DATE_IMPOSSIBLE, passage, *found.span(), message, "write the day that is meant")


def _lost(passage: Passage) -> Iterator[Finding]:
    """Yield what Word writes in the place of a reference; one that leads nowhere is found in a whole Word file."""
    for lost in LOST.finditer(passage.text) if "Error!" in passage.text else ():
        message = "Word has lost what this reference leads to"
        yield finding_at(REFERENCE_BROKEN, passage, *lost.span(), message, "set the reference again")


FAMILY = Family("References and days", (REFERENCE_BROKEN, DATE_IMPOSSIBLE), words=check_places)
