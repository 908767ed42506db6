"""The parts of any Word file in, its paragraphs as people see them out: clean text, place, and the runs behind it.

Deleted text is out and inserted text is in; of two forms of one drawing the first is read. Every paragraph knows its
story (body, header, note, text box), the headings above it, its clause number, its place in a table, and which piece
of the file each letter comes from.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.word.names import name
from specgen.word.numbering import Number, Numbering
from specgen.word.package import DOCUMENT_PART, Parts, Relationship, parse_part, read_relationships

T: Final = name("w:t")
SIGNS: Final = {name("w:tab"): "\t", name("w:ptab"): "\t", name("w:cr"): "\n", name("w:br"): "\n",
                name("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}", name("w:softHyphen"): ""}  # fmt: skip
SEEN: Final = (T, name("m:t"), *SIGNS)
HOLDERS: Final = frozenset(
    name(short) for short in ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")
)
OUT: Final = (name("w:del"), name("w:moveFrom"), name("mc:Fallback"), name("w:rt"))
NOTES: Final = {"footnotes": "footnote", "endnotes": "endnote"}
P, TBL, TR, TC, TEXT_BOX = (name(short) for short in ("w:p", "w:tbl", "w:tr", "w:tc", "w:txbxContent"))
PROPERTIES, STYLE, VALUE = name("w:pPr"), name("w:pStyle"), name("w:val")


@dataclass(frozen=True)
class Cell:
    """Where a paragraph stands in a table; all count from 1."""

    table: int
    row: int
    column: int
    is_head: bool


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it is read."""

    story: str  # body, header, footer, footnote 3, text box ...
    part: str
    index: int  # in its story, from 1
    headings: tuple[str, ...]
    number: str  # 6.3(a); "" without one
    style: str  # its name, in lower case
    level: int  # of a heading, from 1; 0 for any other paragraph
    cell: Cell | None
    text: str
    node: etree._Element
    starts: tuple[int, ...]  # where the pieces of the text start
    pieces: tuple[etree._Element, ...]  # the elements that they come from
    bookmarks: tuple[str, ...] = ()
    bold: int = field(default=0)  # how many letters at the start are bold

    def runs(self, start: int, end: int) -> tuple[etree._Element, ...]:
        """Return the elements that the letters from start to end come from."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        return self.pieces[first : last + 1]

    @property
    def hash(self) -> str:
        """Twelve digits that stay the same for as long as the words do."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:12]


def read_paragraphs(parts: Parts) -> tuple[Paragraph, ...]:
    """Return every paragraph of a Word file that has text: body, text boxes, headers and footers, notes."""
    related = read_relationships(parts, DOCUMENT_PART)
    by_kind = {one.short_kind: one.target for one in related.values() if one.target in parts}
    styles = parse_part(parts[by_kind["styles"]]) if "styles" in by_kind else etree.Element(name("w:styles"))
    numbering = parse_part(parts[by_kind["numbering"]]) if "numbering" in by_kind else None
    look = _Look(_styles(styles), Numbering(styles, numbering))
    document = parse_part(parts[DOCUMENT_PART])
    found = list(_Story("body", DOCUMENT_PART, look).read(document))
    for story, part in _margins(document, related):
        if part in parts:
            found += _Story(story, part, look).read(parse_part(parts[part]))
    for kind, title in NOTES.items():
        for note in parse_part(parts[by_kind[kind]]) if kind in by_kind else ():
            if note.get(name("w:type")) is None:
                found += _Story(f"{title} {note.get(name('w:id'))}", by_kind[kind], look).read(note)
    return tuple(found)


@dataclass(frozen=True)
class _Style:
    name: str
    level: int  # of a heading, from 1


@dataclass(frozen=True)
class _Look:
    styles: Mapping[str, _Style]
    numbering: Numbering


class _Story:
    """Reads one story: keeps the headings above, and counts paragraphs and tables."""

    def __init__(self, title: str, part: str, look: _Look) -> None:
        self.title = title
        self.part = part
        self.look = look
        self.index = 0
        self.tables = 0
        self.headings: list[tuple[int, str]] = []
        self.numbers: dict[etree._Element, Number | None] = {}
        self.out: set[etree._Element] = set()
        self.has_boxes = False
        self.waiting: list[tuple[str, etree._Element]] = []  # of a paragraph whose end is deleted

    def read(self, root: etree._Element) -> Iterator[Paragraph]:
        self.out = {piece for holder in root.iter(*OUT) for piece in holder.iter(*SEEN, TEXT_BOX)}
        self.has_boxes = next(root.iter(TEXT_BOX), None) is not None
        self.numbers = {
            paragraph: number for paragraph, number in self.look.numbering.numbers(root.iter(P)) if number is not None
        }
        for child in root:
            if child.tag == name("w:body"):
                yield from self._blocks(child, None)
            elif child.tag in (P, TBL) or child.tag in HOLDERS:
                yield from self._block(child, None)

    def _blocks(self, holder: etree._Element, cell: Cell | None) -> Iterator[Paragraph]:
        for child in holder:
            yield from self._block(child, cell)

    def _block(self, node: etree._Element, cell: Cell | None) -> Iterator[Paragraph]:
        if node.tag == P:
            yield from self._paragraph(node, cell)
        elif node.tag == TBL:
            yield from self._table(node)
        elif node.tag in HOLDERS:
            yield from self._blocks(node, cell)

    def _table(self, table: etree._Element) -> Iterator[Paragraph]:
        self.tables += 1
        number = self.tables
        rows = [row for row in _inside(table, TR) if row.find(f"{name('w:trPr')}/{name('w:del')}") is None]
        for row_number, row in enumerate(rows, 1):
            is_head = row.find(f"{name('w:trPr')}/{name('w:tblHeader')}") is not None
            for column, cell in enumerate(_inside(row, TC), 1):
                yield from self._blocks(cell, Cell(number, row_number, column, is_head))

    def _paragraph(self, node: etree._Element, cell: Cell | None) -> Iterator[Paragraph]:
        self.index += 1
        pieces = self._pieces(node)
        properties = node.find(PROPERTIES)
        if properties is not None and _has_deleted_mark(properties):
            self.waiting += pieces
        else:
            pieces, self.waiting = [*self.waiting, *pieces], []
            made = self._made(node, properties, cell, pieces)
            if made.level:
                self.headings = [one for one in self.headings if one[0] < made.level]
                self.headings.append((made.level, " ".join(made.text.split())))
            if made.text.strip():
                yield made
        if self.has_boxes:
            yield from self._boxes(node)

    def _pieces(self, paragraph: etree._Element) -> list[tuple[str, etree._Element]]:
        nodes: Iterator[etree._Element] = paragraph.iter(*SEEN)
        if self.has_boxes:
            nodes = (node for node in nodes if next(node.iterancestors(P)) is paragraph)
        if self.out:
            nodes = (node for node in nodes if node not in self.out)
        return [(node.text or "" if node.tag not in SIGNS else _sign(node), node) for node in nodes]

    def _made(
        self,
        node: etree._Element,
        properties: etree._Element | None,
        cell: Cell | None,
        pieces: list[tuple[str, etree._Element]],
    ) -> Paragraph:
        starts, at = [], 0
        for text, _ in pieces:
            starts.append(at)
            at += len(text)
        style = self._style(properties)
        number = self.numbers.get(node)
        return Paragraph(
            self.title,
            self.part,
            self.index,
            tuple(title for level, title in self.headings if not style.level or level < style.level),
            "" if number is None else number.full,
            style.name,
            style.level,
            cell,
            "".join(text for text, _ in pieces),
            node,
            tuple(starts),
            tuple(piece for _, piece in pieces),
            tuple(mark.get(name("w:name"), "") for mark in node.iterchildren(name("w:bookmarkStart"))),
            _bold(pieces) if cell is not None or number is None else 0,
        )

    def _style(self, properties: etree._Element | None) -> _Style:
        found = None if properties is None else properties.find(STYLE)
        style = self.look.styles.get("" if found is None else found.get(VALUE, ""), _Style("", 0))
        outline = None if properties is None else properties.find(name("w:outlineLvl"))
        return style if outline is None else _Style(style.name, _level(outline))

    def _boxes(self, paragraph: etree._Element) -> Iterator[Paragraph]:
        for box in paragraph.iter(TEXT_BOX):
            if box not in self.out and next(box.iterancestors(P)) is paragraph:
                inner = _Story(
                    "text box" if self.title == "body" else f"text box in {self.title}", self.part, self.look
                )
                inner.out, inner.has_boxes, inner.headings = self.out, True, self.headings
                yield from inner._blocks(box, None)


def _inside(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in HOLDERS:
            yield from _inside(child, tag)


def _sign(node: etree._Element) -> str:
    is_page_break = node.tag == name("w:br") and node.get(name("w:type"), "textWrapping") != "textWrapping"
    is_tab_stop = node.tag == name("w:tab") and node.getparent() is not None and node.getparent().tag == name("w:tabs")  # type: ignore[union-attr]
    return "" if is_page_break or is_tab_stop else SIGNS[str(node.tag)]


def _has_deleted_mark(properties: etree._Element) -> bool:
    mark = properties.find(name("w:rPr"))
    return mark is not None and any(mark.find(name(short)) is not None for short in ("w:del", "w:moveFrom"))


def _bold(pieces: list[tuple[str, etree._Element]]) -> int:
    """Return how many letters at the start stand in bold runs."""
    count = 0
    for text, node in pieces:
        run = node.getparent()
        look = None if run is None else run.find(name("w:rPr"))
        strong = None if look is None else look.find(name("w:b"))
        style = None if look is None else look.find(name("w:rStyle"))
        is_bold = strong is not None and strong.get(VALUE, "1") not in ("0", "false", "off")
        if text.strip() and not (is_bold or (style is not None and style.get(VALUE, "").casefold() == "strong")):
            break
        count += len(text)
    return count


def _styles(root: etree._Element) -> dict[str, _Style]:
    """Return style id -> name in lower case and heading level, each taking over its parent's level."""
    nodes = {node.get(name("w:styleId"), ""): node for node in root.findall(name("w:style"))}
    found = {}
    for key, node in nodes.items():
        title = node.find(name("w:name"))
        current, seen, level = key, set[str](), 0
        while current in nodes and current not in seen and not level:
            seen.add(current)
            outline = nodes[current].find(f"{PROPERTIES}/{name('w:outlineLvl')}")
            level = 0 if outline is None else _level(outline)
            above = nodes[current].find(name("w:basedOn"))
            current = "" if above is None else above.get(VALUE, "")
        found[key] = _Style("" if title is None else title.get(VALUE, "").casefold(), level)
    return found


def _level(outline: etree._Element) -> int:
    value = outline.get(VALUE, "9")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def _margins(document: etree._Element, related: Mapping[str, Relationship]) -> Iterator[tuple[str, str]]:
    """Yield story and part of each header and footer, once."""
    seen = set[str]()
    for node in document.iter(name("w:headerReference"), name("w:footerReference")):
        one = related.get(node.get(name("r:id"), ""))
        if one is not None and one.target not in seen:
            seen.add(one.target)
            yield "header" if node.tag == name("w:headerReference") else "footer", one.target
