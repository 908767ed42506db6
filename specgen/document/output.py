"""Decide how a draft is written to its file, and the PDF of a final: never over somebody's work.

A Word file carries its seal in its record (see provenance). A PDF has a line behind its end, which readers pass over:
LibreOffice never makes the same bytes twice, so that a PDF of ours could not be known by making it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from specgen.document.record.provenance import is_untouched
from specgen.problems import CannotRead, Place, Problem, WrongInput, about_file
from specgen.system.files import read_file, unwritable

PDF_SEAL: Final = b"%specgen "
REMEDY: Final = "give another name with -o, or use --force, which keeps it as .bak"


def plan_output(path: Path, document: bytes, *, force: bool) -> tuple[bool, Path | None]:
    """Return whether the file has to be written, and where what stands there goes if somebody has edited it. Raises
    WrongInput if it must not be written over, CannotRead.
    """
    standing = _standing(path)
    if standing == document:
        return False, None
    remedy = f"bring the answers into it with specgen update, {REMEDY}"
    return True, _backup_of(path, standing, is_untouched, remedy, force=force)


def plan_pdf(path: Path, *, force: bool) -> Path | None:
    """Return where a PDF goes that stands there and is not as specgen wrote it. Raises as `plan_output` does."""
    return _backup_of(path, _standing(path), is_sealed_pdf, f"move it away, {REMEDY}", force=force)


def seal_pdf(pdf: bytes) -> bytes:
    """Return a PDF with a line behind its end by which specgen knows it again."""
    ended = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    return ended + PDF_SEAL + hashlib.sha256(ended).hexdigest().encode() + b"\n"


def is_sealed_pdf(data: bytes) -> bool:
    """True if these bytes are a PDF that specgen wrote and nobody has changed since."""
    return data == seal_pdf(data.rpartition(PDF_SEAL)[0])


def _standing(path: Path) -> bytes | None:
    """Return what stands at a path. Raises CannotRead."""
    if path.is_dir():
        message = "cannot be written (is a folder)"
        raise CannotRead(about_file(str(path), message, "give the draft another name", "output"))
    try:
        return read_file(path) if path.exists() else None
    except OSError as error:
        raise CannotRead(unwritable(path, error)) from error


def _backup_of(
    path: Path, standing: bytes | None, is_ours: Callable[[bytes], bool], remedy: str, *, force: bool
) -> Path | None:
    """Return a name for what stands at a path if it is somebody's work. Raises WrongInput without `force`."""
    if standing is None or is_ours(standing):
        return None
    if not force:
        message = "this file was edited since specgen wrote it, or specgen did not write it"
        raise WrongInput(Problem(Place(str(path)), message, remedy, "edited"))
    return _backup(path.resolve())


def _backup(path: Path) -> Path:
    """Return a name for the edited file that no other backup has."""
    backup, number = path.with_name(path.name + ".bak"), 1
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.bak{number}")
    return backup
