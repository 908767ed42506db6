"""Try what the README and the help state: every command, every file that is named, and the example from Python."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from specgen.cli import main as cli
from specgen.review.review import Words, review
from tests.judges.policy import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _commands(group: Any, before: str = "") -> Iterator[str]:
    """generate, glossary list ..."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield before + name


COMMANDS = sorted(_commands(typer.main.get_command(cli.app)))


def _help(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        cli.main((*command.split(), "--help"))
    assert stopped.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example_that_names_it(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = " ".join(_help(command, capsys).split())
    assert f"Example: specgen {command}" in shown


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_the_command(command: str) -> None:
    assert f"`specgen {command} " in README or f"`specgen {command}`" in README


def test_every_command_in_the_readme_exists() -> None:
    named = re.findall(r"(?:`|^    .*\b)specgen ([a-z]+(?: [a-z]+)?)", README, re.MULTILINE)
    assert named
    assert [words for words in named if words not in COMMANDS and words.split()[0] not in COMMANDS] == []


def test_every_option_in_the_readme_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        for rest in re.findall(rf"specgen {command}((?: [^\s`|]+)*)", README):
            for option in re.findall(r"(?<= )--?[a-z][a-z-]*", rest):
                assert option in _help(command, capsys), f"specgen {command} has no {option}"


def test_every_target_of_make_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:`|^    )make ([a-z-]+)", README + CONTRIBUTING, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_in_the_readme_exists() -> None:
    for path in re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+/)`", README):
        assert (ROOT / path).exists(), path


def test_the_example_of_what_a_mail_says_has_no_finding(tmp_path: Path) -> None:
    (example,) = re.findall(r"has a place as well:\n\n```yaml\n(.*?)```", README, re.DOTALL)
    before = "model: care-planning\ndocument: {jurisdiction: wales}\nscope: {people: 400}\n"
    file = tmp_path / "answers.yaml"
    file.write_text(before + example, encoding="utf-8")
    reviewed = review(file, Words(), today=date(2026, 11, 29)).reviewed
    assert (reviewed.problems, reviewed.findings) == ((), ())


def test_the_example_from_python_says_what_is_wrong_with_answers(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "sample_inputs").mkdir()
    (tmp_path / "sample_inputs" / "care-planning.yaml").write_text("model: care-planning\ndocument: {title: 5}\n")
    run = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "care-planning.yaml:2:1: error: document.jurisdiction: needs an answer" in run.stdout


@pytest.mark.long
def test_the_example_from_python_writes_a_draft(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "sample_inputs").symlink_to(ROOT / "sample_inputs", target_is_directory=True)
    run = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert re.fullmatch(r"\d+ sections, \d+ open points\n", run.stdout)
    assert (tmp_path / "draft.docx").read_bytes().startswith(b"PK")


def test_what_specgen_exports_is_there_and_nothing_is_loaded_before_it_is_used() -> None:
    ask = (
        "import sys, specgen; loaded = [name for name in sys.modules if name.startswith(('specgen.', 'lxml', 'yaml'))];"
        "print(loaded, [name for name in specgen.__all__ if not callable(getattr(specgen, name))],"
        " sorted(set(specgen.__all__) - set(dir(specgen))))"
    )
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert run.stdout == "[] [] []\n"
