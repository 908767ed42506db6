"""Find the folder of a council by its name, and the folders of the councils that it extends, nearest first."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from specgen.problems import CannotRead, Fault, Place, Problem, about_file, nearest, suggest
from specgen.system.files import quoted
from specgen.system.resources import COUNCIL_FILE as FILE
from specgen.system.resources import COUNCIL_NAME as NAME

if TYPE_CHECKING:
    from specgen.inputs.council.council_file import CouncilFile

__all__ = [
    "BUILT_IN",
    "HELD",
    "council_around",
    "council_folder",
    "find_council",
    "folder_name",
    "known_councils",
    "layers",
    "next_steps",
]

BUILT_IN: Final = "specgen"  # what templates call the built-in ones by, and no council
HELD: Final = "councils"  # the folder that several councils stand in
VARIABLE: Final = "SPECGEN_COUNCILS"
MOST_LAYERS: Final = 20
RULE: Final = "council"


def council_folder(named: str | Path, near: Path | None = None) -> Path:
    """Return the folder of a council: a folder, or a name to be looked for. Raises CannotRead if there is none."""
    folder = Path(named)
    is_name = isinstance(named, str) and NAME.fullmatch(named)
    council = find_council(str(named), near) if is_name else folder
    if isinstance(council, Path) and council.is_dir():
        return council
    if folder.is_dir():  # it has no council.yaml, but it is what was named
        return folder
    if isinstance(council, Path):
        what = "is a file, and not a council's folder" if folder.is_file() else "there is no such council folder"
        raise CannotRead(about_file(str(named), what, _near_folder(folder), RULE))
    raise CannotRead(council._replace(message=f"--council: {council.message}").at(Place()))


def next_steps(folder: Path) -> Iterator[str]:
    """Yield what to do once a council's folder is there, each command as it is typed."""
    files, _ = layers(folder)
    if not any("jurisdiction" in file.facts for file in files):
        yield f"next: write jurisdiction: wales or jurisdiction: england into {folder / FILE}"
    named = quoted(folder)
    yield f"next: specgen new care-planning --council {named} -o answers.yaml, and fill it in"
    yield f"then: specgen generate answers.yaml --council {named}"


def council_around(file: Path) -> str | None:
    """Return the folder of the council that a file of a council stands in: at its top, or one folder further down."""
    folders = (file.parent, file.parent.parent)
    return next((str(folder) for folder in folders if (folder / FILE).is_file()), None)


def find_council(name: str, near: Path | None) -> Path | Fault:
    """Return the folder of a council by its name, the first on the search path that has a council.yaml, or why there
    is none.
    """
    if name == BUILT_IN:
        return Fault(f"{BUILT_IN} is the name of what is built in", "take it out: that is always there", RULE)
    bare = None
    looked = _search_folders(near)
    for place in looked:
        folder = place.folder / name
        with suppress(PermissionError):  # a folder that is closed to us holds nothing for us
            if folder.is_dir() and place.holds(folder):
                if (folder / FILE).is_file():
                    return folder
                bare = bare or folder
    message = f"there is no council {name}"
    if bare is not None:
        return Fault(message, f"the folder {bare} has no {FILE}; write one, with name: and the council's name", RULE)
    known = sorted({council for place in looked for council in _names(place.folder)})
    where = ", ".join(str(place.folder) for place in looked)
    remedy = suggest(name, known, f"a folder of that name with a {FILE} was looked for in {where}")
    return Fault(message, remedy, RULE)


def known_councils(near: Path | None) -> tuple[Path, ...]:
    """Return the folder of every council on the search path."""
    return tuple(place.folder / name for place in _search_folders(near) for name in _names(place.folder))


def layers(folder: Path) -> tuple[tuple[CouncilFile, ...], tuple[Problem, ...]]:
    """Return a council, then those it extends, each before those that it extends in turn; and all that is wrong."""
    walk = _Walk()
    walk.visit(folder, ())
    return tuple(reversed(walk.files)), tuple(walk.problems)


def folder_name(folder: Path) -> str:
    """Return the name of a folder, that of `.` and `..` too."""
    path = folder.absolute()
    return (path.resolve() if path.name == ".." else path).name


class _SearchFolder(NamedTuple):
    """A folder to look in; `inside` is one whose links may not lead out of it, for it may be a stranger's."""

    folder: Path
    inside: Path | None = None

    def holds(self, folder: Path) -> bool:
        return self.inside is None or folder.resolve().is_relative_to(self.inside.resolve())


def _search_folders(near: Path | None) -> tuple[_SearchFolder, ...]:
    """Return where councils are looked for: beside the answers, here, where a variable says, and the user's own."""
    by_path: dict[Path, _SearchFolder] = {}
    for place in _all_search_folders(near):
        by_path.setdefault(place.folder.absolute(), place)
    return tuple(by_path.values())


def _all_search_folders(near: Path | None) -> Iterator[_SearchFolder]:
    for base in (Path(), near) if near is None else (near, Path()):
        if base is not None:
            yield _SearchFolder(base, base)
            yield _SearchFolder(base / HELD, base)
    for named in os.environ.get(VARIABLE, "").split(os.pathsep):
        if named:
            yield _SearchFolder(Path(named))
    own = _own_folder()
    if own is not None:
        yield _SearchFolder(own / "specgen" / HELD)


def _own_folder() -> Path | None:
    if sys.platform == "win32":
        folder = os.environ.get("APPDATA")
        return Path(folder) if folder else None
    try:
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    except RuntimeError:  # nobody's home
        return None


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the councils in a folder."""
    try:
        yield from (inner.name for inner in folder.iterdir() if NAME.fullmatch(inner.name) and (inner / FILE).is_file())
    except OSError:  # no such folder, or closed to us
        return


def _near_folder(folder: Path) -> str:
    if folder.is_file():
        return f"name the folder that it stands in: {folder.parent}"
    try:
        names = [other.name for other in folder.parent.iterdir() if other.is_dir()]
    except OSError:
        names = []
    near = nearest(folder.name, names)
    return f"did you mean {folder.parent / near}?" if near else "name a folder, or a council's name"


@dataclass
class _Walk:
    """Goes down what councils extend; `files` has each one behind those that it extends."""

    files: list[CouncilFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _visited: set[Path] = field(default_factory=set)
    _is_full: bool = False

    def visit(self, folder: Path, chain: tuple[Path, ...]) -> None:
        from specgen.inputs.council.council_file import read_council_file

        self._visited.add(folder.resolve())
        file, problems = read_council_file(folder)
        self.problems += problems
        chain = (*chain, folder)
        named = file.facts.get("extends")
        names = [named] if isinstance(named, str) else named if isinstance(named, list) else []
        for number, name in reversed(list(enumerate(names))):  # the last first, so that it comes to lie deepest
            if isinstance(name, str) and NAME.fullmatch(name):
                self._extended(file, ("extends", number), name, chain)
        self.files.append(file)

    def _extended(self, file: CouncilFile, path: tuple[str | int, ...], name: str, chain: tuple[Path, ...]) -> None:
        council = find_council(name, _beside(file.folder))
        if not isinstance(council, Path):
            self.problems.append(council.at(file.yaml.place_of(path)))
            return
        above = [folder.resolve() for folder in chain]
        if council.resolve() in above:
            names = [folder_name(folder) for folder in chain[above.index(council.resolve()) :]]
            message = f"{names[0]} extends itself"
            if len(names) > 1:
                message = " extends ".join([*names, names[0]])
            self.problems.append(file.problem_at(path, message, "take one of these out of extends"))
        elif council.resolve() not in self._visited and len(self._visited) < MOST_LAYERS:
            self.visit(council, chain)
        elif council.resolve() not in self._visited and not self._is_full:
            self._is_full = True
            message = f"more than {MOST_LAYERS} councils lie over one another"
            self.problems.append(file.problem_at(path, message, "let some of them stand alone"))


def _beside(folder: Path) -> Path:
    """Return the folder that a council's folder stands in."""
    return folder.parent if folder.name and folder.name != ".." else folder.resolve().parent
