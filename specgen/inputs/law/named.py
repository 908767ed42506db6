"""Find the laws that a text names: those in the files of law, and what looks like a law and is in none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


class NamedLaw(NamedTuple):
    """A law that a text names, and where; `law` is None if no file of law has it."""

    law: Entry | None
    words: str
    start: int


@dataclass(frozen=True, eq=False)
class LawNames:
    """The names of known laws, longer ones first: regulations under an Act are not the Act."""

    laws: Mapping[str, Entry]
    pattern: re.Pattern[str]


def law_names(laws: Mapping[str, Entry]) -> LawNames:
    """Return the names of laws, to look for them in many texts."""
    by_name = {name: law for law in laws.values() for name in (law.title, *law.known_as) if name}
    names = "|".join(map(re.escape, sorted(by_name, key=len, reverse=True)))
    return LawNames(by_name, re.compile(rf"(?<!\w)(?:{names or '(?!)'})(?!\w)"))


def laws_in(text: str, names: LawNames) -> Iterator[NamedLaw]:
    """Yield the known laws that a text names."""
    for match in names.pattern.finditer(text):
        yield NamedLaw(names.laws[match.group()], match.group(), match.start())


def unknown_laws_in(text: str, names: LawNames) -> Iterator[NamedLaw]:
    """Yield what is written like a law and is in no file of law."""
    found = list(LEGAL_NAME.finditer(text))
    known = [(one.start, one.start + len(one.words)) for one in laws_in(text, names)] if found else []
    for match in found:
        if not any(start < match.end() and match.start() < end for start, end in known):
            yield NamedLaw(None, match.group(), match.start())
