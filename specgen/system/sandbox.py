"""Run a function in a child process with limits on memory, time and files.

`run_sandboxed(function, ...)` is `function(...)`, computed by a child with few rights (see `sandbox_child`), because
untrusted files have a say in it. On Linux the child is a copy of this process, elsewhere a fresh Python. Its answer is
read as plain data of the type that the function says it returns. Where the system has no `resource` (Windows), memory
is not bounded: time is, and the audit hook holds.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer, active_count
from typing import Final, TypeVar, get_type_hints

from specgen.problems import SpecgenError, WrongInput, about_file
from specgen.system import cache
from specgen.system.json_codec import from_json, to_json
from specgen.system.resources import built_in_models, built_in_samples, built_in_templates
from specgen.system.sandbox_child import (
    HEAD,
    Bounds,
    Channel,
    MessageTooLarge,
    import_folders,
    is_sandboxed,
    run_function,
)

SECONDS: Final = 8  # of the processor's time; a whole command has ten
PATIENCE: Final = (
    15 * SECONDS if hasattr(signal, "setitimer") else SECONDS
)  # by the clock: a busy computer gives a part of itself
MEMORY: Final = 300 * 2**20  # bytes; a whole command has 512 MB, and two Pythons with their libraries take about 120
ANSWER: Final = 48 * 2**20  # bytes in all messages; no draft and no copy of one is larger

Result = TypeVar("Result")


class Broken(Exception):
    """The sandboxed process met a defect of ours; the message is its traceback, for the log."""


@dataclass
class Child:
    """The process that does the work."""

    channel: Channel
    kill: Callable[[], None]
    wait: Callable[[], str]  # for its end; what ended it: nothing, or the name of a signal
    is_late: bool = False

    def stop(self) -> None:
        self.is_late = True
        self.kill()


def run_sandboxed(function: Callable[..., Result], *arguments: object, about: str, reads: Iterable[Path]) -> Result:
    """Return what a function of a module returns for plain arguments.

    `about` is what to call the untrusted files in a message; `reads` are the files and folders of theirs that the
    work may read (beside specgen's own); it writes none: what is to be written is part of its result. Raises what the
    work raises of the SpecgenError family, and WrongInput if it had to be stopped.
    """
    if is_sandboxed():
        return function(*arguments)
    reads = tuple(reads)
    namespace, bounds = bounds_for(reads)
    _interrupts("SIG_BLOCK")  # an interrupt between the start of the child and this `try` would leave it behind
    child, timer, ended = None, None, ""
    try:
        child = _copy(function, arguments, bounds) if _may_fork() else fresh_child(function, arguments, bounds)
        timer = Timer(PATIENCE, child.stop)
        timer.daemon = True
        timer.start()
        _interrupts("SIG_UNBLOCK")
        kind, words = converse(child.channel, namespace)
    except EOFError:  # it has gone, or is going
        kind, words = b"", b""
        ended = child.wait() if child is not None else ""
    except MessageTooLarge:
        kind, words = b"b", b""
    finally:
        _interrupts("SIG_UNBLOCK")
        if timer is not None:
            timer.cancel()
            timer.join()  # while it lasts, the next child cannot be a copy of this process
        if child is not None:
            child.kill()
            child.wait()
    return result_of(
        kind,
        words,
        function,
        Failure(about, ended, child is not None and child.is_late, tuple(path for path in reads if path.is_dir())),
    )


def bounds_for(reads: tuple[Path, ...], lifetime: int = 0) -> tuple[str, Bounds]:
    """Return what a child that reads some folders may use, and the name of its own part of the cache."""
    folders = (str(path.resolve()) for path in reads if path.is_dir())
    namespace = f"untrusted-{hashlib.sha256(chr(0).join(folders).encode()).hexdigest()[:16]}"
    own = (built_in_models(), built_in_templates(), built_in_samples())
    return namespace, Bounds(SECONDS, MEMORY, (*own, *reads), cache.folders(namespace), lifetime)


def _interrupts(how: str) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(getattr(signal, how), {signal.SIGINT})


def _may_fork() -> bool:
    """A copy of a process with other threads can hang for ever on what one of them held."""
    return sys.platform == "linux" and active_count() == 1


def _copy(function: Callable[..., object], arguments: tuple[object, ...], bounds: Bounds) -> Child:
    from_child, to_parent = os.pipe()
    from_parent, to_child = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process == 0:
        try:
            os.setpgid(0, 0)
            os.close(from_child)
            os.close(to_child)
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            run_function(Channel(from_parent, to_parent), function, arguments, bounds)
        finally:
            os._exit(0)
    with suppress(OSError):  # the child has done it already, or is gone
        os.setpgid(process, process)
    os.close(to_parent)
    os.close(from_parent)
    ended: list[str] = []

    def kill() -> None:
        with suppress(ProcessLookupError, PermissionError):
            if not ended:
                os.killpg(process, signal.SIGKILL)

    def wait() -> str:
        if not ended:
            _, status = os.waitpid(process, 0)
            ended.append(signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "")
            os.close(from_child)
            os.close(to_child)
        return ended[0]

    return Child(Channel(from_child, to_child), kill, wait)


def fresh_child(
    function: Callable[..., object], arguments: tuple[object, ...], bounds: Bounds, serving: str = "sandbox_child:serve"
) -> Child:
    """Return a fresh Python that does the work; `serving` says what it begins with."""
    import subprocess

    module, _, start = serving.partition(":")
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", f"from specgen.system.{module} import {start}; {start}()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(import_folders())},
    )
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - they were asked for
    channel = Channel(process.stdout.fileno(), process.stdin.fileno())
    task = (f"{function.__module__}:{function.__qualname__}", to_json(arguments), to_json(bounds))
    with suppress(OSError):  # if it is gone already, that is noticed when it is listened to
        channel.send(b"a", to_json(task))

    def wait() -> str:
        with process:
            code = process.wait()
        return signal.Signals(-code).name if code < 0 else ""

    return Child(channel, process.kill, wait)


def converse(channel: Channel, namespace: str) -> tuple[bytes, bytes]:
    """Do what the child asks for until its result comes. Raises EOFError if none does, MessageTooLarge."""
    room = ANSWER
    while True:
        kind, words, payload = channel.receive(room)
        room -= len(words) + len(payload) + HEAD
        if kind != b"k":
            return kind, words
        cache.put(words.decode(errors="replace"), payload, namespace)
        with suppress(OSError):  # the child has gone
            channel.send(b"a", b"")


@dataclass(frozen=True)
class Failure:
    """What is known of work that came to no end of its own."""

    about: str
    signal: str
    is_late: bool
    folders: tuple[Path, ...] = ()

    def error(self, file: str, kind: bytes) -> SpecgenError:
        """Return what to tell the user: the file it happened in, as the user has named it, if that is known."""
        where = self.about
        if file and file.isprintable():
            where = next((str(folder / file) for folder in self.folders if (folder / file).is_file()), file)
        if kind == b"o":
            message = f"took more memory than {MEMORY // 2**20} MB, and was stopped"
            remedy = "look for a text or a list that grows without end"
        elif kind == b"t" or self.is_late or self.signal in ("SIGXCPU", "SIGPROF"):
            seconds = PATIENCE if self.is_late else SECONDS
            message = f"took more than {seconds} seconds, and was stopped"
            remedy = "split a very long file, look for loops inside loops; if the computer was busy, try once more"
        elif kind == b"b":
            message = f"made more than {ANSWER // 2**20} MB, and was stopped"
            remedy = "look for a text or a list that grows without end"
        else:
            message = f"broke down while it was read{f' ({self.signal})' if self.signal else ''}"
            remedy = "something in it is not as it should be; use a file that you trust"
        return WrongInput(about_file(where, message, remedy, "limit"))


def result_of(kind: bytes, words: bytes, work: Callable[..., Result], stopped: Failure) -> Result:
    """Return the result of the child, or raise the error that it met."""
    if kind == b"d":
        raise Broken(words.decode(errors="replace"))
    try:
        if kind == b"m":
            result: Result = from_json(words, get_type_hints(work)["return"])
            return result
        error = from_json(words, SpecgenError) if kind == b"s" else stopped.error(words[:300].decode(), kind)
    except (ValueError, TypeError, LookupError, RecursionError):
        error = stopped.error("", b"")
    raise error
