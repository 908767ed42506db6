"""Print each open point as a highlighted placeholder, and find the paragraph in which it stands first."""

from __future__ import annotations

from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import replace_node
from specgen.formats.word.fields import text_run
from specgen.system.lazy_pattern import lazy_pattern

OPEN_POINT_STYLE: Final = "open point"
IN_A_CELL: Final = "[To complete]"
PLACEHOLDER: Final = lazy_pattern(r"\[To complete[^\]]*\]")  # of any open point, in the text of a draft


def place_open_points(root: etree._Element, style: str) -> None:
    """Turn every open point into a run with its placeholder, in the house's character style for open points."""
    for node in list(root.iter(name("sg:point"))):
        properties = etree.Element(name("w:rPr"))
        etree.SubElement(properties, name("w:rStyle")).set(name("w:val"), style)
        etree.SubElement(properties, name("w:highlight")).set(name("w:val"), "yellow")  # no style can hold a highlight
        replace_node(node, [text_run(point_words(node), properties)])


def point_words(point: etree._Element) -> str:
    """Return what is printed for an open point: in a cell without its question, for there the head of the column or row
    says what is asked.
    """
    is_in_a_cell = next(point.iterancestors(name("w:tc")), None) is not None
    return point.get("cell", IN_A_CELL) if is_in_a_cell else point.get("text", "")


def find_points(root: etree._Element) -> dict[str, etree._Element]:
    """Return the paragraph in which each open point stands first."""
    found: dict[str, etree._Element] = {}
    for node in root.iter(name("sg:point")):
        paragraph = next(node.iterancestors(name("w:p")), None)
        if paragraph is not None:
            found.setdefault(node.get("key", ""), paragraph)
    return found
