"""Say what people did to a draft, where in words that they know, and what of it no word of the text shows."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from specgen.compare.revision_marks import RevisionMarks
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import read_package, write_package
from specgen.revise.inspection import Inspection, inspect_file
from specgen.revise.settle import settle_file
from tests.support.edited_drafts import Change, Desk, commented, paragraph_with, replaced
from tests.support.legal_edits import run


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, sample="quick-start")


def inspected(desk: Desk, *changes: Change) -> Inspection:
    desk.edit(*changes)
    file = desk.folder / "legal.docx"
    file.write_bytes(desk.edited)
    return inspect_file(file)


def moved(words: str, after: str) -> Change:
    def change(root: etree._Element) -> None:
        paragraph_with(root, after).addnext(paragraph_with(root, words))

    return change


def test_an_edit_is_named_with_the_number_of_its_clause(desk: Desk) -> None:
    found = inspected(desk, replaced("is 36 months", "is 36 whole months"))
    assert [edit.clause for edit in found.edits] == ["clause 2.4"]
    assert found.edits[0].lines[0] == "not tracked [clause 2.4]"


def test_a_moved_clause_is_one_edit(desk: Desk) -> None:
    found = inspected(desk, moved("A reference to a law includes later", "An example does not limit"))
    assert [line.split()[0] for edit in found.edits for line in edit.lines[1:]] == ["moved:"]


def test_two_clauses_made_one_are_no_move(desk: Desk) -> None:
    def joined(root: etree._Element) -> None:
        first, second = (paragraph_with(root, one) for one in ("An example does not limit", "A period in days counts"))
        first.extend([node for node in second if node.tag != name("w:pPr")])
        second.getparent().remove(second)  # type: ignore[union-attr]

    found = inspected(desk, joined)
    assert [edit.is_moved for edit in found.edits] == [False]


def test_comments_and_tracked_formatting_are_counted_with_their_authors(desk: Desk) -> None:
    def emboldened(root: etree._Element) -> None:
        run = next(paragraph_with(root, "An example does not limit").iter(name("w:r")))
        look = run.find(name("w:rPr"))
        if look is None:
            look = etree.Element(name("w:rPr"))
            run.insert(0, look)
        change = etree.SubElement(look, name("w:rPrChange"))
        for key, value in (("id", "901"), ("author", "Tom Procurement"), ("date", "2026-11-27T09:00:00Z")):
            change.set(name(f"w:{key}"), value)
        etree.SubElement(change, name("w:rPr"))

    parts = read_package(desk.edited)
    commented("The Contract starts on", "Is this agreed?")(parts)
    desk.edited = write_package(parts)
    found = inspected(desk, emboldened)
    assert found.others == ("comments: 1 by Jane Legal", "tracked formatting: 1 by Tom Procurement")
    assert found.edits == ()


JANE = {"author": "Jane Legal", "date": "2026-11-27T09:00:00Z"}
LAW, STARTS, EXAMPLE = "A reference to a law includes later", "The Contract starts on", "An example does not limit"


def mark(tag: str) -> etree._Element:
    return etree.Element(name(tag), {name(f"w:{key}"): value for key, value in (("id", "900"), *JANE.items())})


def tracked_in(words: str, old: str, new: str) -> Change:
    """Replace words of a clause as Jane does with track changes on."""

    def change(root: etree._Element) -> None:
        text = next(node for node in paragraph_with(root, words).iter(name("w:t")) if old in (node.text or ""))
        start, _, end = (text.text or "").partition(old)
        marks, whole = RevisionMarks(JANE["date"], 900, JANE["author"]), text.getparent()
        assert whole is not None
        gone = run(old)
        for made in (run(start), marks.insert_runs([run(new)]) if new else run(""), gone):
            whole.addprevious(made)
        marks.delete_run(gone)
        text.text = end
        text.set(name("xml:space"), "preserve")

    return change


def split(words: str, *, tracked: bool) -> Change:
    """Press Enter in the middle of a clause, as Word writes it: the first half is the new paragraph."""

    def change(root: etree._Element) -> None:
        paragraph = paragraph_with(root, words)
        first = deepcopy(paragraph)
        for copy, is_first in ((first, True), (paragraph, False)):
            for text in copy.iter(name("w:t")):
                start, found, end = (text.text or "").partition(words)
                if found:
                    text.text = start + found if is_first else end
        for bookmark in list(paragraph.iter(name("w:bookmarkStart"), name("w:bookmarkEnd"))):
            paragraph.remove(bookmark)
        look = first.find(name("w:pPr"))
        assert look is not None
        if tracked:
            etree.SubElement(look, name("w:rPr")).append(mark("w:ins"))
        paragraph.addprevious(first)

    return change


def joined(first: str, second: str) -> Change:
    def change(root: etree._Element) -> None:
        one, other = paragraph_with(root, first), paragraph_with(root, second)
        one.extend([node for node in other if node.tag != name("w:pPr")])
        other.getparent().remove(other)  # type: ignore[union-attr]

    return change


def row_struck_out(words: str) -> Change:
    def change(root: etree._Element) -> None:
        row = next(paragraph_with(root, words).iterancestors(name("w:tr")))
        marks = RevisionMarks(JANE["date"], 900, JANE["author"])
        for one in list(row.iter(name("w:r"))):
            marks.delete_run(one)
        look = row.find(name("w:trPr"))
        if look is None:
            look = etree.Element(name("w:trPr"))
            row.insert(0, look)
        look.append(mark("w:del"))

    return change


def both(*changes: Change) -> Change:
    def change(root: etree._Element) -> None:
        for one in changes:
            one(root)

    return change


# What somebody did, and the one edit that it is: who, and the lines below that.
ONE_EDIT: dict[str, tuple[Change, str, list[str]]] = {
    "a word replaced with track changes": (tracked_in(LAW, "later", "any later"), "Jane Legal", ["drafted", "now"]),
    "a word replaced with track changes and one without": (
        both(tracked_in(LAW, "later", "any later"), replaced("lists the laws", "lists laws")),
        "Jane Legal, not tracked", ["drafted", "now"],
    ),
    "a clause split with track changes": (split(EXAMPLE, tracked=True), "Jane Legal", ["drafted", "now"]),
    "a clause split": (split(EXAMPLE, tracked=False), "not tracked", ["drafted", "now"]),
    "two clauses joined": (joined(EXAMPLE, "A period in days counts"), "not tracked", ["drafted", "now"]),
    "a clause moved": (moved(LAW, EXAMPLE), "not tracked", ["moved"]),
    "a clause moved, and a word in it replaced with track changes": (
        both(moved(LAW, EXAMPLE), tracked_in(LAW, "later", "any later")),
        "Jane Legal, not tracked", ["moved, and edited", "drafted", "now"],
    ),
    "a row struck out": (row_struck_out("A planned Visit not started in time"), "Jane Legal", ["drafted", "now"]),
}  # fmt: skip


@pytest.mark.parametrize("edit", ONE_EDIT)
def test_what_somebody_did_is_one_edit_of_whoever_did_it(edit: str, desk: Desk) -> None:
    change, authors, lines = ONE_EDIT[edit]
    found = inspected(desk, change)
    assert [one.lines[0].partition(" [")[0] for one in found.edits] == [authors]
    assert [line.partition(":")[0].strip() for line in found.edits[0].lines[1:]] == lines


def test_what_somebody_adds_to_a_proposal_is_their_edit_alone(desk: Desk) -> None:
    desk.update({"initial_term_months: 36": "initial_term_months: 48"})
    found = inspected(desk, tracked_in("The Contract starts on", "The Contract starts", "It starts"))
    assert [one.authors for one in found.edited] == [("Jane Legal",)]
    assert found.proposals == ("contract.initial_term_months: 36 → 48",)


def test_what_was_rejected_is_no_edit_and_says_what_had_been_proposed(desk: Desk) -> None:
    desk.update({"initial_term_months: 36": "initial_term_months: 48"})
    file = desk.folder / "updated.docx"
    file.write_bytes(desk.edited)
    desk.edited = settle_file(file, "", accepts=False).document
    found = inspected(desk)
    assert found.edited == ()
    assert {one.lines[0].partition(" [")[0] for one in found.rejected} == {
        "rejected: contract.initial_term_months: 36 → 48"
    }
