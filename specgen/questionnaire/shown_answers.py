"""Show an answer as a form prints it: in words, a paragraph for each part, with a tick where it is not known yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from specgen.context.filters import date_words
from specgen.inputs.models.section import Question

__all__ = [
    "CHOOSE", "CHOOSE_DAY", "NO", "NOT_KNOWN", "OPTIONAL", "QUESTIONNAIRE", "TICKED", "UNTICKED", "YES",
    "day_words", "shown_answer", "shown_choices",
]  # fmt: skip

YES, NO = "Yes", "No"
NOT_KNOWN: Final = "Not known yet"
CHOOSE, CHOOSE_DAY = "Choose an answer", "Choose or write a date"  # while nothing is chosen
OPTIONAL: Final = " (optional)"
QUESTIONNAIRE: Final = "questionnaire"  # what the record of a form calls it
TICKED, UNTICKED = "☒", "☐"
BLOCKS: Final = re.compile(r"\n[ \t]*\n+")


def shown_answer(value: object, question: Question) -> tuple[str, ...]:
    """Return the paragraphs that a form prints for an answer of the one form (see normal_values)."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return (_own_words(value),)
    if question.kind == "list" and isinstance(value, list):
        return tuple(_shown(item, question.single) for item in value if item is not None)
    if question.kind == "prose":
        return tuple(BLOCKS.split(str(value)))
    return (_shown(value, question),)


def shown_choices(question: Question) -> dict[str, str]:
    """Return code -> the words to choose; with its code where two have the same words."""
    words = [title for _, title in question.choices]
    return {code: f"{title} ({code})" if words.count(title) > 1 else title for code, title in question.choices}


def day_words(iso: str) -> str:
    """Return 2027-04-01 as 1 April 2027; what is no date as it is."""
    try:
        return date_words(date.fromisoformat(iso))
    except ValueError:
        return iso


def _own_words(value: Mapping[str, object]) -> str:
    words = str(value.get("other") or value.get("awaited") or "")
    by = str(value.get("by") or "")
    return f"{words} (by {day_words(by)})" if by else words


def _shown(value: object, question: Question) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if question.choices:
        return shown_choices(question).get(str(value), str(value))
    return day_words(str(value)) if question.kind == "date" else str(value)
