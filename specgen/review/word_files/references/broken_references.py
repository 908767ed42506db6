"""Find the references of a Word file that lead nowhere: typed ones, and fields whose bookmark is gone.

A reference is found broken only if others of its kind, written alike, lead somewhere in the same file: a specification
whose tables are in the tender, or that speaks of clauses of the contract, says nothing wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from lxml import etree

from specgen.document.run_pieces import FIELD, FIELD_END, RESULT, pieces_of
from specgen.formats.opc.namespaces import name
from specgen.formats.word.paragraphs import Paragraph
from specgen.review.findings import Finding, Passage, finding_at
from specgen.review.rules.prose.broken_places import REFERENCE_BROKEN
from specgen.review.word_files.references.own_labels import OwnLabels, own_labels
from specgen.review.word_files.references.typed_references import TypedReference, typed_references

REMEDY: Final = "name the one that is meant"
CODES: Final = (name("w:instrText"), name("w:fldSimple"))


class _Field(NamedTuple):
    bookmark: str
    start: int
    end: int


def broken_references(paragraphs: Sequence[Paragraph], passages: Sequence[Passage]) -> Iterator[Finding]:
    """Yield the references that lead nowhere, those of fields and those that are typed."""
    own = own_labels(paragraphs)
    fields = _fields(passages)
    typed = list[tuple[Passage, TypedReference]]()
    for passage in passages:
        of_passage = fields.get(id(passage), ())
        for field in of_passage:
            if field.bookmark not in own.bookmarks:
                message = f"what the reference “{passage.text[field.start : field.end]}” led to is gone"
                yield _broken(passage, field.start, field.end, message)
        for one in typed_references(passage):
            is_field = any(field.start < one.end and one.start < field.end for field in of_passage)
            if not is_field or _leads(one, own):  # Word works out again what the field of a bookmark says
                typed.append((passage, one))
    customs = {one.shape for _, one in typed if _leads(one, own)}
    groups = {group for group, _ in own.labels}
    for passage, one in typed:
        is_of_this = one.group in groups if one.is_own else one.shape in customs and not one.may_be_law
        if is_of_this and not _leads(one, own):
            kind = one.kind if one.group == "clause" else one.kind.capitalize()
            yield _broken(passage, one.start, one.end, f"there is no {kind} {one.label} here")


def _leads(one: TypedReference, own: OwnLabels) -> bool:
    """Whether a label is there. A letter counts as there if no letters of that clause are numbered by Word."""
    if (one.group, one.label) in own.labels:
        return True
    if one.label == one.base or (one.group, one.base) not in own.labels:
        return False
    return not any(group == one.group and label.startswith(f"{one.base}(") for group, label in own.labels)


def _broken(passage: Passage, start: int, end: int, message: str) -> Finding:
    level = "note" if passage.is_verbatim else ""
    return finding_at(REFERENCE_BROKEN, passage, start, end, message, REMEDY, level=level)


def _fields(passages: Sequence[Passage]) -> Mapping[int, Sequence[_Field]]:
    """Return the REF fields of each passage by its id, with the letters of their results."""
    by_node = {one.paragraph.node: one for one in passages if one.paragraph is not None and one.paragraph.pieces}
    roots = {id(root): root for root in (node.getroottree().getroot() for node in by_node)}
    codes = (code for root in roots.values() for code in root.iter(*CODES))
    holders = dict.fromkeys(next(code.iterancestors(name("w:p")), None) for code in codes)
    return {id(by_node[node]): tuple(_in_paragraph(node, by_node[node])) for node in holders if node in by_node}


def _in_paragraph(node: etree._Element, passage: Passage) -> Iterator[_Field]:
    paragraph = passage.paragraph
    if paragraph is None:
        return
    ends = (*paragraph.starts[1:], len(paragraph.text))
    spans = {id(piece): span for piece, *span in zip(paragraph.pieces, paragraph.starts, ends, strict=True)}
    open_fields = list[tuple[list[str], list[list[int]]]]()
    for piece in pieces_of(node):
        if piece.text.startswith(FIELD):
            open_fields.append((piece.text.lstrip(FIELD).partition(RESULT)[0].split(), []))
        if piece.text.endswith(FIELD_END) and open_fields:
            code, letters = open_fields.pop()
            if code[:1] == ["REF"] and len(code) > 1 and letters:
                yield _Field(code[1], letters[0][0], letters[-1][1])
        elif id(piece.node) in spans:
            for _, letters in open_fields:
                letters.append(spans[id(piece.node)])
