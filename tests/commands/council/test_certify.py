"""Run `specgen council certify`: what it prints and writes, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from specgen.certify.inventory import RECORD
from specgen.cli import main as cli
from specgen.formats.opc.package import DOCUMENT_PART, read_package, write_package
from specgen.system.resources import built_in_models, built_in_templates
from specgen.version import VERSION
from tests.support.word_files import word_file

LANGUAGE = "sections/language.docx"
SECTIONS = len(list((built_in_templates() / "sections").glob("*.docx")))


class Ran(NamedTuple):
    code: object
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            cli.main(["council", "certify", *map(str, arguments)])
        return Ran(stopped.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def valley(tmp_path: Path) -> Path:
    """A council that has changed one word of the section on language."""
    folder = tmp_path / "valley"
    (folder / "sections").mkdir(parents=True)
    (folder / "council.yaml").write_text("name: Valley Council\n", encoding="utf-8")
    (folder / LANGUAGE).write_bytes(edited(built_in_templates() / LANGUAGE, b"shall", b"must"))
    return folder


def edited(file: Path, old: bytes, new: bytes) -> bytes:
    parts = read_package(file.read_bytes())
    assert old in parts[DOCUMENT_PART]
    return write_package({**parts, DOCUMENT_PART: parts[DOCUMENT_PART].replace(old, new, 1)})


@pytest.mark.long
def test_a_certificate_a_record_and_an_update(valley: Path, tmp_path: Path, run: Run) -> None:
    """One after the other: each needs what the one before has written."""
    file, record = tmp_path / "certificate.docx", valley / RECORD
    ran = run(valley, "-o", file, "--record", "--date", "2027-04-05")
    assert ran.code == 0
    assert ran.out.startswith(f"Valley Council: wording compared with specgen {VERSION}\n")
    assert "[-shall-]{+must+}" in ran.out
    count = len(list((built_in_templates() / "sections").glob("*.docx")))
    assert ran.err == (
        f"Valley Council: {count} sections, 1 of them with words of its own\n"
        f"{file}: the certificate\n{record}: the shared wording of specgen {VERSION} is recorded\n"
    )
    again = run(valley, "-o", file, "--record", "--date", "2027-04-05")
    assert f"Since the record (specgen {VERSION}), no shared passage has changed." in again.out
    assert f"{record}: nothing changed" in again.err
    newer = tmp_path / "newer"
    copytree(built_in_templates(), newer / "templates")
    copytree(built_in_models(), newer / "models")
    (newer / "specgen").mkdir()
    (newer / "specgen" / "version.py").write_text('VERSION: Final = "9.8.7"\n', encoding="utf-8")
    (newer / "templates" / LANGUAGE).write_bytes(edited(built_in_templates() / LANGUAGE, b"shall", b"will"))
    update = run(valley, "--update", newer)
    assert update.code == 0
    assert "With specgen 9.8.7, 1 shared passage beneath words of your own changes, and you decide." in update.out
    assert "[-shall-]{+will+}" in update.out


@pytest.mark.long
def test_an_update_that_breaks_a_template_of_the_council_is_reported(valley: Path, tmp_path: Path, run: Run) -> None:
    own = '{%p extends "specgen/sections/language.docx" %}\n{%p block language %}\n. Ours.\n{%p endblock %}'
    (valley / LANGUAGE).write_bytes(word_file(own))
    newer = tmp_path / "newer"
    copytree(built_in_templates(), newer)
    (newer / LANGUAGE).write_bytes(word_file("# Language\n. Another release."))
    (built_in,) = (name for name in blocks_of(built_in_templates() / LANGUAGE)[:1])
    (valley / LANGUAGE).write_bytes(word_file(own.replace("block language", f"block {built_in}")))
    ran = run(valley, "--update", newer)
    assert ran.code == 1
    assert f'does not work with your templates: {valley / LANGUAGE}: error: fills the block "{built_in}"' in ran.out


def blocks_of(file: Path) -> list[str]:
    text = read_package(file.read_bytes())[DOCUMENT_PART].decode()
    return [piece.split()[0] for piece in text.split("{%p block ")[1:]]


def test_somebodys_file_is_never_written_over(valley: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "minutes.docx"
    file.write_bytes(word_file("Minutes of a meeting"))
    before = file.read_bytes()
    ran = run(valley, "-o", file)
    assert ran.code == 1
    assert ran.err == (
        f"{file}: error: is there already, and is no certificate as specgen wrote it; give another name [output]\n"
    )
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"no zip", f"{LANGUAGE}: error: it is not a Word file", id="no Word file", marks=pytest.mark.long),
        pytest.param(word_file("{%p if a %}\n. Care."), f"{LANGUAGE}: error: ", id="a tag that is not closed"),
        pytest.param(
            word_file('{%p extends "specgen/sections/language.docx" %}\n{%p block wrong %}\n. A.\n{%p endblock %}'),
            f'{LANGUAGE}: error: fills the block "wrong"',
            id="a block that is not there",
            marks=pytest.mark.long,
        ),
        pytest.param(
            word_file(". {{ 'a' * 10 ** 9 }}"),
            f"{LANGUAGE}: error: paragraph 1 “{{{{ 'a' * 10 ** 9 }}}}”: repeats a text or a list until it is longer",
            id="a tag that would fill the memory",
        ),
        pytest.param(
            word_file(". {{ council.name * 10 ** 9 }}"),
            f"Valley Council: {SECTIONS} sections",
            id="a tag that would fill the memory of a draft",
        ),
    ],
)  # fmt: skip
def test_a_wrong_template_is_reported_and_nothing_written(
    content: bytes, said: str, valley: Path, tmp_path: Path, run: Run
) -> None:
    (valley / LANGUAGE).write_bytes(content)
    ran = run(valley, "-o", tmp_path / "certificate.docx", "--record")
    assert said in ran.err
    assert "Traceback" not in ran.err
    if ran.code:
        assert ran.out == ""
        assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["council.yaml", "language.docx"]


def test_a_file_that_is_a_link_to_another_place_is_not_read(valley: Path, tmp_path: Path, run: Run) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    (valley / "notes.txt").symlink_to(secret)
    ran = run(valley)
    assert ran.code == 0
    assert "notes.txt" not in ran.out
    assert "other file" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "pdf"), "--format: there is no format pdf; write one of text, json [usage]"),
        (("--update", "nowhere"), "nowhere: error: there is no such folder"),
        (("--date", "tomorrow"), '--date: "tomorrow" is not a date'),
    ],
)
def test_wrong_use_is_reported(arguments: tuple[str, ...], said: str, valley: Path, run: Run) -> None:
    ran = run(valley, *arguments)
    assert ran.code == 2
    assert said in ran.err
