"""Run command lines and compare exit code, standard output and standard error."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from specgen import generate as spine
from specgen.cli.main import main
from tests.judges.policy import ROOT

QUICK = ROOT / "sample_inputs" / "quick-start.yaml"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str) -> Ran: ...


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert isinstance(stopped.value.code, int)
        return Ran(stopped.value.code, *capsys.readouterr())

    return call


def test_generate_writes_the_draft_and_says_where(run: Run) -> None:
    code, out, err = run("generate", str(QUICK), "-o", "draft.docx", "--date", "2026-11-16")
    assert (code, out) == (0, "draft.docx\n")
    summary, parts, following = err.splitlines()[-3:]
    assert summary.endswith(" open points (questions without an answer)")
    numbers = [int(part.rpartition(" ")[2]) for part in parts.removeprefix("open points by part: ").split(", ")]
    assert sum(numbers) == int(summary.split()[2])
    assert following == (
        f"next: answer them and generate again; specgen add PART --all {QUICK} puts in the questions of a part"
    )
    assert Path("draft.docx").read_bytes().startswith(b"PK")


def test_without_a_name_the_draft_stands_beside_the_answers(run: Run) -> None:
    Path("ours.yaml").write_bytes(QUICK.read_bytes())
    assert run("generate", "ours.yaml", "--date", "2026-11-16").out == "ours.docx\n"


def test_a_second_run_says_that_nothing_changed(run: Run) -> None:
    command = ("generate", str(QUICK), "-o", "draft.docx", "--date", "2026-11-16")
    run(*command)
    before = Path("draft.docx").stat()
    assert "(nothing changed)" in run(*command).err
    assert Path("draft.docx").stat().st_mtime_ns == before.st_mtime_ns


def test_new_writes_a_file_that_is_never_overwritten(run: Run) -> None:
    code, out, err = run("new", "care-planning", "-o", "answers.yaml")
    assert (code, out, err) == (0, "", "fill in answers.yaml, then run: specgen generate answers.yaml\n")
    Path("answers.yaml").write_text("mine\n")
    code, out, err = run("new", "care-planning", "-o", "answers.yaml")
    assert (code, out) == (1, "")
    assert "answers.yaml: error: is there already" in err
    assert Path("answers.yaml").read_text() == "mine\n"


def test_models_lists_the_models(run: Run) -> None:
    code, out, _ = run("models")
    assert code == 0
    assert out.startswith("care-planning\n    Outcome-based care planning. ")


def test_schema_is_json_that_names_every_section(run: Run) -> None:
    schema = json.loads(run("schema", "care-planning").out)
    assert {"model", "document", "availability", "monitoring"} <= set(schema["properties"])


def test_questions_go_to_standard_output(run: Run) -> None:
    code, out, err = run("questions", "care-planning")
    assert (code, err) == (0, "")
    assert out.startswith("Outcome-based care planning\n")


@pytest.mark.parametrize("command", ["generate", "new", "models", "questions", "schema"])
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"Example: specgen {command}" in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["generate", "nothing.yaml"], 2, "nothing.yaml: error: there is no such file [file]\n"),
        (["generate", "."], 2, ".: error: is a folder; name the file of answers in it [file]\n"),
        (
            ["generate", "x.yaml", "--date", "5/4/27"],
            2,
            '--date: "5/4/27" is not a date; write it as 2027-04-05',
        ),
        (
            ["new", "care-plan"],
            2,
            "error: there is no model care-plan; did you mean care-planning? [model]\n",
        ),
        (["questions", "zzz"], 2, "error: there is no model zzz; the models are "),
        (
            ["new", "care-planning", "-o", "no/folder.yaml"],
            2,
            "cannot be written (no such file or directory)",
        ),
        (["genrate"], 2, "No such command 'genrate'"),
        (["generate"], 2, "Missing argument"),
    ],
)
def test_wrong_usage_is_reported_in_a_line(run: Run, arguments: list[str], code: int, said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_defect_of_ours_names_a_log_and_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(spine, "plan_draft", broken)
    monkeypatch.setattr("tempfile.tempdir", os.fspath(Path.cwd()))
    code, out, err = run("generate", str(QUICK))
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "specgen has a defect, and this is not your fault: ZeroDivisionError" in err
    log = Path(err.split("the log at ")[1].strip())
    assert "ZeroDivisionError: a defect" in log.read_text()


def test_an_interrupted_command_exits_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(spine, "plan_draft", interrupted)
    assert run("generate", str(QUICK)).code == 130


def specgen(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "specgen", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_every_console_encoding_is_survived(encoding: str) -> None:
    out, err = specgen("new", "care-planning", PYTHONIOENCODING=encoding).communicate()
    assert err == b""
    assert b"model: care-planning" in out
    out.decode("utf-8")


def test_a_reader_who_leaves_early_is_no_failure() -> None:
    process = specgen("questions", "care-planning")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (0, b"")


def test_the_command_line_starts_without_the_document_libraries() -> None:
    names = "'docx', 'docxtpl', 'lxml', 'jinja2', 'yaml', 'jsonschema_rs', 'rich', 'flask', 'waitress'"
    code = f"import sys, specgen.cli.main; sys.exit(any(name in sys.modules for name in ({names})))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


NOT_FOR_A_DRAFT = (
    "docx", "docxtpl", "rich", "hypothesis", "specgen.certify", "specgen.compare", "specgen.revise",
    "specgen.template_check", "specgen.formats.yamlfile.edit.editor", "specgen.house.letterhead",
    "specgen.house.intake", "specgen.inputs.glossary_import", "specgen.system.office",
    "specgen.system.sandbox", "specgen.review.reports.board_report",
)  # fmt: skip


def test_a_plain_draft_loads_nothing_that_other_commands_need(tmp_path: Path) -> None:
    arguments = ["generate", str(ROOT / "sample_inputs" / "quick-start.yaml"), "-o", str(tmp_path / "draft.docx")]
    code = (
        "import sys\nfrom specgen.cli.main import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit as stopped:\n    assert not stopped.code\n"
        f"print(*[name for name in {NOT_FOR_A_DRAFT!r} if name in sys.modules])"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # what is kept from then on is made
    (tmp_path / "draft.docx").unlink()
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.splitlines()[1:] == [""]


def test_specgen_asks_for_seven_libraries() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [re.split(r"[><=]", one)[0] for one in asked]
    assert names == ["docxtpl", "jinja2", "jsonschema-rs", "lxml", "python-docx", "pyyaml", "typer"]
