"""Ask of two blocks whether they say the same or something else, and of one whether somebody has commented on it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from specgen.compare.block_match import words_of
from specgen.compare.merge.three_way import tokens_of
from specgen.document.record.block_list import Block
from specgen.formats.opc.namespaces import name

LEAST_LEFT: Final = 0.6  # of its words: with fewer, a clause is another one that was written in its place


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


def is_rewritten(before: Sequence[Block], theirs: Sequence[Block]) -> bool:
    """Whether so few of the words are left that what stands there may be another text: a change of one does not belong
    into the other, even where they share some words.
    """
    wanted, there = words_of(before), words_of(theirs)
    return (wanted & there).total() < LEAST_LEFT * wanted.total()


def is_discussed(block: Block, own_comments: Set[str]) -> bool:
    """Whether somebody has commented on it: to strike it out would take the comment along."""
    return any(
        node.get(name("w:id"), "") not in own_comments
        for element in block.elements
        for node in element.iter(name("w:commentRangeStart"), name("w:commentReference"))
    )
