"""Refuse a final while anything is open in it, and say where; write it clean once nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.commands.revise.finalise import Options, finalise
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from specgen.revise.final import finalise_document
from tests.judges.policy import ROOT
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
    assert any("clause 2.4" in one and "tracked changes of specgen; accept or reject them" in one for one in said)
    assert any("a comment of Jane Legal: Is this agreed?" in one for one in said)


def test_a_conflict_has_to_be_answered_first(desk: Desk) -> None:
    desk.edit(replaced("is 48 months and", "is 54 months and"))
    desk.update({"initial_term_months: 48": "initial_term_months: 60"})
    desk.accept_all()
    assert any("a comment of specgen: Not changed, for it was edited here" in one for one in obstacles(desk.edited))


def test_a_reference_that_legal_has_left_stale_is_named(desk: Desk) -> None:
    parts = read_package(desk.draft)
    root = parse_part(parts[DOCUMENT_PART])
    clause = paragraph_with(root, "The time for the first step runs")
    clause.getparent().remove(clause)  # type: ignore[union-attr]
    parts[DOCUMENT_PART] = write_part(root)
    assert any("a reference says" in one and "F9" in one for one in obstacles(write_package(parts)))


def test_the_final_has_no_comments_of_specgen_and_on_request_no_record(desk: Desk) -> None:
    desk.update({"first_review_weeks: 6": "first_review_weeks: 8"})
    desk.accept_all()
    assert b"monitoring.individual.first_review_weeks" in b"".join(read_package(desk.edited).values())
    file = desk.folder / "agreed.docx"
    file.write_bytes(desk.edited)
    result = finalise(Options(file, desk.folder / "final.docx", None, strip=True, pdf=False, format="text"))
    assert result.exit_code == 0
    parts = read_package(result.files[0].data)
    assert b"monitoring.individual.first_review_weeks" not in b"".join(parts.values())
    assert b"commentReference" not in parts[DOCUMENT_PART]


def final(desk: Desk, *, with_answers: bool = False, waiver: str = "") -> list[str]:
    """Return what keeps the file on the desk from being final."""
    file, answers = desk.folder / "agreed.docx", desk.folder / "answers.yaml"
    file.write_bytes(desk.edited)
    answers.write_text(desk.answers, encoding="utf-8")
    if waiver:
        (desk.folder / "agreed.waivers.yaml").write_text(waiver, encoding="utf-8")
    given = answers if with_answers else None
    return list(finalise(Options(file, desk.folder / "f.docx", given, strip=False, pdf=False, format="text")).messages)


WAIVER = """waivers:
  - rule: MONEY-TOTAL
    at: contract.total_value
    role: Commissioning Manager
    date: 2026-11-28
    reason: The total was agreed with Finance
"""


@pytest.mark.long
def test_a_contradiction_in_the_answers_keeps_a_draft_from_being_final_until_it_is_waived(tmp_path: Path) -> None:
    text = (ROOT / "sample_inputs" / "care-planning.yaml").read_text(encoding="utf-8")
    desk = Desk(tmp_path, answers=text.replace("total_value: 90679680", "total_value: 123"))
    for with_answers in (False, True):
        said = final(desk, with_answers=with_answers)
        assert [("contract.total_value" in one, "[MONEY-TOTAL]" in one) for one in said[:-1]] == [(True, True)]
        assert said[-1] == "not final: 1 thing to put right; nothing was written"
    assert "not final" not in " ".join(final(desk, waiver=WAIVER))


def test_a_clause_that_is_struck_out_is_named_by_its_words(desk: Desk) -> None:
    from specgen.compare.revision_marks import RevisionMarks

    parts = read_package(desk.draft)
    root = parse_part(parts[DOCUMENT_PART])
    clause = paragraph_with(root, "The Contract starts on")
    RevisionMarks("2026-11-27T09:00:00Z", 900, "Jane Legal").delete_paragraph(clause)
    parts[DOCUMENT_PART] = write_part(root)
    said = [one for one in obstacles(write_package(parts)) if "Jane Legal" in one]
    assert len(said) == 1
    assert 'near "The Contract starts on 5 April 2027' in said[0]


def test_a_row_is_one_thing_to_decide(desk: Desk) -> None:
    desk.update({"    - {id: L3, name: Uplands, area: All other wards, hours_per_week: 1700, people: 152}\n": ""})
    said = [one for one in obstacles(desk.edited) if "Uplands" in one]
    assert len(said) == 1
    assert "a row with tracked changes of specgen; accept or reject them" in said[0]
