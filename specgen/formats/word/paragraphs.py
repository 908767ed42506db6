"""Read the paragraphs of any Word file as people see them: text, number, style, position and the elements behind it.

Deleted text is out and inserted text is in; of two forms of one drawing the first is read. Every paragraph knows its
story (body, header, note, text box), the headings above it, its clause number, its place in a table, and which element
of the file each letter comes from.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    Parts,
    Relationship,
    parse_part,
    read_relationships,
    related_part,
    related_root,
)
from specgen.formats.word.blocks import HOLDERS, TBL, TC, TR, P, blocks_in, headers_and_footers
from specgen.formats.word.elements import child as child_of
from specgen.formats.word.elements import value
from specgen.formats.word.numbering import Number, Numbering
from specgen.formats.word.paragraph_contents import (
    DELETED,
    TEXT_BOX,
    UNREAD,
    VALUE,
    ParagraphContents,
    Pieces,
    paragraph_contents,
)
from specgen.formats.word.positions import Cell
from specgen.formats.word.styles import heading_levels, style_nodes

NOTES: Final = {"footnotes": "footnote", "endnotes": "endnote"}
BODY: Final = name("w:body")
TABLE_HEADER: Final = name("w:tblHeader")
PICTURE: Final = name("wp:docPr")
ALTERNATIVE_TEXTS: Final = (name("w:tblCaption"), name("w:tblDescription"), PICTURE)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it is read."""

    story: str  # body, header, footer, footnote 3, text box, alternative text of a table ...
    part: str
    index: int  # in its story, from 1
    headings: tuple[str, ...]
    number: str  # 6.3(a); "" without one
    label: str  # (a), as it is shown
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
        return hash_of(self.text)


def hash_of(text: str) -> str:
    """Return twelve digits that stay the same for as long as the words do."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def read_paragraphs(parts: Parts) -> tuple[Paragraph, ...]:
    """Return every paragraph of a Word file that has text: body, text boxes, headers and footers, notes."""
    styles = related_root(parts, "styles")
    formats = _Styles(_styles(styles), Numbering(styles, related_root(parts, "numbering")))
    document = parse_part(parts[DOCUMENT_PART])
    paragraphs = _Story("body", DOCUMENT_PART, formats).read(document)
    for part, story in _headers_and_footers(document, read_relationships(parts, DOCUMENT_PART)).items():
        if part in parts:
            paragraphs += _Story(story, part, formats).read(parse_part(parts[part]))
    for kind, title in NOTES.items():
        part = related_part(parts, kind)
        for note in parse_part(parts[part]) if part else ():
            if note.get(name("w:type")) is None:
                paragraphs += _Story(f"{title} {note.get(name('w:id'))}", part, formats).read(note)
    return tuple(paragraphs)


class _Style(NamedTuple):
    name: str
    level: int  # of a heading, from 1


NO_STYLE: Final = _Style("", 0)


class _Styles(NamedTuple):
    by_id: Mapping[str, _Style]
    numbering: Numbering


class _Story:
    """Reads one story: keeps the headings above, and counts paragraphs and tables."""

    def __init__(self, title: str, part: str, styles: _Styles) -> None:
        self.title = title
        self.part = part
        self.styles = styles
        self.index = 0
        self.tables = 0
        self.headings: list[tuple[int, str]] = []
        self.above: tuple[str, ...] = ()  # the titles of the headings
        self.numbers: Mapping[etree._Element, Number] = {}
        self.contents = ParagraphContents({}, {}, {}, {}, {}, set(), set(), set(), has_boxes=False)
        self.waiting: Pieces = []  # of a paragraph whose end is deleted
        self.paragraphs: list[Paragraph] = []

    def read(self, root: etree._Element) -> list[Paragraph]:
        self.contents = contents = paragraph_contents(root)
        self.numbers = self.styles.numbering.numbers_in(contents)
        for child in root:
            if child.tag == BODY:
                self.blocks(child, None)
            else:
                self._block(child, None)
        self._alternative_texts(root)
        return self.paragraphs

    def blocks(self, holder: etree._Element, cell: Cell | None) -> list[Paragraph]:
        for child in holder:
            self._block(child, cell)
        return self.paragraphs

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
        for row in blocks_in(table, TR):
            properties = child_of(row, "w:trPr")
            tags = () if properties is None else {str(node.tag) for node in properties}
            if DELETED in tags:
                continue
            row_number += 1
            for column, cell in enumerate(blocks_in(row, TC), 1):
                self.blocks(cell, Cell(number, row_number, column, is_head=TABLE_HEADER in tags))

    def _paragraph(self, node: etree._Element, cell: Cell | None) -> None:
        self.index += 1
        contents = self.contents
        pieces = contents.pieces[node]
        if node in contents.joined:
            self.waiting += pieces
        else:
            if self.waiting:
                pieces, self.waiting = [*self.waiting, *pieces], []
            text = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])
            style, outline = self._style(node), contents.outlines.get(node)
            level = style.level if outline is None else outline
            if level or (text and not text.isspace()):
                self._add(node, cell, pieces, text, style.name, level)
        if contents.has_boxes:
            self._boxes(node)

    def _style(self, node: etree._Element) -> _Style:
        return self.styles.by_id.get(self.contents.styles.get(node, ""), NO_STYLE)

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
            self.headings = [heading for heading in self.headings if heading[0] < level]
            self.headings.append((level, " ".join(text.split())))
            self.above = tuple(title for _, title in self.headings)
            if not text.strip():
                return
        starts, at = [], 0
        for piece, _ in pieces:
            starts.append(at)
            at += len(piece)
        number = self.numbers.get(node)
        self.paragraphs.append(
            Paragraph(
                self.title,
                self.part,
                self.index,
                above,
                "" if number is None else number.full,
                "" if number is None else number.label,
                style,
                level,
                cell,
                text,
                node,
                tuple(starts),
                tuple([piece for _, piece in pieces]),
                tuple(self.contents.bookmarks.get(node, ())),
            )
        )

    def _alternative_texts(self, root: etree._Element) -> None:
        """Add what a table or a picture says to those who cannot see it, each with the paragraph where it stands."""
        for node in root.iter(*ALTERNATIVE_TEXTS):
            if next(node.iterancestors(*UNREAD), None) is not None:
                continue
            kind = "table" if node.tag != PICTURE else "picture"
            table = next(node.iterancestors(TBL), node)
            here = next(table.iter(P) if kind == "table" else node.iterancestors(P), None)
            texts = (node.get(VALUE),) if kind == "table" else (node.get("title"), node.get("descr"))
            for text in texts if here is not None else ():
                if text and text.strip() and here is not None:
                    story = f"alternative text of a {kind}"
                    above = (story, self.part, self.index, (), "", "", "caption", 0, None)
                    self.paragraphs.append(Paragraph(*above, " ".join(text.split()), here, (), ()))

    def _boxes(self, paragraph: etree._Element) -> None:
        for box in paragraph.iter(TEXT_BOX):
            if box not in self.contents.out and next(box.iterancestors(P)) is paragraph:
                title = "text box" if self.title == "body" else f"text box in {self.title}"
                inner = _Story(title, self.part, self.styles)
                inner.contents, inner.numbers = self.contents, self.numbers
                inner.headings, inner.above = self.headings, self.above
                self.paragraphs += inner.blocks(box, None)


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    """Return style id -> name in lower case and heading level."""
    levels = heading_levels(root)
    return {
        key: _Style(value(node, "w:name").casefold(), levels.get(key, 0)) for key, node in style_nodes(root).items()
    }


def _headers_and_footers(document: etree._Element, links: Mapping[str, Relationship]) -> dict[str, str]:
    """Return the part of each header and footer -> which of the two it is, in the order of the sections."""
    kinds: dict[str, str] = {}
    for story in headers_and_footers(document, links):
        kinds.setdefault(story.part, story.kind)
    return kinds
