"""Follow docs/councils.md word by word in an empty folder: write its files and run its commands in their order."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from specgen.cli import main as cli
from specgen.formats.opc.package import read_package, write_package
from specgen.system.resources import built_in_models, built_in_samples, built_in_templates
from tests.judges.policy import ROOT
from tests.support.word_files import write_files

GUIDE = (ROOT / "docs" / "councils.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^```(?:yaml|template) (?P<file>\S+)\n(?P<text>.*?)^```|^    specgen (?P<command>[^\n]+)$", re.M | re.S
)
LETTERHEADS = built_in_samples() / "councils" / "letterheads"
CONDITIONS = "# Definitions\n. “Key Worker” means the worker whom an Individual knows best."
FINDS_SOMETHING = "check draft.docx --council our-council"  # before the draft is made again in the new words


@dataclass(frozen=True)
class Ran:
    command: str
    code: object
    said: str


def steps() -> Iterator[tuple[str, str]]:
    """Each step as (name of the file, its text) or ("", command)."""
    for found in STEP.finditer(GUIDE):
        yield (found["file"] or "", found["text"] or found["command"])


def followed(folder: Path, letterhead: str, capsys: pytest.CaptureFixture[str]) -> list[Ran]:
    """Do what the guide says, with one of the letterheads, and return what each command said."""
    shutil.copyfile(LETTERHEADS / letterhead, folder / "letterhead.docx")
    write_files(folder, {"conditions.docx": CONDITIONS})
    _newer_specgen(folder / "specgen-next")
    ran = []
    for file, text in steps():
        if file.endswith(".docx"):
            write_files(folder, {file: text})
        elif file:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        else:
            with pytest.raises(SystemExit) as stopped:
                cli.main(_words(text))
            shown = capsys.readouterr()
            ran.append(Ran(text, stopped.value.code, shown.out + shown.err))
    return ran


def _newer_specgen(folder: Path) -> None:
    """An unpacked specgen that says one clause of scope otherwise."""
    shutil.copytree(built_in_templates(), folder / "templates")
    shutil.copytree(built_in_models(), folder / "models")
    file = folder / "templates" / "sections" / "scope.docx"
    parts = read_package(file.read_bytes())
    said = parts["word/document.xml"]
    assert said.count(b"of care expected is") == 1
    parts["word/document.xml"] = said.replace(b"of care expected is", b"of care carefully expected is")
    file.write_bytes(write_package(parts))


def _words(command: str) -> tuple[str, ...]:
    return tuple(word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command))


@pytest.mark.long
def test_the_guide_works_word_for_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = followed(tmp_path, "glan-morwen.docx", capsys)
    assert len(ran) > 10
    first_check = next(one for one in ran if one.command == FINDS_SOMETHING)
    assert first_check.code == 1
    assert "TERM-DEPRECATED" in first_check.said
    assert [(one.command, one.said) for one in ran if one.code != 0 and one is not first_check] == []
    assert "careful" in ran[-1].said


def test_every_file_and_picture_that_the_guide_names_is_there() -> None:
    named = re.findall(r"`((?:sample_inputs|templates|models)/[\w./-]*)`", GUIDE)
    linked = re.findall(r"\]\(([\w./-]+\.(?:md|png))\)", GUIDE)
    assert named
    assert linked
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [path for path in linked if not (ROOT / "docs" / path).exists()] == []


WRONG = dict(re.findall(r"^\| `([^`]+)`.*? \| (.+) \|$", GUIDE[GUIDE.index("## What goes wrong") :], re.M))
SETTINGS = {
    'there is no file "house.docx"': "name: A\njurisdiction: wales\nhouse: house.docx\n",
    "it has no place for the logo that council.yaml names": (
        "name: A\njurisdiction: wales\nhouse: letterhead.docx\nlogo: {file: crest.png, words: Arms}\n"
    ),
    'the house document has no paragraph style "Numbered paragraf"': (
        "name: A\njurisdiction: wales\nhouse: letterhead.docx\nstyles: {Clause: Numbered paragraf}\n"
    ),
    "there is no council our-council": "",
    "needs an answer: it decides whose law applies": "name: A\n",
    "it may hold macros": "name: A\njurisdiction: wales\nhouse: macros.docx\n",
}


def test_every_message_that_the_guide_explains_is_tried_here() -> None:
    assert set(WRONG) == set(SETTINGS)


@pytest.mark.parametrize("message", SETTINGS)
def test_a_message_that_the_guide_explains_is_what_is_printed(
    message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    if SETTINGS[message]:
        _council(tmp_path / "our-council", SETTINGS[message])
    shutil.copyfile(built_in_samples() / "quick-start.yaml", "answers.yaml")
    text = Path("answers.yaml").read_text(encoding="utf-8").replace("  jurisdiction: england\n", "")
    Path("answers.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.main(("generate", "answers.yaml", "--council", "our-council", "-o", "draft.docx"))
    assert message in capsys.readouterr().err


def _council(folder: Path, settings: str) -> None:
    folder.mkdir()
    (folder / "council.yaml").write_text(settings, encoding="utf-8")
    letterhead = (LETTERHEADS / "severn-marches-board.docx").read_bytes()
    (folder / "letterhead.docx").write_bytes(letterhead)
    shutil.copyfile(LETTERHEADS.parent / "glan-morwen" / "crest.png", folder / "crest.png")
    parts = read_package(letterhead)
    types = parts["[Content_Types].xml"]
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = types.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    (folder / "macros.docx").write_bytes(write_package(parts))
