"""Compare the warnings about answers that YAML reads as something else, word for word, with the file beside each case.

After a change of wording: SPECGEN_REFRESH=1 pytest tests/cli/test_doubtful_answers.py, then read the difference.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from specgen.cli.main import main

CASES = sorted((Path(__file__).parent / "doubtful_answers").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_draft_is_written_and_the_doubt_is_said(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(case, "answers.yaml")
    with pytest.raises(SystemExit) as stopped:
        main(["generate", "answers.yaml", "--date", "2026-11-28"])
    assert not stopped.value.code
    err = "".join(f"{line}\n" for line in capsys.readouterr().err.splitlines() if line.endswith("[yaml]"))
    expected = case.with_suffix(".txt")
    if "SPECGEN_REFRESH" in os.environ:
        expected.write_text(err, encoding="utf-8", newline="\n")
    assert err == expected.read_text(encoding="utf-8")


def test_every_expectation_belongs_to_a_case() -> None:
    expected = sorted((Path(__file__).parent / "doubtful_answers").glob("*.txt"))
    assert [path.stem for path in expected] == [path.stem for path in CASES]
