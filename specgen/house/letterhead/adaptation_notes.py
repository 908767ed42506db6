"""Record what was done to each line of a corporate document, for the person who brought it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.clean import shortened
from specgen.house.letterhead.dates_and_versions import doubtful, phrases, title_phrase
from specgen.house.letterhead.paragraph_text import replace_words, words_of
from specgen.house.letterhead.placeholders import TITLE

LONGEST: Final = 110  # of a line that is kept, as it is told


@dataclass
class Told:
    """What came of each line of a document."""

    kept: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)  # what a person should look at
    values: dict[str, str] = field(default_factory=dict)  # what the sample says at a label -> the tag in its place


def renamed(root: etree._Element, old: Mapping[str, str], told: Told) -> None:
    """Replace the sample's title, reference and version wherever they stand in a header or footer."""
    for words, new in old.items():
        for paragraph in root.iter(name("w:p")) if len(words) > 3 else ():
            found = title_phrase(words_of(paragraph), words) if new == TITLE else words
            if replace_words(paragraph, found, new):
                told.replaced.append(f'"{shortened(found)}" -> {new}')


def renewed(paragraph: etree._Element, told: Told) -> None:
    """Replace the sample's version and date where a line names them between other things."""
    for old, new in list(phrases(words_of(paragraph))):
        if replace_words(paragraph, old, new):
            told.replaced.append(f'"{shortened(old)}" -> {new}')


def keep(words: str, told: Told, where: str = "") -> None:
    """Tell that a line stays, and what in it may be the sample's."""
    plain = " ".join(words.split())
    line = f"{where}{shortened(plain, LONGEST)}"
    told.kept.append(line)
    what = doubtful(words)
    if what:
        told.look.append(f"{line} (kept: it seems to hold {what}); in Word: change or delete it in house.docx")
