"""Find where a new block may stand in somebody's file: behind what it follows in the new draft.

It never stands between two paragraphs that a pending change makes one, between the two halves of a clause that somebody
has split, or within cells that are merged over several rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.compare.block_match import Match
from specgen.compare.paragraph_ends import is_gone, is_open_behind
from specgen.document.record.block_list import Block
from specgen.document.run_pieces import pieces_of, texts_of
from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import TR, next_paragraph, previous_block
from specgen.formats.word.elements import style_of

GOES_ON: Final = re.compile(r"(?:[;,]|;? (?:and|or))\s*$")
ENDS: Final = re.compile(r"\.\s*$")
SPAN: Final = f"{name('w:tc')}/{name('w:tcPr')}/{name('w:vMerge')}"
Groups = Mapping[int, tuple[list[int], list[Block]]]


@dataclass
class Places:
    """Where the blocks of the new draft are that somebody's file has already, by their number in the new draft."""

    holder: etree._Element  # body, table or cell that they stand in
    first: dict[int, etree._Element] = field(default_factory=dict)
    last: dict[int, etree._Element] = field(default_factory=dict)
    matched: set[etree._Element] = field(default_factory=set)  # all that is a block of the last draft
    leaving: set[etree._Element] = field(default_factory=set)  # of those, what the new draft leaves out

    def add(self, index: int, element: etree._Element) -> None:
        self.first[index] = self.last[index] = element

    def before(self, index: int) -> etree._Element | None:
        """Return what stands before the place of a block of the new draft."""
        return next((self.last[one] for one in range(index, -1, -1) if one in self.last), None)

    def nearest(self, index: int) -> etree._Element | None:
        """Return what stands beside that place."""
        before = self.before(index)
        following = min((one for one in self.first if one > index), default=None)
        return before if before is not None or following is None else self.first[following]

    def has_own_item_behind(self, index: int) -> bool:
        """Whether somebody has written an item of their own behind a place in a list, in the same style."""
        anchor = self.before(index)
        following = None if anchor is None else next_paragraph(anchor)
        while following is not None and (following in self.leaving or is_gone(following)):
            following = next_paragraph(following)
        if anchor is None or following is None or following in self.matched or following in self.first.values():
            return False
        return style_of(following) == style_of(anchor) and bool(texts_of(pieces_of(following))[0].strip())

    def put(self, element: etree._Element, index: int) -> bool:
        """Put a block into its place; False, and nothing is done, if there is none in which it can stand."""
        before = self.before(index)
        if before is not None and before in (self.last[one] for one in self.last if one > index):
            return False
        if before is not None:
            anchor = self._closed(before)
            if anchor is None or _continues_above(anchor.getnext()):
                return False
            anchor.addnext(element)
        elif self.first:
            following = self.first[min(one for one in self.first if one > index)]
            if is_open_behind(previous_block(following)) or _continues_above(following):
                return False
            following.addprevious(element)
        else:
            body = self.holder.find(name("w:body"))
            body = self.holder if body is None else body
            last = body.find(name("w:sectPr"))
            if is_open_behind(previous_block(last) if last is not None else body[-1] if len(body) else None):
                return False
            body.append(element) if last is None else last.addprevious(element)
        self.add(index, element)
        return True

    def _closed(self, anchor: etree._Element) -> etree._Element | None:
        """Return the next paragraph, from one on, behind which a block can stand by itself; what somebody has written
        there is passed, a clause of the draft is not.
        """
        while is_open_behind(anchor):
            following = next_paragraph(anchor)
            if following is None or following in self.matched:
                return None
            anchor = following
        return anchor


def places_of(holder: etree._Element, theirs: Sequence[Block], groups: Groups, forth: Match, across: Match) -> Places:
    """Return where in somebody's file the blocks of the new draft are that it has already."""
    matched = {element for place in across.pairs.values() for element in theirs[place].elements}
    kept = {
        element for index in forth.pairs if index in across.pairs for element in theirs[across.pairs[index]].elements
    }
    places = Places(holder, matched=matched, leaving=matched - kept)
    for index, place in forth.pairs.items():
        found = groups[index][1] if index in groups else []
        if found and found[0].elements:
            places.first[place], places.last[place] = found[0].elements[0], found[-1].elements[-1]
    return places


def ends_list(before: Block, after: Block) -> bool:
    """Whether the second of two paragraphs ends a list in which the first was not the last: in the old and the new
    draft, or one behind the other.
    """
    if not before.kind == after.kind == "paragraph":
        return False
    return GOES_ON.search(before.words) is not None and ENDS.search(after.words) is not None


def _continues_above(row: etree._Element | None) -> bool:
    """Whether a cell of a row is merged with the one above."""
    if row is None or row.tag != TR:
        return False
    return any(node.get(name("w:val"), "continue") == "continue" for node in row.iterfind(SPAN))
