"""Refuse characters that cannot stand in a Word document, or that hide what a file says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

from specgen.problems import Place, Problem
from specgen.system.lazy_pattern import lazy_pattern

MAX_PROBLEMS: Final = 100
# Whole sentences can be written in them that nobody sees: tags, selectors of variants, fillers, marks of no width.
HIDING: Final = (
    "\u034f\u115f\u1160\u180b-\u180f\u2061-\u2064\u206a-\u206f\u2800\u3164\ufe00-\ufe0d\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# They turn the direction of writing round: what is read is not what stands there.
TURNING: Final = "\u202a-\u202e\u2066-\u2069"
HIDING_OR_TURNING: Final = lazy_pattern(f"[{HIDING}{TURNING}]")
# Those that may stand in a text, but not in a name, a number or a date.
UNSEEN: Final = lazy_pattern("[\xa0\xad\u061c\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufe0e\ufe0f" + HIDING + "]")
UNFIT: Final = lazy_pattern(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff"
    + HIDING
    + TURNING
    + "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 15) for end in (0xFFFE, 0xFFFF))
    + "]"
)


def unfit_characters(text: str, file: str) -> Iterator[Problem]:
    for character in islice(UNFIT.finditer(text), MAX_PROBLEMS):
        line = text.count("\n", 0, character.start()) + 1
        column = character.start() - text.rfind("\n", 0, character.start())
        yield Problem(
            Place(file, line, column), explain_character(character[0]), "delete it or type what you meant", "character"
        )


def explain_character(character: str) -> str:
    """Return what is wrong with an unfit character, and where it may come from."""
    code = f"U+{ord(character):04X}"
    if 0xE000 <= ord(character) <= 0xF8FF:
        return f"the character {code} comes from a symbol font (a bullet pasted from Word?) and prints as a box"
    if character in "\x85\u2028\u2029":
        return f"the invisible line break {code} (pasted from another program?) is not a line break here"
    if re.match(f"[{HIDING}]", character):
        return f"the invisible character {code} can hide words in a text"
    if re.match(f"[{TURNING}]", character):
        return f"the invisible character {code} turns the direction of writing: what is read is not what stands there"
    return f"the invisible character {code} cannot stand in a Word document"


def name_unseen(text: str) -> str:
    """Return the first invisible sign of a text by its name and code, such as no-break space (U+00A0), or nothing."""
    sign = UNSEEN.search(text)
    return "" if sign is None else f"{unicodedata.name(sign[0], 'invisible character').lower()} (U+{ord(sign[0]):04X})"
