"""A council's folders in, what stands in them out: models, glossary, law, frameworks, compiled templates.

Reading them is dear. So each is made once for as long as no file in the folders changes, also from one run to the
next.
"""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import jinja2

from specgen import cache
from specgen.council import Council
from specgen.data import read_data
from specgen.glossary import Glossary, load_glossary
from specgen.models import Model, load_model
from specgen.render import jinja_environment
from specgen.templates import Composition, Shelf, compose, freeze, thaw
from specgen.version import VERSION

Made = TypeVar("Made")


class Library:
    """All that a council's folders hold, as they are now."""

    def __init__(self, council: Council) -> None:
        self._folders = council.model_folders
        self._shelf = Shelf(council.template_folders)
        self._key = _hash([_own_code(), *_contents(council.model_folders, ".yaml")])

    def model(self, id: str) -> Model:
        """Return a model that is there; raises SpecgenError for what is wrong in it."""
        return self._data(f"model {id}", lambda: load_model(id, self._folders))

    def glossary(self, jurisdiction: str) -> Glossary:
        return self._data(f"glossary {jurisdiction}", lambda: load_glossary(jurisdiction, self._folders))

    def law(self, jurisdiction: str) -> Mapping[str, object]:
        return self._data(f"law {jurisdiction}", lambda: read_data(f"law/{jurisdiction}.yaml", self._folders))

    def framework(self, id: str) -> Mapping[str, object]:
        """Return an outcome framework. Raises CannotRead if there is none with this id."""
        return self._data(f"framework {id}", lambda: read_data(f"frameworks/{id}.yaml", self._folders))

    def composition(self, model: Model) -> Composition:
        """Return the model's templates, compiled."""
        wanted = [section.template for section in model.sections]
        files = _contents(self._shelf.folders, ".docx")
        key = _hash([_own_code(), model.template, *wanted, *files])

        def made() -> Composition:
            return compose(model.template, wanted, self._shelf, jinja_environment(), key)

        return _once(key, made, freeze, thaw)

    def _data(self, name: str, make: Callable[[], Made]) -> Made:
        made: Made = _once(_hash([self._key, name]), make, pickle.dumps, pickle.loads)
        return made


_made: dict[str, object] = {}


def _once(key: str, make: Callable[[], Made], freeze: Callable[[Made], bytes], thaw: Callable[[bytes], Made]) -> Made:
    """Return what was made under a key: in this run, in one before it, or now."""
    if key not in _made:
        kept = cache.recall(key)
        if kept is not None:
            _made[key] = thaw(kept)
        else:
            _made[key] = made = make()
            cache.keep(key, freeze(made))
    return _made[key]  # type: ignore[return-value]


@functools.cache
def _own_code() -> str:
    """Return what changes whenever Python or specgen itself does."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    stamps = (f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    jinja = Path(jinja2.__file__ or "").stat()  # what it compiles is for itself alone
    return _hash([VERSION, sys.version, f"{jinja.st_size} {jinja.st_mtime_ns}", *stamps])


def _contents(folders: Sequence[str | Path], suffix: str) -> Iterator[str]:
    """Yield each file below some folders with a hash of what is in it."""
    for folder in folders:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except PermissionError:  # a folder that is closed to us holds nothing for us
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _contents([entry.path], suffix)
            elif entry.name.endswith(suffix) and not entry.name.startswith("~$") and entry.is_file():
                # "~$" begins a file that Word keeps beside what it has open
                status = entry.stat()
                yield f"{entry.path} {_digest(entry.path, status.st_size, status.st_mtime_ns)}"


@functools.lru_cache(maxsize=1000)
def _digest(file: str, _size: int, _changed: int) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def _hash(pieces: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(pieces).encode()).hexdigest()
