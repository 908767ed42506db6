"""Read children, values and text of XML elements.

Every paragraph of a document is asked, and lxml's own `find` takes three times as long as a loop over the children.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name


class ParagraphFormats(NamedTuple):
    """What some paragraphs of a document say of their look, in the order of the document."""

    styles: Mapping[etree._Element, str]  # the style's id, "" if the paragraph names none
    lists: Mapping[etree._Element, etree._Element]  # the paragraph's own w:numPr


def paragraph_formats(root: etree._Element, styles: Container[str]) -> ParagraphFormats:
    """Return the looks of the paragraphs in some styles, and of those that have a list of their own.

    At one go, and of no others: most paragraphs stand in tables, and to ask each of them takes its time.
    """
    named: dict[etree._Element, str] = {}
    lists: dict[etree._Element, etree._Element] = {}
    for node in root.iter(name("w:pStyle"), name("w:numPr")):
        style = node.get(name("w:val"))
        if style is not None and style not in styles:
            continue
        properties = node.getparent()
        paragraph = None if properties is None else properties.getparent()
        if paragraph is None:
            continue
        if style is None:
            lists[paragraph] = node
        named.setdefault(paragraph, style or "")
    return ParagraphFormats(named, lists)


def child(node: etree._Element, short: str) -> etree._Element | None:
    """Return the first child with a name such as w:pPr."""
    wanted = name(short)
    for inner in node:
        if inner.tag == wanted:
            return inner
    return None


def style_of(paragraph: etree._Element) -> str:
    """Return the id of the style that a paragraph names, "" for the default one."""
    properties = child(paragraph, "w:pPr")
    return "" if properties is None else value(properties, "w:pStyle")


def value(node: etree._Element, short: str) -> str:
    """Return what the first child with a name says in its w:val, or an empty text."""
    holder = child(node, short)
    return "" if holder is None else holder.get(name("w:val"), "")


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of one paragraph, without that of paragraphs inside it (text boxes)."""
    return "".join(
        node.text or ""
        for node in paragraph.iter(name("w:t"))
        if next(node.iterancestors(name("w:p")), None) is paragraph
    )


def shortened(text: str, length: int = 60) -> str:
    """Return the start of a text, cut at `length` characters, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def remove_node(node: etree._Element) -> None:
    """Take a node out, with the text that follows it; one that stands nowhere is left alone."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def take_out(node: etree._Element) -> None:
    """Take a node out, and keep the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail and node.tail.strip():
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def replace_node(node: etree._Element, nodes: list[etree._Element]) -> None:
    """Put some nodes in the place of another; one that stands nowhere is left alone."""
    parent = node.getparent()
    if parent is not None:
        place = parent.index(node)
        parent[place : place + 1] = nodes


def keep_with_next(paragraph: etree._Element) -> None:
    """Let no page end behind a paragraph (w:keepNext, ECMA-376 part 1, 17.3.1.15)."""
    properties = child(paragraph, "w:pPr")
    if properties is None:
        properties = etree.Element(name("w:pPr"))
        paragraph.insert(0, properties)
    if child(properties, "w:keepNext") is None:
        properties.insert(int(child(properties, "w:pStyle") is not None), etree.Element(name("w:keepNext")))
