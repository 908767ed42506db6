"""The parts of a Word file and what was found in it in; a copy with a comment at each place out.

The file itself is never changed. Word takes comments in the body only, so that what stands in a header, a note or a
text box is said at the first paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from specgen.checks.findings import Finding
from specgen.word.names import name
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
from specgen.word.paragraphs import Paragraph

AUTHOR: Final = "specgen check"
KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RUNS: Final = name("w:r")
HOLDERS: Final = frozenset(name(short) for short in ("w:p", "w:ins", "w:hyperlink", "w:sdtContent", "w:smartTag"))


def with_comments(parts: Mapping[str, bytes], findings: Sequence[Finding]) -> bytes:
    """Return the bytes of a copy in which each finding is a comment at its words.

    `findings` must come from paragraphs that were read from these very parts.
    """
    found = dict(parts)
    links = read_relationships(found, DOCUMENT_PART)
    known = next((one.target for one in links.values() if one.short_kind == "comments" and one.target in found), None)
    comments = parse_part(found[known]) if known else etree.Element(name("w:comments"), nsmap={"w": _word()})
    number = 1 + max((int(node.get(name("w:id"), "0")) for node in comments), default=-1)
    body = [one for one in findings if _paragraph(one).story == "body"]
    root = _root(findings)
    for finding in sorted(body, key=lambda one: (_paragraph(one).index, one.start, one.end)):
        _anchor(_paragraph(finding).runs(finding.start, finding.end), number)
        comments.append(_comment(number, _said(finding)))
        number += 1
    for finding in findings:
        if _paragraph(finding).story != "body" and root is not None:
            first = next((node for node in root.iter(name("w:t"))), None)
            if first is not None:
                _anchor((first,), number)
                comments.append(_comment(number, f"In the {_paragraph(finding).story}: {_said(finding)}"))
                number += 1
    part = known or _free(found)
    found[part] = write_part(comments)
    if root is not None:
        found[DOCUMENT_PART] = write_part(root)
    if known is None:
        new = new_relationship_id(links)
        links[new] = Relationship(new, KIND, part, external=False)
        found[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, links)
        found[CONTENT_TYPES_PART] = declare_part(found[CONTENT_TYPES_PART], part, TYPE)
    return write_package(found)


def _root(findings: Sequence[Finding]) -> etree._Element | None:
    """Return the root of the main document that the paragraphs were read from."""
    for finding in findings:
        if _paragraph(finding).part == DOCUMENT_PART:
            return _paragraph(finding).node.getroottree().getroot()
    return None


def _paragraph(finding: Finding) -> Paragraph:
    assert finding.passage.paragraph is not None  # noqa: S101
    return finding.passage.paragraph


def _said(finding: Finding) -> str:
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return f"{finding.message}{remedy}. [{finding.rule}]"


def _anchor(pieces: Sequence[etree._Element], number: int) -> None:
    """Put the range of a comment round the runs of some pieces of text, and its sign behind them."""
    first, last = _run_of(pieces[0]), _run_of(pieces[-1])
    if first is None or last is None:
        return
    start, end = etree.Element(name("w:commentRangeStart")), etree.Element(name("w:commentRangeEnd"))
    for node in (start, end):
        node.set(name("w:id"), str(number))
    sign = etree.Element(name("w:r"))
    etree.SubElement(sign, name("w:commentReference")).set(name("w:id"), str(number))
    first.addprevious(start)
    last.addnext(end)
    end.addnext(sign)


def _run_of(piece: etree._Element) -> etree._Element | None:
    """Return the run that a piece of text stands in, or what holds it where a comment may begin."""
    node: etree._Element | None = piece
    while node is not None:
        above = node.getparent()
        if above is not None and above.tag in HOLDERS:
            return node
        node = above
    return None


def _comment(number: int, text: str) -> etree._Element:
    node = etree.Element(name("w:comment"))
    node.set(name("w:id"), str(number))
    node.set(name("w:author"), AUTHOR)
    node.set(name("w:initials"), "sg")
    run = etree.SubElement(etree.SubElement(node, name("w:p")), name("w:r"))
    words = etree.SubElement(run, name("w:t"))
    words.text = text
    words.set(name("xml:space"), "preserve")
    return node


def _free(parts: Mapping[str, bytes]) -> str:
    number = 1
    while (part := f"word/comments{number if number > 1 else ''}.xml") in parts:
        number += 1
    return part


def _word() -> str:
    return name("w:p")[1:].partition("}")[0]
