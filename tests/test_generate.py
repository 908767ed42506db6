"""Write a draft: whole or not at all, and never over anybody's work."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from specgen.formats.opc.package import read_package, write_package
from specgen.generate import DraftFile, generate
from specgen.problems import SpecgenError
from tests.judges.policy import ROOT
from tests.support.word_files import word_file, zipped

DAY = date(2027, 4, 5)
EDITED = (
    "{path}: error: this file was edited since specgen wrote it, or specgen did not write it;"
    " bring the answers into it with specgen update, give another name with -o, or use --force, which keeps it as .bak"
    " [edited]"
)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.yaml"
    file.write_bytes((ROOT / "sample_inputs" / "quick-start.yaml").read_bytes())
    return file


def made(answers: Path, output: Path | None = None, *, force: bool = False, day: date = DAY) -> DraftFile:
    return generate(answers, output, council=None, today=day, force=force)


def refused(answers: Path, output: Path | None = None, *, force: bool = False) -> str:
    with pytest.raises(SpecgenError) as caught:
        made(answers, output, force=force)
    return str(caught.value)


def edited(file: Path) -> bytes:
    """The file as Word leaves it when somebody has changed a word."""
    parts = read_package(file.read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Council", b"Cabinet")
    file.write_bytes(write_package(parts))
    return file.read_bytes()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_draft_stands_beside_the_answers_and_nothing_else_does(answers: Path) -> None:
    found = made(answers)
    assert (found.path, found.is_changed) == (answers.with_suffix(".docx"), True)
    assert names(answers.parent) == ["answers.docx", "answers.yaml"]


def test_a_second_run_that_changes_nothing_writes_nothing(answers: Path) -> None:
    path = made(answers).path
    os.utime(path, (1, 1))
    before = path.stat()
    assert not made(answers).is_changed
    assert (path.stat().st_mtime, path.stat().st_ino) == (before.st_mtime, before.st_ino)


def test_a_draft_that_nobody_has_edited_gives_way_to_the_next(answers: Path) -> None:
    first = made(answers).path.read_bytes()
    assert made(answers, day=date(2027, 4, 6)).is_changed
    assert answers.with_suffix(".docx").read_bytes() != first
    assert names(answers.parent) == ["answers.docx", "answers.yaml"]


def test_a_draft_that_was_only_packed_anew_is_not_an_edited_one(answers: Path) -> None:
    path = made(answers).path
    path.write_bytes(zipped(read_package(path.read_bytes())))
    assert made(answers).is_changed


def test_an_edited_draft_is_refused_and_left_as_it_is(answers: Path) -> None:
    path = made(answers).path
    work = edited(path)
    assert refused(answers) == EDITED.format(path=path)
    assert path.read_bytes() == work
    assert names(answers.parent) == ["answers.docx", "answers.yaml"]


STRANGERS = {
    "a Word file of somebody's": word_file("my own words"),
    "an empty file": b"",
    "a note": b"Dear all",
    "half a draft": word_file("x" * 5000)[:700],
}


@pytest.mark.parametrize("content", STRANGERS.values(), ids=STRANGERS)
def test_a_file_that_specgen_did_not_write_is_refused(content: bytes, answers: Path) -> None:
    path = answers.with_suffix(".docx")
    path.write_bytes(content)
    assert refused(answers) == EDITED.format(path=path)
    assert path.read_bytes() == content


EDITS = {
    "a word": ("word/document.xml", b"Council", b"Cabinet"),
    "a style": ("word/styles.xml", b"heading 1", b"heading 2"),
    "a header": ("word/header1.xml", b"<w:p>", b"<w:p><w:r><w:t>ours</w:t></w:r></w:p><w:p>"),
    "the title": ("docProps/core.xml", b"<dc:title>", b"<dc:title>Our "),
}


@pytest.mark.parametrize(("part", "old", "new"), EDITS.values(), ids=EDITS)
def test_a_change_anywhere_in_the_file_is_an_edit(part: str, old: bytes, new: bytes, answers: Path) -> None:
    path = made(answers).path
    parts = read_package(path.read_bytes())
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    path.write_bytes(write_package(parts))
    assert refused(answers) == EDITED.format(path=path)


def test_a_part_that_somebody_added_is_an_edit(answers: Path) -> None:
    path = made(answers).path
    path.write_bytes(write_package({**read_package(path.read_bytes()), "word/comments.xml": b"<x/>"}))
    assert refused(answers) == EDITED.format(path=path)


def test_force_keeps_what_was_there_and_every_earlier_one(answers: Path) -> None:
    path = made(answers).path
    first = edited(path)
    assert made(answers, force=True).is_changed
    second = edited(path)
    assert made(answers, force=True).is_changed
    assert names(answers.parent) == ["answers.docx", "answers.docx.bak", "answers.docx.bak2", "answers.yaml"]
    assert (path.parent / "answers.docx.bak").read_bytes() == first
    assert (path.parent / "answers.docx.bak2").read_bytes() == second


def test_force_keeps_no_copy_of_what_nobody_edited(answers: Path) -> None:
    made(answers)
    assert made(answers, force=True, day=date(2027, 4, 6)).is_changed
    assert names(answers.parent) == ["answers.docx", "answers.yaml"]


def test_a_folder_that_is_not_there_is_reported(answers: Path, tmp_path: Path) -> None:
    path = tmp_path / "gone" / "draft.docx"
    assert refused(answers, path) == (
        f"{path}: error: cannot be written (no such file or directory);"
        " close it in Word if it is open there, and look whether the folder exists [output]"
    )


def test_a_folder_of_that_name_is_reported(answers: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.docx").mkdir()
    assert refused(answers, tmp_path / "draft.docx").endswith("[output]")
    assert names(tmp_path / "draft.docx") == []


def test_the_answers_are_never_written_over(answers: Path, tmp_path: Path) -> None:
    content = answers.read_bytes()
    (tmp_path / "linked.docx").symlink_to(answers)
    os.link(answers, tmp_path / "hard.docx")
    for path in (answers, tmp_path / "." / "answers.yaml", tmp_path / "linked.docx", tmp_path / "hard.docx"):
        said = f"{path}: error: this is the file of answers; give the draft another name [output]"
        assert refused(answers, path, force=True) == said
    assert answers.read_bytes() == content


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """As if the disk were full: no file can grow beyond some bytes."""
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, kept)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_no_half_file_and_takes_nothing_away(force: bool, answers: Path) -> None:
    path = made(answers).path
    standing = edited(path) if force else path.read_bytes()
    day = date(2027, 4, 6)
    with full_disk(5000), pytest.raises(SpecgenError) as caught:
        made(answers, force=force, day=day)
    assert "cannot be written (file too large)" in str(caught.value)
    assert path.read_bytes() == standing
    assert names(answers.parent) == ["answers.docx", "answers.yaml"]


def test_wrong_answers_leave_no_file(answers: Path) -> None:
    answers.write_text(answers.read_text(encoding="utf-8").replace("jurisdiction: england", "jurisdiction: france"))
    assert "france" in refused(answers)
    assert names(answers.parent) == ["answers.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_draft_has_the_rights_of_any_new_file(answers: Path, tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(b"")
    assert stat.S_IMODE(made(answers).path.stat().st_mode) == stat.S_IMODE((tmp_path / "new").stat().st_mode)


def test_names_with_spaces_dots_and_letters_beyond_english_are_names(answers: Path, tmp_path: Path) -> None:
    other = answers.rename(tmp_path / "Cŵn & tŷ v1.2 <ein>.yaml")
    assert made(other).path.name == "Cŵn & tŷ v1.2 <ein>.docx"
