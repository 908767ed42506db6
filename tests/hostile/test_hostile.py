"""Give files made to do harm to the real command: each comes to what its table states, soon, and leaves nothing behind.

Every case runs `specgen` in a process of its own, in a folder of its own. Watched are what it prints, how it exits, how
long it computes, how much memory it takes, what it leaves, what it opens and whom it calls.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import contents, folders, packages, tags, texts
from tests.hostile.case import CLEANED, HARMLESS, STOPPED, Case
from tests.hostile.network import somebody_called
from tests.support.word_files import Drafted, word_file

TABLES: list[list[Case]] = [packages.CASES, contents.CASES, tags.CASES, texts.CASES, folders.CASES]
CASES = [case for table in TABLES for case in table]
SECONDS = 30  # far away: one that never ends takes 8 in the child; a busy machine makes the rest of it slower
MEGABYTES = 512
WATCH = '''\
"""Tells the tests what a command opens to write, removes, starts and calls; loaded by Python before anything else."""
import os, sys
TELLING = int(os.environ["TELLING"])
SILENT = {"os.listdir", "os.scandir", "os.fork", "os.walk", "os.fwalk", "os.putenv", "os.unsetenv"}
def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (
            isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if isinstance(path, int) or (not writes and "-secret" not in str(path)):
            return
    elif event in SILENT or event.partition(".")[0] not in ("os", "socket", "subprocess", "shutil", "ctypes", "pty"):
        return
    os.write(TELLING, f"{event}\\t{arguments[0] if arguments else ''}\\n".encode(errors="replace"))
sys.addaudithook(watch)
'''

# Between the tests and the command: what a process holds when it starts another counts as held by that one too, and the
# tests hold much.
MEASURE = """\
import os, sys
child = os.fork()
if not child:
    os.execv(sys.argv[2], sys.argv[2:])
_, status, used = os.wait4(child, 0)
told = f"used\\t{used.ru_utime + used.ru_stime} {used.ru_maxrss}\\n"
os.write(int(sys.argv[1]), told.encode())
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str
    seconds: float  # that it and its children computed
    megabytes: float  # of the larger of its processes, and what the smaller one may have had beside it
    events: tuple[tuple[str, str], ...]
    new: tuple[str, ...]  # files in its folder that were not there before


@pytest.fixture(scope="session")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sitecustomize.py").write_text(WATCH)
    return folder


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def _marked() -> Iterator[Any]:
    """Give each case the mark `long`, but for the first of each outcome in each table; what
    is stopped has to reach a limit first, and is tried once.
    """
    seen: set[tuple[str, int]] = set()
    for number, table in enumerate(TABLES):
        for case in table:
            kind = (case.outcome, 0 if case.outcome == STOPPED else number)
            is_first = kind not in seen
            seen |= {kind} if is_first else set()
            yield pytest.param(case, id=case.name, marks=() if is_first else pytest.mark.long)


@pytest.mark.parametrize("case", list(_marked()))
def test_it_comes_to_what_the_table_says_and_leaves_nothing_behind(
    case: Case, tmp_path: Path, watch: Path, cache: Path
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    folders.secret(folder).write_bytes(word_file(f". {folders.SECRET}"))
    case.lay(folder)
    ran = _run(case, folder, watch, cache)
    said = ran.out + ran.err
    assert (ran.code, case.says in said) == (case.code, True), said
    assert "Traceback" not in said
    assert "defect" not in said
    assert not any(sign in said for sign in "\x1b\x07\x9b"), "it steers the terminal"
    assert ran.seconds < SECONDS
    assert ran.megabytes < MEGABYTES
    assert ran.new == _expected(case)
    assert folders.SECRET not in said
    assert [one for one in ran.events if not _is_fine(one, folder, cache)] == []
    assert not somebody_called()
    if ran.new:
        _look_at(folder / ran.new[0], case)


def test_there_are_enough_cases_and_no_two_are_called_the_same() -> None:
    assert len(CASES) >= 60
    assert [name for name, times in Counter(case.name for case in CASES).items() if times > 1] == []


def _expected(case: Case) -> tuple[str, ...]:
    """A draft is left only where nothing was refused."""
    makes = case.outcome in (HARMLESS, CLEANED) and "generate" in case.command
    return ("out/draft.docx",) if makes else ()


def _is_fine(event: tuple[str, str], folder: Path, cache: Path) -> bool:
    """A command may write to its cache, and to the file that it was asked to write."""
    kind, path = event
    if kind not in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod"):
        return kind in ("os.kill", "os.killpg")  # of its own child
    if "-secret" in path:
        return False
    return path.startswith((str(cache), str(folder / "out" / ".specgen-"), os.devnull)) or "__pycache__" in path


def _look_at(document: Path, case: Case) -> None:
    made = Drafted(document.read_bytes())
    words = "\n".join(made.lines)
    assert case.holds in words
    assert folders.SECRET not in words
    for part in made.parts:
        if part.endswith(".rels"):
            assert b"TargetMode" not in made.parts[part]
    assert not any(b"altChunk>" in data.replace(b"&lt;", b"") for data in made.parts.values() if b"<w:altChunk" in data)


def _run(case: Case, folder: Path, watch: Path, cache: Path) -> Ran:
    before = set(_files(folder))
    listening, telling = os.pipe()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "SPECGEN"))}
    process = subprocess.Popen(
        [sys.executable, "-ISc", MEASURE, str(telling), sys.executable, "-P", "-m", "specgen", *case.command],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(watch), "TELLING": str(telling), "SPECGEN_CACHE": str(cache)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(telling,),
    )
    os.close(telling)
    out, err = process.communicate()
    with os.fdopen(listening, "rb") as pipe:
        told = pipe.read().decode(errors="replace")
    events = [(line.partition("\t")[0], line.partition("\t")[2]) for line in told.splitlines()]
    seconds, kilobytes = events.pop()[1].split()
    new = tuple(sorted(set(_files(folder)) - before))
    text = (out.decode(errors="replace"), err.decode(errors="replace"))
    return Ran(process.returncode, *text, float(seconds), int(kilobytes) / 1024 + 64, tuple(events), new)


def _files(folder: Path) -> Iterator[str]:
    for place, _, files in os.walk(folder):
        yield from (str((Path(place) / file).relative_to(folder)) for file in files)
