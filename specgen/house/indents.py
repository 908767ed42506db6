"""Fit indents, tab stops and spacing of the specification's styles to the pages of a house."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child
from specgen.formats.word.styles import ON
from specgen.house.colours import BLACK
from specgen.house.list_levels import level_of
from specgen.house.list_numbering import CLAUSES, GAP, SCHEDULES, scaled
from specgen.house.style_names import LIKE_HEADINGS
from specgen.house.stylesheet import Stylesheet, as_number, property_group, remove_properties, set_property

PATTERN_WIDTH: Final = 9298  # twips: of the text of the built-in house, for which the tables were drawn
SMALLEST_TABLE: Final = 20  # half-points
USUAL_FONT: Final = 0.60  # of its size: the width of a bold letter, in a word of many n and e
WIDE_FONTS: Final = {"verdana": 0.72, "dejavu sans": 0.72, "tahoma": 0.66, "georgia": 0.66, "century gothic": 0.64,
                     "calibri": 0.55, "times new roman": 0.56, "arial narrow": 0.5, "garamond": 0.54}  # fmt: skip
KEPT_TOGETHER: Final = ("heading 1", "heading 2", "caption", *LIKE_HEADINGS)
ROOM_ABOVE: Final = {"heading 1": 280, "heading 2": 160}  # twips, at least: the clauses above leave none
ROOM_AFTER_TABLES: Final = {"Clause": 80, "Clause a": 80, "Schedule clause": 80, "Schedule clause a": 80,
                            "caption": 120}  # fmt: skip
OPEN_POINT: Final = "Open point"
CONTENTS_HANG: Final = 1418
SCHEDULE_A: Final = 5.2  # times the size of its letters: how wide "Schedule A" is
COVER_HANG: Final = 2268
NUMBERED: Final = (*CLAUSES, *SCHEDULES)
RUNNING: Final = (*CLAUSES, *SCHEDULES[1:], "Body Text", "Table number", "Table heading right")  # may be justified
FLUSH: Final = {"left": "0", "right": "0", "firstLine": "0"}


def fit_indents(sheet: Stylesheet, numbering: etree._Element, added: Set[str], width: int) -> None:
    """Change the styles that were added, and of the house's own what the specification's text needs."""
    for style in added:
        _stand_alone(sheet, style, width)
    for style in added & set(NUMBERED):
        _hang_by_itself(sheet, numbering, style)
    if "Front heading" in added:
        _unnumber(sheet)
    if "Cover detail" in added:
        _hang(property_group(sheet.nodes[sheet.id_of("Cover detail")], "w:pPr"), scaled(COVER_HANG, sheet))
    if "Table text" in added:
        _fit_tables(sheet, width)
    for style, least in ROOM_ABOVE.items():
        _give_room(sheet, style, least)
    for style in (added & set(ROOM_AFTER_TABLES)) | {"caption"}:
        _give_room(sheet, style, ROOM_AFTER_TABLES[style])
    _black_on_yellow(sheet)
    for style in KEPT_TOGETHER:
        kept = sheet.named(style)
        if kept is not None:
            set_property(property_group(kept, "w:pPr"), "w:keepNext")
    _contents(sheet, width)


def header_char_width(sheet: Stylesheet) -> float:
    """Return how wide a letter of a long word in the head of a table is, in twips."""
    style = sheet.id_of("Table heading")
    wide = WIDE_FONTS.get(sheet.font(style).casefold(), USUAL_FONT)
    return wide * sheet.size(style) * 10


def _stand_alone(sheet: Stylesheet, style: str, width: int) -> None:
    """Take from an added style what the house's plain text has and it must not: indents, lines of even length."""
    node = sheet.named(style)
    if node is None:
        return
    alignment = sheet.says(sheet.default, "w:pPr", "w:jc")
    justified = alignment is not None and alignment.get(name("w:val")) == "both"
    properties = property_group(node, "w:pPr")
    indented = style not in NUMBERED and sheet.says(sheet.default, "w:pPr", "w:ind") is not None
    if indented and child(properties, "w:ind") is None:
        set_property(properties, "w:ind", FLUSH)
    if justified and style not in RUNNING and child(properties, "w:jc") is None:
        set_property(properties, "w:jc", {"val": "left"})
    for tab in node.iter(name("w:tab")):
        if tab.get(name("w:val")) == "right":
            tab.set(name("w:pos"), str(width))


def _hang_by_itself(sheet: Stylesheet, numbering: etree._Element, style: str) -> None:
    """Write the indent of a copied clause into its style, where a style it is based on would overrule its list."""
    node = sheet.nodes[sheet.id_of(style)]
    level = level_of(sheet, numbering, sheet.id_of(style))
    indent = None if level is None else level.find(f"{name('w:pPr')}/{name('w:ind')}")
    if indent is not None and sheet.says(sheet.id_of(style), "w:pPr", "w:ind") is not None:
        set_property(property_group(node, "w:pPr"), "w:ind").attrib.update(indent.attrib)


def _unnumber(sheet: Stylesheet) -> None:
    """Let a heading before the clauses have no number, no room for one, and no page of its own."""
    front = property_group(sheet.nodes[sheet.id_of("Front heading")], "w:pPr")
    numbers = set_property(front, "w:numPr")
    etree.SubElement(numbers, name("w:numId")).set(name("w:val"), "0")
    set_property(front, "w:ind", {"left": "0", "firstLine": "0"})
    if sheet.is_on(sheet.id_of("Front heading"), "w:pageBreakBefore", "w:pPr"):
        set_property(front, "w:pageBreakBefore", {"val": "0"})


def _hang(properties: etree._Element, width: int) -> None:
    """Let what stands behind a tab begin at one place, and lines that follow too."""
    set_property(properties, "w:ind", {"left": str(width), "hanging": str(width)})
    _tab(set_property(properties, "w:tabs"), "left", width)


def _tab(tabs: etree._Element, kind: str, place: int) -> etree._Element:
    tab = etree.SubElement(tabs, name("w:tab"))
    tab.set(name("w:val"), kind)
    tab.set(name("w:pos"), str(place))
    return tab


def _fit_tables(sheet: Stylesheet, width: int) -> None:
    """Make the text of tables no larger than their columns can take on narrower pages; 10 points can be read."""
    look = child(sheet.nodes[sheet.id_of("Table text")], "w:rPr")
    for short in ("w:sz", "w:szCs"):
        size = None if look is None else child(look, short)
        if size is not None:
            given = as_number(size.get(name("w:val"), ""), SMALLEST_TABLE)
            fitting = max(SMALLEST_TABLE, int(given * min(1.0, width / PATTERN_WIDTH)))
            size.set(name("w:val"), str(min(given, fitting)))


def _give_room(sheet: Stylesheet, style: str, least: int) -> None:
    """Let headings stand clear of the clauses above them, which many houses leave to the text."""
    spacing_now = sheet.says(sheet.id_of(style), "w:pPr", "w:spacing")
    before = 0 if spacing_now is None else as_number(spacing_now.get(name("w:before"), ""), 0)
    if before >= least or (spacing_now is not None and spacing_now.get(name("w:beforeAutospacing")) in ON):
        return
    properties = property_group(sheet.nodes[sheet.id_of(style)], "w:pPr")
    own = child(properties, "w:spacing")
    spacing = set_property(properties, "w:spacing") if own is None else own
    spacing.set(name("w:before"), str(least))


def _black_on_yellow(sheet: Stylesheet) -> None:
    """Let open points be read where a cover has white letters: they stand on yellow."""
    node = sheet.named(OPEN_POINT, "character")
    if node is not None:
        set_property(property_group(node, "w:rPr"), "w:color", {"val": BLACK})


def _contents(sheet: Stylesheet, width: int) -> None:
    """Let an entry of the contents list hang behind the longest number there is, Schedule A."""
    style = sheet.id_of("toc 1")
    properties = property_group(sheet.nodes[style], "w:pPr")
    hang = scaled(CONTENTS_HANG, sheet) * max(sheet.size(style), sheet.base) // sheet.base
    wide = WIDE_FONTS.get(sheet.font(style).casefold(), USUAL_FONT) / USUAL_FONT
    wide *= 1.25 if sheet.is_on(style, "w:caps") else 1
    hang = max(hang, round((SCHEDULE_A * wide + GAP) * sheet.size(style) * 10))
    tabs = child(properties, "w:tabs")
    places = [tab for tab in (tabs if tabs is not None else ()) if tab.get(name("w:val")) == "left"]
    if any(as_number(tab.get(name("w:pos"), ""), 0) >= hang for tab in places):
        return  # somebody has made room
    _hang(properties, hang)
    set_property(properties, "w:ind", {"left": str(hang), "right": "567", "hanging": str(hang)})
    for tabs in properties.findall(name("w:tabs")):
        _tab(tabs, "right", width).set(name("w:leader"), "dot")
    remove_properties(properties, "w:numPr")
