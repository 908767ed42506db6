"""Add to a cover the title, reference, version, status and date that it lacks, in the look of the lines that it has."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.house.letterhead.adaptation_notes import Told
from specgen.house.letterhead.paragraph_text import SEEN, all_words, new_paragraph, set_words, words_of
from specgen.house.letterhead.placeholders import DATE, LABELLED, REFERENCE, STATUS, SUBTITLE, TITLE, VERSION
from specgen.house.list_numbering import scaled
from specgen.house.stylesheet import Sheet, group, put

DETAILS: Final = (("Contract", "{{ contract.title }}"), ("Reference", REFERENCE), ("Version", VERSION),
                  ("Status", STATUS), ("Date", DATE))  # fmt: skip
ENOUGH: Final = 2  # of the details: a cover with so many says what its council wants on it
LABEL_WIDTH: Final = 1701  # twips, at 11 points
UNTIL_FINAL: Final = "document.status != "
DRAFT: Final = '{% if document.status != "final" %}Draft – not for issue{% endif %}'


def completed(blocks: list[etree._Element], sheet: Sheet, told: Told) -> list[etree._Element]:
    """Return the blocks of a cover with what a specification's cover says and this one does not yet."""
    text = "".join(node.text or "" for block in blocks for node in block.iter(name("w:t")))
    has_break = bool(blocks) and blocks[-1].find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None
    before, last = (blocks[:-1], blocks[-1:]) if has_break else (blocks, [])
    in_boxes = any(TITLE in "".join(node.text or "" for node in box.iter(name("w:t")))
                   for block in blocks for box in block.iter(name("w:txbxContent")))  # fmt: skip
    lines: list[tuple[str, str]] = []
    if TITLE not in text:
        lines += [("Cover status", DRAFT), ("Title", TITLE)]
    if TITLE not in text and SUBTITLE not in text:
        lines.append(("Subtitle", SUBTITLE))
    said = sum(tag in text for _, tag in DETAILS)
    if not in_boxes and said < ENOUGH:
        lines += [("Cover detail", f"{label}:\t{tag}") for label, tag in DETAILS if tag not in text]
    says = "".join((text, *(tag for _, tag in lines)))
    if STATUS not in says and UNTIL_FINAL not in says:
        lines.append(("Cover status", DRAFT))
    told.added += [tag.replace("\t", " ") for _, tag in lines]
    new = [new_paragraph(sheet.id_of(style), words) for style, words in lines if style != "Cover detail"]
    labelled = _labelled(before)
    for style, words in lines:
        if style == "Cover detail":
            new.append(_like(labelled, words) if labelled is not None else new_paragraph(sheet.id_of(style), words))
    for line in [*before, *new]:
        _align(line, sheet)
    return [*before, *new, *last]


def _labelled(blocks: list[etree._Element]) -> etree._Element | None:
    """Return the last line of a cover that is one of ours with the house's own label before it, if there is one."""
    tags = [tag for _, tag in DETAILS]
    lines = [one for one in blocks if one.tag == name("w:p") and all_words(one).endswith(tuple(tags))]
    return next((one for one in reversed(lines) if LABELLED.fullmatch(words_of(one).strip())), None)


def _align(line: etree._Element, sheet: Sheet) -> None:
    """Let what stands behind the labels of a cover begin at one place, where tabs of the house leave it to chance."""
    words = words_of(line).strip() if line.tag == name("w:p") else ""
    found = LABELLED.fullmatch(words)
    properties = child(line, "w:pPr")
    style = "" if properties is None else value(properties, "w:pStyle")
    if found is None or found["gap"].count("\t") != 1 or "{{" not in words:
        return
    if (
        sheet.says(style or sheet.default, "w:pPr", "w:tabs") is None
        and line.find(f"{name('w:pPr')}/{name('w:tabs')}") is None
    ):
        tab = etree.SubElement(put(group(line, "w:pPr"), "w:tabs"), name("w:tab"))
        tab.set(name("w:val"), "left")
        tab.set(name("w:pos"), str(scaled(LABEL_WIDTH, sheet)))


def _like(line: etree._Element, words: str) -> etree._Element:
    """Return a line with other words in the look of one that is there, with its gap between label and value."""
    copy = deepcopy(line)
    found = LABELLED.fullmatch(words_of(line).strip())
    for node in list(copy.iter(*map(name, SEEN))):
        node.getparent().remove(node)  # type: ignore[union-attr]
    set_words(copy, words.replace(":\t", found["gap"]) if found is not None else words)
    return copy
