"""Test that answers of an earlier release are told what became of them, and still give a draft through `migrate`."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from specgen.cli.main import main
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.answers.migrate import migrated
from specgen.inputs.models.changes import Change
from specgen.inputs.models.model import Model, load_model
from specgen.inputs.models.question_text import questions_of
from specgen.system.resources import built_in_models

SAMPLES = sorted((Path(__file__).parent / "2026-11-22").glob("*.yaml"))
DAY = "2026-11-28"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return int(stopped.value.code or 0)


def in_folder(sample: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder)
    shutil.copy(sample, "answers.yaml")
    return Path("answers.yaml").read_text(encoding="utf-8")


OTHERS = ("population", "optional-sections", "reward")


@pytest.mark.parametrize(
    "sample",
    [pytest.param(path, id=path.stem, marks=pytest.mark.long if path.stem in OTHERS else ()) for path in SAMPLES],
)
def test_the_samples_of_22_november_2026_still_give_a_draft(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = in_folder(sample, tmp_path, monkeypatch)
    assert run("migrate", "answers.yaml") == 0
    told = capsys.readouterr()
    assert run("generate", "answers.yaml", "--date", DAY) == 0
    assert Path("answers.docx").is_file()
    after = Path("answers.yaml").read_text(encoding="utf-8")
    if sample.stem == "quick-start":
        assert (after, told.out) == (before, "")
        return
    assert Path("answers.yaml.bak").read_text(encoding="utf-8") == before
    assert "answers.yaml: what stood there before is kept as answers.yaml.bak" in told.err
    lines = {line.strip() for line in after.splitlines()}
    kept = [line for line in before.splitlines() if line.strip() and line.strip() not in lines]
    assert [line for line in kept if f"# {line.strip()}" not in lines] == []
    capsys.readouterr()
    assert run("migrate", "answers.yaml") == 0
    assert capsys.readouterr().err == ("answers.yaml: nothing to take along; its questions are those of this release\n")


def test_generate_names_the_old_and_the_new_question_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_folder(SAMPLES[0], tmp_path, monkeypatch)
    assert run("generate", "answers.yaml", "--date", DAY) == 1
    assert capsys.readouterr().err == (
        "answers.yaml:401:5: error: availability.punctuality.missed: is availability.punctuality.missed_minutes since "
        "28 November 2026. It is a number of minutes now, so that everybody counts missed visits in the same way; run "
        "`specgen migrate` on this file: it takes the old answers along [renamed]\n"
    )


def test_the_difference_is_shown_and_the_old_answer_stays_as_a_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_folder(SAMPLES[1], tmp_path, monkeypatch)
    run("migrate", "answers.yaml")
    assert (
        capsys.readouterr().out
        == """\
--- answers.yaml.bak
+++ answers.yaml
@@ -160,5 +160,9 @@
     time_critical: a delay could cause harm
     time_critical_minutes: 15
-    missed: it has not started before the next planned Visit
+    # How many minutes after its planned time does a visit that has not started count as missed? Example: 90
+    missed_minutes:
+    # Asked again as missed_minutes since 28 November 2026. It is a number of minutes now, so that everybody
+    # counts missed visits in the same way. The answer was:
+    # missed: it has not started before the next planned Visit
     notice_minutes: 20
   visit_length: {minimum_minutes: 30}
"""
    )


# --- each kind of change --------------------------------------------------------------------------------------------

TEXT = """\
model: care-planning
document: {named: Help at home, jurisdiction: wales}   # the cover
contract:
  # when it starts
  begins: 2027-04-05
availability:
  pattern: round_the_clock
"""
CHANGES = (
    Change("document.named", "document.title", "2026-11-28"),
    Change("contract.begins", "document.date", "2026-11-28"),
    Change("availability.pattern", "availability.pattern", "2026-11-28", values={"round_the_clock": "always"}),
)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("care-planning", [built_in_models()])


def test_a_question_is_renamed_moved_and_a_choice_renamed(model: Model) -> None:
    outcomes = next(section for section in model.sections if section.id == "outcomes")
    section = replace(outcomes, schema=outcomes.schema)
    section.__dict__["changes"] = CHANGES
    changed = replace(model, sections=(section, *(one for one in model.sections if one.id != "outcomes")))
    result = migrated(TEXT, changed, lambda _answers: (), "answers.yaml")
    assert [note for note in result.notes if "is asked again" not in note] == [
        "document.named is document.title now",
        "contract.begins is document.date now",
        "availability.pattern: round_the_clock is always now",
    ]
    answers, _ = read(result.text, "answers.yaml")
    assert answers is not None
    assert answers.values == {
        "model": "care-planning",
        "document": {"title": "Help at home", "jurisdiction": "wales", "date": "2027-04-05"},
        "contract": None,
        "availability": {"pattern": "always"},
    }
    assert "   # the cover" in result.text


@pytest.mark.parametrize("id", ["care-planning", "population", "reward"])
def test_what_became_of_a_question_names_one_that_is_asked_and_not_the_old_one(id: str) -> None:
    model = load_model(id, [built_in_models()])
    asked = {path for section in model.sections for path, _ in questions_of(section)}
    assert [change.now for change in model.changes if change.now not in asked] == []
    assert [change.was for change in model.changes if change.is_renamed and change.was in asked] == []


def test_the_answers_of_a_council_for_all_its_services_are_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("arian").mkdir()
    before = (
        "name: Dyffryn Arian County Council\njurisdiction: wales\n"
        "defaults:\n  availability:\n    punctuality:\n      window_minutes: 20  # as in every contract\n"
        "      missed: a visit that nobody makes\n"
    )
    Path("arian/council.yaml").write_text(before, encoding="utf-8")
    assert run("migrate", "arian/council.yaml") == 0
    told = capsys.readouterr().err
    assert "defaults.availability.punctuality.missed is asked again as" in told
    assert "next: specgen council check arian" in told
    after = Path("arian/council.yaml").read_text(encoding="utf-8")
    assert "      window_minutes: 20  # as in every contract\n" in after
    assert "#" in after.split("missed: a visit that nobody makes")[0].splitlines()[-1]
    assert Path("arian/council.yaml.bak").read_text(encoding="utf-8") == before
    assert run("migrate", "arian/council.yaml") == 0
    assert "nothing to take along" in capsys.readouterr().err
