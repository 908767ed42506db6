"""Find the title and the subtitle of a cover: by style, by the title in the file's properties, or by size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, style_of, value
from specgen.house.letterhead.paragraph_text import text_of
from specgen.house.letterhead.placeholders import SUBTITLE, TITLE, line_of
from specgen.house.stylesheet import Stylesheet, as_number

BIG: Final = 1.3  # times the size of plain text: a line so large is a title
ORGANISATION: Final = ("council", "cyngor", "authority", "health board", "bwrdd iechyd", "nhs", "trust", "borough",
                       "partnership", "partneriaeth", "bwrdeistref", "care board", "bwrdd gofal")  # fmt: skip
OF_A_DOCUMENT: Final = ("specification", "manyleb", "tender", "contract", "agreement", "brief", "strategy", "schedule",
                        "framework", "service", "gwasanaeth", "plan ", "policy")  # fmt: skip


def titles_in(blocks: Sequence[etree._Element], sheet: Stylesheet, old_title: str) -> dict[etree._Element, str]:
    """Return the paragraphs that are the title and the subtitle, with the tag for each; "" for a further line of it."""
    lines = [line for block in blocks for line in block.iter(name("w:p")) if text_of(line).strip()]
    tags = _by_style(lines, sheet)
    if TITLE not in tags.values() and old_title:
        same = (line for line in lines if line not in tags and text_of(line).strip() == old_title)
        tags |= dict.fromkeys(list(same)[:1], TITLE)
    if TITLE not in tags.values():
        tags |= _by_size([line for line in lines if line not in tags], sheet, has_subtitle=SUBTITLE in tags.values())
    return tags


def _by_style(lines: Sequence[etree._Element], sheet: Stylesheet) -> dict[etree._Element, str]:
    """Return the lines in the styles Title and Subtitle. An organisation's name in Title stays, if a subtitle is the
    title then.
    """
    styles = {sheet.id_of("Title"): TITLE, sheet.id_of("Subtitle"): SUBTITLE}
    titled = {line: styles[style_of(line)] for line in lines if style_of(line) and style_of(line) in styles}
    tags: dict[etree._Element, str] = {}
    for line, tag in titled.items():
        if tag == TITLE and SUBTITLE in titled.values() and is_organisation(text_of(line)):
            continue
        tag = tag if TITLE in tags.values() else TITLE
        tags[line] = "" if tag in tags.values() else tag
    return tags


def _by_size(lines: Sequence[etree._Element], sheet: Stylesheet, *, has_subtitle: bool) -> dict[etree._Element, str]:
    """Return the largest line that could be a title, and the next large one after it."""
    own = [line for line in lines if not is_organisation(text_of(line)) and line_of(text_of(line)) is None]
    big = [line for line in own if _size(line, style_of(line), sheet) >= sheet.base * BIG]
    if not big:
        return {}
    top = max(big, key=lambda line: (_size(line, style_of(line), sheet), -big.index(line)))
    after = [] if has_subtitle else big[big.index(top) + 1 :]
    return {top: TITLE} | dict.fromkeys(after[:1], SUBTITLE)


def titles_of(blocks: Sequence[etree._Element], sheet: Stylesheet) -> Iterator[str]:
    """Yield the words of the titles of a cover, before they are replaced."""
    for paragraph, tag in titles_in(blocks, sheet, "").items():
        if tag in (TITLE, SUBTITLE):
            yield " ".join(text_of(paragraph).split())


def is_organisation(words: str) -> bool:
    plain = words.casefold()
    if len(plain) > 60 or any(word in plain for word in OF_A_DOCUMENT):
        return False
    return any(re.search(rf"\b{word}\b", plain) for word in ORGANISATION)


def _size(paragraph: etree._Element, style: str, sheet: Stylesheet) -> int:
    sizes = [
        as_number(value(look, "w:sz"), 0)
        for run in paragraph.iter(name("w:r"))
        if (look := child(run, "w:rPr")) is not None
    ]
    return max([*sizes, 0]) or sheet.size(style or sheet.default)
