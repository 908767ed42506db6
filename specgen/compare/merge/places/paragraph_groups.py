"""Find the clauses that somebody made one paragraph, and the paragraphs that somebody made of one clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from specgen.compare.block_match import Match, near
from specgen.compare.lines import normal
from specgen.document.record.block_list import Block


def paragraph_groups(
    base: Sequence[Block], theirs: Sequence[Block], across: Match
) -> dict[int, tuple[list[int], list[Block]]]:
    """Return, for each block of the base, those that share its place in their file, and the paragraphs there: two if
    it was split.
    """
    by_place: dict[int, list[int]] = {}
    for index, place in sorted(across.pairs.items()):
        by_place.setdefault(place, []).append(index)
    taken, groups = across.taken(), dict[int, tuple[list[int], list[Block]]]()
    for place, indexes in by_place.items():
        found = [theirs[place]]
        following = place + 1
        while (
            len(indexes) == 1
            and found[0].kind == "paragraph"
            and following < len(theirs)
            and following not in taken
            and _continues(base[indexes[0]], found, theirs[following])
        ):
            found.append(theirs[following])
            following += 1
        groups.update(dict.fromkeys(indexes, (indexes, found)))
    return groups


def _continues(before: Block, found: Sequence[Block], following: Block) -> bool:
    """Whether a paragraph is the rest of one that was split: together they have more of the words than apart."""
    if following.kind != "paragraph" or not following.words.strip():
        return False
    words = normal(before.words)
    start, rest = normal(" ".join(one.words for one in found)), normal(following.words)
    if not words.startswith(start[: max(1, len(start) // 2)]) and near(words, start):
        return False
    return len(start) < len(words) and (rest in words or _overlap(words, rest) > 0.7) and not near(words, start)


def _overlap(words: str, rest: str) -> float:
    wanted, there = Counter(rest.split()), Counter(words.split())
    return (wanted & there).total() / max(1, wanted.total())
