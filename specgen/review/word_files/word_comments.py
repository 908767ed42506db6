"""Put findings into a copy of a Word file, each as a comment at its words.

The file itself is never changed. Word takes comments in the body only, so that what stands in a header, a note or a
text box is said at the first paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from specgen.formats.markup.comments import Comments
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part
from specgen.formats.word.paragraphs import Paragraph
from specgen.review.findings import Finding

AUTHOR: Final = "specgen check"
HOLDERS: Final = frozenset(name(short) for short in ("w:p", "w:ins", "w:hyperlink", "w:sdtContent", "w:smartTag"))


def with_comments(parts: Mapping[str, bytes], findings: Sequence[Finding]) -> bytes:
    """Return the bytes of a copy in which each finding is a comment at its words.

    `findings` must come from paragraphs that were read from these very parts.
    """
    comments = Comments(parts, AUTHOR)
    body = [one for one in findings if _paragraph(one).story == "body"]
    root = _root(parts, findings)
    for finding in sorted(body, key=lambda one: (_paragraph(one).index, one.start, one.end)):
        _anchor(_paragraph(finding).runs(finding.start, finding.end), *comments.add(_comment(finding)))
    first = next(root.iter(name("w:t")), None)
    for finding in findings:
        paragraph = _paragraph(finding)
        near = next(paragraph.node.iter(name("w:t")), first) if _is_heard(paragraph) else first
        if paragraph.story != "body" and near is not None:
            _anchor((near,), *comments.add(f"In the {paragraph.story}: {_comment(finding)}"))
    return comments.package(root)


def _root(parts: Mapping[str, bytes], findings: Sequence[Finding]) -> etree._Element:
    """Return the root of the main document that the paragraphs were read from."""
    for finding in findings:
        if _paragraph(finding).part == DOCUMENT_PART:
            return _paragraph(finding).node.getroottree().getroot()
    return parse_part(parts[DOCUMENT_PART])


def _is_heard(paragraph: Paragraph) -> bool:
    return paragraph.part == DOCUMENT_PART and not paragraph.pieces


def _paragraph(finding: Finding) -> Paragraph:
    assert finding.passage.paragraph is not None  # noqa: S101
    return finding.passage.paragraph


def _comment(finding: Finding) -> str:
    return f"{finding.fault.text}. [{finding.rule}]"


def _anchor(pieces: Sequence[etree._Element], start: etree._Element, end: etree._Element, sign: etree._Element) -> None:
    """Put the range of a comment round the runs of some pieces of text, and its sign behind them."""
    first, last = _run_of(pieces[0]), _run_of(pieces[-1])
    if first is None or last is None:
        return
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
