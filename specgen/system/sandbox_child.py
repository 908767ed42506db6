"""Give up rights in the child process of the sandbox, run its function, and send the result over a pipe.

What runs here may be led by an untrusted file. So this process may use little memory and time, writes no file, starts
no program, opens no connection, and reads only what it was given to read. It asks the process that started it to write.

The first wall is that templates run in Jinja's sandbox and files are read by code that trusts nothing. This is the
second: Python's audit hook stops what the first let through, and where there is `resource` the operating system holds
the limits itself. Neither holds back an attacker who gets machine code to run; against that stands only that nothing
which this process hands over is ever run or unpickled by one that is not sandboxed itself.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

from specgen.problems import SpecgenError
from specgen.system import cache
from specgen.system.json_codec import to_json

HEAD: Final = 9  # bytes before each message: its kind, and how long its words and its bytes are
HARMLESS: Final = frozenset(
    "import compile exec builtins code function object sys cpython gc marshal pickle glob pathlib time".split()
)  # families of audit events that reach nothing outside the process; files are looked at one by one
HARMLESS_FILES: Final = ("/dev/null", "/dev/urandom")
LOOKS: Final = frozenset(("os.listdir", "os.scandir", "os.walk", "os.fwalk"))
WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class Bounds:
    """What a sandboxed process may use."""

    seconds: int  # of the processor's time
    memory: int  # bytes, on top of what Python itself holds
    reads: tuple[Path, ...]  # files and folders, beside Python's own
    kept: tuple[Path, ...]  # folders of the cache
    lifetime: int = 0  # seconds of the processor's time for all its work, if it serves more than once


class MessageTooLarge(Exception):
    """A message is longer than there is room for."""


class OutOfTime(BaseException):
    """The time is up; no `except Exception` of a template's surroundings holds it."""


@dataclass(frozen=True)
class Channel:
    """Two pipes, and the messages that go through them."""

    incoming: int
    outgoing: int

    def send(self, kind: bytes, words: bytes, payload: bytes = b"") -> None:
        data = kind + len(words).to_bytes(4, "big") + len(payload).to_bytes(4, "big") + words + payload
        view = memoryview(data)
        while view:
            view = view[os.write(self.outgoing, view) :]

    def receive(self, limit: int) -> tuple[bytes, bytes, bytes]:
        """Return the kind, words and bytes of the next message. Raises EOFError if there is none, MessageTooLarge."""
        head = self._read(HEAD)
        words, payload = int.from_bytes(head[1:5], "big"), int.from_bytes(head[5:9], "big")
        if words + payload > limit:
            raise MessageTooLarge
        return head[:1], self._read(words), self._read(payload)

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            more = os.read(self.incoming, min(size - len(data), 2**20))
            if not more:
                raise EOFError
            data += more
        return bytes(data)


def is_sandboxed() -> bool:
    """True in a process that has given up its powers."""
    return bool(_bounds_in_force)


_bounds_in_force: list[Bounds] = []
_at_work: list[str] = []  # the file that is being worked on, for what is said when a limit is reached


def begin_file(file: str) -> None:
    """Say which file the work is at now, as the user has named it."""
    _at_work[:] = [file]


def import_folders() -> list[str]:
    """Return where Python looks for modules, without the current folder: that may be untrusted."""
    own = str(Path(__file__).parents[2])
    return [place for place in sys.path if place and (place == own or place != os.getcwd())]  # noqa: PTH109


def run_function(
    channel: Channel, function: Callable[..., object], arguments: tuple[object, ...], bounds: Bounds
) -> None:
    """Do the work in this process, which is good for nothing else afterwards, and send what came of it."""

    def work() -> object:
        give_up_powers(channel, bounds)
        return function(*arguments)

    send_result(channel, work)


def send_result(channel: Channel, work: Callable[[], object]) -> bool:
    """Do some work and send what came of it; return whether the process can go on."""
    try:
        channel.send(b"m", to_json(work()))
        return True
    except SpecgenError as error:
        channel.send(b"s", to_json(error))
        return True
    except OutOfTime as error:
        channel.send(b"t", _file_in(error).encode())
    except MemoryError as error:
        channel.send(b"o", _file_in(error).encode())
    except BaseException as error:  # noqa: BLE001 - sent to the process that started this one, which reports it
        import traceback

        channel.send(b"d", "".join(traceback.format_exception(error))[-100_000:].encode(errors="replace"))
    return False


def serve() -> NoReturn:
    """Be the sandboxed process, where it could not be made by fork: everything comes over standard input."""
    from importlib import import_module
    from typing import get_type_hints

    from specgen.system.json_codec import from_json

    channel = Channel(0, os.dup(1))
    os.dup2(2, 1)
    with suppress(EOFError):
        _, words, _ = channel.receive(2**30)
        name, arguments, bounds = from_json(words, tuple[str, bytes, bytes])
        module, _, function = name.partition(":")
        work = getattr(import_module(module), function)
        kinds = [kind for parameter, kind in get_type_hints(work).items() if parameter != "return"]
        run_function(channel, work, from_json(arguments, tuple[tuple(kinds)]), from_json(bounds, Bounds))  # type: ignore[misc]
    os._exit(0)


def give_up_powers(channel: Channel, bounds: Bounds) -> None:
    """Keep to what a sandboxed process may use from now on."""
    _bounds_in_force.append(bounds)
    sys.dont_write_bytecode = True
    cache.restrict_to(bounds.kept, lambda key, data: _ask(channel, b"k", key.encode(), data))
    allow(bounds.seconds)
    with suppress(ImportError):
        import resource

        size, seconds = bounds.memory + _size(), (bounds.lifetime or bounds.seconds) + 1
        for kind, limit in (
            (resource.RLIMIT_AS, (size, size)),
            (resource.RLIMIT_CPU, (seconds, seconds + 1)),  # for what never comes to the next step of Python
            (resource.RLIMIT_CORE, (0, 0)),
            (resource.RLIMIT_FSIZE, (0, 0)),
        ):
            with suppress(ValueError, OSError):  # more than is allowed already, or not known to this system
                resource.setrlimit(kind, limit)
    sys.addaudithook(_hook((*bounds.reads, *bounds.kept)))


def allow(seconds: int) -> None:
    """Give what comes now so much of the processor's time; 0 is for waiting."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _out_of_time)
        signal.setitimer(signal.ITIMER_PROF, seconds)  # a signal is heard between two steps of Python only


def _ask(channel: Channel, kind: bytes, words: bytes, payload: bytes) -> None:
    """Have the other process do something. Raises the OSError it met."""
    channel.send(kind, words, payload)
    _, answer, _ = channel.receive(10_000)
    if answer:
        raise OSError(0, answer.decode())


def _out_of_time(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime


def _size() -> int:
    """Return how much address space this process has now."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 256 * 2**20


def _file_in(error: BaseException) -> str:
    """Return the template that the error went through, or else the file that was worked on, or nothing."""
    return _template_in(error) or "".join(_at_work)


def _template_in(error: BaseException) -> str:
    """Return the innermost template that the error went through, or nothing."""
    template, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        template = file.partition("#")[0] if file.partition("#")[0].endswith(".docx") else template
        trace = trace.tb_next
    return template


def _hook(reads: tuple[Path, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return what looks at every event that Python audits, and stops it with an error if it is not for this process."""
    may_read = _permission(reads)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & WRITING):
                raise PermissionError(1, "a sandboxed process writes no file")
            if not may_read(path):
                raise PermissionError(1, "outside the folders that may be read")
        elif event in LOOKS:
            if not may_read(arguments[0]):
                raise PermissionError(1, "outside the folders that may be read")
        elif event.partition(".")[0] not in HARMLESS:
            raise PermissionError(1, f"not for a sandboxed process: {event}")

    return hook


def _permission(reads: tuple[Path, ...]) -> Callable[[object], bool]:
    """Return what tells whether a file or folder is one of Python's own, or of those that may be read."""
    own = [*import_folders(), sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(os.__file__).parent)]
    places = tuple(map(_real, [*own, *reads]))
    folders = _inside(places)
    # Nobody but us puts a link there, so that a path need not be followed; to do so takes longer than most imports.
    ours, theirs = _inside(own), _inside((*map(os.path.abspath, reads), *map(_real, reads)))

    def may_read(path: object) -> bool:
        if isinstance(path, int):
            return True  # opened before
        if isinstance(path, str) and path.startswith(ours) and ".." not in path and not path.startswith(theirs):
            return True
        real = _real(path)
        return real.startswith(folders) or real in places or real in HARMLESS_FILES

    return may_read


def _inside(places: Iterable[str]) -> tuple[str, ...]:
    """Return what the paths of everything in some folders begin with."""
    return tuple(place if place.endswith(os.sep) else place + os.sep for place in places)


def _real(path: Any) -> str:
    """Return where a path leads in the end; pathlib would take several times as long, and this is asked often."""
    return os.path.realpath("." if path is None else os.fsdecode(path))
