"""Keep results that take long to compute in a folder of the user's own, keyed by what went into them.

Losing it costs time and nothing else. What cannot be read or written, or is damaged, is computed again without a word.

What is kept is code: compiled templates, pickled data. So a sandboxed process, in which untrusted files have a say,
writes nothing here itself. What it asks to have kept goes into a namespace that belongs to the folders of those files,
and only a process that is sandboxed to the same folders ever looks there. A council that got the better of everything
could so deceive nobody but itself: not the trusted runs, and not the runs for another council.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from specgen.system.lazy_pattern import lazy_pattern

BEGUN = "begun-"
KEY = lazy_pattern(r"[0-9a-f]{64}")
OURS = lazy_pattern(rf"[0-9a-f]{{64}}|{BEGUN}\w+")  # somebody may have named a folder with other things in it
NAMESPACE = lazy_pattern(r"untrusted-[0-9a-f]{16}")
MOST_NAMESPACES = 30  # as many councils as anybody works for
MOST_BYTES = 20 * 2**20  # bytes; the templates of one model take about 1 MB, everything else little


Keeper = Callable[[str, bytes], None]
_restriction: list[tuple[tuple[Path, ...], Keeper]] = []


def get(key: str) -> bytes | None:
    """Return what was kept under a key, or None."""
    for folder in _restriction[-1][0] if _restriction else folders():
        with suppress(OSError):
            data = (folder / key).read_bytes()
            check, _, rest = data.partition(b"\n")
            if check == hashlib.sha256(rest).hexdigest().encode():
                return rest
    return None


def put(key: str, data: bytes, namespace: str = "") -> None:
    """Keep bytes under a key, and let the oldest go."""
    if _restriction:
        _restriction[-1][1](key, data)
        return
    folder = _folder(namespace)
    if folder is None or not KEY.fullmatch(key):
        return
    import tempfile  # seldom needed, and it loads much

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
            if size > MOST_BYTES:
                old.unlink()
        if namespace:
            _drop_old_namespaces(folder.parent)


def _drop_old_namespaces(folder: Path) -> None:
    """Empty and remove the namespaces that were used longest ago."""
    namespaces = [path for path in folder.iterdir() if NAMESPACE.fullmatch(path.name) and not path.is_symlink()]
    for old in sorted(namespaces, key=lambda path: path.stat().st_mtime, reverse=True)[MOST_NAMESPACES:]:
        for file in old.iterdir():
            if OURS.fullmatch(file.name):
                file.unlink()
        old.rmdir()


def folders(namespace: str = "") -> tuple[Path, ...]:
    """Return where to look for what was kept: in a namespace first, and among what trusted runs have kept."""
    usual = _folder()
    if usual is None:
        return ()
    if not namespace:
        return (usual,)
    own = usual / namespace  # made when something is kept in it
    return (own, usual) if not own.exists() or _folder(namespace) is not None else (usual,)


def restrict_to(places: tuple[Path, ...], keeper: Keeper) -> None:
    """From now on look in these folders only, and leave it to another process to keep anything."""
    _restriction.append((places, keeper))


def _folder(namespace: str = "") -> Path | None:
    """Return the cache folder, or a namespace in it, if it is ours alone: code is loaded from it."""
    named = os.environ.get("SPECGEN_CACHE")
    if named == "" or (namespace and _folder() is None):
        return None
    try:
        folder = (Path(named) if named else _usual_folder()) / namespace
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
