"""Say which paragraphs run on into the next one once a pending change of their end is accepted or rejected.

A paragraph whose deleted end is accepted, or whose inserted end is rejected, takes in what stands behind it. Whoever
puts a block there, or takes the one there away, would glue somebody's words to other ones.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from specgen.document.run_pieces import pieces_of, texts_of
from specgen.formats.markup.revisions import DEL, FROM, INS, REVISIONS, TO
from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import TR, P, has_deleted_end, is_deleted_row, previous_block

END: Final = f"{name('w:pPr')}/{name('w:rPr')}/*"


def end_marks(paragraph: etree._Element) -> list[etree._Element]:
    """Return the tracked changes of the end of a paragraph."""
    return [node for node in paragraph.iterfind(END) if node.tag in REVISIONS]


def is_open_behind(paragraph: etree._Element | None) -> bool:
    """Whether what is put behind a paragraph may become part of it, or of one before it."""
    while paragraph is not None and paragraph.tag == P:
        tags = {node.tag for node in end_marks(paragraph)}
        if not tags:
            return False
        accepted, rejected = texts_of(pieces_of(paragraph))
        if (tags & {DEL, FROM} and accepted) or (tags & {INS, TO} and rejected):
            return True
        paragraph = previous_block(paragraph)
    return False


def is_gone(paragraph: etree._Element) -> bool:
    """Whether nothing is left of a paragraph when its tracked changes are accepted."""
    row = next(paragraph.iterancestors(TR), None)
    if row is not None and is_deleted_row(row):
        return True
    return has_deleted_end(paragraph) and not texts_of(pieces_of(paragraph))[0]
