"""Let what a draft prints be read on its ground: text in a house's styles, in its tables, beside its list numbers.

A house may have been drawn for dark pages, or have white letters that a white page swallows. A draft has white pages.
What stands on a ground of its own, such as a heading on a band, is judged against that ground.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.word.styles import chain
from specgen.house.colours import (
    BLACK,
    LARGE_TEXT,
    WHITE,
    contrast,
    fill_colour,
    readable_instead,
    resolved_colour,
)
from specgen.house.notes import warning
from specgen.house.stylesheet import Stylesheet, property_group, remove_properties, set_property
from specgen.problems import Problem

# What stands on a cover or in its headers stands on grounds that styles do not tell of: pictures, shapes, cells.
OF_COVERS: Final = ("title", "subtitle", "cover organisation", "cover detail", "cover status", "header", "footer")
KINDS: Final = ("paragraph", "character")
TABLE: Final = "Specification table"
IN_HEADS: Final = ("Table heading", "Table heading right")
IN_ROWS: Final = ("Table text", "Table number")
OF_ROWS: Final = ("band1Horz", "band2Horz", "band1Vert", "band2Vert", "firstCol", "lastCol", "lastRow")
WORDS: Final = {BLACK: "black", WHITE: "white"}
GREY: Final = "777777"  # can be read on black and on white
AUTOMATIC: Final = "auto"  # black, or white on what is dark


class StyleColour(NamedTuple):
    """The colour of a style's text, "" for automatic, and of what it puts behind it, "" for the page."""

    text: str
    ground: str


def style_colours(sheet: Stylesheet) -> Mapping[str, StyleColour]:
    """Return the colours of all styles of a house by their ids."""
    return {style: StyleColour(sheet.colour(style), sheet.ground(style)) for style in sheet.nodes}


def mend_plain_text(sheet: Stylesheet) -> Iterator[Problem]:
    """Change the colour of plain text, which nearly all styles rest on, if it could hardly be read; say so."""
    for defaults in sheet.root.iter(name("w:rPrDefault")):
        look = child(defaults, "w:rPr")
        colour = "" if look is None else resolved_colour(child(look, "w:color"), sheet.colours)
        if not is_readable(colour, WHITE):
            is_shown = sheet.colour(sheet.default) == colour and not sheet.ground(sheet.default)
            if is_shown and sheet.default:
                yield _mended(sheet, sheet.default, colour, WHITE)
            print_in(defaults, AUTOMATIC)
    colour, ground = sheet.colour(sheet.default), sheet.ground(sheet.default) or WHITE
    if sheet.default and not is_readable(colour, ground):
        yield _mended(sheet, sheet.default, colour, ground)


def mend_text_colours(
    sheet: Stylesheet,
    numbering: etree._Element,
    printed: Container[str],
    before: Mapping[str, StyleColour],
    *,
    are_pages_dark: bool,
) -> Iterator[Problem]:
    """Change the colours that could hardly be read in the styles that a draft is `printed` in; say so.

    `before` are the colours that the house's own styles had. `are_pages_dark` tells of a house that lost the dark
    colour of its pages: its cover stands on white now, too.
    """
    in_tables = tuple(called.casefold() for called in (*IN_HEADS, *IN_ROWS))
    for style in sheet.bases_first():
        node, colour = sheet.nodes[style], StyleColour(sheet.colour(style), sheet.ground(style))
        if node.get(name("w:type")) not in KINDS:
            continue
        called = sheet.called(style)
        is_on_cover = called in OF_COVERS and style in before and not are_pages_dark
        was = before.get(style, colour).text
        if colour.text != was and colour.ground and is_readable(was, colour.ground):
            print_in(node, was)  # as it looked
        elif called not in printed or is_on_cover or called in in_tables:
            continue
        elif not is_readable(colour.text, colour.ground or WHITE):
            problem = _mended(sheet, style, colour.text, colour.ground or WHITE)
            if style in before:  # else nobody has seen it
                yield problem
    yield from _mend_tables(sheet)
    _mend_numbers(sheet, numbering)


def is_readable(colour: str, ground: str) -> bool:
    """Say whether a colour, "" for automatic, can be read on another."""
    return not colour or contrast(colour, ground) >= LARGE_TEXT


def print_in(holder: etree._Element, colour: str) -> None:
    """Give a style or a run the colour of its text, "" for automatic."""
    set_property(property_group(holder, "w:rPr"), "w:color", {"val": colour or AUTOMATIC})


def _mended(sheet: Stylesheet, style: str, colour: str, ground: str) -> Problem:
    """Give a style a colour that can be read; return what to say of it."""
    node = sheet.nodes[style]
    instead = readable_instead(colour, ground)
    print_in(node, AUTOMATIC if (instead, ground) == (BLACK, WHITE) else instead)
    remedy = f"give the style {sheet.shown(style)} in house.docx the colour you want"
    return _warned(sheet.shown(style), colour, ground, instead, remedy)


def _warned(style: str, colour: str, ground: str, instead: str, remedy: str) -> Problem:
    return warning(
        f"its style {style} is printed in {_in_words(colour)}, which can hardly be read on {_in_words(ground)}",
        f"drafts print it in {_in_words(instead)}; in Word: {remedy}",
    )


def _in_words(colour: str) -> str:
    return WORDS.get(colour, colour)


def _mend_tables(sheet: Stylesheet) -> Iterator[Problem]:
    """Let the text of tables be read on the rows and columns that the style of tables fills."""
    table = sheet.named(TABLE, "table")
    if table is None:
        return
    fills = _fills(table, sheet)
    whole = fills.get("", WHITE)
    rows = {whole, *(fills[part] for part in OF_ROWS if part in fills)}
    for styles, grounds in ((IN_HEADS, {fills.get("firstRow", whole)}), (IN_ROWS, rows)):
        for style in (sheet.id_of(called) for called in styles):
            behind = {sheet.ground(style)} - {""} or grounds
            faulty = [ground for ground in sorted(behind) if not is_readable(sheet.colour(style), ground)]
            if faulty:
                colour, called = sheet.colour(style), value(sheet.nodes[style], "w:name")
                instead = max((BLACK, WHITE, GREY), key=lambda one: min(contrast(one, ground) for ground in behind))
                print_in(sheet.nodes[style], instead)
                remedy = f"change the shading of the style {TABLE} in house.docx"
                yield _warned(called, colour, faulty[0], instead, remedy)


def _fills(table: etree._Element, sheet: Stylesheet) -> Mapping[str, str]:
    """Return the part of a table -> the colour that its style, or one that it is based on, fills it with."""
    fills = dict[str, str]()
    for style in chain(table.get(name("w:styleId"), ""), sheet.nodes):
        for part in (style, *style.findall(name("w:tblStylePr"))):
            cells = child(part, "w:tcPr")
            cells = child(part, "w:tblPr") if cells is None or child(cells, "w:shd") is None else cells
            fill = fill_colour(None if cells is None else child(cells, "w:shd"), sheet.colours)
            key = "" if part is style else part.get(name("w:type"), "").replace("wholeTable", "")
            if fill:
                fills.setdefault(key, fill)
    return fills


def _mend_numbers(sheet: Stylesheet, numbering: etree._Element) -> None:
    """Let a number that could not be read on its ground be printed in the colour of its text."""
    for level in numbering.iter(name("w:lvl")):
        look, style = child(level, "w:rPr"), value(level, "w:pStyle")
        colour = "" if look is None else resolved_colour(child(look, "w:color"), sheet.colours)
        if style in sheet.nodes and not is_readable(colour, sheet.ground(style) or WHITE):
            remove_properties(look, "w:color")
