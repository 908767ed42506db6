"""Say what people did to a draft, where in words that they know, and what of it no word of the text shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import read_package, write_package
from specgen.revise.inspection import Inspection, inspect_file
from tests.support.edited_drafts import Change, Desk, commented, paragraph_with, replaced


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
    assert not any(edit.is_moved for edit in found.edits)
    assert len(found.edits) == 2


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
