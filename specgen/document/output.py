"""Decide how a draft is written to its file: never over somebody's edits."""

from __future__ import annotations

from pathlib import Path

from specgen.document.record.provenance import is_untouched
from specgen.problems import CannotRead, Place, Problem, WrongInput, about_file
from specgen.system.files import read_file, unwritable


def plan_output(path: Path, document: bytes, *, force: bool) -> tuple[bool, Path | None]:
    """Return whether the file has to be written, and where what stands there goes if somebody has edited it. Raises
    WrongInput if it must not be written over, CannotRead.
    """
    if path.is_dir():
        message = "cannot be written (is a folder)"
        raise CannotRead(about_file(str(path), message, "give the draft another name", "output"))
    try:
        standing = read_file(path) if path.exists() else None
    except OSError as error:
        raise CannotRead(unwritable(path, error)) from error
    if standing == document:
        return False, None
    edited = standing is not None and not is_untouched(standing)
    if edited and not force:
        message = "this file was edited since specgen wrote it, or specgen did not write it"
        remedy = (
            "bring the answers into it with specgen update, give another name with -o, or use --force, which keeps it"
            " as .bak"
        )
        raise WrongInput(Problem(Place(str(path)), message, remedy, "edited"))
    return True, _backup(path.resolve()) if edited else None


def _backup(path: Path) -> Path:
    """Return a name for the edited file that no other backup has."""
    backup, number = path.with_name(path.name + ".bak"), 1
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.bak{number}")
    return backup
