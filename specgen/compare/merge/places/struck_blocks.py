"""Strike blocks out as tracked changes, where nothing in them and beside them is somebody else's."""

from __future__ import annotations

from typing import Final

from specgen.compare.paragraph_ends import is_gone, is_open_behind
from specgen.compare.revision_marks import CannotEdit, RevisionMarks
from specgen.document.record.block_list import Block
from specgen.formats.markup.revisions import revisions_of
from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import P, has_deleted_end, is_deleted_row, previous_block

UNTOUCHED: Final = tuple(
    map(name, ("w:drawing", "w:pict", "w:object", "w:fldSimple", "m:oMath", "w:txbxContent", "w:sectPr"))
)


def strike(block: Block, marks: RevisionMarks) -> None:
    """Strike a block out. Raises CannotEdit before anything has been touched."""
    if block.element is None or not may_be_struck(block, marks.author):
        raise CannotEdit
    if block.kind == "paragraph":
        marks.delete_paragraph(block.element)
    else:
        for row in (block,) if block.kind == "row" else block.blocks:
            marks.delete_row(row.element)  # type: ignore[arg-type]


def may_be_struck(block: Block, author: str) -> bool:
    """Whether a block holds no pending change but our own, nothing that is left alone, and joins no other."""
    if len(block.elements) != 1:
        return False
    element = block.elements[0]
    if any(True for _ in element.iter(*UNTOUCHED)):
        return False
    if any(node.get(name("w:author")) != author for node in revisions_of(element)):
        return False
    if any(has_deleted_end(paragraph) for paragraph in element.iter(P)):
        return False
    return block.kind != "paragraph" or not is_open_behind(previous_block(element))


def is_deleted(block: Block) -> bool:
    """Whether somebody has deleted a block with tracked changes, all of it."""
    if block.kind == "paragraph":
        return bool(block.rejected) and len(block.elements) == 1 and is_gone(block.elements[0])
    if block.kind == "row":
        return block.element is not None and is_deleted_row(block.element)
    return bool(block.blocks) and all(map(is_deleted, block.blocks))
