"""Run functions in the sandbox: results come back as they are, limits stop the rest, and what is forbidden fails."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from specgen.problems import Place, Problem, WrongInput
from specgen.system import cache
from specgen.system import sandbox as confinement
from specgen.system.sandbox import Broken, run_sandboxed
from tests.system import sandboxed_work as work

WAYS = ("a copy of the process", "a fresh process")
KEY = "5" * 64


@pytest.fixture(params=[True, pytest.param(False, marks=pytest.mark.long)], ids=WAYS)
def do(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """`run_sandboxed`, both ways that there are of making a child, with a folder of strangers that it may read."""
    monkeypatch.setenv("SPECGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(confinement, "_may_fork", lambda: request.param and sys.platform == "linux")
    (tmp_path / "council").mkdir()

    def run(work: Callable[..., Any], *arguments: object) -> Any:
        return run_sandboxed(work, *arguments, about="the templates of X", reads=(tmp_path / "council",))

    yield run
    with pytest.raises(ChildProcessError):  # none is left behind
        os.waitpid(-1, os.WNOHANG)


def test_what_the_work_returns_comes_back_with_its_types(do: Callable[..., Any], tmp_path: Path) -> None:
    told = do(work.tell, ("Care & support", "Cŵn"), b"\0\xff", tmp_path)
    doubt = Problem(Place("x.docx", 1, 2), "doubtful", level="warning")
    assert told == work.Told(("Care & support", "Cŵn"), b"\0\xff", tmp_path, (doubt,))


def test_problems_come_back_as_they_were_raised(do: Callable[..., Any]) -> None:
    with pytest.raises(WrongInput) as caught:
        do(work.complain)
    assert str(caught.value) == "a:1:1: error: is wrong\nb:2:2: error: is wrong too"


def test_a_defect_of_ours_is_reported_with_its_traceback(do: Callable[..., Any]) -> None:
    with pytest.raises(Broken, match=r"(?s)stumble.*a defect of ours"):
        do(work.stumble)


BUSY = "split a very long file, look for loops inside loops; if the computer was busy, try once more [limit]"
STOPPED: dict[str, tuple[Callable[..., object], str]] = {
    "a loop in a template": (work.loop_in_python, f"took more than 1 seconds, and was stopped; {BUSY}"),
    "a loop in C": (work.loop_in_c, f"took more than 1 seconds, and was stopped; {BUSY}"),
    "waiting": (work.sleep, f"took more than 2 seconds, and was stopped; {BUSY}"),
    "memory little by little": (work.grow, "took more memory than 300 MB, and was stopped"),
    "memory at once": (work.grow_at_once, "took more memory than 300 MB, and was stopped"),
    "a crash": (work.crash, "broke down while it was read (SIGSEGV)"),
    "going without a word": (work.leave, "broke down while it was read"),
    "more messages than anything needs": (work.flood, "made more than 48 MB, and was stopped"),
    "an answer of 80 MB": (work.answer_hugely, "made more than 48 MB, and was stopped"),
    "an answer of another type": (work.answer_otherwise, "broke down while it was read"),
}


def _limit_time(monkeypatch: pytest.MonkeyPatch, work_done: Callable[..., object]) -> None:
    """Only what never ends meets a limit on time: a slow machine may take long for all else."""
    loops = work_done in (work.loop_in_python, work.loop_in_c)
    monkeypatch.setattr(confinement, "SECONDS", 1 if loops else 600)
    monkeypatch.setattr(confinement, "PATIENCE", 2 if work_done is work.sleep else 600)


@pytest.mark.parametrize(("wrong", "said"), STOPPED.values(), ids=STOPPED)
def test_work_that_comes_to_no_good_end_is_stopped_and_explained_in_plain_words(
    wrong: Callable[..., object], said: str, do: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _limit_time(monkeypatch, wrong)
    with pytest.raises(WrongInput) as caught:
        do(wrong)
    assert said in str(caught.value)
    assert len(caught.value.problems) == 1


def test_the_template_at_fault_is_named(do: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong, named in ((work.loop_in_python, "sections/scope.docx"), (work.grow, "house.docx")):
        _limit_time(monkeypatch, wrong)
        with pytest.raises(WrongInput, match=f"^{named}: error: took more"):
            do(wrong)


def test_nothing_outside_is_reached(do: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "council" / "in.txt").write_text("in")
    (tmp_path / "out.txt").write_text("out")
    (tmp_path / "council" / "link.txt").symlink_to(tmp_path / "out.txt")
    assert do(work.read, tmp_path / "council" / "in.txt") == "in"
    assert do(work.look, tmp_path / "council") == ("in.txt", "link.txt")
    for forbidden in (
        (work.read, tmp_path / "out.txt"),
        (work.read, tmp_path / "council" / "link.txt"),
        (work.read, tmp_path / "council" / ".." / "out.txt"),
        (work.look, tmp_path),
        (work.open_to_write, tmp_path / "council" / "new.txt"),
        (work.remove, tmp_path / "council" / "in.txt"),
        (work.start_program,),
        (work.call_c,),
    ):
        with pytest.raises(Broken, match="PermissionError"):
            do(*forbidden)
    assert sorted(file.name for file in tmp_path.rglob("*.txt")) == ["in.txt", "link.txt", "out.txt"]


def test_no_connection_is_opened(do: Callable[..., Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        with pytest.raises(Broken, match="PermissionError"):
            do(work.connect, server.getsockname()[1])
        with pytest.raises(TimeoutError):
            server.accept()


def test_what_it_has_kept_is_for_the_same_folders_only(do: Callable[..., Any], tmp_path: Path) -> None:
    """Else one council could put code into what runs for another, or for none."""
    assert do(work.keep, KEY, b"mine") == b"mine"
    assert do(work.recall, KEY) == b"mine"
    assert cache.get(KEY) is None
    other = tmp_path / "other council"
    other.mkdir()
    assert run_sandboxed(work.recall, KEY, about="", reads=(other,)) == b""
    cache.put("6" * 64, b"from a run that is trusted")
    assert do(work.recall, "6" * 64) == b"from a run that is trusted"


def test_a_name_in_the_cache_cannot_lead_out_of_it(do: Callable[..., Any], tmp_path: Path) -> None:
    assert do(work.keep, "../../council/x", b"mine") == b""
    assert list((tmp_path / "council").iterdir()) == []


def test_work_inside_confined_work_needs_no_child_of_its_own(do: Callable[..., Any]) -> None:
    assert do(work.nested, "as it is") == "as it is"


@pytest.mark.skipif(sys.platform != "linux", reason="only there the child is a copy")
def test_ctrl_c_stops_the_child_as_well() -> None:
    script = (
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background is born deaf to it
        "from specgen.system.sandbox import run_sandboxed\n"
        "from tests.system import sandboxed_work as work\n"
        "fork = os.fork\n"
        "def told():\n"
        "    child = fork()\n"
        "    if child:\n"
        "        print(child, flush=True)\n"
        "    return child\n"
        "os.fork = told\n"
        "run_sandboxed(work.sleep, about='', reads=())\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    child = int(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=600)
    assert "KeyboardInterrupt" in err
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
