"""Find the laws that a text names: those in the files of law, and what looks like a law and is in none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from specgen.inputs.law.entry import Entry
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["LawNames", "NamedLaw", "law_names", "laws_in", "unknown_laws_in"]

_WORD: Final = r"(?:[A-Z][\w’'\-]*|\([A-Z][^()]*\)|and|of|the|etc\.|for|in|to|on|at|with)"
_TITLE: Final = rf"[A-Z][\w’'\-]*(?:,? {_WORD})*? (?:Act|Measure|Regulations|Order|Rules) (?:19|20)\d\d"
LEGAL_NAME: Final = lazy_pattern(
    rf"{_TITLE}(?:(?: \([A-Z][^()]*\))+ (?:Regulations|Order|Rules) (?:19|20)\d\d)?"
    r"|\[(?:19|20)\d\d\] (?:UKSC|UKHL|EWCA|EWHC|EWCOP)(?: [A-Z][a-z]+)? \d+"
    r"|\b(?:NG|QS|CG)\d{1,3}\b"
)


SIGNS: Final = (" Act ", " Measure ", " Regulations ", " Order ", " Rules ", "] UK", "] EW", "NG", "QS", "CG")


class NamedLaw(NamedTuple):
    """A law that a text names, and where; `law` is None if no file of law has it."""

    law: Entry | None
    words: str
    start: int


LawNames = Mapping[str, Entry]  # each name of a known law


def law_names(laws: Mapping[str, Entry]) -> LawNames:
    """Return the names of laws, to look for them in many texts."""
    return {name: law for law in laws.values() for name in (law.title, *law.known_as) if name}


def laws_in(text: str, names: LawNames) -> Iterator[NamedLaw]:
    """Yield the known laws that a text names, by the longer of two names: regulations under an Act are not the Act.

    Most texts name none, and to see that takes a tenth of the time that one expression of all names would take.
    """
    places = sorted((start, -len(name), name) for name in names if name in text for start in _places(name, text))
    end = 0
    for start, _, name in places:
        if start >= end:
            end = start + len(name)
            yield NamedLaw(names[name], name, start)


def _places(name: str, text: str) -> Iterator[int]:
    """Yield where a name stands that is no part of a longer word."""
    start = text.find(name)
    while start >= 0:
        around = text[max(0, start - 1) : start] + text[start + len(name) : start + len(name) + 1]
        if not any(sign.isalnum() or sign == "_" for sign in around):
            yield start
        start = text.find(name, start + 1)


def unknown_laws_in(text: str, names: LawNames) -> Iterator[NamedLaw]:
    """Yield what is written like a law and is in no file of law."""
    found = list(LEGAL_NAME.finditer(text)) if any(sign in text for sign in SIGNS) else []
    known = [(one.start, one.start + len(one.words)) for one in laws_in(text, names)] if found else []
    for match in found:
        if not any(start < match.end() and match.start() < end for start, end in known):
            yield NamedLaw(None, match.group(), match.start())
