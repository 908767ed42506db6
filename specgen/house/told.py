"""What was done to each line of a corporate document in, the same to be told to the person who brought it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from specgen.house.lines import replace_words
from specgen.template_text import shortened
from specgen.word.names import name


@dataclass
class Told:
    """What came of each line of a document."""

    kept: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)  # what the sample says at a label -> the tag in its place


def renamed(root: etree._Element, old: Mapping[str, str], told: Told) -> None:
    """Replace the sample's title, reference and version wherever they stand in a header or footer."""
    for words, new in old.items():
        for paragraph in root.iter(name("w:p")):
            if len(words) > 3 and replace_words(paragraph, words, new):
                told.replaced.append(f'"{shortened(words)}" -> {new}')
