"""Refuse a final while anything is open in it, and say where; write it clean once nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.commands.revise.finalise import Options, finalise
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from specgen.revise.final import finalise_document
from tests.support.edited_drafts import Desk, commented, paragraph_with, replaced

FILE = Path("draft.docx")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def obstacles(data: bytes) -> list[str]:
    return [str(one) for one in finalise_document(FILE, data).obstacles]


def test_a_draft_in_which_nothing_is_open_is_final(desk: Desk) -> None:
    assert obstacles(desk.draft) == []


def test_an_open_point_is_named_with_its_clause(tmp_path: Path) -> None:
    said = obstacles(Desk(tmp_path, sample="quick-start").draft)
    assert any(
        "clause 2.1, near" in one and "an open point: [To complete: Form of the contract]" in one for one in said
    )


def test_tracked_changes_and_comments_are_named_with_author_and_place(desk: Desk) -> None:
    desk.update({"initial_term_months: 48": "initial_term_months: 60"})
    parts = read_package(desk.edited)
    commented("The Contract starts on", "Is this agreed?")(parts)
    said = obstacles(write_package(parts))
    assert any("clause 2.5" in one and "tracked changes of specgen; accept or reject them" in one for one in said)
    assert any("a comment of Jane Legal: Is this agreed?" in one for one in said)


def test_a_conflict_has_to_be_answered_first(desk: Desk) -> None:
    desk.edit(replaced("is 48 months and", "is 54 months and"))
    desk.update({"initial_term_months: 48": "initial_term_months: 60"})
    desk.accept_all()
    assert any("a comment of specgen: Not changed, for it was edited here" in one for one in obstacles(desk.edited))


def test_a_reference_that_legal_has_left_stale_is_named(desk: Desk) -> None:
    parts = read_package(desk.draft)
    root = parse_part(parts[DOCUMENT_PART])
    clause = paragraph_with(root, "The Contract starts on")
    clause.getparent().remove(clause)  # type: ignore[union-attr]
    parts[DOCUMENT_PART] = write_part(root)
    assert any("a reference says" in one and "F9" in one for one in obstacles(write_package(parts)))


def test_the_final_has_no_comments_of_specgen_and_on_request_no_record(desk: Desk) -> None:
    desk.update({"initial_term_months: 48": "initial_term_months: 60"})
    desk.accept_all()
    assert b"contract.initial_term_months" in b"".join(read_package(desk.edited).values())
    file = desk.folder / "agreed.docx"
    file.write_bytes(desk.edited)
    result = finalise(Options(file, desk.folder / "final.docx", strip=True, pdf=False, format="text"))
    assert result.exit_code == 0
    parts = read_package(result.files[0].data)
    assert b"contract.initial_term_months" not in b"".join(parts.values())
    assert b"commentReference" not in parts[DOCUMENT_PART]
