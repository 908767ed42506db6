"""Read files within limits, and write them whole or not at all.

A file to read may be untrusted: a link to a device would never end, and a pipe would never begin.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import Final

from specgen.problems import CannotRead, Problem, about_file

MAXIMUM_BYTES: Final = 50 * 2**20  # no Word file of text comes near
BEGUN: Final = ".specgen-"  # starts the name of a file that is not whole yet


def read_file(path: Path, limit: int = MAXIMUM_BYTES) -> bytes:
    """Return what is in a file. Raises CannotRead for all but an ordinary file of at most `limit` bytes."""
    file = str(path)
    try:
        check_ordinary(path)
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise CannotRead(about_file(file, "there is no such file")) from error
    except OSError as error:
        message = "is a folder" if path.is_dir() else f"cannot be read ({reason(error)})"
        raise CannotRead(about_file(file, message)) from error
    if len(data) > limit:
        raise CannotRead(
            about_file(file, f"is larger than {limit // 2**20} MB, and no Word file of text is", rule="size")
        )
    return data


def check_ordinary(path: Path) -> None:
    """Raise CannotRead for a device or a pipe, and OSError for what is not there."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise CannotRead(about_file(str(path), "is a device or a pipe, not a file", "name a file"))


def write_whole(path: Path, data: bytes, *, backup: Path | None = None) -> None:
    """Write a file whole or not at all; only when it is whole does what stood there go to `backup`, or away. A link to
    a file stays a link. Raises CannotRead.
    """
    try:
        _write(path.resolve(), data, backup)
    except OSError as error:
        raise CannotRead(unwritable(path, error)) from error


def write_with_backup(path: Path, data: bytes, holds: Callable[[bytes, bytes], bool] = bytes.__eq__) -> Path:
    """Write a file whole, and keep what stands there beside it: as .bak, or as .bak2 and so on where an older backup
    holds something else. The first backup stays; the last goes if what is kept now `holds` all that it does.
    Return the backup. Raises CannotRead.
    """
    before = read_file(path)
    try:
        backup = _keep(before, path, holds)
    except OSError as error:  # such as an older backup that cannot be read
        raise CannotRead(unwritable(path.with_name(f"{path.name}.bak"), error)) from error
    write_whole(path, data)
    return backup


def make_folder(path: Path) -> None:
    """Make a folder where there is none. Raises CannotRead."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotRead(unwritable(path, error)) from error


def refuse_other_name(path: Path | None, option: str) -> None:
    """Raise CannotRead for the name of a Word file to write that Word would not open under it."""
    if path is not None and path.suffix.lower() != ".docx":
        remedy = f"name it like {path.stem or 'draft'}.docx"
        if path.suffix.lower() == ".pdf":
            remedy += "; to get a PDF, save the Word file as PDF in Word"
        raise CannotRead(about_file(str(path), f"{option}: a Word file is written, and this is not the name of one",
                                    remedy, "usage"))  # fmt: skip


def quoted(path: Path | str) -> str:
    """Return a path as it is typed into a command line."""
    import shlex
    import sys

    text = str(path)
    if sys.platform == "win32":
        return f'"{text}"' if re.search(r"[\s&()^;,'=%!`\[\]{}+~]", text.replace("~", "", 1)) else text
    return shlex.quote(text)


def unwritable(path: Path, error: OSError) -> Problem:
    remedy = "close it in Word if it is open there, and look whether the folder exists"
    return about_file(str(path), f"cannot be written ({reason(error)})", remedy, "output")


def reason(error: OSError) -> str:
    return (error.strerror or "no reason given").lower()


def _keep(before: bytes, path: Path, holds: Callable[[bytes, bytes], bool]) -> Path:
    older = list(takewhile(Path.exists, _backups(path)))
    for backup in older:
        if backup.read_bytes() == before:
            return backup
    if len(older) > 1 and holds(before, older[-1].read_bytes()):
        write_whole(older[-1], before)
        return older[-1]
    backup = next(backup for backup in _backups(path) if backup not in older)
    with backup.open("xb") as stream:
        stream.write(before)
    return backup


def _backups(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.name}.bak")
    yield from (path.with_name(f"{path.name}.bak{number}") for number in count(2))


def _write(path: Path, data: bytes, backup: Path | None) -> None:
    import tempfile  # seldom needed, and it loads much

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=BEGUN)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        if backup is not None:
            path.replace(backup)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
