"""Add the styles that a house lacks, copied from the built-in house in the house's own fonts, sizes and colours."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.word.page_layout import text_width
from specgen.house.added import look_like_house, main_colour, make_heading, recoloured_captions
from specgen.house.colours import READABLE, WHITE, contrast, readable
from specgen.house.indents import arrange
from specgen.house.list_numbering import number
from specgen.house.notes import note, warning
from specgen.house.stylesheet import Sheet, drop, whole
from specgen.problems import Problem

PATTERN_BASE: Final = 22  # half-points: the text of the built-in house
SMALLEST: Final = 14
SEEN: Final = 3.0  # WCAG 2, of large letters


def complete(
    sheet: Sheet,
    numbering: etree._Element,
    pattern: etree._Element,
    pattern_lists: etree._Element,
    section: etree._Element | None,
    chosen: str = "",
) -> Iterator[Problem]:
    """Add to `sheet` what `pattern` (the styles of the built-in house) has and it has not; yield what to look at."""
    had_heading = sheet.named("heading 1") is not None
    colour = main_colour(sheet, chosen)
    if contrast(colour, WHITE) < READABLE:
        yield warning(
            f"the main colour {colour} is too light to be read on white",
            f"headings that specgen adds are printed in {readable(colour)}",
        )
    new = [node for node in pattern.findall(name("w:style")) if _own(sheet, node) is None]
    copies = {value(node, "w:name"): _copied(node, sheet, new) for node in new}
    for copy in copies.values():
        sheet.root.append(copy)
    for copy in copies.values():
        _rebind(copy, sheet, Sheet(pattern, None))
    for style, copy in copies.items():
        look_like_house(copy, style, sheet, colour, had_heading=had_heading)
    recoloured_captions(sheet, colour)
    if not had_heading:
        yield note("it has no style Heading 1: headings look as in the built-in house, in its fonts and colours")
    elif (of_headings := sheet.colour(sheet.id_of("heading 1"))) and contrast(of_headings, WHITE) < SEEN:
        yield warning(
            f"its style Heading 1 is printed in {of_headings}, which can hardly be read on white",
            "in Word: change the colour of the style Heading 1 in house.docx",
        )
    if "heading 2" not in copies and had_heading:
        yield from make_heading(sheet, numbering)
    yield from number(sheet, numbering, pattern_lists)
    arrange(sheet, numbering, frozenset(copies), text_width(section))


def _own(sheet: Sheet, node: etree._Element) -> etree._Element | None:
    if node.get(name("w:default")) == "1" and node.get(name("w:type")) == "paragraph":
        return sheet.nodes.get(sheet.default)
    return sheet.named(value(node, "w:name"), node.get(name("w:type"), ""))


def _copied(node: etree._Element, sheet: Sheet, new: list[etree._Element]) -> etree._Element:
    copy = deepcopy(node)
    taken = {*sheet.nodes, *(one.get(name("w:styleId"), "") for one in new if one is not node)}
    style = node.get(name("w:styleId"), "")
    while style in taken:
        style += "x"
    copy.set(name("w:styleId"), style)
    drop(child(copy, "w:pPr"), "w:numPr")
    for size in (*copy.iter(name("w:sz")), *copy.iter(name("w:szCs"))):
        if node.get(name("w:type")) != "table":
            size.set(name("w:val"), str(_sized(whole(size.get(name("w:val"), ""), PATTERN_BASE), sheet.base)))
    return copy


def _sized(size: int, base: int) -> int:
    """Return a size of the built-in house for a house whose text is larger or smaller."""
    return max(SMALLEST, round(size * base / PATTERN_BASE))


def _rebind(copy: etree._Element, sheet: Sheet, models: Sheet) -> None:
    """Point a copied style at the house's own styles."""
    for tag in ("w:basedOn", "w:next", "w:link"):
        other = child(copy, tag)
        model = None if other is None else models.nodes.get(other.get(name("w:val"), ""))
        found = None if model is None else _own(sheet, model)
        if other is not None and found is not None:
            other.set(name("w:val"), found.get(name("w:styleId"), ""))
        elif other is not None:
            copy.remove(other)
