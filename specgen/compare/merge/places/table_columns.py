"""Say whether the columns of a table are still those of the draft, so that a cell can be found by its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from typing import Final

from specgen.compare.block_match import Match
from specgen.compare.lines import normal
from specgen.document.record.block_list import Block
from specgen.formats.opc.namespaces import name

TRACKED: Final = tuple(map(name, ("w:cellIns", "w:cellDel", "w:cellMerge")))


def same_columns(base: Sequence[Block], theirs: Sequence[Block], new: Sequence[Block], across: Match) -> bool:
    """Whether nobody has put in, removed or swapped a column. What cannot be told is no.

    A column is the one it was if half of its cells, or more, have half of the words that they had, and if they have not
    become another column's.
    """
    rows = [(base[index], theirs[place]) for index, place in sorted(across.pairs.items())]
    count = len(base[0].blocks) if base else 0
    if not rows or any(True for row in theirs if row.element is not None for _ in row.element.iter(*TRACKED)):
        return False
    if not _has_width(theirs[0], count) or not all(_has_width(row, count) for row in new):
        return False
    same = [(_words(old), _words(their)) for old, their in rows if len(old.blocks) == len(their.blocks) == count]
    stays = [sum(_is_left(old[column], their[column]) for old, their in same) for column in range(count)]
    if not same or any(2 * stay < len(same) for stay in stays):
        return False
    return not any(_has_moved(same, one, other, stays[one]) for one, other in permutations(range(count), 2))


def _is_left(old: str, their: str) -> bool:
    """Whether a cell says what it said, but for some words."""
    wanted, there = Counter(old.split()), Counter(their.split())
    return old == their or 2 * (wanted & there).total() >= max(1, wanted.total())


def _has_moved(rows: Sequence[tuple[list[str], list[str]]], column: int, other: int, stays: int) -> bool:
    """Whether a column of theirs says what another one said."""
    moved = [old[other] and their[column] == old[other] != old[column] for old, their in rows]
    return bool(moved) and (bool(moved[0]) or sum(map(bool, moved)) > stays)


def _has_width(row: Block, count: int) -> bool:
    return len(row.blocks) == count


def _words(row: Block) -> list[str]:
    return [normal(cell.words) for cell in row.blocks]
