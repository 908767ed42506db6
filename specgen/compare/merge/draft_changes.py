"""List the changes between two drafts, each once, without looking at what anybody made of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specgen.compare.block_match import match_blocks, rising
from specgen.compare.merge.block_equality import same_words
from specgen.compare.merge.merge_run import Change
from specgen.document.record.block_list import Block, Stories


def draft_changes(base: Stories, new: Stories) -> tuple[Change, ...]:
    """Return the changes of all stories that both drafts have."""
    return tuple(
        change for called, story in base.items() if called in new for change in _changes(story, new[called], "")
    )


def _changes(base: Sequence[Block], new: Sequence[Block], key: str) -> Iterator[Change]:
    if len(base) == len(new) and all(map(same_words, base, new)):
        return
    forth = match_blocks(base, new)
    kept = dict(rising(forth.pairs))
    elsewhere = {index for index, place in forth.pairs.items() if index not in kept and place not in kept.values()}
    for index in sorted(elsewhere):  # goes and comes
        yield Change(0, base[index].key or key, base[index], None)
        yield Change(0, new[forth.pairs[index]].key or key, None, new[forth.pairs[index]])
    for index, before in enumerate(base):
        after = new[forth.pairs[index]] if index in forth.pairs else None
        if after is None or not same_words(before, after):
            yield from _of_block(before, after, key)
    for index in sorted(set(range(len(new))) - forth.taken()):
        if new[index].kind != "paragraph" or new[index].words.strip():
            yield Change(0, new[index].key or key, None, new[index])


def _of_block(before: Block, after: Block | None, key: str) -> Iterator[Change]:
    own = (after.key if after else "") or before.key or key
    if after is None or before.kind == "paragraph":
        yield Change(0, own, before, after)
    elif before.kind == "row" and len(before.blocks) == len(after.blocks):
        for old, new in zip(before.blocks, after.blocks, strict=True):
            yield from _changes(old.blocks, new.blocks, before.key or after.key)
    elif before.kind == "row":
        yield Change(0, own, before, after)
    else:
        yield from _changes(before.blocks, after.blocks, "")
