"""Record what was done to each line of a corporate document, for the person who brought it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import shortened
from specgen.house.letterhead.dates_and_versions import doubtful, phrases, title_phrase
from specgen.house.letterhead.paragraph_text import replace_text, text_of
from specgen.house.letterhead.placeholders import TITLE

LONGEST: Final = 110  # of a line that is kept, in its note


@dataclass
class AdaptationNotes:
    """What came of each line of a document."""

    kept: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    to_check: list[str] = field(default_factory=list)  # what a person should look at
    values: dict[str, str] = field(default_factory=dict)  # what the sample says at a label -> the tag in its place


def replace_old_words(root: etree._Element, old: Mapping[str, str], notes: AdaptationNotes) -> None:
    """Replace the sample's title, reference and version wherever they stand in a header or footer."""
    for words, new in old.items():
        for paragraph in root.iter(name("w:p")) if len(words) > 3 else ():
            words_here = title_phrase(text_of(paragraph), words) if new == TITLE else words
            if replace_text(paragraph, words_here, new):
                notes.replaced.append(f'"{shortened(words_here)}" -> {new}')


def replace_phrases(paragraph: etree._Element, notes: AdaptationNotes) -> None:
    """Replace the sample's version and date where a line names them between other things."""
    for old, new in list(phrases(text_of(paragraph))):
        if replace_text(paragraph, old, new):
            notes.replaced.append(f'"{shortened(old)}" -> {new}')


def note_kept(words: str, notes: AdaptationNotes, where: str = "") -> None:
    """Tell that a line stays, and what in it may be the sample's."""
    plain = " ".join(words.split())
    line = f"{where}{shortened(plain, LONGEST)}"
    notes.kept.append(line)
    what = doubtful(words)
    if what:
        notes.to_check.append(f"{line} (kept: it seems to hold {what}); in Word: change or delete it in house.docx")
