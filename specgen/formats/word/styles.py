"""Read the styles of a Word file: names, inheritance, heading levels, lists, and what direct formatting adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import value

NO: Final = ("0", "false", "off")
NOT_LOOKS: Final = frozenset(("rPr", "sectPr", "pStyle", "pPrChange", "rPrChange", "lang", "noProof", "rStyle",
                              "bCs", "iCs", "szCs", "vanish", "webHidden", "numPr"))  # fmt: skip


def value_of(node: etree._Element | None, short: str) -> str | None:
    """Return what a property says; None if it is not there, or is there to say no."""
    found = None if node is None else node.find(name(short))
    value = None if found is None else found.get(name("w:val"), "1")
    return None if value in NO else value


def set_value(node: etree._Element | None, short: str) -> str:
    """Return the same as a text, empty where nothing is set."""
    return value_of(node, short) or ""


def said_of(properties: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what a paragraph or a run says of its own look, the style and what nobody sees aside."""
    for node in properties:
        local = etree.QName(node).localname
        if local not in NOT_LOOKS:
            values = [
                f"{etree.QName(str(key)).localname} {node.get(str(key))}" for key in sorted(map(str, node.attrib))
            ]
            shown = node.get(name("w:val"), "yes") if len(values) < 2 else ", ".join(values)
            if len(node):
                shown = " ".join(f"{etree.QName(one).localname} {one.get(name('w:val'), '')}".strip() for one in node)
            if shown not in NO:
                yield local, "yes" if shown in ("1", "true", "on") else shown


def list_level(numbers: etree._Element) -> str:
    number, level = numbers.find(name("w:numId")), numbers.find(name("w:ilvl"))
    if number is not None and number.get(name("w:val")) == "0":
        return "none"
    depth = "0" if level is None else level.get(name("w:val"), "0")
    return f"level {int(depth) + 1 if depth.isdigit() else 1}"


def style_names(styles: etree._Element) -> dict[str, str]:
    """Return style id -> style name; the empty id stands for the default paragraph style."""
    found = {}
    for style in styles.findall(name("w:style")):
        key = style.get(name("w:styleId"), "")
        found[key] = set_value(style, "w:name") or key
        if style.get(name("w:type")) == "paragraph" and style.get(name("w:default")) in ("1", "true", "on"):
            found[""] = found[key]
    return found


def chain(style: str, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style and those it is based on."""
    seen = set[str]()
    while style in styles and style not in seen:
        seen.add(style)
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
