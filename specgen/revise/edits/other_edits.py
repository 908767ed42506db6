"""Say what people put into a Word file beside its words: comments, notes, and formatting that was tracked.

An update leaves all of it as it is. Formatting that nobody tracked cannot be told from that of the draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from specgen.compare.revision_marks import AUTHOR
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import Parts, parse_part, related_part

LOOKS = tuple(
    map(name, ("w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange"))
)
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def other_edits(parts: Parts, roots: Mapping[str, tuple[str, etree._Element]]) -> Iterator[str]:
    """Yield a line for each kind of what is in the file beside words, with its authors."""
    looks = (node.get(name("w:author"), "") for _, root in roots.values() for node in root.iter(*LOOKS))
    comments = (node.get(name("w:author"), "") for node in _children(parts, "comments"))
    for what, authors in (("comments", Counter(comments)), ("tracked formatting", Counter(looks))):
        authors.pop(AUTHOR, None)
        if authors:
            yield f"{what}: {', '.join(f'{count} by {author}' for author, count in authors.items())}"
    for kind in ("footnotes", "endnotes"):
        notes = [node for node in _children(parts, kind) if node.get(name("w:type")) not in SEPARATORS]
        words = "; ".join(" ".join("".join(map(str, node.itertext())).split()) for node in notes)
        if notes:
            yield f"{kind}: {words}"
    boxes = sum(1 for _, root in roots.values() for _ in root.iter(name("w:txbxContent")))
    if boxes:
        yield f"text boxes, which are never changed: {boxes}"


def _children(parts: Parts, kind: str) -> list[etree._Element]:
    part = related_part(parts, kind)
    return list(parse_part(parts[part])) if part else []
