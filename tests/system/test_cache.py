"""Test that the cache saves time and nothing else: whatever has happened to it, the draft is the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from specgen.formats.yamlfile.yaml_file import load
from specgen.generate import draft
from specgen.inputs.council.council import load_council
from specgen.system import store
from specgen.system.cache import get, put
from tests.judges.policy import ROOT

KEY = "0" * 64


def made() -> bytes:
    """A draft, in a run that remembers nothing of the one before."""
    store.KEPT.clear()
    answers, problems = load(ROOT / "sample_inputs" / "quick-start.yaml")
    assert answers is not None
    return draft(answers, load_council(None), today=date(2027, 4, 5), known=problems).document


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPECGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.long
def test_a_draft_from_the_cache_or_from_a_damaged_one_is_the_same_draft(folder: Path) -> None:
    first = made()
    kept = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert kept
    assert made() == first
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == kept
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    assert made() == first


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one byte changed": lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:],
    "another file": lambda data: b"Dear all\n" + data,
    "a longer one": lambda data: data + b"x",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_is_as_good_as_none(damage: Callable[[bytes], bytes], folder: Path) -> None:
    put(KEY, b"the bytes of a composition")
    assert get(KEY) == b"the bytes of a composition"
    (folder / KEY).write_bytes(damage((folder / KEY).read_bytes()))
    assert get(KEY) is None


def _a_file(folder: Path) -> None:
    folder.write_bytes(b"a file stands where the folder should")


def _everybodys(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def _somebody_elses(folder: Path) -> None:
    folder.mkdir()
    if os.getuid() == 0:
        os.chown(folder, 65534, 65534)
    else:
        folder.rmdir()
        folder.symlink_to("/usr")


UNUSABLE: dict[str, Callable[[Path], None]] = {
    "a file": _a_file,
    "a folder that everybody can write to": _everybodys,
    "somebody else's folder": _somebody_elses,
    "a link that leads nowhere": lambda folder: folder.symlink_to(folder.parent / "gone" / "further"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
@pytest.mark.parametrize("spoil", UNUSABLE.values(), ids=UNUSABLE)
def test_a_folder_that_is_not_ours_alone_is_not_used(spoil: Callable[[Path], None], folder: Path) -> None:
    spoil(folder)
    put(KEY, b"bytes")
    assert get(KEY) is None
    assert not (folder / KEY).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_an_entry_that_somebody_else_could_have_written_is_not_run(folder: Path) -> None:
    put(KEY, b"bytes")
    folder.chmod(0o777)
    assert get(KEY) is None


def test_a_place_that_cannot_be_written_to_holds_nothing_back(folder: Path) -> None:
    """A folder stands where the entry should: that stops an administrator too, whom no folder's rights stop."""
    (folder / KEY).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    put(KEY, b"bytes")
    assert get(KEY) is None
    assert [file.name for file in folder.iterdir()] == [KEY]


def test_only_entries_of_the_cache_are_ever_taken_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may have named a folder that has other things in it."""
    folder.mkdir(mode=0o700)
    (folder / "thesis.docx").write_bytes(b"x" * 1000)
    os.utime(folder / "thesis.docx", (1, 1))
    monkeypatch.setattr("specgen.system.cache.MOST_BYTES", 500)
    for number in range(4):
        put(f"{number:064x}", b"y" * 400)
        os.utime(folder / f"{number:064x}", (number + 2, number + 2))
    assert (folder / "thesis.docx").is_file()
    assert [f"{number:064x}" for number in range(4) if get(f"{number:064x}")] == [f"{3:064x}"]


def test_no_cache_is_kept_when_the_variable_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPECGEN_CACHE", "")
    monkeypatch.chdir(tmp_path)
    put(KEY, b"bytes")
    assert get(KEY) is None
    assert list(tmp_path.iterdir()) == []


def test_the_corners_that_were_used_longest_ago_are_let_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specgen.system.cache.MOST_NAMESPACES", 2)
    (folder / "untrusted-0000000000000000").mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    (folder / "untrusted-0000000000000000" / "thesis.docx").write_bytes(b"not ours")
    os.utime(folder / "untrusted-0000000000000000", (1, 1))
    namespaces = [f"untrusted-{number:016x}" for number in range(1, 5)]
    for number, corner in enumerate(namespaces):
        put(KEY, b"bytes", corner)
        os.utime(folder / corner, (number + 10, number + 10))
    put(KEY, b"bytes", namespaces[3])
    assert sorted(file.name for file in folder.iterdir()) == ["untrusted-0000000000000000", *namespaces[2:]]
    assert (folder / "untrusted-0000000000000000" / "thesis.docx").is_file()
