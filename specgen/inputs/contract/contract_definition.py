"""Hold one definition of a contract's conditions: how sure it is, and what shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SURE = 0.9  # taken over as it is
LIKELY = 0.7  # taken over, for a person to look at; below it is only listed


@dataclass(frozen=True)
class ContractDefinition:
    """A term with its meaning as the conditions give it."""

    term: str
    meaning: str  # without "means"; "" for an abbreviation that is only spelled out
    clause: str
    shape: str  # quoted, table, bold, plain, colon, tab, inline, acronym
    confidence: float
    evidence: str  # the words that show it
    paragraph: str = ""  # Word's own mark of it
    others: tuple[str, ...] = ()  # words defined along with it
    acronym: str = ""
    order: int = 0
    section: int = 0


def ended(text: str) -> str:
    """Return a meaning without the stops and the conjunction at its end."""
    text = " ".join(text.split()).strip(" :–—,")
    text = re.sub(r"[;,](?: (?:and|or))?$", "", text)
    return text.rstrip(" ;,.")


def opened(text: str) -> str:
    """Return a meaning without the means at its start."""
    return re.sub(r"^\s*(?:[:–—=-]\s*)?(?:(?:shall |will )?means?\b(?! and includes?\b)[:,]?)?\s*", "", text)
