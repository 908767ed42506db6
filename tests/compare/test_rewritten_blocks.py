"""Clauses and rows that legal deleted or wrote anew: no change lands in words that only stand in the same place."""

from __future__ import annotations

from specgen.compare.merge.merged_file import MergedFile, merge_file
from specgen.document.record.block_list import BODY, read_stories
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, write_part
from tests.compare.test_merge_properties import merged
from tests.support.edited_drafts import accepted_parts
from tests.support.small_specifications import Clause, Row, Specification, Table, parts_of

REPLY = "The Provider shall reply to each Referral within 5 Working Days"
LOTS = (("L1 Coast", "Wards of Aber", "260 hours"), ("L3 Uplands", "Wards of all others", "170 hours"))


def clauses(*texts: str) -> Specification:
    return Specification(tuple(Clause(f"c{number}", tuple(text.split())) for number, text in enumerate(texts)))


def lots(*rows: tuple[str, str, str]) -> Specification:
    return Specification((Table("lots", tuple(Row(row[0][:2], row) for row in rows)), Clause("end", ("The", "end"))))


def typed_over(specification: Specification, place: int, text: str, *, keeps_key: bool) -> dict[str, bytes]:
    """The file of somebody who has deleted a clause or row and written another one in its place."""
    parts = parts_of(specification)
    root = parse_part(parts[DOCUMENT_PART])
    block = [*root.iter(name("w:tr"), name("w:p"))][place]
    texts = list(block.iter(name("w:t")))
    for node, words in zip(texts, text.split(" | "), strict=True):
        node.text = words
    if not keeps_key:
        for mark in list(block.iter(name("w:bookmarkStart"), name("w:bookmarkEnd"))):
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    parts[DOCUMENT_PART] = write_part(root)
    return parts


def words_after(made: MergedFile) -> list[str]:
    return "\n".join(block.words for block in read_stories(accepted_parts(made.parts))[BODY]).splitlines()


def test_a_row_of_legals_own_is_not_taken_for_the_row_that_legal_deleted() -> None:
    row = "L4 Borders | Wards of Cefn | 170 hours"
    theirs = typed_over(lots(*LOTS), 4, row, keeps_key=False)
    made = merged(theirs, lots(*LOTS), lots(LOTS[0], ("L3 Uplands", "Wards of all others", "190 hours")))
    assert row in words_after(made)
    assert "L3 Uplands | Wards of all others | 190 hours" in words_after(made)
    assert [outcome.kind for outcome in made.outcomes] == ["proposed again"]


def test_a_change_does_not_go_into_another_clause_that_legal_wrote_in_the_same_place() -> None:
    own = "The Council may visit the office of the Provider within 5 Working Days"
    for keeps_key in (True, False):
        base = clauses("One clause before it stays", REPLY, "And one clause after it")
        new = clauses("One clause before it stays", REPLY.replace("5", "7"), "And one clause after it")
        made = merged(typed_over(base, 1, own, keeps_key=keeps_key), base, new)
        assert own in words_after(made)
        assert [outcome.kind for outcome in made.outcomes] == ["conflict"]


def test_a_clause_to_which_legal_has_added_much_is_still_the_clause() -> None:
    base, new = clauses("Start", REPLY, "End"), clauses("Start", REPLY.replace("5", "7"), "End")
    more = f"Subject to clause 4, and unless the Council has agreed something else in writing with it, {REPLY} of that"
    for keeps_key in (True, False):
        made = merged(typed_over(base, 1, more, keeps_key=keeps_key), base, new)
        assert more.replace("5", "7") in words_after(made)


def commented(parts: dict[str, bytes], words: str, author: str) -> dict[str, bytes]:
    from specgen.formats.markup.comments import Comments, surround

    found = dict(parts)
    root = parse_part(found[DOCUMENT_PART])
    comments = Comments(found, author, "2026-11-27T10:00:00Z")
    paragraph = next(one for one in root.iter(name("w:p")) if words in "".join(map(str, one.itertext())))
    surround(paragraph, *comments.add("A remark"))
    found[DOCUMENT_PART] = write_part(root)
    return comments.put_into(found)


def test_a_clause_that_goes_is_struck_out_if_the_comment_on_it_is_specgens_own() -> None:
    base = clauses("Start here", REPLY, "End here")
    new = Specification((base.blocks[0], base.blocks[2]))
    kinds = {}
    for author in ("specgen", "Jane Legal"):
        made = merged(commented(parts_of(base), REPLY, author), base, new)
        kinds[author] = [outcome.kind for outcome in made.outcomes]
    assert kinds == {"specgen": ["deleted"], "Jane Legal": ["commented on"]}


def test_a_reply_of_somebody_to_a_comment_of_specgens_keeps_the_clause() -> None:
    base = clauses("Start here", REPLY, "End here")
    new = Specification((base.blocks[0], base.blocks[2]))
    theirs = commented(commented(parts_of(base), REPLY, "specgen"), REPLY, "Jane Legal")
    assert [outcome.kind for outcome in merged(theirs, base, new).outcomes] == ["commented on"]


def test_what_was_rejected_is_proposed_when_its_answer_changes_again_and_not_with_another() -> None:
    """Two proposals of one clause were rejected; one of the two answers has changed since."""
    first = "The Provider gives 28 days of notice, and the Council answers each one within 5 days of it"
    later = first.replace("28", "42").replace("within 5", "within 9")
    theirs = parts_of(clauses("Start", first, "End"))
    new = clauses("Start", later.replace("42", "56"), "End")
    base = read_stories(parts_of(clauses("Start", later, "End")))
    made = merge_file(theirs, base, parts_of(new), causes=lambda _: (), date="", earlier=lambda *_: (first,))
    assert first.replace("28", "56") in words_after(made)
    made = merge_file(theirs, base, parts_of(new), causes=lambda _: (), date="")
    assert first in words_after(made)


def test_a_clause_that_was_to_go_and_was_kept_is_changed_and_does_not_come_twice() -> None:
    base = clauses("Start here", REPLY, "End here")
    without = Specification((base.blocks[0], base.blocks[2]))
    new = clauses("Start here", REPLY.replace("5", "7"), "End here")
    made = merge_file(
        parts_of(base), read_stories(parts_of(without)), parts_of(new), causes=lambda _: (), date="",
        earlier=lambda _key, words: () if words else (REPLY,),
    )  # fmt: skip
    assert words_after(made) == ["Start here", REPLY.replace("5", "7"), "End here"]
    assert [outcome.kind for outcome in made.outcomes] == ["changed"]
