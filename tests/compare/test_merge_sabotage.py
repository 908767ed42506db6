"""Break the merge on purpose, one defect at a time: the properties find each, or they would prove nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from specgen.compare import block_match
from specgen.compare.merge import block_merge, paragraph_edits, three_way
from specgen.compare.merge.places.block_places import Places
from specgen.compare.revision_marks import RevisionMarks
from specgen.document.record.block_list import Block
from specgen.document.run_pieces import T
from specgen.formats.markup.comments import Comments
from specgen.formats.opc.namespaces import name
from tests.compare.test_merge_doubles import update_of_first_clause
from tests.compare.test_merge_properties import chain_violations

MOST = 400  # cases that a defect may hide from


def drop_deleted_runs(patch: pytest.MonkeyPatch) -> None:
    def delete_run(marks: RevisionMarks, run: etree._Element) -> etree._Element:
        node = marks.mark("w:del")
        run.addprevious(node)
        run.getparent().remove(run)  # type: ignore[union-attr]
        return node

    patch.setattr(RevisionMarks, "delete_run", delete_run)


def delete_even_if_edited(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(block_merge, "is_unedited", lambda before, theirs: True)


def rewrite_whole_paragraphs(patch: pytest.MonkeyPatch) -> None:
    def merge_texts(base: str, theirs: str, new: str) -> three_way.Merge:
        if base == new or theirs == new:
            return three_way.Merge()
        return three_way.Merge((three_way.Edit(0, len(theirs), 0, len(new)),))

    patch.setattr(block_merge, "merge_texts", merge_texts)


def edit_one_letter_too_far(patch: pytest.MonkeyPatch) -> None:
    right = three_way._letters

    def letters(tokens: Any, text: str, start: int, end: int) -> tuple[int, int]:
        first, last = right(tokens, text, start, end)
        return first, min(len(text), last + 1) if end > start else last

    patch.setattr(three_way, "_letters", letters)


def apply_where_both_changed(patch: pytest.MonkeyPatch) -> None:
    right = three_way._regions

    def regions(*arguments: Any) -> Any:
        return ((hunk, "ours") for hunk, _ in right(*arguments))

    patch.setattr(three_way, "_regions", regions)


def match_by_position(patch: pytest.MonkeyPatch) -> None:
    def match(before: Any, after: Any) -> block_match.Match:
        pairs = {i: i for i in range(min(len(before), len(after))) if before[i].kind == after[i].kind}
        return block_match.Match(pairs)

    patch.setattr(block_merge, "match_blocks", match)


def ignore_the_keys(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(block_match, "_match_keys", lambda *_: None)
    patch.setattr(block_match, "_find_doubtful", lambda *_: None)


def guess_among_doubles(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(block_match, "_find_doubtful", lambda *_: None)


def leave_insertions_whole(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(paragraph_edits, "_part", lambda wrapper, last: None)


def lose_their_comments(patch: pytest.MonkeyPatch) -> None:
    right = Comments.__init__

    def begin(comments: Comments, *arguments: Any) -> None:
        right(comments, *arguments)
        for node in list(comments._root):
            comments._root.remove(node)

    patch.setattr(Comments, "__init__", begin)


def forget_removed_clauses(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(block_merge._Level, "_remove", lambda *_: None)


def forget_new_clauses(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(block_merge._Level, "_insert_new", lambda *_: None)


def put_new_clauses_last(patch: pytest.MonkeyPatch) -> None:
    def put(places: Places, element: etree._Element, index: int) -> bool:
        body = places.holder.find(name("w:body"))
        (places.holder if body is None else body).insert(0 if body is not None else len(places.holder), element)
        places.add(index, element)
        return True

    patch.setattr(Places, "put", put)


def number_all_marks_alike(patch: pytest.MonkeyPatch) -> None:
    right = RevisionMarks.mark

    def mark(marks: RevisionMarks, tag: str) -> etree._Element:
        node = right(marks, tag)
        marks.next_id -= 1
        return node

    patch.setattr(RevisionMarks, "mark", mark)


def keep_taken_bookmarks(patch: pytest.MonkeyPatch) -> None:
    from specgen.compare.merge.carried_blocks import Carrier

    patch.setattr(Carrier, "_carry_bookmarks", lambda *_: None)


def type_without_tracking(patch: pytest.MonkeyPatch) -> None:
    def insert_runs(marks: RevisionMarks, runs: Any) -> etree._Element:
        run = next(iter(runs))
        marks.mark("w:ins")
        return run  # type: ignore[no-any-return]

    patch.setattr(RevisionMarks, "insert_runs", insert_runs)


def change_their_words(patch: pytest.MonkeyPatch) -> None:
    right = paragraph_edits.apply_edits

    def apply_edits(letters: Any, *rest: Any) -> None:
        right(letters, *rest)
        for text in letters.paragraphs[0].iter(T):
            text.text = (text.text or "").replace("Legal", "legal")

    patch.setattr(block_merge, "apply_edits", apply_edits)


def call_everything_the_same(patch: pytest.MonkeyPatch) -> None:
    def same_words(first: Block, second: Block) -> bool:
        return first.kind == second.kind

    patch.setattr(block_merge, "same_words", same_words)


def say_nothing_of_conflicts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(block_merge._Level, "_end_conflict", lambda *_: None)


def change_what_legal_wrote_instead(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(block_merge, "is_rewritten", lambda before, theirs: False)


DEFECTS: tuple[Callable[[pytest.MonkeyPatch], None], ...] = (
    drop_deleted_runs, delete_even_if_edited, rewrite_whole_paragraphs, edit_one_letter_too_far,
    apply_where_both_changed, match_by_position, ignore_the_keys, guess_among_doubles, leave_insertions_whole,
    lose_their_comments, forget_removed_clauses, forget_new_clauses, put_new_clauses_last, number_all_marks_alike,
    keep_taken_bookmarks, type_without_tracking, change_their_words, call_everything_the_same, say_nothing_of_conflicts,
    change_what_legal_wrote_instead,
)  # fmt: skip


LONGEST_HIDDEN = (change_what_legal_wrote_instead, leave_insertions_whole, edit_one_letter_too_far)


@pytest.mark.parametrize(
    "defect",
    [pytest.param(defect, marks=pytest.mark.long if defect in LONGEST_HIDDEN else ()) for defect in DEFECTS],
    ids=lambda defect: defect.__name__,
)
def test_each_deliberate_defect_is_found(defect: Callable[[pytest.MonkeyPatch], None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        defect(patch)
        assert _guesses() or any(_is_found(seed) for seed in range(MOST))


def _guesses() -> bool:
    """Whether a change goes into a clause that only looks like the one it belongs to."""
    try:
        return any(outcome.kind != "doubtful" for outcome in update_of_first_clause().outcomes)
    except (AssertionError, AttributeError, ValueError, IndexError, TypeError, KeyError):
        return True


def _is_found(seed: int) -> bool:
    try:
        return bool(chain_violations(seed, 1 + 2 * (seed % 2)))
    except (AssertionError, AttributeError, ValueError, IndexError, TypeError, KeyError):
        return True
