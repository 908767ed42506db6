"""Read children, values and text of XML elements.

Every paragraph of a document is asked, and lxml's own `find` takes three times as long as a loop over the children.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from lxml import etree

from specgen.formats.opc.namespaces import name


@dataclass(frozen=True)
class Looks:
    """What some paragraphs of a document say of their look, in the order of the document."""

    styles: Mapping[etree._Element, str]  # the style's id, "" if the paragraph names none
    lists: Mapping[etree._Element, etree._Element]  # the paragraph's own w:numPr


def looks_of(root: etree._Element, styles: Container[str]) -> Looks:
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
    return Looks(named, lists)


def child(node: etree._Element, short: str) -> etree._Element | None:
    """Return the first child with a name such as w:pPr."""
    wanted = name(short)
    for one in node:
        if one.tag == wanted:
            return one
    return None


def value(node: etree._Element, short: str) -> str:
    """Return what the first child with a name says in its w:val, or an empty text."""
    found = child(node, short)
    return "" if found is None else found.get(name("w:val"), "")


def replace_node(node: etree._Element, runs: list[etree._Element]) -> None:
    """Put some runs in the place of a node; one that stands nowhere is left alone."""
    parent = node.getparent()
    if parent is not None:
        place = parent.index(node)
        parent[place : place + 1] = runs
