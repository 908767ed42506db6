"""Keep a sandboxed child process alive, and have it call the methods of one object again and again.

As `run_sandboxed`, with the same limits on memory and files, and on time for each call. What the object keeps from call
to call is its own; the process is replaced when it has worked for long enough, and when it had to be stopped. It is
always a fresh Python: who keeps one has other threads, and a copy of a process with threads can hang.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Timer
from typing import Final, TypeVar

from specgen.system.json_codec import to_json
from specgen.system.sandbox import PATIENCE, Child, Failure, bounds_for, converse, fresh_child, result_of
from specgen.system.sandbox_child import MessageTooLarge, is_sandboxed

__all__ = ["SandboxSession"]

SERVING: Final = "sandbox_calls:serve_calls"
LIFETIME: Final = 600  # seconds of the processor's time; half of it is spent before the process is replaced

Result = TypeVar("Result")


class SandboxSession:
    """An object of a class of a module, made of plain arguments, that lives in a process with few rights.

    `about` is what to call the untrusted files in a message; `reads` are the files and folders that it may read.
    """

    def __init__(self, kind: type, *arguments: object, about: str, reads: Iterable[Path]) -> None:
        self._kind, self._arguments, self._about, self._reads = kind, arguments, about, tuple(reads)
        self._namespace, self._bounds = bounds_for(self._reads, LIFETIME)
        self._child: Child | None = None
        self._own: object = None  # the object itself, in a process that is sandboxed already

    def call(self, method: Callable[..., Result], *arguments: object) -> Result:
        """Return what a method of the class returns for plain arguments. Raises as `run_sandboxed` does."""
        if is_sandboxed():
            self._own = self._own or self._kind(*self._arguments)
            return method(self._own, *arguments)
        is_new = self._child is None
        kind, words, ended, is_late = self._ask(method.__name__, arguments)
        if kind == b"" and not is_new and not is_late:  # it had worked for long enough, and is gone
            kind, words, ended, is_late = self._ask(method.__name__, arguments)
        folders = tuple(path for path in self._reads if path.is_dir())
        return result_of(kind, words, method, Failure(self._about, ended, is_late, folders))

    def _ask(self, called: str, arguments: tuple[object, ...]) -> tuple[bytes, bytes, str, bool]:
        """Return the kind and words of the answer, and how the process came to its end if there is none."""
        child = self._child = self._child or fresh_child(self._kind, self._arguments, self._bounds, SERVING)
        timer = Timer(PATIENCE, child.stop)
        timer.daemon = True
        timer.start()
        try:
            child.channel.send(b"q", to_json((called, to_json(arguments))))
            kind, words = converse(child.channel, self._namespace)
        except (EOFError, OSError):
            kind, words = b"", b""
        except MessageTooLarge:
            kind, words = b"b", b""
        finally:
            timer.cancel()
        return kind, words, "" if kind in (b"m", b"s") else self._end(), child.is_late

    def _end(self) -> str:
        child, self._child = self._child, None
        if child is None:
            return ""
        child.kill()
        return child.wait()

    def close(self) -> None:
        """End the process."""
        self._end()
