"""Find the codes of the areas of an outcome framework that somebody has named, by code or by name.

A name may have commas and "and" in it, so a text is not cut at them: the longest name that it begins with is taken off,
until nothing is left or what is left is no area.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from specgen.problems import Fault, nearest, quoted_value

__all__ = ["Areas", "areas_in"]

Areas = Sequence[tuple[str, str]]  # the code of each, with its name

BETWEEN: Final = re.compile(r"(?:[\s,;:.&/()•·▪◦‣*–-]|\band\b|\d{1,2}[.)]\s)+")
FRAMEWORK: Final = re.compile(r" \([a-z_]+\)$")  # behind a name, while no framework is chosen
MOST_CODES: Final = 12
RULE: Final = "reference"


def areas_in(lines: Iterable[str], areas: Areas) -> list[str] | Fault:
    """Return the codes of the areas that some lines name, in their order, each once."""
    codes = _codes_by_words(areas)
    found: list[str] = []
    for line in lines:
        rest = _plain(line)
        while rest:
            begins = (words for words in codes if re.match(rf"{re.escape(words)}(?!\w)", rest))
            words = max(begins, key=len, default="")
            if not words:
                return _fault(rest, codes, areas)
            if len(codes[words]) > 1:
                message = f"{quoted_value(words)} may be {' or '.join(codes[words])}"
                return Fault(message, "choose the outcome framework, or write the code of the area", RULE)
            found += codes[words]
            rest = _plain(rest[len(words) :])
    return list(dict.fromkeys(found))


def _codes_by_words(areas: Areas) -> dict[str, list[str]]:
    """Return the codes by all that an area may be called: its code, its name, or its name up to the first comma."""
    named: dict[str, list[str]] = {}
    for code, name in areas:
        plain = FRAMEWORK.sub("", name)
        for words in dict.fromkeys((_plain(code), _plain(plain), _plain(plain.partition(",")[0]))):
            named.setdefault(words, []).append(code)
    return named


def _fault(rest: str, codes: Iterable[str], areas: Areas) -> Fault:
    near = nearest(rest, list(codes), 0.8)
    listed = ", ".join(code for code, _ in areas[:MOST_CODES])
    remedy = f"did you mean “{near}”?" if near else f"write the name or the code of an area ({listed})"
    return Fault(f"{quoted_value(rest)} is not an area of the outcome framework", remedy, RULE)


def _plain(text: str) -> str:
    """Return a text as names are compared: no case, no hyphens, and nothing of what stands between two areas."""
    text = " ".join(text.replace("’", "'").casefold().split())
    begun = BETWEEN.match(text)
    text = text[begun.end() :] if begun else text
    return " ".join(text.replace("-", " ").replace("\u2011", " ").split())
