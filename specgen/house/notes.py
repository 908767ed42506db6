"""What was done to a house, in a few words in, a problem of the file out: a note, or a warning to look at something."""

from __future__ import annotations

from typing import Final

from specgen.problems import Problem

HOUSE: Final = "house.docx"


def note(message: str, remedy: str = "") -> Problem:
    """Something that was left out or changed, and need not trouble anybody."""
    return Problem(HOUSE, 0, 0, "note", "", message, remedy, "house")


def warning(message: str, remedy: str = "") -> Problem:
    """Something that a person should look at."""
    return Problem(HOUSE, 0, 0, "warning", "", message, remedy, "house")


def refusal(message: str, remedy: str, rule: str = "house") -> Problem:
    """Something that the house cannot be used with."""
    return Problem(HOUSE, 0, 0, "error", "", message, remedy, rule)
