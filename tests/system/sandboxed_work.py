"""Hold the functions that the tests run in the sandbox: what such work may do, and what it must never manage to do."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from specgen.problems import Place, Problem, WrongInput
from specgen.system import cache, files
from specgen.system.sandbox import run_sandboxed


@dataclass(frozen=True)
class Told:
    words: tuple[str, ...]
    data: bytes
    place: Path
    problems: tuple[Problem, ...] = ()
    more: str | None = None


def tell(words: tuple[str, ...], data: bytes, place: Path) -> Told:
    return Told(words, data, place, (Problem(Place("x.docx", 1, 2), "doubtful", level="warning"),))


def complain() -> None:
    raise WrongInput((Problem(Place("a", 1, 1), "is wrong"), Problem(Place("b", 2, 2), "is wrong too")))


def stumble() -> None:
    raise KeyError("a defect of ours")


def loop_in_python() -> None:
    exec(compile("while True: pass", "sections/scope.docx", "exec"))  # noqa: S102 - as a compiled template is run


def loop_in_c() -> None:
    sum(range(10**12))


def sleep() -> None:
    time.sleep(1000)


def grow() -> None:
    exec(compile("a = []\nwhile True: a.append('x' * 10**6 + str(len(a)))", "house.docx#word/header1.xml", "exec"))  # noqa: S102 - as a template is


def grow_at_once() -> None:
    bytearray(10**10)


def crash() -> None:
    faulthandler.disable()  # pytest's, which would write to the terminal
    signal.raise_signal(signal.SIGSEGV)


def leave() -> None:
    os._exit(7)


def flood() -> None:
    while True:
        cache.put("0" * 64, b"x" * 10**7)


def answer_hugely() -> bytes:
    return bytes(60 * 2**20)


def answer_otherwise() -> int:
    return "no number"  # type: ignore[return-value]


def write_file(path: Path, text: str) -> str:
    files.write_whole(path, text.encode())
    return path.read_text()


def open_to_write(path: Path) -> None:
    path.write_text("written")


def open_to_write_unaudited(path: Path) -> None:
    """As if the audit hook had been got out of the way."""
    descriptor = 3
    while descriptor < 200:
        try:
            os.write(descriptor, b"x" * 100)
        except OSError:
            descriptor += 1


def read(path: Path) -> str:
    return path.read_text()


def look(path: Path) -> tuple[str, ...]:
    return tuple(sorted(file.name for file in path.iterdir()))


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port))


def start_program() -> None:
    subprocess.run([sys.executable, "-c", "0"], check=True)


def call_c() -> None:
    ctypes.CDLL(None)


def remove(path: Path) -> None:
    path.unlink()


def keep(key: str, data: bytes) -> bytes:
    cache.put(key, data)
    return cache.get(key) or b""


def recall(key: str) -> bytes:
    return cache.get(key) or b""


def nested(text: str) -> str:
    return run_sandboxed(_same, text, about="", reads=())


def _same(text: str) -> str:
    return text


class Counter:
    """An object that is kept in a sandboxed process."""

    def __init__(self, start: int) -> None:
        self._count = start

    def count(self, more: int) -> int:
        self._count += more
        return self._count

    def process(self) -> int:
        return os.getpid()

    def complain(self) -> None:
        complain()

    def stumble(self) -> None:
        stumble()

    def loop(self) -> None:
        loop_in_python()

    def read(self, file: Path) -> str:
        return file.read_text(encoding="utf-8")

    def write(self, file: Path) -> None:
        file.write_text("written", encoding="utf-8")
