"""List what people did to a draft, each edit once: who did it, whether it is tracked, and what specgen had proposed.

What specgen proposed itself is no edit. A clause that was split, joined or moved is one edit, and so is a row that was
deleted with all its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from lxml import etree

from specgen.compare.block_match import match_blocks, rising
from specgen.compare.merge.block_equality import is_unedited, same_words
from specgen.compare.merge.places.paragraph_groups import paragraph_groups
from specgen.compare.revision_marks import AUTHOR
from specgen.document.record.block_list import Block, Stories, read_story
from specgen.document.record.provenance import Provenance
from specgen.formats.markup.revisions import INS, TO, accept, reject, revisions_of
from specgen.formats.opc.namespaces import name
from specgen.revise.paragraph_places import ClauseNumbers
from specgen.revise.proposal_marks import causes_of

UNTRACKED: Final = "not tracked"
PARTED: Final = " ¶ "  # between two paragraphs of one edit
WHOLE: Final = (f"{name('w:pPr')}/{name('w:rPr')}/*", f"{name('w:trPr')}/*")  # marks of a paragraph's end and of a row


@dataclass(frozen=True)
class HandEdit:
    """One clause, row or cell that is not as it was drafted."""

    before: str
    after: str
    authors: tuple[str, ...]
    place: str
    key: str = ""
    settled: str = ""  # what it says without people's tracked changes
    clause: str = ""  # where it stands now
    is_moved: bool = False
    rejected: tuple[str, ...] = ()  # causes of what specgen proposed here, if it says what it said before

    @property
    def lines(self) -> tuple[str, ...]:
        """Who edited what, and where: in a report each in a line of its own."""
        who = f"rejected: {'; '.join(self.rejected)}" if self.rejected else ", ".join(self.authors)
        first = who + (f" [{self.clause}]" if self.clause else "")
        before, after = " ".join(self.before.split()), " ".join(self.after.split())
        if self.is_moved and before == after:
            return first, f"  moved:   {before}"
        moved = ("  moved, and edited",) if self.is_moved else ()
        return first, *moved, f"  drafted: {before or '(nothing)'}", f"  now:     {after or '(deleted)'}"


class _Place(NamedTuple):
    """The blocks of a draft, and those that stand in their place."""

    before: Sequence[Block]
    after: Sequence[Block]
    key: str
    is_moved: bool = False


def hand_edits(base: Stories, theirs: Stories, record: Provenance, numbers: ClauseNumbers) -> Iterator[HandEdit]:
    """Yield the edits between the draft that was proposed last and a file."""
    places = (
        place for called, story in base.items() if called in theirs for place in _places(story, theirs[called], "")
    )
    yield from _moved([edit for place in places if (edit := _edit(place, record, numbers)) is not None])


def _places(base: Sequence[Block], theirs: Sequence[Block], key: str) -> Iterator[_Place]:
    if len(base) == len(theirs) and all(map(same_words, base, theirs)):
        return
    match = match_blocks(base, theirs)
    groups, kept = paragraph_groups(base, theirs, match), dict(rising(match.pairs))
    taken = set[int]()
    for index, before in enumerate(base):
        indexes, found = groups.get(index, ([index], []))
        if index != indexes[0]:
            continue
        taken.update(map(id, found))
        is_moved = bool(found) and index not in kept and match.pairs[index] not in kept.values()
        if len(indexes) == len(found) == 1:
            yield from _of_block(before, found[0], key, is_moved=is_moved)
        else:
            olds = [base[one] for one in indexes]
            own = next((one.key for one in (*found, *olds) if one.key), key)
            yield _Place(olds, found, own, is_moved)
    for block in theirs:
        if id(block) not in taken and (block.kind != "paragraph" or block.words.strip()):
            yield _Place((), (block,), block.key or key)


def _of_block(before: Block, after: Block, key: str, *, is_moved: bool) -> Iterator[_Place]:
    own = after.key or before.key or key
    is_whole = before.kind == "paragraph" or is_moved or (_words((before,)) and not _words((after,)))
    if before.kind == "row" and not is_whole and len(before.blocks) == len(after.blocks):
        for old, new in zip(before.blocks, after.blocks, strict=True):
            yield from _places(old.blocks, new.blocks, before.key or after.key)
    elif before.kind == "row" or is_whole:
        if is_moved or not same_words(before, after):
            yield _Place((before,), (after,), own, is_moved)
    else:
        yield from _places(before.blocks, after.blocks, "")


def _edit(place: _Place, record: Provenance, numbers: ClauseNumbers) -> HandEdit | None:
    """Return the edit of a place; None if it says what it said."""
    before, after = _words(place.before), _words(place.after)
    is_edited = len(place.before) != len(place.after) or not all(map(is_unedited, place.before, place.after))
    if not (is_edited or place.is_moved) or not (before or after):
        return None
    settled = _settled(place.after)
    authors = list(dict.fromkeys(_people(place.after)))
    is_tracked = settled is None or _say_the_same(place.before, settled)
    if not authors or not is_tracked or (place.is_moved and not _is_inserted(place.after)):
        authors.append(UNTRACKED)
    return HandEdit(
        before,
        after,
        tuple(authors),
        record.places.get(place.key, ""),
        place.key,
        after if settled is None else _words(settled),
        next((found for one in place.after if (found := numbers.of_block(one.element))), ""),
        place.is_moved,
        _rejected(place.key, before, after, record) if authors == [UNTRACKED] else (),
    )


def _words(blocks: Sequence[Block]) -> str:
    """Return the words of some blocks; nothing of a row whose cells are empty."""
    return PARTED.join(one.words for one in blocks if one.words.strip(" |\n"))


def _elements(blocks: Sequence[Block]) -> list[etree._Element]:
    return [element for one in blocks for element in one.elements]


def _people(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the authors of the tracked changes in some blocks; specgen's own are proposals."""
    for element in _elements(blocks):
        for node in revisions_of(element):
            if not _is_proposed(node):
                yield node.get(name("w:author"), "")


def _is_proposed(node: etree._Element) -> bool:
    return node.get(name("w:author")) == AUTHOR


def _settled(blocks: Sequence[Block]) -> Sequence[Block] | None:
    """Return some paragraphs as they are without people's tracked changes, what specgen proposed taken over; None for
    what is no paragraph.
    """
    if any(one.kind != "paragraph" for one in blocks):
        return None
    holder = etree.Element(name("w:body"))
    holder.extend([deepcopy(one) for one in _elements(blocks)])
    accept(holder, _is_proposed)
    reject(holder, lambda node: not _is_proposed(node))
    return read_story(holder)


def _say_the_same(before: Sequence[Block], settled: Sequence[Block]) -> bool:
    there = [one for one in settled if one.words.strip()]
    return len(before) == len(there) and all(map(is_unedited, before, there))


def _is_inserted(blocks: Sequence[Block]) -> bool:
    """Whether some blocks came with a tracked change as a whole: then where they stand is tracked, too."""
    marks = (node for element in _elements(blocks) for path in WHOLE for node in element.iterfind(path))
    return any(node.tag in (INS, TO) for node in marks)


def _rejected(key: str, before: str, after: str, record: Provenance) -> tuple[str, ...]:
    """Return why specgen proposed what stands there no more: somebody rejected it if the words are those of before."""
    causes, is_since = list[str](), False
    for proposal in record.proposals:
        if str(proposal.get("key", "")) == key:
            is_since = is_since or str(proposal.get("before", "")) == after != before
            causes += causes_of(proposal) if is_since else ()
    return tuple(dict.fromkeys(causes))


def _moved(edits: Sequence[HandEdit]) -> Iterator[HandEdit]:
    """Yield the edits, one for what went in one place and came in another with the same words."""
    came: Mapping[str, HandEdit] = {edit.after: edit for edit in edits if not edit.before}
    gone = {edit.before for edit in edits if not edit.after}
    for edit in edits:
        if edit.before and not edit.after and edit.before in came:
            there = came[edit.before]
            yield replace(there, before=edit.before, place=edit.place, key=edit.key, is_moved=True)
        elif edit.before or edit.after not in gone:
            yield edit
