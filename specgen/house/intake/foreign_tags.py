"""Take the tags of other programs out of a letterhead: {name}, {{ name }}, {#loop} mean nothing here.

A file with one of specgen's own tags is a house that somebody has made, and is left as it is: there a wrong tag is a
mistake of that person, and is said where tags are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import paragraph_text, shortened
from specgen.house.letterhead.paragraph_text import set_text

OURS: Final = re.compile(
    r"\{%-?p?\s*-?\s*block\s|\{\{p?\s*(?:document|model|council|term|contract|logo|contents|introduction)\b"
)
FOREIGN: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[^{}]*\}", re.DOTALL)
BRACES: Final = str.maketrans("{}", "()")


def has_own_tags(root: etree._Element) -> bool:
    """Whether a text has a tag that only a house of specgen has."""
    return OURS.search("".join(node.text or "" for node in root.iter(name("w:t")))) is not None


def take_out_foreign_tags(root: etree._Element) -> Iterator[str]:
    """Change a part; yield the words of each line that had such tags, and what is left of them."""
    for paragraph in list(root.iter(name("w:p"))):
        text = paragraph_text(paragraph)
        if "{" not in text and "}" not in text:
            continue
        left = FOREIGN.sub("", text).translate(BRACES)
        left = re.sub(r" {2,}", " ", left) if left.strip(" :-–,.") else ""
        set_text(paragraph, left)
        quoted = f'"{shortened(left)}"' if left else "nothing"
        yield f'"{shortened(text)}" -> {quoted}'
