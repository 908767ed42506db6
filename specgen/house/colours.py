"""Resolve the colours of a theme, and measure whether one colour can be read on another (WCAG 2)."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.system.lazy_pattern import lazy_pattern

WHITE: Final = "FFFFFF"
BLACK: Final = "000000"
PART: Final = lazy_pattern(r"[0-9A-Fa-f]{2}")
READABLE: Final = 4.5  # WCAG 2, level AA
LARGE_TEXT: Final = 3.0  # WCAG 2, of large letters: below it, nobody should have to read a text
NO_HUE: Final = 0.1  # of the range from grey to full colour: a light grey, or white
DOTTED: Final = lazy_pattern(r"pct\d{1,3}")
HEX: Final = lazy_pattern(r"[0-9A-Fa-f]{6}")
# w:themeColor -> the theme's name for it (ECMA-376 part 1, 17.18.97 and 20.1.6.2)
THEME_NAMES: Final = {"text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2",
                      "dark2": "dk2", "background2": "lt2", "light2": "lt2", "hyperlink": "hlink",
                      "followedHyperlink": "folHlink"}  # fmt: skip


def theme_colours(theme: etree._Element | None) -> dict[str, str]:
    """Return the theme's colours by its own names: accent1 -> 1B3A57."""
    scheme = None if theme is None else next(theme.iter(name("a:clrScheme")), None)
    colours = {}
    for slot in () if scheme is None else scheme:
        for colour in slot:
            value = colour.get("lastClr", "") or colour.get("val", "")
            if HEX.fullmatch(value):
                colours[etree.QName(slot).localname] = value.upper()
    return colours


def resolved_colour(node: etree._Element | None, theme: Mapping[str, str], attribute: str = "val") -> str:
    """Return the colour of a w:color, w:shd (attribute "fill") or border ("color"); "" for none or automatic."""
    if node is None:
        return ""
    kind = {"val": "theme", "fill": "themeFill", "color": "theme"}[attribute]
    named = node.get(name("w:themeFill" if attribute == "fill" else "w:themeColor"), "")
    base = theme.get(THEME_NAMES.get(named, named), "")
    if base:
        shade, tint = (node.get(name(f"w:{kind}{change}"), "") for change in ("Shade", "Tint"))
        return shaded(base, shade, tint)
    value = node.get(name(f"w:{attribute}"), "")
    return value.upper() if HEX.fullmatch(value) else ""


def fill_colour(shade: etree._Element | None, theme: Mapping[str, str]) -> str:
    """Return the colour that a w:shd paints behind a text; "" for none (ECMA-376 part 1, 17.18.78)."""
    pattern = "nil" if shade is None else shade.get(name("w:val"), "clear")
    if pattern == "nil":
        return ""
    fill = resolved_colour(shade, theme, "fill")
    part = 100 if pattern == "solid" else int("0" + pattern.removeprefix("pct")) if DOTTED.fullmatch(pattern) else 0
    dots = resolved_colour(shade, theme, "color") or BLACK
    return _mixed(dots, fill or WHITE, min(part, 100) / 100) if part else fill


def shaded(colour: str, shade: str, tint: str) -> str:
    """Return a theme's colour made darker or lighter as Word does it: by its lightness, in 255ths."""
    if not PART.fullmatch(shade or tint):
        return colour
    hue, light, full = _parts(colour)
    part = int(shade or tint, 16) / 255
    light = light * part if shade else light * part + 1 - part
    return _written(hue, light, full)


def contrast(first: str, second: str) -> float:
    """Return how far two colours are apart, 1 to 21 (WCAG 2)."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def text_on(fill: str) -> str:
    """Return the colour of text on a ground: white where that can be read, else black."""
    return WHITE if contrast(fill, WHITE) >= READABLE else BLACK


def readable_instead(colour: str, ground: str) -> str:
    """Return a colour for a text that cannot be read on a ground: its own, darker, or black or white."""
    light, full = _parts(colour)[1:]
    if ground != WHITE or (full < NO_HUE and light > 1 - NO_HUE):
        return text_on(ground)
    return darkened_for_white(colour)


def darkened_for_white(colour: str) -> str:
    """Return a colour as it is, or as dark as it must be to be read on white."""
    hue, light, full = _parts(colour)
    while contrast(colour, WHITE) < READABLE and light > 0:
        light = max(0, light - 0.02)
        colour = _written(hue, light, full)
    return colour


def _parts(colour: str) -> tuple[float, float, float]:
    """Return the hue of a colour, how light it is and how full."""
    return colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))


def _mixed(upper: str, lower: str, part: float) -> str:
    pairs = ((int(upper[at : at + 2], 16), int(lower[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * part + other * (1 - part)):02X}" for one, other in pairs)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _written(hue: float, light: float, full: float) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(1.0, light), full))
