"""A node and a name in, its child out, quickly: every paragraph is asked, and lxml's own `find` takes three times as
long.
"""

from __future__ import annotations

from lxml import etree

from specgen.word.names import name


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
