"""Find a term that a draft uses and whose definition somebody took out, in a file with its record or without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.review.review import Words, review
from specgen.revise.inspection import strip_parts
from tests.support.edited_drafts import Desk, replaced

Edit = Callable[[etree._Element], None]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, sample="quick-start")


def row_of(root: etree._Element, term: str) -> etree._Element:
    """Return the row of the definitions that begins with a term."""
    cells = ((row, next(row.iter(name("w:tc")))) for row in root.iter(name("w:tr")))
    rows = (row for row, cell in cells if "".join(node.text or "" for node in cell.iter(name("w:t"))) == term)
    return next(rows)


def removed(term: str) -> Edit:
    def change(root: etree._Element) -> None:
        row = row_of(root, term)
        row.getparent().remove(row)  # type: ignore[union-attr]

    return change


def struck_out(term: str) -> Edit:
    """Delete a row as Jane does with track changes on."""

    def change(root: etree._Element) -> None:
        row = row_of(root, term)
        look = row.find(name("w:trPr"))
        if look is None:
            look = etree.Element(name("w:trPr"))
            row.insert(0, look)
        etree.SubElement(look, name("w:del"), {name("w:id"): "9", name("w:author"): "Jane Legal"})

    return change


def unused(term: str) -> Edit:
    def change(root: etree._Element) -> None:
        for node in root.iter(name("w:t")):
            node.text = (node.text or "").replace(term, "part")

    return change


def nothing(_root: etree._Element) -> None: ...


# What somebody did, and the terms that nobody defines then.
EDITS: dict[str, tuple[list[Edit], set[str]]] = {
    "nothing": ([nothing], set()),
    "a row removed": ([removed("Person")], {"Person"}),
    "a row struck out with track changes": ([struck_out("Referral")], {"Referral"}),
    "two rows removed": ([removed("Provider"), removed("Working Day")], {"Provider", "Working Day"}),
    "a row that nothing uses removed": ([removed("Contribution"), unused("Contribution")], set()),
    "a definition moved into a clause": (
        [removed("Referral"), replaced("An example does not", "“Referral” means a request. An example does not")],
        set(),
    ),
}  # fmt: skip


def undefined(data: bytes, folder: Path) -> set[str]:
    file = folder / "legal.docx"
    file.write_bytes(data)
    found = review(file, Words()).reviewed.findings
    return {one.passage.text[one.start : one.end] for one in found if one.rule == "TERM-UNDEFINED"}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("with_record", [True, False])
def test_a_term_is_missed_once_its_definition_is_gone(edit: str, with_record: bool, desk: Desk) -> None:
    changes, words = EDITS[edit]
    desk.edit(*changes)
    data = desk.edited if with_record else strip_parts(desk.edited)
    assert {word.removesuffix("s").replace("People", "Person") for word in undefined(data, desk.folder)} == words
