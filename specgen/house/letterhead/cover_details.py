"""Add to a cover the title, reference, version, status and date that it lacks, in the look of the lines that it has."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.house.letterhead.adaptation_notes import AdaptationNotes
from specgen.house.letterhead.paragraph_text import DRAWINGS, all_text, new_paragraph, set_text, text_of
from specgen.house.letterhead.placeholders import DATE, LABELLED, REFERENCE, STATUS, SUBTITLE, TITLE, VERSION
from specgen.house.list_numbering import scaled
from specgen.house.stylesheet import Stylesheet, property_group, set_property

DETAILS: Final = (("Contract", "{{ contract.title }}"), ("Reference", REFERENCE), ("Version", VERSION),
                  ("Status", STATUS), ("Date", DATE))  # fmt: skip
ENOUGH: Final = 2  # of the details: a cover with so many says what its council wants on it
LABEL_WIDTH: Final = 1701  # twips, at 11 points
UNTIL_FINAL: Final = "document.status != "
DRAFT: Final = '{% if document.status != "final" %}Draft – not for issue{% endif %}'


def add_missing_details(
    blocks: list[etree._Element], sheet: Stylesheet, notes: AdaptationNotes
) -> list[etree._Element]:
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
    present = sum(tag in text for _, tag in DETAILS)
    if not in_boxes and present < ENOUGH:
        lines += [("Cover detail", f"{label}:\t{tag}") for label, tag in DETAILS if tag not in text]
    text_after = "".join((text, *(tag for _, tag in lines)))
    if STATUS not in text_after and UNTIL_FINAL not in text_after:
        lines.append(("Cover status", DRAFT))
    notes.added += [tag.replace("\t", " ") for _, tag in lines]
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
    lines = [line for line in blocks if line.tag == name("w:p") and all_text(line).endswith(tuple(tags))]
    return next((line for line in reversed(lines) if LABELLED.fullmatch(text_of(line).strip())), None)


def _align(line: etree._Element, sheet: Stylesheet) -> None:
    """Let what stands behind the labels of a cover begin at one place, where tabs of the house leave it to chance."""
    words = text_of(line).strip() if line.tag == name("w:p") else ""
    label = LABELLED.fullmatch(words)
    properties = child(line, "w:pPr")
    style = "" if properties is None else value(properties, "w:pStyle")
    if label is None or label["gap"].count("\t") != 1 or "{{" not in words:
        return
    if (
        sheet.says(style or sheet.default, "w:pPr", "w:tabs") is None
        and line.find(f"{name('w:pPr')}/{name('w:tabs')}") is None
    ):
        tab = etree.SubElement(set_property(property_group(line, "w:pPr"), "w:tabs"), name("w:tab"))
        tab.set(name("w:val"), "left")
        tab.set(name("w:pos"), str(scaled(LABEL_WIDTH, sheet)))


def _like(line: etree._Element, words: str) -> etree._Element:
    """Return a line with other words in the look of one that is there, with its gap between label and value."""
    copy = deepcopy(line)
    label = LABELLED.fullmatch(text_of(line).strip())
    for node in list(copy.iter(*map(name, DRAWINGS))):
        node.getparent().remove(node)  # type: ignore[union-attr]
    set_text(copy, words.replace(":\t", label["gap"]) if label is not None else words)
    return copy
