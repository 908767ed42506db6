"""Run the commands for edited drafts: exit codes, reports as text and JSON, and what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from specgen.commands.result import CommandResult
from specgen.commands.revise import compare, update
from specgen.compare.merge import block_merge
from specgen.problems import CannotRead
from specgen.revise.inspection import strip_file
from specgen.revise.settle import settle_file
from specgen.system import sandbox
from tests.support.edited_drafts import DAY, Desk, replaced


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    def run_here(function: Callable[..., Any], *arguments: object, about: str, reads: object) -> Any:
        return function(*arguments)

    monkeypatch.setattr(sandbox, "run_sandboxed", run_here)
    return Desk(tmp_path, sample="quick-start")


def run_update(desk: Desk, before: str, after: str, form: str = "text") -> CommandResult:
    edited, answers = desk.folder / "edited.docx", desk.folder / "answers.yaml"
    edited.write_bytes(desk.edited)
    answers.write_text(desk.answers.replace(before, after, 1), encoding="utf-8")
    options = update.Options(edited, answers, desk.folder / "out.docx", None, None, DAY, "", form)
    return update.update(options)


def test_a_clean_update_exits_with_0_and_a_conflict_with_1(desk: Desk) -> None:
    clean = run_update(desk, "initial_term_months: 36", "initial_term_months: 48")
    assert (clean.exit_code, [file.path.name for file in clean.files]) == (0, ["out.docx"])
    assert "contract.initial_term_months: 36 → 48 (1 change)" in clean.output
    desk.edit(replaced("is 36 months", "is 42 months"))
    conflict = run_update(desk, "initial_term_months: 36", "initial_term_months: 48", "json")
    change = json.loads(conflict.output)["changes"][0]
    assert (conflict.exit_code, change["outcome"]) == (1, "conflict")
    assert change["causes"] == ["contract.initial_term_months: 36 → 48"]
    assert "is 42 months" in change["theirs"]


def test_an_update_with_nothing_to_change_names_what_was_rejected_and_that_there_are_edits(desk: Desk) -> None:
    before, after = "initial_term_months: 36", "initial_term_months: 48"
    says_all = "nothing to change: the file has all that the answers say"
    assert run_update(desk, before, before).messages[-1] == says_all
    desk.edited = run_update(desk, before, after).files[0].data
    assert run_update(desk, before, after).messages[-1] == says_all
    desk.edited = settle_file(_written(desk), "", accepts=False).document
    rejected = f"{says_all}, but for what was rejected (contract.initial_term_months: 36 → 48)"
    assert run_update(desk, before, after).messages[-1].startswith(f"{rejected}; specgen pull")
    desk.edit(replaced("People wash, dress and eat", "People wash and dress"))
    assert run_update(desk, before, after).messages[-1].startswith(f"{rejected} and for 1 place edited by hand; ")


def test_a_file_without_a_record_cannot_be_read(desk: Desk) -> None:
    desk.edited = strip_file(_written(desk))
    with pytest.raises(CannotRead, match="give the draft that was sent out with --base"):
        run_update(desk, "initial_term_months: 36", "initial_term_months: 48")


def test_an_update_that_cannot_be_proved_writes_nothing_and_exits_with_3(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def untracked(letters: Any, sources: Any, edits: Any, marks: Any) -> None:
        text = next(letters.paragraphs[0].iter("{*}t"))
        text.text = "something else"

    monkeypatch.setattr(block_merge, "apply_edits", untracked)
    result = run_update(desk, "initial_term_months: 36", "initial_term_months: 48")
    assert (result.exit_code, result.files) == (3, ())
    assert "a clause was to read" in " ".join(result.messages)


def test_the_edited_file_is_never_written_over(desk: Desk) -> None:
    file = _written(desk)
    with pytest.raises(CannotRead, match="the edited file is never written over"):
        update.update(update.Options(file, desk.folder / "a.yaml", file, None, None, DAY, "", "text"))


def test_a_comparison_tells_what_answers_changed_from_what_was_edited_by_hand(desk: Desk) -> None:
    old, new = desk.folder / "old.docx", desk.folder / "new.docx"
    old.write_bytes(desk.draft)
    desk.edited = desk.fresh(desk.answers.replace("initial_term_months: 36", "initial_term_months: 48"))
    desk.edit(replaced("People wash, dress and eat", "People wash and dress"))
    new.write_bytes(desk.edited)
    result = compare.compare(compare.Options(old, new, desk.folder / "redline.docx", None, date(2026, 11, 29), "text"))
    assert result.exit_code == 0
    assert result.output.splitlines()[1:] == [
        "contract.initial_term_months: 36 → 48 (1 place)", "edited by hand (1 place)",
    ]  # fmt: skip


def _written(desk: Desk) -> Path:
    file = desk.folder / "file.docx"
    file.write_bytes(desk.edited)
    return file
