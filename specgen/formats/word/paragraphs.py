"""Read the paragraphs of any Word file as people see them: text, number, style, position and the elements behind it.

Deleted text is out and inserted text is in; of two forms of one drawing the first is read. Every paragraph knows its
story (body, header, note, text box), the headings above it, its clause number, its place in a table, and which element
of the file each letter comes from.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, Parts, Relationship, parse_part, read_relationships
from specgen.formats.word.elements import Looks
from specgen.formats.word.elements import child as child_of
from specgen.formats.word.numbering import Number, Numbering

T: Final = name("w:t")
SIGNS: Final = {name("w:tab"): "\t", name("w:ptab"): "\t", name("w:cr"): "\n", name("w:br"): "\n",
                name("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}", name("w:softHyphen"): ""}  # fmt: skip
SEEN: Final = (T, name("m:t"), *SIGNS)
HOLDERS: Final = frozenset(
    name(short) for short in ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")
)
OUT: Final = (name("w:del"), name("w:moveFrom"), name("mc:Fallback"), name("w:rt"))
NOTES: Final = {"footnotes": "footnote", "endnotes": "endnote"}
BODY, P, TBL, TR, TC = (name(short) for short in ("w:body", "w:p", "w:tbl", "w:tr", "w:tc"))
TEXT_BOX, BOOKMARK, MATHS = (name(short) for short in ("w:txbxContent", "w:bookmarkStart", "m:t"))
PROPERTIES, STYLE, OUTLINE, LIST = (name(short) for short in ("w:pPr", "w:pStyle", "w:outlineLvl", "w:numPr"))
RUN_PROPERTIES, DELETED, MOVED = (name(short) for short in ("w:rPr", "w:del", "w:moveFrom"))
BREAK, TAB, TAB_STOPS, TABLE_HEADER = (name(short) for short in ("w:br", "w:tab", "w:tabs", "w:tblHeader"))
VALUE, NAME, KIND = (name(short) for short in ("w:val", "w:name", "w:type"))
Pieces = list[tuple[str, etree._Element]]  # of a paragraph: each text, and the element that it comes from
PICTURE: Final = name("wp:docPr")
HEARD: Final = (name("w:tblCaption"), name("w:tblDescription"), PICTURE)
MARKED: Final = (P, *SEEN, STYLE, OUTLINE, LIST, BOOKMARK)


class Cell(NamedTuple):
    """Where a paragraph stands in a table; all count from 1."""

    table: int
    row: int
    column: int
    is_head: bool


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it is read."""

    story: str  # body, header, footer, footnote 3, text box, alternative text of a table ...
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
    found = _Story("body", DOCUMENT_PART, look).read(document)
    for story, part in _margins(document, related):
        if part in parts:
            found += _Story(story, part, look).read(parse_part(parts[part]))
    for kind, title in NOTES.items():
        for note in parse_part(parts[by_kind[kind]]) if kind in by_kind else ():
            if note.get(name("w:type")) is None:
                found += _Story(f"{title} {note.get(name('w:id'))}", by_kind[kind], look).read(note)
    return tuple(found)


class _Style(NamedTuple):
    name: str
    level: int  # of a heading, from 1


NO_STYLE: Final = _Style("", 0)


class _Look(NamedTuple):
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
        self.above: tuple[str, ...] = ()  # the titles of the headings
        self.numbers: Mapping[etree._Element, Number] = {}
        self.marks = _Marks({}, {}, {}, {}, {}, set(), set(), has_boxes=False)
        self.waiting: Pieces = []  # of a paragraph whose end is deleted
        self.found: list[Paragraph] = []

    def read(self, root: etree._Element) -> list[Paragraph]:
        self.marks = marks = _marks(root)
        numbered = self.look.numbering.numbers(marks.pieces, Looks(marks.styles, marks.lists))
        self.numbers = {paragraph: number for paragraph, number in numbered if number is not None}
        for child in root:
            if child.tag == BODY:
                self.blocks(child, None)
            else:
                self._block(child, None)
        self._heard(root)
        return self.found

    def blocks(self, holder: etree._Element, cell: Cell | None) -> list[Paragraph]:
        for child in holder:
            self._block(child, cell)
        return self.found

    def _block(self, node: etree._Element, cell: Cell | None) -> None:
        tag = node.tag
        if tag == P:
            self._paragraph(node, cell)
        elif tag == TBL:
            self._table(node)
        elif tag in HOLDERS:
            self.blocks(node, cell)

    def _table(self, table: etree._Element) -> None:
        self.tables += 1
        number, row_number = self.tables, 0
        for row in _inside(table, TR):
            properties = child_of(row, "w:trPr")
            looks = () if properties is None else {str(look.tag) for look in properties}
            if DELETED in looks:
                continue
            row_number += 1
            for column, cell in enumerate(_inside(row, TC), 1):
                self.blocks(cell, Cell(number, row_number, column, is_head=TABLE_HEADER in looks))

    def _paragraph(self, node: etree._Element, cell: Cell | None) -> None:
        self.index += 1
        marks = self.marks
        pieces = marks.pieces[node]
        if node in marks.joined:
            self.waiting += pieces
        else:
            if self.waiting:
                pieces, self.waiting = [*self.waiting, *pieces], []
            text = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])
            style, outline = self._style(node), marks.outlines.get(node)
            level = style.level if outline is None else outline
            if level or (text and not text.isspace()):
                self._add(node, cell, pieces, text, style.name, level)
        if marks.has_boxes:
            self._boxes(node)

    def _style(self, node: etree._Element) -> _Style:
        return self.look.styles.get(self.marks.styles.get(node, ""), NO_STYLE)

    def _add(
        self,
        node: etree._Element,
        cell: Cell | None,
        pieces: Pieces,
        text: str,
        style: str,
        level: int,
    ) -> None:
        above = self.above
        if level:
            above = tuple(title for rank, title in self.headings if rank < level)
            self.headings = [one for one in self.headings if one[0] < level]
            self.headings.append((level, " ".join(text.split())))
            self.above = tuple(title for _, title in self.headings)
            if not text.strip():
                return
        starts, at = [], 0
        for piece, _ in pieces:
            starts.append(at)
            at += len(piece)
        number = self.numbers.get(node)
        self.found.append(
            Paragraph(
                self.title,
                self.part,
                self.index,
                above,
                "" if number is None else number.full,
                style,
                level,
                cell,
                text,
                node,
                tuple(starts),
                tuple([piece for _, piece in pieces]),
                tuple(self.marks.bookmarks.get(node, ())),
            )
        )

    def _heard(self, root: etree._Element) -> None:
        """Add what a table or a picture says to those who cannot see it, each with the paragraph where it stands."""
        for node in root.iter(*HEARD):
            if next(node.iterancestors(*OUT), None) is not None:
                continue
            kind = "table" if node.tag != PICTURE else "picture"
            table = next(node.iterancestors(TBL), node)
            here = next(table.iter(P) if kind == "table" else node.iterancestors(P), None)
            said = (node.get(VALUE),) if kind == "table" else (node.get("title"), node.get("descr"))
            for text in said if here is not None else ():
                if text and text.strip() and here is not None:
                    story = f"alternative text of a {kind}"
                    above = (story, self.part, self.index, (), "", "caption", 0, None)
                    self.found.append(Paragraph(*above, " ".join(text.split()), here, (), ()))

    def _boxes(self, paragraph: etree._Element) -> None:
        for box in paragraph.iter(TEXT_BOX):
            if box not in self.marks.out and next(box.iterancestors(P)) is paragraph:
                title = "text box" if self.title == "body" else f"text box in {self.title}"
                inner = _Story(title, self.part, self.look)
                inner.marks, inner.headings, inner.above = self.marks, self.headings, self.above
                self.found += inner.blocks(box, None)


class _Marks(NamedTuple):
    """What stands in the paragraphs of a story, each in the order of the file."""

    pieces: Mapping[etree._Element, Pieces]  # of every paragraph, also of an empty one
    styles: Mapping[etree._Element, str]
    outlines: Mapping[etree._Element, int]
    lists: Mapping[etree._Element, etree._Element]
    bookmarks: Mapping[etree._Element, list[str]]
    joined: Set[etree._Element]  # those whose end is deleted, so that they run on into the next
    out: Set[etree._Element]  # pieces and text boxes that nobody sees
    has_boxes: bool


def _marks(root: etree._Element) -> _Marks:
    """Find everything at one go: to ask each paragraph for its own takes several times as long."""
    joined, out = _unseen(root)
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
                outlines.setdefault(paragraph, _level(node))
            else:
                lists.setdefault(paragraph, node)
    return _Marks(pieces, styles, outlines, lists, bookmarks, joined, out, has_boxes)


def _unseen(root: etree._Element) -> tuple[set[etree._Element], set[etree._Element]]:
    """Return the paragraphs whose end is deleted, and the pieces and text boxes that are."""
    joined, out = set[etree._Element](), set[etree._Element]()
    for holder in root.iter(*OUT):
        out.update(holder.iter(*SEEN, TEXT_BOX))
        look = holder.getparent()
        properties = look.getparent() if look is not None and look.tag == RUN_PROPERTIES else None
        paragraph = properties.getparent() if properties is not None and properties.tag == PROPERTIES else None
        if paragraph is not None and holder.tag in (DELETED, MOVED):
            joined.add(paragraph)
    return joined, out


def _pieces_around(node: etree._Element, pieces: Mapping[etree._Element, Pieces]) -> Pieces:
    """Return where the pieces of the paragraph go that a node stands in: behind a text box the outer one goes on."""
    return pieces.get(next(node.iterancestors(P), node), [])


def _inside(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in HOLDERS:
            yield from _inside(child, tag)


def _sign(node: etree._Element) -> str:
    if node.tag == BREAK and node.get(KIND, "textWrapping") != "textWrapping":
        return ""  # of a page
    if node.tag == TAB:
        above = node.getparent()
        if above is not None and above.tag == TAB_STOPS:
            return ""
    return SIGNS[str(node.tag)]


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
