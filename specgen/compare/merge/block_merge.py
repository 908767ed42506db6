"""Bring the changes between two drafts into a file that somebody has edited, as tracked changes, and lose no edit.

Three texts: `base` is the draft proposed last, `theirs` what became of it in other hands, `new` the draft of today.
Each change from base to new has exactly one outcome. Theirs is edited in place: their words, tracked changes and
comments stay, and where they changed the same words theirs stand, with a comment that gives both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from specgen.compare.block_match import Match, match_blocks, rising
from specgen.compare.lines import normal
from specgen.compare.merge.block_equality import is_discussed, is_rewritten, is_unedited, same_words
from specgen.compare.merge.merge_run import (
    AGAIN,
    ALREADY,
    APPLIED,
    CONFLICT,
    DELETED,
    DISCUSSED,
    DOUBTFUL,
    GONE,
    INSERTED,
    ORDER,
    Change,
    MergeRun,
)
from specgen.compare.merge.paragraph_edits import Letters, apply_edits, edited_text
from specgen.compare.merge.places.block_places import Places, ends_list, places_of
from specgen.compare.merge.places.paragraph_groups import paragraph_groups
from specgen.compare.merge.places.struck_blocks import is_deleted, may_be_struck, strike
from specgen.compare.merge.places.table_columns import same_columns
from specgen.compare.merge.remarks import (
    COLUMNS,
    LONGER_LIST,
    NO_PLACE,
    NOT_CARRIED,
    commented_on,
    not_changed,
    not_inserted,
    proposed_again,
)
from specgen.compare.merge.three_way import merge_texts
from specgen.compare.revision_marks import CannotEdit
from specgen.document.record.block_list import Block, Story, key_in
from specgen.document.run_pieces import BREAK, plain
from specgen.formats.opc.namespaces import name


def merge_story(run: MergeRun, base: Story, theirs: Story, new: Story, holder: etree._Element) -> None:
    """Merge the blocks of a body, a header or a footer."""
    _Level(run, holder).merge(base, theirs, new)


@dataclass
class _Level:
    """The blocks that stand in one body, table, row or cell."""

    run: MergeRun
    holder: etree._Element
    key: str = ""  # of the row that they stand in
    has_columns: bool = True  # of a table: those of the draft

    def merge(self, base: Sequence[Block], theirs: Sequence[Block], new: Sequence[Block]) -> None:
        if len(base) == len(new) and all(map(same_words, base, new)):
            return
        forth, across = match_blocks(base, new), match_blocks(base, theirs)
        groups = paragraph_groups(base, theirs, across)
        places = places_of(self.holder, theirs, groups, forth, across)
        if base and base[0].kind == "row":
            self.has_columns = same_columns(base, theirs, new, across)
        kept = dict(rising(forth.pairs))
        done = set[int]()
        self._take_out_moves(base, forth, kept, groups)
        for index, block in enumerate(base):
            if index in done:
                continue
            group = groups.get(index, ([index], []))
            done.update(group[0])
            if len(group[0]) > 1:
                self._merged(group, base, new, forth)
                continue
            after = new[forth.pairs[index]] if index in forth.pairs else None
            if index in forth.pairs and index not in kept:
                self._say(block, after, ORDER, ())
            there = [] if all(map(is_deleted, group[1])) else group[1]
            self._block(block, after, there, places, forth.pairs.get(index), doubtful=index in across.doubtful)
        self._insert_new(theirs, new, set(forth.pairs.values()), set(across.pairs.values()), places)

    def _take_out_moves(
        self, base: Sequence[Block], forth: Match, kept: dict[int, int],
        groups: dict[int, tuple[list[int], list[Block]]],
    ) -> None:  # fmt: skip
        """Let what the new draft has elsewhere go and come, where nobody has edited it."""
        for index in set(forth.pairs) - set(kept):
            group, theirs = groups.get(index, ([index], []))
            if len(group) > 1 or len(theirs) != 1 or not is_unedited(base[index], theirs[0]):
                continue
            if may_be_struck(theirs[0], self.run.marks.author) and not is_discussed(theirs[0], self.run.own_comments):
                del forth.pairs[index]

    def _block(
        self, before: Block, after: Block | None, theirs: Sequence[Block], places: Places,
        place: int | None, *, doubtful: bool,
    ) -> None:  # fmt: skip
        """Bring one change into their file; nothing where there is none."""
        if after is not None and same_words(before, after):
            return
        if doubtful and not (theirs and before.kind == "table"):
            self._say(before, after, DOUBTFUL, theirs)
        elif after is None:
            self._remove(before, theirs)
        elif not theirs:
            self._propose_again(before, after, places, place)
        elif before.kind == "paragraph" and place and places.has_own_item_behind(place) and ends_list(before, after):
            self._conflict(before, after, theirs)
        elif before.kind == "paragraph":
            self._edit([before], [after], theirs)
        elif before.kind == "table":
            self._inside(before, after, theirs[0], key="")
        else:
            self._row(before, after, theirs[0])

    def _inside(self, before: Block, after: Block, theirs: Block, key: str) -> None:
        if theirs.element is not None:
            _Level(self.run, theirs.element, key).merge(before.blocks, theirs.blocks, after.blocks)

    def _row(self, before: Block, after: Block, theirs: Block) -> None:
        has_cells = self.has_columns and len(before.blocks) == len(after.blocks) == len(theirs.blocks)
        if not has_cells or is_rewritten((before,), (theirs,)):
            self._conflict(before, after, (theirs,))
            return
        for old, new, legal in zip(before.blocks, after.blocks, theirs.blocks, strict=True):
            self._inside(old, new, legal, before.key or after.key)

    def _begin(self, before: Block | None, after: Block | None) -> tuple[Change, tuple[str, ...]]:
        key = (after.key if after else "") or (before.key if before else "") or self.key
        return self.run.begin(before, after, key)

    def _edit(self, before: Sequence[Block], after: Sequence[Block], theirs: Sequence[Block]) -> None:
        """Change words of a paragraph, or of two that were made one, or of one that was made two."""
        old, new = _joined(before), _joined(after)
        change, causes = self._begin(_one(before, old), _one(after, new))
        letters = Letters([element for one in theirs for element in one.elements])
        merged = merge_texts(old, letters.text, new, self.run.earlier(change.key, before[0].words))
        if merged.is_conflict:
            self._end_conflict(change, causes, theirs)
        elif not merged.edits:
            self.run.end(change, causes, ALREADY, plain(letters.text))
        elif is_rewritten(before, theirs):
            self._end_conflict(change, causes, theirs)
        else:
            sources = Letters([self.run.carrier.carry(element) for one in after for element in one.elements])
            expected = edited_text(letters.text, sources.text, merged.edits)
            try:
                apply_edits(letters, sources, merged.edits, self.run.marks)
            except CannotEdit:
                self._end_conflict(change, causes, theirs)
            else:
                self.run.expect(letters.paragraphs, expected)
                self.run.end(change, causes, APPLIED)

    def _merged(
        self, group: tuple[list[int], list[Block]], base: Sequence[Block], new: Sequence[Block], forth: Match
    ) -> None:
        """Several clauses that were made one: edited together if all of them are still there."""
        before = [base[index] for index in group[0]]
        after = [new[forth.pairs[index]] for index in group[0] if index in forth.pairs]
        if len(after) == len(before) and all(map(same_words, before, after)):
            return
        if len(after) == len(before) and before[0].kind == "paragraph":
            self._edit(before, after, group[1])
            return
        change, causes = self._begin(_one(before, _joined(before)), _one(after, _joined(after)))
        self._end_conflict(change, causes, group[1])

    def _remove(self, before: Block, theirs: Sequence[Block]) -> None:
        change, causes = self._begin(before, None)
        if not theirs:
            self.run.end(change, causes, GONE)
            return
        if len(theirs) > 1 or not is_unedited(before, theirs[0]):
            self._end_conflict(change, causes, theirs)
            return
        if is_discussed(theirs[0], self.run.own_comments):
            self._leave(change, causes, theirs, DISCUSSED, commented_on(causes))
            return
        try:
            strike(theirs[0], self.run.marks)
        except CannotEdit:
            self._end_conflict(change, causes, theirs)
        else:
            self.run.end(change, causes, DELETED)

    def _propose_again(self, before: Block, after: Block, places: Places, place: int | None) -> None:
        """Propose what they deleted, and what has changed since, once more: to reject that is to keep it deleted."""
        change, causes = self._begin(before, after)
        element = self._put(after, change, causes, places, place or 0)
        if element is not None:
            self.run.comment(element, proposed_again(before.words, causes))
            self.run.end(change, causes, AGAIN)

    def _insert_new(
        self, theirs: Sequence[Block], new: Sequence[Block], known: set[int], matched: set[int], places: Places
    ) -> None:
        """Insert what is new, each behind what it follows in the new draft."""
        others = [one for index, one in enumerate(theirs) if index not in matched]
        own = {normal(one.words): one for one in others}
        kept = {key: one for one in others if one.kind == "paragraph" and not is_deleted(one) for key in one.keys}
        for index, block in enumerate(new):
            if index in known:
                continue
            if not block.words.strip() and block.kind == "paragraph":
                continue
            earlier = self.run.earlier(block.key, "") if block.key in kept else ()
            if earlier:  # it was to go, and somebody has kept it
                places.add(index, kept[block.key].elements[-1])
                self._edit([Block("paragraph", block.keys, earlier[0], earlier[0])], [block], [kept[block.key]])
                continue
            change, causes = self._begin(None, block)
            same = own.get(normal(block.words))
            if same is not None and same.kind == block.kind and same.element is not None:
                places.add(index, same.element)
                self.run.end(change, causes, ALREADY)
            elif index and places.has_own_item_behind(index) and ends_list(new[index - 1], block):
                self._not_put(change, causes, places, index, LONGER_LIST)
            elif self._put(block, change, causes, places, index) is not None:
                self.run.end(change, causes, INSERTED)

    def _put(
        self, block: Block, change: Change, causes: tuple[str, ...], places: Places, index: int
    ) -> etree._Element | None:
        """Put a block of the new draft into their file as an insertion. Where it cannot stand it is a conflict."""
        why = "" if self.has_columns else COLUMNS
        element = None
        if block.element is not None and not why:
            try:
                element = self.run.carrier.carry(block.element, self.run.part)
            except CannotEdit:
                why = NOT_CARRIED
        if element is None or not places.put(element, index):
            self._not_put(change, causes, places, index, why or NO_PLACE)
            return None
        marks = self.run.marks
        if block.kind == "paragraph":
            marks.insert_paragraph(element)
        else:
            for row in [element] if block.kind == "row" else list(element.iter(name("w:tr"))):
                marks.insert_row(row)
        self.run.inserted.append((element, block.element, marks.change))  # type: ignore[arg-type]
        return element

    def _not_put(self, change: Change, causes: tuple[str, ...], places: Places, index: int, why: str) -> None:
        beside = places.nearest(index)
        beside = self.holder if beside is None else beside
        self.run.comment(beside, not_inserted(change, causes, why))
        self.run.end(change, causes, CONFLICT, beside=key_in(beside))

    def _say(self, before: Block, after: Block | None, kind: str, theirs: Sequence[Block]) -> None:
        change, causes = self._begin(before, after)
        self.run.end(change, causes, kind, "\n".join(one.words for one in theirs))

    def _conflict(self, before: Block, after: Block | None, theirs: Sequence[Block]) -> None:
        change, causes = self._begin(before, after)
        self._end_conflict(change, causes, theirs)

    def _end_conflict(self, change: Change, causes: tuple[str, ...], theirs: Sequence[Block]) -> None:
        """Leave their words, and put both beside them into a comment."""
        self._leave(change, causes, theirs, CONFLICT, not_changed(change, causes))

    def _leave(self, change: Change, causes: tuple[str, ...], theirs: Sequence[Block], kind: str, remark: str) -> None:
        element = theirs[0].element if theirs else None
        paragraph = None if element is None else next(element.iter(name("w:p")), None)
        if paragraph is not None:
            self.run.comment(paragraph, remark)
        self.run.end(change, causes, kind, "\n".join(one.words for one in theirs))


def _joined(blocks: Sequence[Block]) -> str:
    return BREAK.join(block.text for block in blocks)


def _one(blocks: Sequence[Block], text: str) -> Block | None:
    """Return several paragraphs as one."""
    if not blocks:
        return None
    return blocks[0] if len(blocks) == 1 else Block("paragraph", blocks[0].keys, text, text)
