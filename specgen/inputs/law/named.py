"""Find the laws that a text names: those in the files of law, and what looks like a law and is in none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specgen.inputs.law.entry import Entry

__all__ = ["NamedLaw", "laws_in", "unknown_laws_in"]

_WORD: Final = r"(?:[A-Z][\w’'\-]*|\([A-Z][^()]*\)|and|of|the|etc\.|for|in|to|on|at|with)"
_TITLE: Final = rf"[A-Z][\w’'\-]*(?:,? {_WORD})*? (?:Act|Measure|Regulations|Order|Rules) (?:19|20)\d\d"
LEGAL_NAME: Final = re.compile(
    rf"{_TITLE}(?:(?: \([A-Z][^()]*\))+ (?:Regulations|Order|Rules) (?:19|20)\d\d)?"
    r"|\[(?:19|20)\d\d\] (?:UKSC|UKHL|EWCA|EWHC|EWCOP)(?: [A-Z][a-z]+)? \d+"
    r"|\b(?:NG|QS|CG)\d{1,3}\b"
)


@dataclass(frozen=True)
class NamedLaw:
    """A law that a text names, and where; `law` is None if no file of law has it."""

    law: Entry | None
    words: str
    start: int


def laws_in(text: str, laws: Mapping[str, Entry]) -> Iterator[NamedLaw]:
    """Yield the known laws that a text names, longer names first: regulations under an Act are not the Act."""
    by_name = names_of(laws)
    if not by_name:
        return
    for match in pattern_of(by_name).finditer(text):
        yield NamedLaw(by_name[match.group()], match.group(), match.start())


def unknown_laws_in(text: str, laws: Mapping[str, Entry]) -> Iterator[NamedLaw]:
    """Yield what is written like a law and is in no file of law."""
    known = [(one.start, one.start + len(one.words)) for one in laws_in(text, laws)]
    for match in LEGAL_NAME.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in known):
            yield NamedLaw(None, match.group(), match.start())


def names_of(laws: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the laws by each of their names."""
    return {name: law for law in laws.values() for name in (law.title, *law.known_as) if name}


def pattern_of(by_name: Mapping[str, Entry]) -> re.Pattern[str]:
    names = sorted(by_name, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
