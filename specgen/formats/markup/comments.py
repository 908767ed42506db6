"""Add comments to paragraphs of a copy of a Word file.

Word takes comments in the text of a document only: what is said of a header or a text box stands at the first
paragraph, or at the one that the box belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import WORD, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    declare_part,
    link_part,
    parse_part,
    related_part,
    write_package,
    write_part,
)

KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
P: Final = name("w:p")
BEFORE_TEXT: Final = (name("w:pPr"), name("w:commentRangeStart"), name("w:bookmarkStart"))


@dataclass(frozen=True)
class Note:
    """Something to say of the n-th paragraph (from 1) of a part; 0 stands for the whole file."""

    part: str
    index: int
    text: str


class Comments:
    """The comments of one Word file while some are added: those that people wrote are kept."""

    def __init__(self, parts: Mapping[str, bytes], author: str, date: str = "") -> None:
        self._parts = dict(parts)
        self._date = date
        self._author = author
        self._part = related_part(parts, "comments")
        self._root = (
            parse_part(parts[self._part]) if self._part else etree.Element(name("w:comments"), nsmap={"w": WORD})
        )
        self._number = 1 + max((int(node.get(name("w:id"), "0")) for node in self._root), default=-1)

    def add(self, text: str) -> tuple[etree._Element, etree._Element, etree._Element]:
        """Add a comment; return where it starts, where it ends, and its sign, to be put into the document."""
        self._root.append(_comment(self._number, text, self._author, self._date))
        start, end = etree.Element(name("w:commentRangeStart")), etree.Element(name("w:commentRangeEnd"))
        sign = etree.Element(name("w:r"))
        for node in (start, end, etree.SubElement(sign, name("w:commentReference"))):
            node.set(name("w:id"), str(self._number))
        self._number += 1
        return start, end, sign

    def ids_of(self, author: str) -> frozenset[str]:
        """Return the ids of the comments of an author."""
        return frozenset(node.get(name("w:id"), "") for node in self._root if node.get(name("w:author")) == author)

    def package(self, document: etree._Element | None) -> bytes:
        """Return the bytes of the file with its comments and, if it has changed, its main document."""
        parts = self.put_into(self._parts)
        if document is not None:
            parts[DOCUMENT_PART] = write_part(document)
        return write_package(parts)

    def put_into(self, file_parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the parts of the file with its comments."""
        parts = dict(file_parts)
        part = self._part
        if not part:
            part = _free(parts)
            link_part(parts, DOCUMENT_PART, KIND, part)
            parts[CONTENT_TYPES_PART] = declare_part(parts[CONTENT_TYPES_PART], part, TYPE)
        parts[part] = write_part(self._root)
        return parts


def add_comments(parts: Mapping[str, bytes], notes: Sequence[Note], author: str) -> bytes:
    """Return the bytes of a copy with every note as a comment."""
    root = parse_part(parts[DOCUMENT_PART])
    comments = Comments(parts, author)
    paragraphs = list(root.iter(P))
    for note in notes:
        paragraph = _anchor_of(note, paragraphs)
        if paragraph is not None:
            surround(paragraph, *comments.add(note.text))
    return comments.package(root)


def _anchor_of(note: Note, paragraphs: Sequence[etree._Element]) -> etree._Element | None:
    """Return the paragraph to comment on: in the text, and in no text box."""
    if note.part == DOCUMENT_PART and 0 < note.index <= len(paragraphs):
        paragraph = paragraphs[note.index - 1]
        return next((outer for outer in reversed(list(paragraph.iterancestors(P)))), paragraph)
    return paragraphs[0] if paragraphs else None


def surround(paragraph: etree._Element, start: etree._Element, end: etree._Element, sign: etree._Element) -> None:
    """Put a comment round the words of a paragraph."""
    place = 0
    while place < len(paragraph) and paragraph[place].tag in BEFORE_TEXT:
        place += 1
    paragraph.insert(place, start)
    paragraph.extend((end, sign))


def _comment(number: int, text: str, author: str, date: str) -> etree._Element:
    node = etree.Element(name("w:comment"))
    node.set(name("w:id"), str(number))
    node.set(name("w:author"), author)
    node.set(name("w:initials"), "sg")
    if date:
        node.set(name("w:date"), date)
    run = etree.SubElement(etree.SubElement(node, P), name("w:r"))
    words = etree.SubElement(run, name("w:t"))
    words.text = "".join(sign if sign.isprintable() else " " for sign in text)
    words.set(name("xml:space"), "preserve")
    return node


def _free(parts: Mapping[str, bytes]) -> str:
    number = 1
    while (part := f"word/comments{number if number > 1 else ''}.xml") in parts:
        number += 1
    return part
