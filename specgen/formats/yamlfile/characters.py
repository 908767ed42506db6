"""Refuse characters that cannot stand in a Word document, or that hide what a file says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from specgen.problems import Place, Problem

MAX_PROBLEMS: Final = 100
UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff"
    "\u202a-\u202e\u2066-\u2069"  # they turn the direction of writing round: what is read is not what stands there
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
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
    return f"the invisible character {code} cannot stand in a Word document"
