"""A plain `specgen check` is read without the library for command lines: both ways in must hear and say the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from specgen.cli.main import app, main
from specgen.cli.plain_check import FLAGS, WITH_VALUE, plainly_asked
from tests.support.rule_findings import write

ANSWERS = "model: care-planning\ndocument:\n  jurisdiction: england\nintroduction:\n  aim: Each service user decides\n"


def test_both_ways_in_know_the_same_options() -> None:
    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    options = {name: one.is_flag for one in command.params for name in one.opts if name.startswith("--")}
    assert options.pop("--help", None) in (None, True)
    assert options == {**dict.fromkeys(WITH_VALUE, False), **dict.fromkeys(FLAGS, True)}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="no file"),
        pytest.param(("--help",), id="help"),
        pytest.param(("a.yaml", "-h"), id="help in short"),
        pytest.param(("a.yaml", "--fixx"), id="a slip"),
        pytest.param(("a.yaml", "--format"), id="no value"),
        pytest.param(("a.yaml", "--format", "--fix"), id="an option for a value"),
        pytest.param(("a.yaml", "--format=json"), id="value in one word"),
        pytest.param(("--", "a.yaml"), id="the end of options"),
        pytest.param(("-",), id="standard input"),
    ],
)
def test_what_is_not_plain_is_left_to_the_library(words: tuple[str, ...]) -> None:
    assert plainly_asked(words) is None


def test_files_and_options_may_stand_in_any_order() -> None:
    asked = ([Path("a.yaml"), Path("b.docx")], {"--format": "json", "--fix": "--fix"})
    assert plainly_asked(("a.yaml", "--format", "json", "b.docx", "--fix")) == asked
    assert plainly_asked(("--fix", "--format", "json", "a.yaml", "b.docx")) == asked


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("a.yaml",), id="findings"),
        pytest.param(("a.yaml", "--format", "json"), id="an option"),
        pytest.param(("a.yaml", "missing.yaml"), id="a file that is missing"),
        pytest.param(("a.yaml", "--format", "xml"), id="no such format"),
        pytest.param(("a.yaml", "--format"), id="left to the library"),
    ],
)
def test_both_ways_in_say_the_same(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.yaml"), ANSWERS)
    with pytest.raises(SystemExit) as stopped:
        main(("check", *words))
    captured = capfd.readouterr()
    command = [sys.executable, "-m", "specgen", "check", *words]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (stopped.value.code, captured.out, captured.err)


def test_a_plain_check_of_a_word_file_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    from tests.support.small_word import paragraph, write_word

    file = write_word(tmp_path / "a.docx", paragraph("Each service user decides."))
    names = "'typer', 'yaml', 'jinja2', 'docx', 'jsonschema_rs'"
    code = (
        "import sys; from specgen.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as stopped:\n    assert stopped.code == 1\n"
        f"sys.exit(any(name in sys.modules for name in ({names})))"
    )
    command = [sys.executable, "-c", code, "check", str(file)]
    assert [subprocess.run(command, capture_output=True, check=False).returncode for _ in range(2)][-1] == 0
