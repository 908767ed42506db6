"""Make the blocks of a form: headings, tables with fields, content controls for choices, dates and ticks, bookmarks.

Every block is a copy of its example in the template of the form, so that the look is the house's or a council's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import keep_with_next
from specgen.questionnaire.shown_answers import TICKED, UNTICKED

__all__ = ["Control", "FormBlocks", "FormCell", "Paragraph"]

HELP_SIZE: Final = "17"  # half points
HELP_COLOUR: Final = "404040"
TINT: Final = "F2F2F2"  # behind what is asked, so that the fields stand out
PLACEHOLDER_COLOUR: Final = "595959"
BOX_FONT: Final = "MS Gothic"


@dataclass(frozen=True)
class Control:
    """A content control: a list to choose from, a day, or a box to tick; `title` is what a screen reader says."""

    kind: str  # choice, own_words, date, tick
    title: str
    shown: str
    placeholder: str = ""  # instead of what is shown, while nothing is chosen
    choices: tuple[tuple[str, str], ...] = ()  # words, code
    day: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words with a label before them, or a control with words behind it."""

    text: str = ""
    label: str = ""
    is_strong: bool = False
    is_help: bool = False
    control: Control | None = None
    bookmark: str = ""


@dataclass(frozen=True)
class FormCell:
    paragraphs: tuple[Paragraph, ...]
    width: int
    is_asked: bool = False  # asks, and is not a field


@dataclass
class FormBlocks:
    """Makes blocks after the examples of a template, and numbers bookmarks and controls."""

    examples: Mapping[str, etree._Element]  # section, group, text: paragraphs; table
    strong: str  # the id of the style for strong words, if there is one
    width: int
    next_id: int
    blocks: list[etree._Element] = field(default_factory=list)

    def paragraph(self, example: str, one: Paragraph) -> None:
        self.blocks.append(self._paragraph(self.examples[example], one))

    def links(self, targets: Iterable[tuple[str, str, str]]) -> None:
        """Add a line for each place in the form: its words, the bookmark that they lead to, and words behind them."""
        for text, bookmark, more in targets:
            node = self._paragraph(self.examples["contents"], Paragraph())
            link = etree.SubElement(node, name("w:hyperlink"))
            link.set(name("w:anchor"), bookmark)
            link.append(_run(text))
            node.append(_run(more))
            self.blocks.append(node)

    def table(self, title: str, description: str, head: Sequence[FormCell], rows: Iterable[Sequence[FormCell]]) -> None:
        """Add a table; Word would join two that touch, so an empty line stands between them."""
        if self.blocks and self.blocks[-1].tag == name("w:tbl"):
            self.blocks.append(self._paragraph(self.examples["text"], Paragraph()))
        elif self.blocks:
            keep_with_next(self.blocks[-1])
        example = self.examples["table"]
        table = etree.Element(name("w:tbl"))
        properties = deepcopy(example.find(name("w:tblPr")))
        assert properties is not None  # noqa: S101
        for short, words in (("w:tblCaption", title), ("w:tblDescription", description)):
            for node in properties.findall(name(short)):
                node.set(name("w:val"), words)
        for node in properties.findall(name("w:tblW")):
            node.set(name("w:w"), str(sum(cell.width for cell in head)))
        table.append(properties)
        grid = etree.SubElement(table, name("w:tblGrid"))
        for cell in head:
            etree.SubElement(grid, name("w:gridCol")).set(name("w:w"), str(cell.width))
        head_row, body_row = example.findall(name("w:tr"))
        table.append(self._row(head_row, head, is_head=True))
        table.extend(self._row(body_row, cells) for cells in rows)
        self.blocks.append(table)

    def _row(self, example: etree._Element, cells: Sequence[FormCell], *, is_head: bool = False) -> etree._Element:
        row = etree.Element(name("w:tr"))
        properties = example.find(name("w:trPr"))
        if properties is not None:
            row.append(deepcopy(properties))
        pattern = next(example.iter(name("w:p")))
        for cell in cells:
            node = etree.SubElement(row, name("w:tc"))
            look = etree.SubElement(node, name("w:tcPr"))
            width = etree.SubElement(look, name("w:tcW"))
            width.set(name("w:w"), str(cell.width))
            width.set(name("w:type"), "dxa")
            if cell.is_asked and not is_head:
                shade = etree.SubElement(look, name("w:shd"))
                for key, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
                    shade.set(name(f"w:{key}"), value)
            node.extend(self._paragraph(pattern, one) for one in cell.paragraphs or (Paragraph(),))
        return row

    def _paragraph(self, pattern: etree._Element, one: Paragraph) -> etree._Element:
        node = etree.Element(name("w:p"))
        properties = pattern.find(name("w:pPr"))
        if properties is not None:
            node.append(deepcopy(properties))
        if one.bookmark:
            node.append(self._mark("w:bookmarkStart", one.bookmark))
        if one.control is not None:
            node.append(self._control(one.control))
        if one.label:
            node.append(self._words(f"{one.label}: ", is_strong=True, is_help=one.is_help))
        if one.text:
            node.append(self._words(one.text, is_strong=one.is_strong, is_help=one.is_help))
        if one.bookmark:
            node.append(self._mark("w:bookmarkEnd", ""))
            self.next_id += 1
        return node

    def _mark(self, tag: str, called: str) -> etree._Element:
        node = etree.Element(name(tag))
        node.set(name("w:id"), str(self.next_id))
        if called:
            node.set(name("w:name"), called)
        return node

    def _words(self, text: str, *, is_strong: bool, is_help: bool) -> etree._Element:
        run = _run(text)
        look = etree.Element(name("w:rPr"))
        if is_strong and self.strong:
            _set(look, "w:rStyle", self.strong)
        elif is_strong:
            etree.SubElement(look, name("w:b"))
        if is_help:
            _set(look, "w:color", HELP_COLOUR)
            _set(look, "w:sz", HELP_SIZE)
        if len(look):
            run.insert(0, look)
        return run

    def _control(self, control: Control) -> etree._Element:
        node = etree.Element(name("w:sdt"))
        properties = etree.SubElement(node, name("w:sdtPr"))
        _set(properties, "w:alias", control.title[:64])
        _set(properties, "w:id", str(700_000_000 + self.next_id))
        self.next_id += 1
        if not control.shown:
            etree.SubElement(properties, name("w:showingPlcHdr"))
        properties.append(_KINDS[control.kind](control))
        run = _run(control.shown or control.placeholder)
        look = etree.Element(name("w:rPr"))
        if control.kind == "tick":
            fonts = etree.SubElement(look, name("w:rFonts"))
            for key in ("ascii", "hAnsi", "eastAsia"):
                fonts.set(name(f"w:{key}"), BOX_FONT)
        elif not control.shown:
            _set(look, "w:color", PLACEHOLDER_COLOUR)
        if len(look):
            run.insert(0, look)
        etree.SubElement(node, name("w:sdtContent")).append(run)
        return node


def _list(control: Control) -> etree._Element:
    node = etree.Element(name("w:comboBox" if control.kind == "own_words" else "w:dropDownList"))
    for words, code in control.choices:
        item = etree.SubElement(node, name("w:listItem"))
        item.set(name("w:displayText"), words)
        item.set(name("w:value"), code)
    return node


def _day(control: Control) -> etree._Element:
    node = etree.Element(name("w:date"))
    if control.day:
        node.set(name("w:fullDate"), f"{control.day}T00:00:00Z")
    for key, value in (("dateFormat", "d MMMM yyyy"), ("lid", "en-GB"), ("storeMappedDataAs", "dateTime")):
        _set(node, f"w:{key}", value)
    _set(node, "w:calendar", "gregorian")
    return node


def _box(control: Control) -> etree._Element:
    node = etree.Element(name("w14:checkbox"))
    checked = etree.SubElement(node, name("w14:checked"))
    checked.set(name("w14:val"), "1" if control.shown == TICKED else "0")
    for key, sign in (("checkedState", TICKED), ("uncheckedState", UNTICKED)):
        state = etree.SubElement(node, name(f"w14:{key}"))
        state.set(name("w14:val"), f"{ord(sign):04X}")
        state.set(name("w14:font"), BOX_FONT)
    return node


_KINDS: Final = {"choice": _list, "own_words": _list, "date": _day, "tick": _box}


def _run(text: str) -> etree._Element:
    """Return a run with a text; what breaks a line or is a tab gets the element that Word has for it."""
    run = etree.Element(name("w:r"))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, name("w:br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                etree.SubElement(run, name("w:tab"))
            if part:
                node = etree.SubElement(run, name("w:t"))
                node.text = part
                node.set(name("xml:space"), "preserve")
    return run


def _set(parent: etree._Element, tag: str, value: str) -> None:
    etree.SubElement(parent, name(tag)).set(name("w:val"), value)
