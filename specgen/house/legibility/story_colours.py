"""Keep the colours of cover, headers and footers as they look when the colours of their styles change.

White letters in a dark cell, shape or band stay white; on pages that were dark and are white now, they turn dark.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, style_of, value
from specgen.house.colours import WHITE, fill_colour, resolved_colour
from specgen.house.legibility.text_colours import StyleColour, is_readable, print_in
from specgen.house.stylesheet import Stylesheet, remove_properties

IN_A_SHAPE: Final = "w:txbxContent"  # whose colour is a drawing's own business


def keep_colours(
    root: etree._Element, sheet: Stylesheet, before: Mapping[str, StyleColour], *, are_pages_dark: bool
) -> None:
    """Change the runs of a text; `before` are the colours of the styles as the house had them."""
    changed = {style for style, colour in before.items() if sheet.colour(style) != colour.text}
    if not changed and not are_pages_dark:
        return
    for paragraph in root.iter(name("w:p")):
        style = style_of(paragraph) or sheet.default
        for run in paragraph.iter(name("w:r")):
            if next(run.iterancestors(name("w:p"))) is paragraph:
                was = before[style].text if style in changed else ""
                _keep_colour(run, paragraph, sheet, was, are_pages_dark=are_pages_dark)


def _keep_colour(
    run: etree._Element,
    paragraph: etree._Element,
    sheet: Stylesheet,
    was: str,
    *,
    are_pages_dark: bool,
) -> None:
    look = child(run, "w:rPr")
    own = None if look is None else child(look, "w:color")
    of_letters = "" if look is None else value(look, "w:rStyle")
    is_of_paragraph = own is None and sheet.says(of_letters, "w:rPr", "w:color", defaults=False) is None
    if not was and not are_pages_dark:
        return
    ground = _ground(run, paragraph, sheet)
    if is_of_paragraph and was and ground != WHITE and (not ground or is_readable(was, ground)):
        print_in(run, was)
    elif are_pages_dark and ground == WHITE and not is_readable(resolved_colour(own, sheet.colours), WHITE):
        remove_properties(look, "w:color")


def _ground(run: etree._Element, paragraph: etree._Element, sheet: Stylesheet) -> str:
    """Return the colour behind a run: its own, its paragraph's, its cell's, the page's; "" for one that is unknown."""
    holders = [child(run, "w:rPr"), child(paragraph, "w:pPr")]
    for holder in holders:
        fill = fill_colour(None if holder is None else child(holder, "w:shd"), sheet.colours)
        if fill:
            return fill
    of_style = sheet.ground(style_of(paragraph) or sheet.default)
    if of_style:
        return of_style
    for around in paragraph.iterancestors():
        if around.tag == name(IN_A_SHAPE):
            return ""
        if around.tag in (name("w:tc"), name("w:tbl")):
            properties = child(around, "w:tcPr" if around.tag == name("w:tc") else "w:tblPr")
            fill = fill_colour(None if properties is None else child(properties, "w:shd"), sheet.colours)
            if fill:
                return fill
            if properties is not None and value(properties, "w:tblStyle"):
                return _of_table(value(properties, "w:tblStyle"), sheet)
    return WHITE


def _of_table(style: str, sheet: Stylesheet) -> str:
    """Return the ground of a cell that its table's style may fill: the page's if that style fills nothing."""
    node = sheet.nodes.get(style)
    fills = [] if node is None else [fill_colour(shade, sheet.colours) for shade in node.iter(name("w:shd"))]
    return "" if any(fills) else WHITE
