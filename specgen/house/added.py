"""Give a style that is copied from the built-in house the look of a council's: its colours, fonts and heading sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child
from specgen.house.colours import BLACK, READABLE, WHITE, contrast, readable, text_on
from specgen.house.list_numbering import level_of
from specgen.house.notes import warning
from specgen.house.stylesheet import Sheet, drop, group, put
from specgen.problems import Problem

OURS: Final = "accent1"  # the theme's colour that the built-in styles name
# The colours that Word, LibreOffice and Google Docs begin with: nobody has chosen them.
NOT_CHOSEN: Final = ("4472C4", "4F81BD", "5B9BD5", "156082", "18A303", "4285F4", "1F497D", "2E74B5", "0F4761", "2F5496")
GREY: Final = "404040"
EDGES: Final = ("w:top", "w:bottom", "w:left", "w:insideH")
LIKE_HEADINGS: Final = ("Schedule heading", "Front heading")
IN_HEADING_COLOUR: Final = ("Title", "caption", "Cover status", "Cover organisation", "heading 2")
IN_HEADING_FONT: Final = ("Title", "Subtitle", "Cover organisation", "heading 2")
OF_HEADINGS: Final = 0.75  # of the size of Heading 1: that of Heading 2


def main_colour(sheet: Sheet, chosen: str = "") -> str:
    """Return the main colour of a house: the one chosen, that of Heading 1, that of the theme, or a dark grey."""
    if chosen:
        return chosen
    of_headings = sheet.colour(sheet.id_of("heading 1"))
    if of_headings and of_headings != BLACK:
        return of_headings
    of_theme = sheet.colours.get(OURS, "")
    chose = of_theme and of_theme not in NOT_CHOSEN and contrast(of_theme, WHITE) >= READABLE
    return of_theme if chose and not of_headings else GREY


def look_like_house(node: etree._Element, style: str, sheet: Sheet, colour: str, *, had_heading: bool) -> None:
    """Let a copied style look as the house does; `had_heading` says that the house has a Heading 1 to go by."""
    _recolour(node, colour)
    heading = sheet.id_of("heading 1")
    if not had_heading:
        return
    if style in LIKE_HEADINGS:
        put(node, "w:basedOn", {"val": heading})
        drop(node, "w:rPr")
        drop(child(node, "w:pPr"), "w:spacing")
        _darken(node, sheet)
        return
    if style in IN_HEADING_COLOUR:
        drop(child(node, "w:rPr"), "w:color")
        _take_over(node, sheet, heading, "w:color")
        _darken(node, sheet)
    if style in IN_HEADING_FONT:
        _take_over(node, sheet, heading, "w:rFonts")
    if style == "heading 2":
        _size(node, max(sheet.base + 2, round(sheet.size(heading) * OF_HEADINGS)))


def _darken(node: etree._Element, sheet: Sheet) -> None:
    """Let a style that would take over a colour too light to be read be printed in a darker one."""
    colour = sheet.colour(node.get(name("w:styleId"), ""))
    if colour and contrast(colour, WHITE) < READABLE:
        put(group(node, "w:rPr"), "w:color", {"val": readable(colour)})


def recoloured_captions(sheet: Sheet, colour: str) -> None:
    """Give captions that have Word's own blue, which nobody chose, the main colour."""
    node = sheet.named("caption")
    if node is not None and sheet.colour(node.get(name("w:styleId"), "")) in NOT_CHOSEN:
        put(group(node, "w:rPr"), "w:color", {"val": readable(colour)})


def make_heading(sheet: Sheet, numbering: etree._Element) -> Iterator[Problem]:
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
    put(group(node, "w:rPr"), "w:b")
    _size(node, max(sheet.base, round(sheet.size(heading) * OF_HEADINGS)))
    yield warning(
        "its Heading 2 looks like text: between the clauses it is now printed bold",
        "in Word: change the style Heading 2 in house.docx, if it should look otherwise",
    )


def _recolour(node: etree._Element, colour: str) -> None:
    """Write the main colour where the built-in house names its theme's, and on it a colour that can be read."""
    for one in list(node.iter(name("w:color"), *map(name, EDGES))):
        themed, is_text = one.get(name("w:themeColor")), one.tag == name("w:color")
        if themed == OURS:
            del one.attrib[name("w:themeColor")]
            one.set(name("w:val" if is_text else "w:color"), readable(colour) if is_text else colour)
        elif themed == "background1":  # white, on the head of a table
            del one.attrib[name("w:themeColor")]
            one.set(name("w:val"), text_on(colour))
    for shade in node.iter(name("w:shd")):
        if shade.get(name("w:themeFill")) == OURS:
            del shade.attrib[name("w:themeFill")]
            shade.set(name("w:fill"), colour)


def _take_over(node: etree._Element, sheet: Sheet, style: str, short: str) -> None:
    found = sheet.says(style, "w:rPr", short)
    if found is not None:
        put(group(node, "w:rPr"), short).attrib.update(found.attrib)


def _size(node: etree._Element, size: int) -> None:
    for short in ("w:sz", "w:szCs"):
        put(group(node, "w:rPr"), short, {"val": str(size)})
