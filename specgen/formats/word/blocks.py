"""Walk the paragraphs, tables, rows and cells of a part as people see them: content controls and tracked changes aside.

What was inserted is there, what was deleted is not; a paragraph whose end is deleted runs on into the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import Relationship

BOOKMARKS: Final = (name("w:bookmarkStart"), name("w:bookmarkEnd"))
MARKERS: Final = frozenset(
    name(f"w:{short}{side}")
    for short in (
        "bookmark",
        "commentRange",
        "moveFromRange",
        "moveToRange",
        "perm",
        "customXmlInsRange",
        "customXmlDelRange",
    )
    for side in ("Start", "End")
) | {name("w:proofErr")}  # what may stand between two paragraphs and parts them not
P, TBL, TR, TC = (name(short) for short in ("w:p", "w:tbl", "w:tr", "w:tc"))
HOLDERS: Final = frozenset(
    name(short) for short in ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")
)
DELETED: Final = (name("w:del"), name("w:moveFrom"))
# What stands in a paragraph and is not what people see; of two forms of one drawing, the first is enough.
UNSEEN: Final = frozenset(
    name(short)
    for short in ("w:del", "w:moveFrom", "w:delText", "w:delInstrText", "w:pPr", "w:rPr", "w:rt", "w:sdtPr",
                  "w:fldData", "mc:Fallback")
)  # fmt: skip
SIGNS: Final = {name("w:tab"): "\t", name("w:ptab"): "\t", name("w:cr"): "\n", name("w:br"): "\n",
                name("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}", name("w:softHyphen"): ""}  # fmt: skip
BREAK, BREAK_KIND = name("w:br"), name("w:type")
LINE_BREAK: Final = "textWrapping"


class HeaderFooter(NamedTuple):
    """A header or footer that a section points at."""

    kind: str  # header, footer
    pages: str  # default, first, even
    part: str
    is_shown: bool  # a first page's only where the section has a first page of its own


def blocks_in(node: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the paragraphs, tables, rows or cells of something, also those that stand in a content control."""
    for inner in node:
        if inner.tag in tags:
            yield inner
        elif inner.tag in HOLDERS:
            yield from blocks_in(inner, *tags)


def has_deleted_end(paragraph: etree._Element) -> bool:
    """True if the end of the paragraph is deleted, so that it runs on into the next one."""
    mark = paragraph.find(f"{name('w:pPr')}/{name('w:rPr')}")
    return mark is not None and any(mark.find(tag) is not None for tag in DELETED)


def next_paragraph(paragraph: etree._Element) -> etree._Element | None:
    """Return the paragraph that one runs on into if its end goes; None before a table and at the end of a cell."""
    following = next_block(paragraph)
    return following if following is not None and following.tag == P else None


def next_block(node: etree._Element) -> etree._Element | None:
    """Return the paragraph or table behind one."""
    return next((one for one in node.itersiblings() if one.tag not in MARKERS), None)


def previous_block(node: etree._Element) -> etree._Element | None:
    """Return the paragraph or table before one."""
    return next((one for one in node.itersiblings(preceding=True) if one.tag not in MARKERS), None)


def is_deleted_row(row: etree._Element) -> bool:
    return row.find(f"{name('w:trPr')}/{name('w:del')}") is not None


def break_kind(node: etree._Element) -> str:
    """Return what a w:br breaks: a line, a page or a column."""
    return node.get(BREAK_KIND, LINE_BREAK)


def sign_text(node: etree._Element) -> str:
    """Return what a tab, break or special hyphen is read as; nothing for the break of a page."""
    if node.tag == BREAK and break_kind(node) != LINE_BREAK:
        return ""
    return SIGNS[str(node.tag)]


def headers_and_footers(document: etree._Element, links: Mapping[str, Relationship]) -> Iterator[HeaderFooter]:
    """Yield the header and footer references of each section, in the order of the sections."""
    for section in document.iter(name("w:sectPr")):
        for node in section.iter(name("w:headerReference"), name("w:footerReference")):
            link = links.get(node.get(name("r:id"), ""))
            if link is None:
                continue
            pages = node.get(name("w:type"), "default")
            kind = "header" if node.tag == name("w:headerReference") else "footer"
            is_shown = pages != "first" or section.find(name("w:titlePg")) is not None
            yield HeaderFooter(kind, pages, link.target, is_shown)
