"""A node and a name in, its child out, quickly: every paragraph is asked, and lxml's own `find` takes three times as
long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from specgen.word.names import name


@dataclass(frozen=True)
class Looks:
    """What the paragraphs of a document say of their look; in the order of the document, those left out say nothing."""

    styles: Mapping[etree._Element, str]  # the style's id
    lists: Mapping[etree._Element, etree._Element]  # the paragraph's own w:numPr


def looks_of(root: etree._Element) -> Looks:
    """Return the looks of all paragraphs at one go, which is quicker than to ask each."""
    styles = {paragraph: node.get(name("w:val"), "") for node, paragraph in _in_properties(root, "w:pStyle")}
    return Looks(styles, {paragraph: node for node, paragraph in _in_properties(root, "w:numPr")})


def _in_properties(root: etree._Element, short: str) -> Iterator[tuple[etree._Element, etree._Element]]:
    for node in root.iter(name(short)):
        properties = node.getparent()
        paragraph = None if properties is None else properties.getparent()
        if paragraph is not None:
            yield node, paragraph


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
