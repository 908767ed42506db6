"""The properties of paragraphs, runs and styles in, what they say of a look in words out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name

NO: Final = ("0", "false", "off")
NOT_LOOKS: Final = frozenset(("rPr", "sectPr", "pStyle", "pPrChange", "rPrChange", "lang", "noProof", "rStyle",
                              "bCs", "iCs", "szCs", "vanish", "webHidden", "numPr"))  # fmt: skip


def value_of(node: etree._Element | None, short: str) -> str | None:
    """Return what a property says; None if it is not there, or is there to say no."""
    found = None if node is None else node.find(name(short))
    value = None if found is None else found.get(name("w:val"), "1")
    return None if value in NO else value


def value(node: etree._Element | None, short: str) -> str:
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
        found[key] = value(style, "w:name") or key
        if style.get(name("w:type")) == "paragraph" and style.get(name("w:default")) in ("1", "true", "on"):
            found[""] = found[key]
    return found
