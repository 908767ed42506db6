"""Ask of two blocks whether they say the same, and of one whether somebody has commented on it."""

from __future__ import annotations

from specgen.compare.merge.three_way import tokens_of
from specgen.document.record.block_list import Block
from specgen.formats.opc.namespaces import name


def same_words(first: Block, second: Block) -> bool:
    """Whether two blocks say the same: words, fields and cells."""
    if first.kind != second.kind:
        return False
    if first.kind == "paragraph":
        return first.text == second.text
    return len(first.blocks) == len(second.blocks) and all(map(same_words, first.blocks, second.blocks))


def is_unedited(before: Block, theirs: Block) -> bool:
    """Whether a block says what it said: results of fields, which Word works out, may differ."""
    if before.kind != theirs.kind:
        return False
    if before.kind == "paragraph":
        return [one.key for one in tokens_of(before.text)] == [one.key for one in tokens_of(theirs.text)]
    return len(before.blocks) == len(theirs.blocks) and all(map(is_unedited, before.blocks, theirs.blocks))


def is_discussed(block: Block) -> bool:
    """Whether somebody has commented on it: to strike it out would take the comment along."""
    return block.element is not None and any(
        True for _ in block.element.iter(name("w:commentRangeStart"), name("w:commentReference"))
    )
