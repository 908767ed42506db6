"""Compare the messages about wrong answers, word for word, with the file beside each case in tests/cli/bad_answers.

After a change of wording: SPECGEN_REFRESH=1 pytest tests/cli/test_bad_answers.py, then read the difference.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from zipfile import is_zipfile

import pytest

from specgen.cli.main import main
from specgen.generate import draft_file
from specgen.problems import SpecgenError
from specgen.review.review import Words, review

CASES = sorted((Path(__file__).parent / "bad_answers").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_wrong_answers_are_explained_and_leave_nothing_behind(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(case, "answers.yaml")
    with pytest.raises(SystemExit) as stopped:
        main(["generate", "answers.yaml", "--date", "2026-11-16"])
    out, err = capsys.readouterr()
    expected = case.with_suffix(".txt")
    if "SPECGEN_REFRESH" in os.environ:
        expected.write_text(err, encoding="utf-8", newline="\n")
    assert err == expected.read_text(encoding="utf-8")
    assert (out, stopped.value.code) == ("", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["answers.yaml"]


@pytest.mark.parametrize("case", [case for case in CASES if not is_zipfile(case)], ids=lambda case: case.stem)
def test_check_tells_all_for_which_no_draft_is_made(case: Path) -> None:
    today = date(2026, 11, 16)
    with pytest.raises(SpecgenError) as refused:
        draft_file(case, today=today)
    try:
        checked = review(case, Words(), today=today).reviewed.problems
    except SpecgenError as error:
        checked = error.problems
    told = {(problem.place.line, problem.message, problem.remedy) for problem in checked}
    errors = (problem for problem in refused.value.problems if problem.level == "error")
    missed = [problem for problem in errors if (problem.place.line, problem.message, problem.remedy) not in told]
    assert missed == [] or "model" not in case.read_text(encoding="utf-8")  # nothing says what kind of file it is


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


def test_every_expectation_belongs_to_a_case() -> None:
    expected = sorted((Path(__file__).parent / "bad_answers").glob("*.txt"))
    assert [path.stem for path in expected] == [path.stem for path in CASES]


def test_a_file_that_is_too_big_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("answers.yaml").write_text("model: care-planning\n" + "# more\n" * 300_000)
    with pytest.raises(SystemExit, match="1"):
        main(["generate", "answers.yaml"])
    remedy = "a file of answers is a few hundred lines of text"
    assert capsys.readouterr().err == f"answers.yaml: error: is larger than 2 MB; {remedy} [size]\n"
    assert [path.name for path in tmp_path.iterdir()] == ["answers.yaml"]
