"""Merge into files in which somebody's tracked changes join, split or delete clauses: no clause runs into another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from specgen.compare.merge.merged_file import MergedFile
from specgen.compare.paragraph_ends import end_marks
from specgen.document.record.block_list import BODY, read_stories
from specgen.formats.markup.revisions import accept, reject
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, write_part
from tests.compare.test_merge_properties import merged
from tests.compare.test_rewritten_blocks import clauses
from tests.support.edited_drafts import Change
from tests.support.legal_edits import run
from tests.support.small_specifications import Clause, Specification, parts_of

FIRST = "The Council pays each invoice within 30 days"
SECOND = "The Provider keeps a record of each visit for 6 years"
THIRD = "The Contract has 3 lots that are listed below"
NEW = "The Provider may end the care of one Person on 28 days of notice"
JANE = "Legal wants a clause of its own here"
ALL = clauses(FIRST, SECOND, THIRD)
WITHOUT_SECOND = Specification((ALL.blocks[0], ALL.blocks[2]))
WITH_NEW = Specification((*ALL.blocks[:2], Clause("new", tuple(NEW.split())), ALL.blocks[2]))


def mark(tag: str, author: str = "Jane Legal") -> etree._Element:
    node = etree.Element(name(tag))
    for key, value in (("id", "9001"), ("author", author), ("date", "2026-11-27T09:00:00Z")):
        node.set(name(f"w:{key}"), value)
    return node


def paragraph(root: etree._Element, words: str) -> etree._Element:
    return next(one for one in root.iter(name("w:p")) if words in "".join(map(str, one.itertext())))


def end(words: str, tag: str) -> Change:
    """Track the end of a paragraph."""

    def change(root: etree._Element) -> None:
        properties = paragraph(root, words)[0]
        look = properties.find(name("w:rPr"))
        look = etree.SubElement(properties, name("w:rPr")) if look is None else look
        look.append(mark(tag))

    return change


def words_deleted(words: str) -> Change:
    def change(root: etree._Element) -> None:
        for one in list(paragraph(root, words).iter(name("w:r"))):
            node = mark("w:del")
            one.addprevious(node)
            node.append(one)
            for text in one.iter(name("w:t")):
                text.tag = name("w:delText")

    return change


def entered_behind(words: str) -> Change:
    """Press Enter at the end of a clause and write: Word tracks the end of that clause and the new words."""

    def change(root: etree._Element) -> None:
        before = paragraph(root, words)
        new = etree.Element(name("w:p"))
        etree.SubElement(etree.SubElement(new, name("w:pPr")), name("w:pStyle")).set(name("w:val"), "Clause")
        new.append(mark("w:ins"))
        new[-1].append(run(JANE))
        before.addnext(new)
        end(words, "w:ins")(root)

    return change


def edited(specification: Specification, *changes: Change) -> dict[str, bytes]:
    parts = parts_of(specification)
    root = parse_part(parts[DOCUMENT_PART])
    for change in changes:
        change(root)
    parts[DOCUMENT_PART] = write_part(root)
    return parts


def decided(made: MergedFile, ours: Callable[..., None], theirs: Callable[..., None]) -> list[str]:
    """Decide what the update proposed, then what Jane did; return the clauses."""
    root = parse_part(made.parts[DOCUMENT_PART])
    ours(root, lambda node: node.get(name("w:id")) in made.revisions)
    theirs(root)
    return [block.words for block in read_stories({**made.parts, DOCUMENT_PART: write_part(root)})[BODY] if block.words]


def marker_behind(words: str) -> Change:
    """Let a comment's range begin between two paragraphs, where Word puts it now and then."""

    def change(root: etree._Element) -> None:
        paragraph(root, words).addnext(etree.Element(name("w:commentRangeStart")))

    return change


JOINED = (end(FIRST, "w:del"),)
DELETED = (words_deleted(SECOND), end(SECOND, "w:del"))
LONGER = SECOND.replace("6 years", "7 years")


@pytest.mark.parametrize(
    ("base", "changes", "new", "outcomes", "accepted", "rejected"),
    [
        pytest.param(ALL, JOINED, WITHOUT_SECOND, ["conflict"],
                     [f"{FIRST}{SECOND}", THIRD], [FIRST, SECOND, THIRD], id="the second of two that are joined goes"),
        pytest.param(ALL, (*JOINED, marker_behind(FIRST)), WITHOUT_SECOND, ["conflict"],
                     [f"{FIRST}{SECOND}", THIRD], [FIRST, SECOND, THIRD], id="a marker stands between the two"),
        pytest.param(ALL, JOINED, Specification(ALL.blocks[1:]), ["conflict"],
                     [f"{FIRST}{SECOND}", THIRD], [FIRST, SECOND, THIRD], id="the first of two that are joined goes"),
        pytest.param(ALL, JOINED, clauses(FIRST, LONGER, THIRD), ["changed"],
                     [f"{FIRST}{LONGER}", THIRD], [FIRST, LONGER, THIRD], id="a word of two that are joined changes"),
        pytest.param(ALL, (end(FIRST, "w:del"), words_deleted(SECOND)), clauses(FIRST, LONGER, THIRD),
                     ["proposed again"], [FIRST, LONGER, THIRD], [FIRST, SECOND, LONGER, THIRD],
                     id="the second is deleted with the end of the first"),
        pytest.param(ALL, (end(FIRST, "w:del"), *DELETED), WITHOUT_SECOND, ["stays deleted"],
                     [f"{FIRST}{THIRD}"], [FIRST, SECOND, THIRD], id="a deleted clause stands in a join"),
        pytest.param(WITHOUT_SECOND, JOINED, ALL, ["conflict"],
                     [f"{FIRST}{THIRD}"], [FIRST, THIRD], id="a clause would come between two that are joined"),
        pytest.param(WITHOUT_SECOND, (entered_behind(FIRST),), ALL, ["inserted"],
                     [FIRST, JANE, SECOND, THIRD], [FIRST, SECOND, THIRD], id="Jane has written a clause there"),
        pytest.param(ALL, (entered_behind(FIRST),), Specification(ALL.blocks[1:]), ["conflict"],
                     [FIRST, JANE, SECOND, THIRD], [FIRST, SECOND, THIRD], id="the end of what goes is Jane's"),
        pytest.param(ALL, (entered_behind(FIRST),), WITHOUT_SECOND, ["deleted"],
                     [FIRST, JANE, THIRD], [FIRST, THIRD], id="the clause behind Jane's goes"),
        pytest.param(ALL, DELETED, WITHOUT_SECOND, ["stays deleted"],
                     [FIRST, THIRD], [FIRST, SECOND, THIRD], id="a deleted clause goes"),
        pytest.param(ALL, DELETED, clauses(FIRST, LONGER, THIRD), ["proposed again"],
                     [FIRST, LONGER, THIRD], [FIRST, SECOND, LONGER, THIRD], id="a deleted clause changes"),
        pytest.param(ALL, DELETED, WITH_NEW, ["inserted"],
                     [FIRST, NEW, THIRD], [FIRST, SECOND, NEW, THIRD], id="a clause comes behind a deleted one"),
    ],
)  # fmt: skip
def test_no_clause_runs_into_another_whatever_is_accepted(
    base: Specification, changes: tuple[Change, ...], new: Specification, outcomes: list[str], accepted: list[str],
    rejected: list[str],
) -> None:  # fmt: skip
    made = merged(edited(base, *changes), base, new)
    assert [one.kind for one in made.outcomes] == outcomes
    assert decided(made, accept, accept) == accepted
    assert decided(made, accept, reject) == rejected


def test_the_comment_on_a_clause_that_somebody_deleted_does_not_go_with_it() -> None:
    made = merged(edited(ALL, *DELETED), ALL, clauses(FIRST, LONGER, THIRD))
    root = parse_part(made.parts[DOCUMENT_PART])
    accept(root, lambda node: node.get(name("w:id")) not in made.revisions)
    assert any(True for _ in root.iter(name("w:commentReference")))


def test_a_tracked_join_is_one_block_and_names_who_joined() -> None:
    blocks = read_stories(edited(ALL, *JOINED))[BODY]
    assert [block.words for block in blocks] == [f"{FIRST} {SECOND}", THIRD]
    assert [node.get(name("w:author")) for one in blocks[0].elements for node in end_marks(one)] == ["Jane Legal"]


def moved_with_key_left(root: etree._Element) -> None:
    """Move the second clause behind the third as Word does: its bookmarks stay where it was."""
    old = paragraph(root, SECOND)
    new = etree.Element(name("w:p"))
    etree.SubElement(etree.SubElement(new, name("w:pPr")), name("w:pStyle")).set(name("w:val"), "Clause")
    new.append(mark("w:moveTo"))
    new[-1].append(run(SECOND))
    paragraph(root, THIRD).addnext(new)
    etree.SubElement(new[0], name("w:rPr")).append(mark("w:moveTo"))
    words = next(old.iter(name("w:r")))
    left = mark("w:moveFrom")
    words.addprevious(left)
    left.append(words)
    etree.SubElement(old[0], name("w:rPr")).append(mark("w:moveFrom"))


def test_a_change_goes_where_a_clause_was_moved_to_with_track_changes() -> None:
    made = merged(edited(ALL, moved_with_key_left), ALL, clauses(FIRST, LONGER, THIRD))
    assert [one.kind for one in made.outcomes] == ["changed"]
    assert decided(made, accept, accept) == [FIRST, THIRD, LONGER]


ITEMS = ("People of 65 or more;", "People who need nursing; and", "People in hospital.")
MORE = (*ITEMS[:2], "People in hospital; and", "People who visit.")
OWN = "People in prison."


def item_added(behind: str, *, with_and: bool) -> Change:
    """Write an item of legal's own behind the last one of a list."""

    def change(root: etree._Element) -> None:
        last = paragraph(root, behind)
        new = etree.Element(name("w:p"))
        etree.SubElement(etree.SubElement(new, name("w:pPr")), name("w:pStyle")).set(name("w:val"), "Clause")
        new.append(run(OWN))
        last.addnext(new)
        for text in last.iter(name("w:t")) if with_and else ():
            text.text = (text.text or "").replace(".", "; and")

    return change


@pytest.mark.parametrize(
    ("base", "new", "with_and", "expected"),
    [
        (ITEMS, MORE, True, [*MORE[:3], OWN]),
        (ITEMS, MORE, False, [*MORE[:3], OWN]),
        (MORE, ITEMS, False, [*MORE[:3], OWN]),
    ],
)
def test_a_list_that_legal_made_longer_ends_once(
    base: tuple[str, ...], new: tuple[str, ...], with_and: bool, expected: list[str]
) -> None:
    old = clauses(*base)
    made = merged(edited(old, item_added(base[-1], with_and=with_and)), old, clauses(*new))
    assert decided(made, accept, accept) == expected
    assert [one.kind for one in made.outcomes].count("conflict") == 1


def test_a_clause_of_legals_own_behind_a_new_clause_is_no_list() -> None:
    theirs = edited(WITHOUT_SECOND, item_added(FIRST, with_and=False))
    assert [one.kind for one in merged(theirs, WITHOUT_SECOND, ALL).outcomes] == ["inserted"]
