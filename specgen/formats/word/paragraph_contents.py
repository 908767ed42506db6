"""Find what stands in each paragraph of a part: its pieces of text, style, outline level, list and bookmarks.

All is found at one go: to ask each paragraph for its own takes several times as long.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import SIGNS, P, sign_text
from specgen.formats.word.styles import outline_level

T: Final = name("w:t")
SEEN: Final = (T, name("m:t"), *SIGNS)
UNREAD: Final = (name("w:del"), name("w:moveFrom"), name("mc:Fallback"), name("w:rt"))
TEXT_BOX: Final = name("w:txbxContent")
BOOKMARK: Final = name("w:bookmarkStart")
MATHS: Final = name("m:t")
PROPERTIES: Final = name("w:pPr")
STYLE: Final = name("w:pStyle")
OUTLINE: Final = name("w:outlineLvl")
LIST: Final = name("w:numPr")
RUN_PROPERTIES: Final = name("w:rPr")
ROW_PROPERTIES: Final = name("w:trPr")
DELETED: Final = name("w:del")
MOVED: Final = name("w:moveFrom")
TAB: Final = name("w:tab")
TAB_STOPS: Final = name("w:tabs")
VALUE: Final = name("w:val")
NAME: Final = name("w:name")
Pieces = list[tuple[str, etree._Element]]  # of a paragraph: each text, and the element that it comes from
MARKED: Final = (P, *SEEN, STYLE, OUTLINE, LIST, BOOKMARK)


class ParagraphContents(NamedTuple):
    """What stands in the paragraphs of a story, each in the order of the file."""

    pieces: Mapping[etree._Element, Pieces]  # of every paragraph, also of an empty one
    styles: Mapping[etree._Element, str]
    outlines: Mapping[etree._Element, int]
    lists: Mapping[etree._Element, etree._Element]
    bookmarks: Mapping[etree._Element, list[str]]
    joined: Set[etree._Element]  # those whose end is deleted, so that they run on into the next
    uncounted: Set[etree._Element]  # those that no list counts: joined to the next, or not seen at all
    out: Set[etree._Element]  # pieces and text boxes that nobody sees
    has_boxes: bool


def paragraph_contents(root: etree._Element) -> ParagraphContents:
    """Find everything at one go: to ask each paragraph for its own takes several times as long."""
    joined, uncounted, out = _unseen(root)
    has_boxes = next(root.iter(TEXT_BOX), None) is not None
    pieces = dict[etree._Element, Pieces]()
    styles, outlines = dict[etree._Element, str](), dict[etree._Element, int]()
    lists, bookmarks = dict[etree._Element, etree._Element](), dict[etree._Element, list[str]]()
    here: Pieces = []
    for node in root.iter(*MARKED):
        tag = str(node.tag)
        if tag in (T, MATHS) or tag in SIGNS:
            if node not in out:
                text = _sign(node) if tag in SIGNS else node.text or ""
                (_pieces_around(node, pieces) if has_boxes else here).append((text, node))
        elif tag == P:
            here = pieces[node] = []
        elif tag == BOOKMARK:
            if (holder := node.getparent()) is not None:
                bookmarks.setdefault(holder, []).append(node.get(NAME, ""))
        else:
            properties = node.getparent()
            paragraph = None if properties is None else properties.getparent()
            if paragraph is None:
                continue
            if tag == STYLE:
                styles.setdefault(paragraph, node.get(VALUE, ""))
            elif tag == OUTLINE:
                outlines.setdefault(paragraph, outline_level(node))
            else:
                lists.setdefault(paragraph, node)
    return ParagraphContents(pieces, styles, outlines, lists, bookmarks, joined, uncounted, out, has_boxes)


def _unseen(root: etree._Element) -> tuple[set[etree._Element], set[etree._Element], set[etree._Element]]:
    """Return the paragraphs whose end is deleted, those that no list counts, and the pieces and text boxes to leave."""
    joined, hidden, out = set[etree._Element](), set[etree._Element](), set[etree._Element]()
    for holder in root.iter(*UNREAD):
        out.update(holder.iter(*SEEN, TEXT_BOX))
        hidden.update(holder.iter(P))
        look = holder.getparent()
        above = look.getparent() if look is not None else None
        if look is None or above is None or holder.tag not in (DELETED, MOVED):
            continue
        if look.tag == ROW_PROPERTIES:
            hidden.update(above.iter(P))
        paragraph = above.getparent() if look.tag == RUN_PROPERTIES and above.tag == PROPERTIES else None
        if paragraph is not None:
            joined.add(paragraph)
    return joined, joined | hidden, out


def _pieces_around(node: etree._Element, pieces: Mapping[etree._Element, Pieces]) -> Pieces:
    """Return where the pieces of the paragraph go that a node stands in: behind a text box the outer one goes on."""
    return pieces.get(next(node.iterancestors(P), node), [])


def _sign(node: etree._Element) -> str:
    if node.tag == TAB:
        above = node.getparent()
        if above is not None and above.tag == TAB_STOPS:
            return ""
    return sign_text(node)
