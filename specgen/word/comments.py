"""The parts of a Word file and some notes about its paragraphs in, a copy with a comment for each note out.

Word takes comments in the text of a document only: what is said of a header or a text box stands at the first
paragraph, or at the one that the box belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.word.names import WORD, name
from specgen.word.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    Relationship,
    declare_part,
    new_relationship_id,
    parse_part,
    read_relationships,
    relationships_part,
    write_package,
    write_part,
    write_relationships,
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


def commented(parts: Mapping[str, bytes], notes: Sequence[Note], author: str) -> bytes:
    """Return the bytes of a copy with every note as a comment."""
    found = dict(parts)
    root = parse_part(found[DOCUMENT_PART])
    links = read_relationships(found, DOCUMENT_PART)
    part = next((one.target for one in links.values() if one.short_kind == "comments" and one.target in found), "")
    comments = parse_part(found[part]) if part else etree.Element(name("w:comments"), nsmap={"w": WORD})
    number = 1 + max((int(node.get(name("w:id"), "0")) for node in comments), default=-1)
    paragraphs = list(root.iter(P))
    for note in notes:
        paragraph = _anchor_of(note, paragraphs)
        if paragraph is not None:
            _surround(paragraph, number)
            comments.append(_comment(number, note.text, author))
            number += 1
    if not part:
        part = _free(found)
        new = new_relationship_id(links)
        links[new] = Relationship(new, KIND, part, external=False)
        found[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, links)
        found[CONTENT_TYPES_PART] = declare_part(found[CONTENT_TYPES_PART], part, TYPE)
    found[part] = write_part(comments)
    found[DOCUMENT_PART] = write_part(root)
    return write_package(found)


def _anchor_of(note: Note, paragraphs: Sequence[etree._Element]) -> etree._Element | None:
    """Return the paragraph to comment on: in the text, and in no text box."""
    if note.part == DOCUMENT_PART and 0 < note.index <= len(paragraphs):
        paragraph = paragraphs[note.index - 1]
        return next((one for one in reversed(list(paragraph.iterancestors(P)))), paragraph)
    return paragraphs[0] if paragraphs else None


def _surround(paragraph: etree._Element, number: int) -> None:
    start, end = etree.Element(name("w:commentRangeStart")), etree.Element(name("w:commentRangeEnd"))
    for node in (start, end):
        node.set(name("w:id"), str(number))
    place = 0
    while place < len(paragraph) and paragraph[place].tag in BEFORE_TEXT:
        place += 1
    paragraph.insert(place, start)
    paragraph.append(end)
    sign = etree.SubElement(paragraph, name("w:r"))
    etree.SubElement(sign, name("w:commentReference")).set(name("w:id"), str(number))


def _comment(number: int, text: str, author: str) -> etree._Element:
    node = etree.Element(name("w:comment"))
    node.set(name("w:id"), str(number))
    node.set(name("w:author"), author)
    node.set(name("w:initials"), "sg")
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
