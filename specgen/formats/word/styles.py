"""Read the styles of a Word file: names, inheritance, heading levels, lists, and what direct formatting adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import value
from specgen.system.lazy_pattern import lazy_pattern

NO: Final = ("0", "false", "off")
ON: Final = ("1", "true", "on")
HEADING: Final = lazy_pattern(r"heading (\d)")
DEEPEST: Final = 9
NOT_LOOKS: Final = frozenset(("rPr", "sectPr", "pStyle", "pPrChange", "rPrChange", "lang", "noProof", "rStyle",
                              "bCs", "iCs", "szCs", "vanish", "webHidden", "numPr"))  # fmt: skip


def value_of(node: etree._Element | None, short: str) -> str | None:
    """Return what a property says; None if it is not there, or is there to say no."""
    holder = None if node is None else node.find(name(short))
    value = None if holder is None else holder.get(name("w:val"), "1")
    return None if value in NO else value


def set_value(node: etree._Element | None, short: str) -> str:
    """Return the same as a text, empty where nothing is set."""
    return value_of(node, short) or ""


def direct_formatting(properties: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what a paragraph or a run says of its own look, the style and what nobody sees aside."""
    for node in properties:
        local = etree.QName(node).localname
        if local not in NOT_LOOKS:
            values = [
                f"{etree.QName(str(key)).localname} {node.get(str(key))}" for key in sorted(map(str, node.attrib))
            ]
            text = node.get(name("w:val"), "yes") if len(values) < 2 else ", ".join(values)
            if len(node):
                text = " ".join(
                    f"{etree.QName(inner).localname} {inner.get(name('w:val'), '')}".strip() for inner in node
                )
            if text not in NO:
                yield local, "yes" if text in ("1", "true", "on") else text


def list_level(numbers: etree._Element) -> str:
    number, level = numbers.find(name("w:numId")), numbers.find(name("w:ilvl"))
    if number is not None and number.get(name("w:val")) == "0":
        return "none"
    depth = "0" if level is None else level.get(name("w:val"), "0")
    return f"level {int(depth) + 1 if depth.isdigit() else 1}"


def style_nodes(styles: etree._Element | None) -> dict[str, etree._Element]:
    """Return style id -> w:style."""
    nodes = [] if styles is None else styles.findall(name("w:style"))
    return {node.get(name("w:styleId"), ""): node for node in nodes}


def style_names(styles: etree._Element) -> dict[str, str]:
    """Return style id -> style name; the empty id stands for the default paragraph style, if the file names one."""
    names = {}
    for key, node in style_nodes(styles).items():
        names[key] = value(node, "w:name") or key
        if node.get(name("w:type")) == "paragraph" and node.get(name("w:default")) in ON:
            names[""] = names[key]
    return names


def heading_levels(styles: etree._Element | None) -> dict[str, int]:
    """Return style id -> level of heading, from 1, for each style that makes a heading."""
    nodes = style_nodes(styles)
    return {key: level for key in nodes if (level := _heading_level(key, nodes))}


def _heading_level(style: str, styles: Mapping[str, etree._Element]) -> int:
    """Return the level that a style says, or else that Word knows by its name, or else that of its parent."""
    for node in chain(style, styles):
        outline = node.find(f"{name('w:pPr')}/{name('w:outlineLvl')}")
        if outline is not None:
            return outline_level(outline)
        named = HEADING.fullmatch(value(node, "w:name").casefold())
        if named:
            return int(named.group(1))
    return 0


def outline_level(outline: etree._Element) -> int:
    """Return the level of heading of a w:outlineLvl, from 1; 0 for body text."""
    level = outline.get(name("w:val"), "")
    return int(level) + 1 if level.isdigit() and int(level) < DEEPEST else 0


def is_on(style: str, styles: Mapping[str, etree._Element], short: str) -> bool:
    """Return whether a style, or the nearest that it is based on, turns w:b or the like on."""
    for node in chain(style, styles):
        toggle = node.find(f"{name('w:rPr')}/{name(short)}")
        if toggle is not None:
            return toggle.get(name("w:val"), "1") not in NO
    return False


def chain(style: str, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style and those it is based on."""
    visited = set[str]()
    while style in styles and style not in visited:
        visited.add(style)
        yield styles[style]
        style = value(styles[style], "w:basedOn")


def list_of(style: str, styles: Mapping[str, etree._Element]) -> tuple[str, str]:
    """Return the list id and the level that a style brings with it; empty where it does not say."""
    number_id = level = ""
    for node in chain(style, styles):
        properties = node.find(f"{name('w:pPr')}/{name('w:numPr')}")
        if properties is not None:
            level = level or value(properties, "w:ilvl")
            number_id = number_id or value(properties, "w:numId")
        if number_id:
            break
    return ("", "") if number_id == "0" else (number_id, level)
