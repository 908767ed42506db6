"""Find the title and the subtitle of a cover: by style, by the title in the file's properties, or by size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.house.letterhead.paragraph_text import words_of
from specgen.house.letterhead.placeholders import SUBTITLE, TITLE, line_of
from specgen.house.stylesheet import Sheet, whole

BIG: Final = 1.3  # times the size of plain text: a line so large is a title
ORGANISATION: Final = ("council", "cyngor", "authority", "health board", "bwrdd iechyd", "nhs", "trust", "borough",
                       "partnership", "partneriaeth", "bwrdeistref", "care board", "bwrdd gofal")  # fmt: skip
OF_A_DOCUMENT: Final = ("specification", "manyleb", "tender", "contract", "agreement", "brief", "strategy", "schedule",
                        "framework", "service", "gwasanaeth", "plan ", "policy")  # fmt: skip


def titles_in(blocks: Sequence[etree._Element], sheet: Sheet, old_title: str) -> dict[etree._Element, str]:
    """Return the paragraphs that are the title and the subtitle, with the tag for each; "" for a further line of it."""
    lines = [one for block in blocks for one in block.iter(name("w:p")) if words_of(one).strip()]
    found = _by_style(lines, sheet)
    if TITLE not in found.values() and old_title:
        same = (one for one in lines if one not in found and words_of(one).strip() == old_title)
        found |= dict.fromkeys(list(same)[:1], TITLE)
    if TITLE not in found.values():
        found |= _by_size([one for one in lines if one not in found], sheet, has_subtitle=SUBTITLE in found.values())
    return found


def _by_style(lines: Sequence[etree._Element], sheet: Sheet) -> dict[etree._Element, str]:
    """Return the lines in the styles Title and Subtitle. An organisation's name in Title stays, if a subtitle is the
    title then.
    """
    styles = {sheet.id_of("Title"): TITLE, sheet.id_of("Subtitle"): SUBTITLE}
    titled = {one: styles[_style(one)] for one in lines if _style(one) and _style(one) in styles}
    found: dict[etree._Element, str] = {}
    for one, tag in titled.items():
        if tag == TITLE and SUBTITLE in titled.values() and is_organisation(words_of(one)):
            continue
        tag = tag if TITLE in found.values() else TITLE
        found[one] = "" if tag in found.values() else tag
    return found


def _by_size(lines: Sequence[etree._Element], sheet: Sheet, *, has_subtitle: bool) -> dict[etree._Element, str]:
    """Return the largest line that could be a title, and the next large one after it."""
    own = [one for one in lines if not is_organisation(words_of(one)) and line_of(words_of(one)) is None]
    big = [one for one in own if _size(one, _style(one), sheet) >= sheet.base * BIG]
    if not big:
        return {}
    top = max(big, key=lambda one: (_size(one, _style(one), sheet), -big.index(one)))
    after = [] if has_subtitle else big[big.index(top) + 1 :]
    return {top: TITLE} | dict.fromkeys(after[:1], SUBTITLE)


def _style(paragraph: etree._Element) -> str:
    properties = child(paragraph, "w:pPr")
    return "" if properties is None else value(properties, "w:pStyle")


def titles_of(blocks: Sequence[etree._Element], sheet: Sheet) -> Iterator[str]:
    """Yield the words of the titles of a cover, before they are replaced."""
    for paragraph, tag in titles_in(blocks, sheet, "").items():
        if tag in (TITLE, SUBTITLE):
            yield " ".join(words_of(paragraph).split())


def is_organisation(words: str) -> bool:
    plain = words.casefold()
    if len(plain) > 60 or any(word in plain for word in OF_A_DOCUMENT):
        return False
    return any(re.search(rf"\b{word}\b", plain) for word in ORGANISATION)


def _size(paragraph: etree._Element, style: str, sheet: Sheet) -> int:
    sizes = [
        whole(value(look, "w:sz"), 0)
        for run in paragraph.iter(name("w:r"))
        if (look := child(run, "w:rPr")) is not None
    ]
    return max([*sizes, 0]) or sheet.size(style or sheet.default)
