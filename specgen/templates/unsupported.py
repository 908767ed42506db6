"""Refuse what a template may not hold, each thing at its place.

What is refused would be lost on the way into the document, or would go on changing after it is finished.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.fields import FIELDS, LISTS, REFERENCES, Field, fields_of
from specgen.problems import Fault

_TRACKED: Final = "a tracked change; accept or reject all changes before the file is used as a template"
_NOTE: Final = "which cannot be carried; put its text in the paragraph"
REFUSED: Final = dict.fromkeys(
    ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge", "w:rPrChange", "w:pPrChange",
     "w:sectPrChange", "w:tblPrChange", "w:tblGridChange", "w:trPrChange", "w:tcPrChange", "w:numberingChange"),
    _TRACKED,
) | {
    "w:commentReference": "a comment; delete it before the file is used as a template",
    "w:footnoteReference": f"a footnote, {_NOTE}",
    "w:endnoteReference": f"an endnote, {_NOTE}",
    "w:altChunk": "an embedded file, which cannot be carried; paste its text",
    "w:object": "an embedded object, which cannot be carried; paste it as a picture",
    "w:control": "a form control, which cannot be carried; write the text instead",
    "w:subDoc": "a link to another document; use an include tag",
}  # fmt: skip

SEQUENCE: Final = ("\\*", "ARABIC", "MERGEFORMAT")  # all that may stand behind SEQ and the name
BEYOND_TEXT: Final = ("w:drawing", "w:pict", "w:sectPr", "w:fldChar", "w:fldSimple", "w:sym", "m:oMath")


class FaultyNode(NamedTuple):
    """A fault, and the element of a Word file that it is in; None for the file as a whole."""

    node: etree._Element | None
    fault: Fault


def fault_at(node: etree._Element | None, message: str, remedy: str, rule: str) -> FaultyNode:
    return FaultyNode(node, Fault(message, remedy, rule))


def refused(root: etree._Element) -> Iterator[FaultyNode]:
    """Yield what no template may hold, the house included."""
    for short, why in REFUSED.items():
        for node in root.iter(name(short)):
            yield fault_at(node, f"holds {why.partition('; ')[0]}", why.partition("; ")[2], "carry")
    for one in fields_of(root):
        fault = _field_fault(one)
        if fault is not None:
            yield fault_at(one.begin, *fault, "field")
    for link in root.iter(name("w:hyperlink")):
        if link.get(name("r:id")) is None:
            yield fault_at(
                link,
                "links to a place in its own file, which is not there in the document",
                'mark the place with {{ mark("name") }} and write {{ ref("name") }} here',
                "field",
            )


def beyond_text(node: etree._Element) -> bool:
    """True if something stands here that is seen and is not text: a picture, a page or section break, a field."""
    if next(node.iter(*(name(short) for short in BEYOND_TEXT)), None) is not None:
        return True
    return any(one.get(name("w:type")) in ("page", "column") for one in node.iter(name("w:br")))


def _field_fault(one: Field) -> tuple[str, str] | None:
    if one.kind in REFERENCES:
        return (
            f"has a cross-reference made in Word ({one.kind}), which would not follow its clause",
            'mark the clause with {{ mark("name") }} and write {{ ref("name") }} here',
        )
    if one.kind in LISTS:
        return (
            f"has a list of contents made in Word ({one.kind}), which would go stale",
            "write {{ contents }} in a paragraph of its own",
        )
    if one.kind not in FIELDS:
        shown = f"the field {one.kind}" if one.kind else "a field without an instruction"
        return f"has {shown}, which would show something else later", "write its text, or a tag"
    if not one.ends_in_its_paragraph:
        return f"has the field {one.kind}, which does not end in the same paragraph", "insert it again in Word"
    words = one.code.split()
    if one.kind == "SEQ" and (len(words) < 2 or any(word.upper() not in SEQUENCE for word in words[2:])):
        return (
            f"has a caption number of a kind that cannot be counted ({one.code.strip()})",
            "write SEQ Table \\* ARABIC",
        )
    return None
