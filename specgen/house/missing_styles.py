"""Add the styles that a house lacks, copied from the built-in house in the house's own fonts, sizes and colours."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.word.page_layout import text_width
from specgen.house.colours import READABLE, WHITE, contrast, darkened_for_white, text_on
from specgen.house.indents import fit_indents
from specgen.house.list_levels import level_of
from specgen.house.list_numbering import number_styles
from specgen.house.notes import note, warning
from specgen.house.style_names import LIKE_HEADINGS
from specgen.house.stylesheet import Stylesheet, as_number, property_group, remove_properties, set_property
from specgen.house.theme import NOT_CHOSEN, OURS, main_colour
from specgen.problems import Problem

EDGES: Final = ("w:top", "w:bottom", "w:left", "w:insideH")
IN_HEADING_COLOUR: Final = ("Title", "caption", "Cover status", "Cover organisation", "heading 2")
IN_HEADING_FONT: Final = ("Title", "Subtitle", "Cover organisation", "heading 2")
OF_HEADINGS: Final = 0.75  # of the size of Heading 1: that of Heading 2

PATTERN_BASE: Final = 22  # half-points: the text of the built-in house
SMALLEST: Final = 14


def add_missing_styles(
    sheet: Stylesheet,
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
            f"headings that specgen adds are printed in {darkened_for_white(colour)}",
        )
    new = [node for node in pattern.findall(name("w:style")) if _own(sheet, node) is None]
    copies = {value(node, "w:name"): _copied(node, sheet, new) for node in new}
    for copy in copies.values():
        sheet.root.append(copy)
    for copy in copies.values():
        _rebind(copy, sheet, Stylesheet(pattern, None))
    for style, copy in copies.items():
        _take_house_look(copy, style, sheet, colour, had_heading=had_heading)
    _recolour_captions(sheet, colour)
    if not had_heading:
        yield note("it has no style Heading 1: headings look as in the built-in house, in its fonts and colours")
    if "heading 2" not in copies and had_heading:
        yield from _make_heading(sheet, numbering)
    yield from number_styles(sheet, numbering, pattern_lists)
    fit_indents(sheet, numbering, frozenset(copies), text_width(section))


def _own(sheet: Stylesheet, node: etree._Element) -> etree._Element | None:
    if node.get(name("w:default")) == "1" and node.get(name("w:type")) == "paragraph":
        return sheet.nodes.get(sheet.default)
    return sheet.named(value(node, "w:name"), node.get(name("w:type"), ""))


def _copied(node: etree._Element, sheet: Stylesheet, new: list[etree._Element]) -> etree._Element:
    copy = deepcopy(node)
    taken = {*sheet.nodes, *(other.get(name("w:styleId"), "") for other in new if other is not node)}
    style = node.get(name("w:styleId"), "")
    while style in taken:
        style += "x"
    copy.set(name("w:styleId"), style)
    remove_properties(child(copy, "w:pPr"), "w:numPr")
    for size in (*copy.iter(name("w:sz")), *copy.iter(name("w:szCs"))):
        if node.get(name("w:type")) != "table":
            size.set(name("w:val"), str(_sized(as_number(size.get(name("w:val"), ""), PATTERN_BASE), sheet.base)))
    return copy


def _sized(size: int, base: int) -> int:
    """Return a size of the built-in house for a house whose text is larger or smaller."""
    return max(SMALLEST, round(size * base / PATTERN_BASE))


def _rebind(copy: etree._Element, sheet: Stylesheet, models: Stylesheet) -> None:
    """Point a copied style at the house's own styles."""
    for tag in ("w:basedOn", "w:next", "w:link"):
        other = child(copy, tag)
        model = None if other is None else models.nodes.get(other.get(name("w:val"), ""))
        own = None if model is None else _own(sheet, model)
        if other is not None and own is not None:
            other.set(name("w:val"), own.get(name("w:styleId"), ""))
        elif other is not None:
            copy.remove(other)


def _take_house_look(node: etree._Element, style: str, sheet: Stylesheet, colour: str, *, had_heading: bool) -> None:
    """Let a copied style look as the house does; `had_heading` says that the house has a Heading 1 to go by."""
    _recolour(node, colour)
    heading = sheet.id_of("heading 1")
    if not had_heading:
        return
    if style in LIKE_HEADINGS:
        set_property(node, "w:basedOn", {"val": heading})
        remove_properties(node, "w:rPr")
        remove_properties(child(node, "w:pPr"), "w:spacing")
        _darken(node, sheet)
        return
    if style in IN_HEADING_COLOUR and not sheet.ground(heading):  # else they keep the colour of its band
        remove_properties(child(node, "w:rPr"), "w:color")
        _take_over(node, sheet, heading, "w:color")
        _darken(node, sheet)
    if style in IN_HEADING_FONT:
        _take_over(node, sheet, heading, "w:rFonts")
    if style == "heading 2":
        _size(node, max(sheet.base + 2, round(sheet.size(heading) * OF_HEADINGS)))


def _darken(node: etree._Element, sheet: Stylesheet) -> None:
    """Let a style that would take over a colour too light to be read be printed in a darker one."""
    style = node.get(name("w:styleId"), "")
    colour = sheet.colour(style)
    if colour and not sheet.ground(style) and contrast(colour, WHITE) < READABLE:
        set_property(property_group(node, "w:rPr"), "w:color", {"val": darkened_for_white(colour)})


def _recolour_captions(sheet: Stylesheet, colour: str) -> None:
    """Give captions that have Word's own blue, which nobody chose, the main colour."""
    node = sheet.named("caption")
    if node is not None and sheet.colour(node.get(name("w:styleId"), "")) in NOT_CHOSEN:
        set_property(property_group(node, "w:rPr"), "w:color", {"val": darkened_for_white(colour)})


def _make_heading(sheet: Stylesheet, numbering: etree._Element) -> Iterator[Problem]:
    """Make a heading of a Heading 2 that the house uses for its numbered clauses."""
    style, heading = sheet.id_of("heading 2"), sheet.id_of("heading 1")
    plain = not sheet.is_on(style, "w:b") and sheet.size(style) <= sheet.base
    if not plain or level_of(sheet, numbering, style) is None:
        return
    if sheet.colour(style) not in ("", sheet.colour(sheet.default)):
        return
    node = sheet.nodes[style]
    for short in ("w:rFonts", "w:color"):
        _take_over(node, sheet, heading, short)
    set_property(property_group(node, "w:rPr"), "w:b")
    _size(node, max(sheet.base, round(sheet.size(heading) * OF_HEADINGS)))
    yield warning(
        "its Heading 2 looks like text: between the clauses it is now printed bold",
        "in Word: change the style Heading 2 in house.docx, if it should look otherwise",
    )


def _recolour(node: etree._Element, colour: str) -> None:
    """Write the main colour where the built-in house names its theme's, and on it a colour that can be read."""
    for coloured in list(node.iter(name("w:color"), *map(name, EDGES))):
        themed, is_text = coloured.get(name("w:themeColor")), coloured.tag == name("w:color")
        if themed == OURS:
            del coloured.attrib[name("w:themeColor")]
            coloured.set(name("w:val" if is_text else "w:color"), darkened_for_white(colour) if is_text else colour)
        elif themed == "background1":  # white, on the head of a table
            del coloured.attrib[name("w:themeColor")]
            coloured.set(name("w:val"), text_on(colour))
    for shade in node.iter(name("w:shd")):
        if shade.get(name("w:themeFill")) == OURS:
            del shade.attrib[name("w:themeFill")]
            shade.set(name("w:fill"), colour)


def _take_over(node: etree._Element, sheet: Stylesheet, style: str, short: str) -> None:
    inherited = sheet.says(style, "w:rPr", short)
    if inherited is not None:
        set_property(property_group(node, "w:rPr"), short).attrib.update(inherited.attrib)


def _size(node: etree._Element, size: int) -> None:
    for short in ("w:sz", "w:szCs"):
        set_property(property_group(node, "w:rPr"), short, {"val": str(size)})
