"""Apply the colours and fonts that a council chose to the theme and the styles of its house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.house.colours import BLACK, HEX, LARGE_TEXT, READABLE, WHITE, contrast, resolved_colour
from specgen.house.stylesheet import Stylesheet, property_group, set_property

OURS: Final = "accent1"  # the theme's colour that the built-in styles name
# The colours that Word, LibreOffice and Google Docs begin with: nobody has chosen them.
NOT_CHOSEN: Final = ("4472C4", "4F81BD", "5B9BD5", "156082", "18A303", "4285F4", "1F497D", "2E74B5", "0F4761", "2F5496")
GREY: Final = "404040"

SLOTS: Final = {"main": "accent1", "accent": "accent2", "second": "accent2", "link": "hlink"}  # of the theme
COLOURED: Final = {"w:color": "val", "w:shd": "fill", "w:top": "color", "w:bottom": "color", "w:left": "color",
                   "w:right": "color", "w:insideH": "color", "w:insideV": "color"}  # fmt: skip
THEMED: Final = {"val": ("Color", "Shade", "Tint"), "color": ("Color", "Shade", "Tint"),
                 "fill": ("Fill", "FillShade", "FillTint")}  # fmt: skip
FONT_KEYS: Final = ("ascii", "hAnsi", "cs")
HEADINGS: Final = ("heading ", "title", "subtitle", "schedule heading", "front heading", "toc heading")


def apply_theme(
    sheet: Stylesheet, theme: etree._Element | None, colours: Mapping[str, str], fonts: Mapping[str, str]
) -> None:
    """Change the styles and the theme of a house."""
    old = main_colour(sheet)
    for key, colour in colours.items():
        if HEX.fullmatch(colour):
            _colour(theme, SLOTS.get(key, key), colour.upper())
    if HEX.fullmatch(colours.get("main", "")):
        _recolour(sheet, old, colours["main"].upper())
    if fonts.get("text"):
        _text(sheet, theme, fonts["text"])
    if fonts.get("headings"):
        _headings(sheet, theme, fonts["headings"])


def main_colour(sheet: Stylesheet, chosen: str = "") -> str:
    """Return the main colour of a house: the one chosen, that of Heading 1 or of the band that it stands on, that of
    the theme, or a dark grey.
    """
    if chosen:
        return chosen
    heading = sheet.id_of("heading 1")
    of_headings, band = sheet.colour(heading), sheet.ground(heading)
    dark = contrast(band or WHITE, WHITE)
    if dark > contrast(of_headings, WHITE) < READABLE if of_headings else dark >= LARGE_TEXT:
        return band
    if of_headings and of_headings != BLACK:
        return of_headings
    of_theme = sheet.colours.get(OURS, "")
    chose = of_theme and of_theme not in NOT_CHOSEN and contrast(of_theme, WHITE) >= READABLE
    return of_theme if chose and not of_headings else GREY


def _colour(theme: etree._Element | None, slot: str, colour: str) -> None:
    for node in () if theme is None else theme.iter(name(f"a:{slot}")):
        node[:] = []
        etree.SubElement(node, name("a:srgbClr")).set("val", colour)


def _recolour(sheet: Stylesheet, old: str, new: str) -> None:
    """Give every style that has the old main colour the new one, whether by number or by the theme."""
    before = dict(sheet.colours)
    for short, attribute in COLOURED.items():
        for node in sheet.root.iter(name(short)):
            if resolved_colour(node, before, attribute) == old:
                for word in THEMED[attribute]:
                    _forget(node, f"w:theme{word}")
                node.set(name(f"w:{attribute}"), new)
    sheet.colours["accent1"] = new


def _forget(node: etree._Element, attribute: str) -> None:
    if name(attribute) in node.attrib:
        del node.attrib[name(attribute)]


def _text(sheet: Stylesheet, theme: etree._Element | None, font: str) -> None:
    old = sheet.font(sheet.default)
    _theme_font(theme, "minor", font)
    defaults = next(sheet.root.iter(name("w:rPrDefault")), None)
    if defaults is not None:
        _set_font(property_group(defaults, "w:rPr"), font)
    for node in sheet.root.findall(name("w:style")):
        look = child(node, "w:rPr")
        own = None if look is None else child(look, "w:rFonts")
        is_text = node.get(name("w:styleId")) == sheet.default or not value(node, "w:name").casefold().startswith(
            HEADINGS
        )
        if (
            look is not None
            and own is not None
            and is_text
            and old in (own.get(name("w:ascii")), sheet.font(node.get(name("w:styleId"), "")))
        ):
            _set_font(look, font)
    if sheet.default:
        _set_font(property_group(sheet.nodes[sheet.default], "w:rPr"), font)


def _headings(sheet: Stylesheet, theme: etree._Element | None, font: str) -> None:
    _theme_font(theme, "major", font)
    for node in sheet.root.findall(name("w:style")):
        called = sheet.roles.get(node.get(name("w:styleId"), ""), value(node, "w:name")).casefold()
        if called.startswith(HEADINGS) and node.get(name("w:type")) == "paragraph":
            _set_font(property_group(node, "w:rPr"), font)


def _theme_font(theme: etree._Element | None, kind: str, font: str) -> None:
    for node in () if theme is None else theme.iter(name(f"a:{kind}Font")):
        latin = child(node, "a:latin")
        if latin is not None:
            latin.attrib.clear()
            latin.set("typeface", font)


def _set_font(look: etree._Element, font: str) -> None:
    fonts = child(look, "w:rFonts")
    kept = {} if fonts is None else {key: text for key, text in fonts.attrib.items() if str(key).endswith("}eastAsia")}
    set_property(look, "w:rFonts", dict.fromkeys(FONT_KEYS, font)).attrib.update(kept)
