"""Replace the sample's dates and versions inside a line by tags, and say whether the line still needs a person's look.

Certain is only what stands by itself between commas, tabs and bars: "v0.7 draft, J. Pritchard, 14 March 2023".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specgen.house.letterhead.placeholders import A_DATE, A_VERSION, DATE, VERSION, is_letterhead
from specgen.house.letterhead.titles import is_organisation

BETWEEN: Final = r"[,;|•·\t()–—]|\s-\s"
A_PHRASE: Final = re.compile(
    r"(?P<version>\b(?:version|fersiwn|revision|ver|v)\.? ?\d+(?:\.\d+)*[a-z]?\b"
    r"(?: (?:draft|final|drafft|terfynol)\b)?)"
    rf"|(?P<date>(?<![\w/.-])(?:(?:dated|date|dyddiad):? )?(?:{A_DATE.pattern})(?![\w/]))",
    re.IGNORECASE,
)
BEFORE, AFTER = re.compile(rf"(?:^|{BETWEEN})\s*\Z"), re.compile(rf"\s*(?:$|{BETWEEN})")
WORD: Final = re.compile(r"(?:version|fersiwn|revision|ver|v)\.? ?|(?:dated|date|dyddiad):? ", re.IGNORECASE)
TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
NOT_WORDS: Final = re.compile(r"(?:\b(?:page|of|tudalen|o|and)\b|[\W\d_])+", re.IGNORECASE)
INITIALS: Final = re.compile(r"\b(?:[A-Z]\. ?)+[A-Z][\w'’-]+|\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Prof)\.? [A-Z]")
FULL_NAME: Final = re.compile(r"[A-Z][a-zâêîôûŵŷ]+(?: [A-Z]\.?)?(?: (?:ap|ab|ferch))? [A-Z][\w'’-]*[a-zâêîôûŵŷ]")
AN_ADDRESS: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\d{3,} ?\d{3}|\bwww\.|@")
YEAR: Final = r"(?: (?:19|20)\d\d(?: ?[-–/] ?\d{2,4})?)"
OF_A_TITLE: Final = rf"(?: (?:service )?(?:specification|manyleb(?: gwasanaeth)?))?{YEAR}?(?!\w)"


def phrases(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a line says of the sample's version and date, and what is printed instead."""
    end = 0
    for phrase in A_PHRASE.finditer(text):
        alone = BEFORE.search(text[: phrase.start()]) or (end and not text[end : phrase.start()].strip())
        rest = text[phrase.end() :]
        if alone and (AFTER.match(rest) or A_PHRASE.match(rest.lstrip())):
            word = WORD.match(phrase[0])
            yield phrase[0], (word[0] if word else "") + (VERSION if phrase["version"] else DATE)
            end = phrase.end()


def without_phrases(text: str) -> str:
    """Return the words of a line that are neither tags nor numbers of pages."""
    return NOT_WORDS.sub(" ", WORD.sub(" ", TAG.sub(" ", text))).strip()


def doubtful(text: str) -> str:
    """Return what a line that stays seems to hold of the sample: a date, a version, somebody's name; "" for nothing."""
    plain = TAG.sub(" ", text)
    kinds = []
    if A_DATE.search(plain):
        kinds.append("a date")
    if any(A_VERSION.match(plain, at.start()) for at in re.finditer(r"\b[A-Za-z]", plain)):
        kinds.append("a version")
    pieces = [" ".join(piece.split()) for piece in re.split(BETWEEN, plain)]
    named = (FULL_NAME.fullmatch(piece) and not is_letterhead(piece) and not is_organisation(piece) for piece in pieces)
    if INITIALS.search(plain) or (len(pieces) > 1 and not AN_ADDRESS.search(plain) and any(named)):
        kinds.append("a name")
    return " and ".join(kinds)


def title_phrase(text: str, title: str) -> str:
    """Return the words of a line that are the sample's title, with "Specification 2023" after it."""
    phrase = re.search(re.escape(title) + OF_A_TITLE, text, re.IGNORECASE)
    return title if phrase is None else phrase[0]
