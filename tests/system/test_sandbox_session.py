"""Keep a sandboxed process: its object lives from call to call, and limits and faults end one call and no other."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from specgen.problems import WrongInput
from specgen.system import sandbox as confinement
from specgen.system.sandbox import Broken
from specgen.system.sandbox_session import SandboxSession
from tests.system.sandboxed_work import Counter


@pytest.fixture
def session(tmp_path: Path) -> Iterator[SandboxSession]:
    (tmp_path / "council").mkdir()
    made = SandboxSession(Counter, 40, about="the templates of X", reads=(tmp_path / "council",))
    yield made
    made.close()


def test_what_it_keeps_is_there_at_the_next_call(session: SandboxSession) -> None:
    assert [session.call(Counter.count, 1), session.call(Counter.count, 1)] == [41, 42]


def test_a_problem_ends_the_call_and_not_the_process(session: SandboxSession) -> None:
    session.call(Counter.count, 1)
    with pytest.raises(WrongInput, match="is wrong"):
        session.call(Counter.complain)
    assert session.call(Counter.count, 1) == 42


def test_a_process_that_has_gone_is_replaced_without_a_word(session: SandboxSession) -> None:
    os.kill(session.call(Counter.process), signal.SIGKILL)
    assert session.call(Counter.count, 1) == 41


def test_a_defect_is_reported_and_the_next_call_begins_anew(session: SandboxSession) -> None:
    session.call(Counter.count, 1)
    with pytest.raises(Broken, match=r"(?s)stumble.*a defect of ours"):
        session.call(Counter.stumble)
    assert session.call(Counter.count, 1) == 41


def test_it_may_no_more_than_any_sandboxed_work(session: SandboxSession, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "council" / "own.txt").write_text("own", encoding="utf-8")
    assert session.call(Counter.read, tmp_path / "council" / "own.txt") == "own"
    with pytest.raises(Broken, match="outside the folders that may be read"):
        session.call(Counter.read, tmp_path / "secret.txt")
    with pytest.raises(Broken, match="a sandboxed process writes no file"):
        session.call(Counter.write, tmp_path / "council" / "own.txt")


def test_each_call_has_its_limit_of_time(session: SandboxSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "SECONDS", 1)
    limited = SandboxSession(Counter, 40, about="the templates of X", reads=())
    with pytest.raises(WrongInput, match="took more than 1 seconds, and was stopped"):
        limited.call(Counter.loop)
    assert limited.call(Counter.count, 1) == 41
    limited.close()
