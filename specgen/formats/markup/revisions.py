"""Accept or reject tracked changes of a part, all of them or some, as Word does (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import BOOKMARKS, next_block, next_paragraph
from specgen.formats.word.elements import replace_node

INS, DEL, TO, FROM = name("w:ins"), name("w:del"), name("w:moveTo"), name("w:moveFrom")
REVISIONS: Final = (INS, DEL, TO, FROM)
P, TR, TBL, TC = name("w:p"), name("w:tr"), name("w:tbl"), name("w:tc")
T, DEL_TEXT, CODE, DELETED_CODE = name("w:t"), name("w:delText"), name("w:instrText"), name("w:delInstrText")
PROPERTIES, ROW_PROPERTIES, RUN_PROPERTIES = name("w:pPr"), name("w:trPr"), name("w:rPr")
RANGES: Final = tuple(
    map(name, ("w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd"))
)
ANCHORS: Final = frozenset(
    map(name, ("w:pPr", "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:proofErr"))
)

Chosen = Callable[[etree._Element], bool]


def every(_: etree._Element) -> bool:
    return True


def revisions_of(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the insertions and deletions of a part, of text, of paragraphs' ends and of rows."""
    yield from root.iter(*REVISIONS)


def accept(root: etree._Element, chosen: Chosen = every) -> None:
    """Make the chosen changes part of the text."""
    _settle(root, chosen, dropped=(DEL, FROM))


def reject(root: etree._Element, chosen: Chosen = every) -> None:
    """Undo the chosen changes."""
    _settle(root, chosen, dropped=(INS, TO))


def _settle(root: etree._Element, chosen: Chosen, *, dropped: tuple[str, ...]) -> None:
    ends, comments = [], set[str | None]()
    for node in [one for one in root.iter(*REVISIONS) if chosen(one)]:
        above = node.getparent()
        if above is None or not _stands_in(node, root):
            continue
        goes = node.tag in dropped
        if above.tag == ROW_PROPERTIES:
            _settle_row(above, node, goes=goes)
        elif above.tag == RUN_PROPERTIES:
            paragraph = _settle_end(above, node)
            ends += [paragraph] if goes and paragraph is not None else []
        elif goes:
            comments |= {one.get(name("w:id")) for one in node.iter(name("w:commentReference"))}
            above.remove(node)
        else:
            if node.tag in (DEL, FROM):
                _undelete(node)
            replace_node(node, list(node))
    for paragraph in reversed(ends):
        _join_to_next(paragraph)
    for node in list(root.iter(name("w:commentRangeStart"), name("w:commentRangeEnd"))) if comments else ():
        if node.get(name("w:id")) in comments:
            node.getparent().remove(node)  # type: ignore[union-attr]


def _settle_row(properties: etree._Element, mark: etree._Element, *, goes: bool) -> None:
    row = properties.getparent()
    properties.remove(mark)
    if goes and row is not None:
        _remove_row(row)


def _settle_end(look: etree._Element, mark: etree._Element) -> etree._Element | None:
    """Take the mark off the end of a paragraph; return the paragraph. A mark on a formula ends none."""
    properties = look.getparent()
    look.remove(mark)
    if properties is None or properties.tag != PROPERTIES:
        return None
    if not len(look) and not look.attrib:
        properties.remove(look)
    return properties.getparent()


def _stands_in(node: etree._Element, root: etree._Element) -> bool:
    return node is root or any(one is root for one in node.iterancestors())


def _undelete(node: etree._Element) -> None:
    for text in node.iter(DEL_TEXT, DELETED_CODE):
        if next(text.iterancestors(DEL, FROM), None) is node:
            text.tag = T if text.tag == DEL_TEXT else CODE


def _remove_row(row: etree._Element) -> None:
    table = row.getparent()
    if table is None:
        return
    table.remove(row)
    if not any(True for _ in table.iter(TR)) and (holder := table.getparent()) is not None:
        holder.remove(table)


def _join_to_next(paragraph: etree._Element) -> None:
    """Let a paragraph whose end is gone run on into the next one, which gives both its properties."""
    holder = paragraph.getparent()
    if holder is None:
        return
    content = [node for node in paragraph if node.tag != PROPERTIES]
    if all(node.tag in ANCHORS for node in content):
        content = _without_whole_bookmarks(content)
    following = next_paragraph(paragraph)
    if following is not None:
        place = 1 if following.find(PROPERTIES) is not None else 0
        for node in reversed(content):
            following.insert(place, node)
        holder.remove(paragraph)
    elif all(node.tag in ANCHORS for node in content) and _may_go(paragraph):
        anchors = [node for node in content if node.tag != PROPERTIES]
        previous = paragraph.getprevious()
        if anchors and previous is not None and previous.tag == P:
            previous.extend(anchors)
        holder.remove(paragraph)


def _without_whole_bookmarks(content: list[etree._Element]) -> list[etree._Element]:
    """Return what is left of a paragraph without words: a bookmark round all of it goes with it."""
    ends = {node.get(name("w:id")) for node in content if node.tag == name("w:bookmarkEnd")}
    whole = {node.get(name("w:id")) for node in content if node.tag == name("w:bookmarkStart")} & ends
    return [node for node in content if not (node.tag in BOOKMARKS and node.get(name("w:id")) in whole)]


def _may_go(paragraph: etree._Element) -> bool:
    """Whether an empty paragraph may go: a cell ends with one, and so does what ends with a table."""
    previous, following = paragraph.getprevious(), next_block(paragraph)
    return (previous is not None and previous.tag == P) or (following is not None and following.tag == TBL)
