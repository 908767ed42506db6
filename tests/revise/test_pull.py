"""Bring back what legal typed over in Word: values into the answers, wording into a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.commands.revise.pull import Options, pull
from specgen.compare.revision_marks import RevisionMarks
from specgen.formats.opc.namespaces import name
from tests.support.edited_drafts import Change, Desk, replaced
from tests.support.legal_edits import run


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, sample="quick-start")


def pulled(desk: Desk, *changes: Change, write: bool = False) -> tuple[list[str], str, int]:
    """Return the lines of the report, the answers as they would be or are, and the exit code."""
    for change in changes:
        desk.edit(change)
    edited, answers = desk.folder / "legal.docx", desk.folder / "answers.yaml"
    edited.write_bytes(desk.edited)
    answers.write_text(desk.answers, encoding="utf-8")
    result = pull(Options(edited, answers, None, write, "text"))
    text = result.files[0].data.decode() if result.files else desk.answers
    return [line for line in result.output.splitlines() if line[:1] not in "+-@ "], text, result.exit_code


def tracked(before: str, old: str, new: str) -> Change:
    """Replace a word as Jane does, with track changes on."""

    def change(root: object) -> None:
        text = next(node for node in root.iter(name("w:t")) if f"{before}{old}" in (node.text or ""))  # type: ignore[attr-defined]
        start, _, end = (text.text or "").partition(f"{before}{old}")
        marks = RevisionMarks("2026-11-27T09:00:00Z", 900, "Jane Legal")
        whole = text.getparent()
        for made in (run(start + before), marks.insert_runs([run(new)])):
            whole.addprevious(made)
        gone = run(old)
        whole.addprevious(gone)
        marks.delete_run(gone)
        text.text = end
        text.set(name("xml:space"), "preserve")

    return change


def over_what_was_proposed(old: str, new: str) -> Change:
    """Replace what specgen has inserted, as Jane does with track changes on: the deletion stands in the insertion."""

    def change(root: object) -> None:
        inserted = [node for node in root.iter(name("w:ins")) if "".join(map(str, node.itertext())) == old]  # type: ignore[attr-defined]
        marks = RevisionMarks("2026-11-27T09:00:00Z", 900, "Jane Legal")
        for one in inserted:
            one.addnext(marks.insert_runs([run(new)]))
            for inside in list(one.iter(name("w:r"))):
                marks.delete_run(inside)

    return change


def test_a_value_typed_over_is_a_change_of_its_answer_and_nothing_else_in_the_file_changes(desk: Desk) -> None:
    over = replaced("is 36 months and ends on 3 October 2030", "is 48 months and ends on 3 October 2031")
    said, text, code = pulled(desk, over,
                              write=True)  # fmt: skip
    assert said == ["decided: contract.initial_term_months: 36 → 48"]
    assert text == desk.answers.replace("initial_term_months: 36", "initial_term_months: 48")
    assert code == 0


def test_a_pending_tracked_change_is_proposed(desk: Desk) -> None:
    said, _, _ = (
        pulled(desk, tracked("People wash, dress and ", "eat", "drink"))
    )  # fmt: skip
    assert said[0].startswith("proposed: core_activities.activities.A1.description: People wash, dress and eat")


def test_a_tracked_change_of_what_an_update_proposed_is_proposed(desk: Desk) -> None:
    """The proposal is pending too, so that nothing of the clause is as it was drafted before."""
    desk.update({"initial_term_months: 36": "initial_term_months: 48"})
    file = desk.folder / "updated.docx"
    file.write_bytes(desk.edited)
    said, _, _ = pulled(desk, over_what_was_proposed("48", "60"), over_what_was_proposed("2031", "2032"))
    assert said == ["proposed: contract.initial_term_months: 48 → 60"]


def test_a_value_is_proposed_though_other_words_of_its_clause_were_typed_over(desk: Desk) -> None:
    changes = (tracked("initial term is ", "36", "48"), tracked("ends on 3 October ", "2030", "2031"))
    said, _, _ = pulled(desk, replaced("The Contract starts", "It starts"), *changes)
    assert said[0] == "proposed: contract.initial_term_months: 36 → 48"


def test_wording_is_listed_and_never_guessed(desk: Desk) -> None:
    said, text, code = pulled(desk, replaced("is 36 months and ends", "is 36 months, no longer, and ends"), write=True)
    assert said[0].startswith("wording, not tracked [clause 2.")
    assert (text, code) == (desk.answers, 0)


def test_a_value_that_was_not_changed_everywhere_is_not_written(desk: Desk) -> None:
    said, text, code = pulled(desk, replaced("Help at Home Contract", "Care at Home Contract"), write=True)
    assert said[0].startswith(("not everywhere: ", "more than one answer: "))
    assert (text, code) == (desk.answers, 1)


@pytest.mark.long
def test_a_value_that_an_update_could_not_bring_in_is_no_change_of_legals(desk: Desk) -> None:
    """In a conflict nothing of the clause is changed: its other values are old, and nobody has typed them."""
    desk.edit(replaced("is 36 months", "is 42 months"))
    desk.update({"initial_term_months: 36": "initial_term_months: 48", "start: 2027-10-04": "start: 2027-11-01"})
    said, text, code = pulled(desk, write=True)
    assert "not taken over: contract.start: 2027-11-01 → 2027-10-04" in said
    assert (text, code) == (desk.answers, 1)


def test_a_value_that_legal_rejected_is_named_and_not_written(desk: Desk) -> None:
    from specgen.revise.settle import settle_file

    desk.update({"initial_term_months: 36": "initial_term_months: 48"})
    file = desk.folder / "settled.docx"
    file.write_bytes(desk.edited)
    desk.edited = settle_file(file, "contract.initial_term_months", accepts=False).document
    said, text, code = pulled(desk, write=True)
    assert said == ["not taken over: contract.initial_term_months: 48 → 36"]
    assert (text, code) == (desk.answers, 1)
