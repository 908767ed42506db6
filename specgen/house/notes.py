"""Make the notes, warnings and errors about a house document."""

from __future__ import annotations

from specgen.problems import Place, Problem
from specgen.system.resources import HOUSE


def note(message: str, remedy: str = "") -> Problem:
    """Something that was left out or changed, and need not trouble anybody."""
    return Problem(Place(HOUSE), message, remedy, "house", level="note")


def warning(message: str, remedy: str = "") -> Problem:
    """Something that a person should look at."""
    return Problem(Place(HOUSE), message, remedy, "house", level="warning")


def refusal(message: str, remedy: str, rule: str = "house") -> Problem:
    """Something that the house cannot be used with."""
    return Problem(Place(HOUSE), message, remedy, rule)
