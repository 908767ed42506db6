"""Bytes that are dear to make in, the same bytes out next time: a folder of the user's own, keyed by what went in.

Losing it costs time and nothing else. What cannot be read or written, or is damaged, is made again without a word.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

BEGUN = "begun-"
OURS = re.compile(rf"[0-9a-f]{{64}}|{BEGUN}\w+")  # somebody may have named a folder with other things in it
KEPT = 20 * 2**20  # bytes; the templates of one model take about 1 MB, everything else little


def recall(key: str) -> bytes | None:
    """Return what was kept under a key, or None."""
    folder = _folder()
    if folder is None:
        return None
    try:
        data = (folder / key).read_bytes()
    except OSError:
        return None
    check, _, rest = data.partition(b"\n")
    return rest if check == hashlib.sha256(rest).hexdigest().encode() else None


def keep(key: str, data: bytes) -> None:
    """Keep bytes under a key, and let the oldest go."""
    folder = _folder()
    if folder is None:
        return
    with suppress(OSError):
        handle, begun = tempfile.mkstemp(dir=folder, prefix=BEGUN)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            Path(begun).replace(folder / key)
        finally:
            Path(begun).unlink(missing_ok=True)  # still there only if something went wrong
        ours = (file for file in folder.iterdir() if OURS.fullmatch(file.name))
        kept = sorted(ours, key=lambda file: file.stat().st_mtime, reverse=True)
        sizes = accumulate(file.stat().st_size for file in kept)
        for old, size in zip(kept, sizes, strict=True):
            if size > KEPT:
                old.unlink()


def _folder() -> Path | None:
    """Return the cache folder if it is ours alone: code is loaded from it."""
    named = os.environ.get("SPECGEN_CACHE")
    if named == "":
        return None
    try:
        folder = Path(named) if named else _usual_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            status = folder.stat()
            if status.st_uid != os.getuid() or status.st_mode & 0o022:
                return None
    except (OSError, RuntimeError):
        return None
    return folder


def _usual_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "specgen" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "specgen"
