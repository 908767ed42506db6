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
    "A reference leads to a clause that is not in the document, or Word has lost its target.",
    "Name the clause that is meant.",
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

MONTH: Final = "|".join(f"{month[:3]}(?:{month[3:]}|\\.)?" for month in MONTHS).replace("Sep(?:", "Sept?(?:")
BY_NAME: Final = lazy_pattern(
    rf"(?<![\d.,/£-])(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH}),?\s+(\d{{4}})\b"
    rf"|\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b",
    re.I,
)
# No year has these, whichever is meant; behind them no noun that is counted: 31 June visits.
OF_ANY_YEAR: Final = lazy_pattern(
    r"(?<![\d.,/£-])(?:3[01](?:st|th)?\s+(?:of\s+)?Feb(?:ruary|\.)?"
    r"|31(?:st)?\s+(?:of\s+)?(?:Apr(?:il|\.)?|June?|Sept?(?:ember|\.)?|Nov(?:ember|\.)?))"
    r"(?=[.;:)]|,(?! (?:and )?\d)|$|\s+(?:and|or|to|at|of|in|each|every|until|inclusive)\b)",
    re.I,
)
IN_DIGITS: Final = lazy_pattern(
    r"(?<![\w./£-])(?:(\d{1,2})([./-])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)|(\d\d)/(0[1-9]|1[0-2])/(\d\d)"
    r"|((?:19|20)\d\d)-(0[1-9]|1[0-2])-(\d\d))(?![\w/-]|\.\d)"
)
# In front of a year of two digits, which may be a number of anything else.
DATED: Final = lazy_pattern(
    r"\b(?:on|by|from|until|till|to|before|after|since|dated?|starts?|ends?|due|day):? \Z", re.I
)
ENDS: Final = frozenset(("30", "31", "30th", "31st"))
LAST: Final = 31  # what is more than the last day of any month is a number of something else
OF_MONTHS: Final = frozenset(month.casefold()[:3] for month in MONTHS)
LOST: Final = lazy_pattern(r"Error! (?:Reference source not found|Bookmark not defined)\.?")
OWN: Final = lazy_pattern(
    r"\b(?:[Cc]lauses?|[Ss]ections?|[Pp]aragraphs?) (\d+(?:\.\d+)*(?:\([a-z]+\))*)(?= (?:of|in) this (?:Specification|"
    r"specification|document|Document)\b)"
)


def check_places(subject: Subject) -> Iterator[Finding]:
    """Yield broken references and impossible days."""
    numbers = {one.paragraph.number for one in subject.passages if one.paragraph is not None and one.paragraph.number}
    for passage in subject.passages:
        yield from _references(passage, numbers)
        for found in _impossible_days(passage.text):
            message = f"there is no {' '.join(found.group().split())}"
            yield finding_at(DATE_IMPOSSIBLE, passage, *found.span(), message, "write the day that is meant")


def _impossible_days(text: str) -> Iterator[re.Match[str]]:
    words = words_in(text)
    if not any(word[0].isdigit() for word in words):
        return
    if not OF_MONTHS.isdisjoint(word[:3] for word in words):
        found = [one for one in BY_NAME.finditer(text) if day_in(one.group()) is None]
        places = [one.span() for one in found]
        yield from found
        for one in () if ENDS.isdisjoint(words) else OF_ANY_YEAR.finditer(text):
            if not any(start <= one.start() < end for start, end in places):
                yield one
    for one in IN_DIGITS.finditer(text) if text.count("/") > 1 or text.count("-") > 1 or text.count(".") > 1 else ():
        day = one[1] or one[5] or one[10]
        is_day = one[5] is None or DATED.search(text, 0, one.start()) is not None
        if 0 < int(day) <= LAST and is_day and day_in(one.group()) is None:
            yield one


def _references(passage: Passage, numbers: set[str]) -> Iterator[Finding]:
    for lost in LOST.finditer(passage.text) if "Error!" in passage.text else ():
        message = "Word has lost what this reference leads to"
        yield finding_at(REFERENCE_BROKEN, passage, *lost.span(), message, "set the reference again")
    for own in OWN.finditer(passage.text) if numbers and " this " in passage.text else ():
        if own.group(1) not in numbers:
            message = f"there is no {own.group()} here"
            yield finding_at(REFERENCE_BROKEN, passage, *own.span(), message, "name the clause that is meant")


FAMILY = Family("References and days", (REFERENCE_BROKEN, DATE_IMPOSSIBLE), words=check_places)
