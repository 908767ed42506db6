"""Find each block of a text in another version of it: by its key, by its words, and where it has been moved to.

A key is a hint and never proof: the kind must fit, and a block whose words are elsewhere is found there. Blocks that
look alike and carry no key are not guessed at: they are named, and nothing is done to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from specgen.compare.align import align
from specgen.compare.lines import Line, Piece, normal
from specgen.document.record.block_list import Block
from specgen.document.run_pieces import plain

LIKELY: Final = 0.3  # a bookmark on a text with less in common than this may be in the wrong place
NEAR: Final = 0.9  # two texts with so much in common cannot be told apart without a key
MOVED: Final = 0.8  # so much is left of a clause that was moved with track changes, and edited there
SAME: Final = 0.6  # two blocks with different keys are two wordings of one clause if they have so much in common
FEWEST: Final = 4  # words of a text that is recognised elsewhere


@dataclass
class Match:
    """Where each block of the first text is in the second; the indexes of both."""

    pairs: dict[int, int] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)  # of the first: matched, or not, among others that look the same

    def taken(self) -> set[int]:
        return set(self.pairs.values())


def match_blocks(before: Sequence[Block], after: Sequence[Block]) -> Match:
    """Return where each block of `before` is in `after`."""
    if len(before) == len(after) == 1 and before[0].kind == after[0].kind:
        return Match({0: 0})
    match = Match()
    old, new = [_words(block) for block in before], [_words(block) for block in after]
    _match_keys(before, after, old, new, match)
    keyed = set(match.pairs)
    _match_equal(before, after, old, new, match)
    _match_gaps(before, after, old, new, match)
    _match_moved(before, after, old, match)
    _find_doubtful(before, old, new, keyed, match)
    return match


def _words(block: Block) -> str:
    """Return what a block is recognised by: of a paragraph with tracked changes, its words before or after them."""
    return normal(block.words)


def _keys_of(block: Block) -> tuple[str, ...]:
    if block.kind == "table":
        return tuple(key for row in block.blocks for key in row.keys)
    return block.keys


def _match_keys(
    before: Sequence[Block], after: Sequence[Block], old: Sequence[str], new: Sequence[str], match: Match
) -> None:
    holders: dict[str, list[int]] = {}
    for index, block in enumerate(after):
        for key in _keys_of(block):
            holders.setdefault(key, []).append(index)
    exact: dict[str, list[int]] = {}
    counts = Counter(old)
    for index, words in enumerate(new):
        exact.setdefault(words, []).append(index)
    for index, block in enumerate(before):
        votes = Counter(place for key in _keys_of(block) for place in holders.get(key, ()))
        fitting = [place for place, _ in votes.most_common() if after[place].kind == block.kind]
        if not fitting or (block.kind != "table" and len(fitting) > 1):
            continue
        place = fitting[0]
        same = exact.get(old[index], [])
        is_elsewhere = len(same) == 1 and not after[same[0]].keys and counts[old[index]] == 1
        if new[place] != old[index] and is_elsewhere and alike(block, after[place]) < LIKELY:
            place = same[0]
        match.pairs[index] = _moved_to(block, after, place)
    _drop_deleted(before, after, match)


def _moved_to(block: Block, after: Sequence[Block], place: int) -> int:
    """Return where the words of a paragraph are if its key was left behind in a deletion, as Word does in a move."""
    left = after[place]
    if left.kind != "paragraph" or left.text or not left.rejected:
        return place
    there = [index for index, one in enumerate(after) if not one.keys and one.text and alike(block, one) >= MOVED]
    return there[0] if len(there) == 1 else place


def _drop_deleted(before: Sequence[Block], after: Sequence[Block], match: Match) -> None:
    """Where two keys stand in one paragraph, keep the second only if its words are there: else it was deleted."""
    groups: dict[int, list[int]] = {}
    for index, place in match.pairs.items():
        groups.setdefault(place, []).append(index)
    for place, group in groups.items():
        if len(group) < 2:
            continue
        found = _tokens(after[place])
        for index in group:
            wanted = _tokens(before[index])
            if wanted.total() and (wanted & found).total() < 0.6 * wanted.total():
                del match.pairs[index]
        rest = [index for index in group if index in match.pairs]
        whole = [index for index in rest if normal(before[index].words) == normal(after[place].words)]
        for index in rest if whole else ():
            if index not in whole[:1]:
                del match.pairs[index]


def _match_equal(
    before: Sequence[Block], after: Sequence[Block], old: Sequence[str], new: Sequence[str], match: Match
) -> None:
    """Match what occurs once in both."""
    taken = match.taken()
    left = Counter((before[i].kind, words) for i, words in enumerate(old) if i not in match.pairs)
    right = Counter((after[i].kind, words) for i, words in enumerate(new) if i not in taken)
    places = {(after[i].kind, words): i for i, words in enumerate(new) if i not in taken}
    for index, words in enumerate(old):
        key = (before[index].kind, words)
        if index not in match.pairs and words and left[key] == right[key] == 1:
            match.pairs[index] = places[key]


def _match_gaps(
    before: Sequence[Block], after: Sequence[Block], old: Sequence[str], new: Sequence[str], match: Match
) -> None:
    """Align what is left between two blocks that are in the same order in both texts."""
    fixed = [(-1, -1), *rising(match.pairs), (len(before), len(after))]
    taken = match.taken()
    for (left, right), (next_left, next_right) in pairwise(fixed):
        ours = [index for index in range(left + 1, next_left) if index not in match.pairs]
        others = [index for index in range(right + 1, next_right) if index not in taken]
        if not ours or not others:
            continue
        if len(ours) == len(others) == 1 and before[ours[0]].kind == after[others[0]].kind:
            is_short = before[ours[0]].kind == "paragraph" and _is_short(old[ours[0]], new[others[0]])
            if is_short or _may_be(before[ours[0]], after[others[0]], LIKELY):
                match.pairs[ours[0]] = others[0]
            continue
        for pair in align([_line(before[i]) for i in ours], [_line(after[i]) for i in others]):
            if pair.before is None or pair.after is None or pair.moved:
                continue
            if _may_be(before[ours[pair.before]], after[others[pair.after]], 0.0):
                match.pairs[ours[pair.before]] = others[pair.after]


def _may_be(old: Block, new: Block, least: float) -> bool:
    """Whether two blocks may be one. Most words must be the same in rows, whose cells are compared each by itself, and
    in blocks that carry different keys.
    """
    return alike(old, new) >= (SAME if old.kind == "row" or (old.keys and new.keys) else least)


def _is_short(old: str, new: str) -> bool:
    return len(old.split()) < FEWEST and len(new.split()) < FEWEST


def _match_moved(before: Sequence[Block], after: Sequence[Block], old: Sequence[str], match: Match) -> None:
    """Match what stands somewhere else in the same words, if they are telling and there is but one such place."""
    taken = match.taken()
    for index, words in enumerate(old):
        if index in match.pairs or len(words.split()) < FEWEST:
            continue
        scores = sorted(
            ((alike(before[index], after[i]), i) for i in range(len(after)) if i not in taken), reverse=True
        )
        if scores and scores[0][0] >= NEAR and (len(scores) == 1 or scores[1][0] < NEAR):
            match.pairs[index] = scores[0][1]
            taken.add(scores[0][1])


def _find_doubtful(
    before: Sequence[Block], old: Sequence[str], new: Sequence[str], keyed: set[int], match: Match
) -> None:
    """Find blocks without a key that cannot be told from others, unless all of those are as they were."""
    loose = [index for index in range(len(before)) if index not in keyed]
    for index in loose:
        same = [other for other in loose if other != index and near(old[index], old[other])]
        as_before = all(other in match.pairs and new[match.pairs[other]] == old[other] for other in (index, *same))
        if same and not (as_before and _in_order(match.pairs, (index, *same))):
            match.doubtful.add(index)


def _in_order(pairs: Mapping[int, int], indexes: Sequence[int]) -> bool:
    places = [pairs[index] for index in sorted(indexes)]
    return places == sorted(places)


def near(first: str, second: str) -> bool:
    if first == second:
        return True
    long, short = max(len(first), len(second)), min(len(first), len(second))
    if not short or short < long * NEAR * 0.8:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).quick_ratio() >= NEAR and (
        SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio() >= NEAR * 0.9
    )


def alike(old: Block, new: Block) -> float:
    """Return how much of their words two blocks have in common; tracked changes taken either way."""
    if old.kind != new.kind:
        return 0.0
    accepted = _share(_tokens(old), _tokens(new))
    if new.kind != "paragraph" or new.rejected == new.text:
        return accepted
    return max(accepted, _share(_tokens(old), Counter(normal(plain(new.rejected)).split())))


def words_of(blocks: Sequence[Block]) -> Counter[str]:
    """Return the words of some blocks, without the bars between cells."""
    return Counter(word for block in blocks for word in normal(block.words).split() if word != "|")


def _tokens(block: Block) -> Counter[str]:
    return words_of((block,))


def _share(first: Counter[str], second: Counter[str]) -> float:
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 1.0


def _line(block: Block) -> Line:
    """Return a block as a line: one with tracked changes as it was before them, if nothing is left after them."""
    text = block.words
    if block.kind == "paragraph" and not text.strip():
        text = plain(block.rejected)
    return Line(block.kind, (Piece(text),))


def rising(pairs: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the longest part of some pairs whose order is the same on both sides."""
    from bisect import bisect_left

    ends: list[int] = []
    steps: list[tuple[int, int]] = []
    chain: dict[int, tuple[int, int] | None] = {}
    for pair in sorted(pairs.items()):
        place = bisect_left(ends, pair[1])
        chain[pair[0]] = steps[place - 1] if place else None
        ends[place : place + 1] = [pair[1]]
        steps[place : place + 1] = [pair]
    found: list[tuple[int, int]] = []
    last = steps[-1] if steps else None
    while last is not None:
        found.append(last)
        last = chain[last[0]]
    return found[::-1]
