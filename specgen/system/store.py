"""Keep what was made before, in this run and from one run to the next, under a key that says all that went into it.

So nothing out of date is ever handed out, and nothing has to be thrown away.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from specgen.system import cache
from specgen.system.files import MAXIMUM_BYTES
from specgen.version import VERSION

__all__ = ["KEPT", "contents", "file_key", "get_kept", "get_or_make", "hashed", "own_code"]

Kept = TypeVar("Kept")

KEPT: dict[str, object] = {}


def get_or_make(
    key: str, make: Callable[[], Kept], freeze: Callable[[Kept], bytes], thaw: Callable[[bytes], Kept]
) -> Kept:
    """Return what is kept under a key; without it, make it and keep it."""
    if get_kept(key, thaw) is None:
        KEPT[key] = value = make()
        cache.put(key, freeze(value))
    return KEPT[key]  # type: ignore[return-value]


def get_kept(key: str, thaw: Callable[[bytes], Kept]) -> Kept | None:
    """Return what is kept under a key, by this run or by one before it; None if nothing is."""
    if key not in KEPT:
        kept = cache.get(key)
        if kept is None:
            return None
        KEPT[key] = thaw(kept)
    return KEPT[key]  # type: ignore[return-value]


@functools.cache
def own_code() -> str:
    """Return what changes whenever Python or specgen itself does."""
    return hashed([VERSION, sys.version, *_stamps(str(Path(__file__).parents[1]))])


def contents(folders: Sequence[str | Path], suffix: str) -> Iterator[str]:
    """Yield each file below some folders with a hash of what is in it."""
    for folder in folders:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except PermissionError:  # a folder that is closed to us holds nothing for us
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from contents([entry.path], suffix)
            elif entry.name.endswith(suffix) and not entry.name.startswith("~$") and entry.is_file():
                # "~$" begins a file that Word keeps beside what it has open
                yield file_key(entry)


def file_key(file: Path | os.DirEntry[str]) -> str:
    """Return a file's path with a hash of what is in it."""
    path, status = os.fspath(file), file.stat()
    return f"{path} {_digest(path, status.st_size, status.st_mtime_ns)}"


def hashed(pieces: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(pieces).encode()).hexdigest()


@functools.lru_cache(maxsize=1000)
def _digest(file: str, size: int, changed: int) -> str:
    with suppress(OSError):  # a link to what may not be read; like what is too large, it is said by who reads it
        if size <= MAXIMUM_BYTES:
            return hashlib.sha256(Path(file).read_bytes()).hexdigest()
    return f"{size} {changed}"


def _stamps(folder: str) -> Iterator[str]:
    """Yield each Python file of a folder with its size and its time."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path) if entry.name != "__pycache__" else ()
        elif entry.name.endswith(".py"):
            status = entry.stat()
            yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
