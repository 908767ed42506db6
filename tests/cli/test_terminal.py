"""Print for people and for programs: long lists cut, readers who leave, and consoles that know few signs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from specgen.commands.report import MOST_LINES, error_lines, text_report
from specgen.problems import LONGEST_LINE, Place, Problem, WrongInput

COMMAND = (sys.executable, "-c", "from specgen.cli.main import main; main()")
LETTERS = "Tŷ Cymunedol – “Ŵyn” ░ 界 ✓"


def _problem(message: str) -> Problem:
    return Problem(Place("answers.yaml", 3, 1), message, "write it anew", "unknown")


def test_a_line_that_quotes_a_whole_file_is_cut() -> None:
    (line,) = text_report([_problem("x" * 50_000)]).splitlines()
    assert len(line) == LONGEST_LINE
    assert line.startswith("answers.yaml:3:1: error: xxx")
    assert line.endswith("x…")


def test_a_list_of_thousands_is_cut_and_says_how_many_there_are_more() -> None:
    lines = list(error_lines(WrongInput([_problem(f"key {number} means nothing here") for number in range(5_000)])))
    assert len(lines) == MOST_LINES + 2
    assert lines[0] == "answers.yaml:3:1: error: key 0 means nothing here; write it anew [unknown]"
    assert lines[-2:] == [
        f"and {5_000 - MOST_LINES} more: {5_000 - MOST_LINES} unknown",
        "5000 problems; nothing was written",
    ]


def test_nobody_reading_the_messages_is_no_defect(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # as `2>&1 | head` has left
    environment = {**os.environ, "TMPDIR": str(tmp_path), "SPECGEN_CACHE": str(tmp_path / "cache")}
    for arguments in (("check", "missing.yaml"), ("generate", "missing.yaml"), ("check",), ("no-such-command",)):
        ran = subprocess.run(
            [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=writing, env=environment, cwd=tmp_path, check=False
        )
        assert ran.returncode in (1, 2), arguments
    os.close(writing)
    assert list(tmp_path.glob("specgen-*.log")) == []


def test_a_console_that_knows_few_signs_shows_every_message(tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(f'model: care-planning\n"{LETTERS}": 1\n', encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252:strict", "SPECGEN_CACHE": str(tmp_path / "cache")}
    for command in ("generate", "check"):
        ran = subprocess.run(
            [*COMMAND, command, answers.name], capture_output=True, env=environment, cwd=tmp_path, check=False
        )
        shown = (ran.stdout if command == "check" else ran.stderr).decode("utf-8" if command == "check" else "cp1252")
        expected = LETTERS if command == "check" else LETTERS.encode("cp1252", "backslashreplace").decode("cp1252")
        assert ran.returncode == 1
        assert expected in shown
