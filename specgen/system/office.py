"""Ask LibreOffice, if it is on this computer, to lay a Word file out as a PDF.

With a profile of its own: a LibreOffice that is open on the screen would take the order and leave without a word.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from specgen.problems import CannotRead, Place, Problem

NAMES: Final = ("soffice", "libreoffice")
PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
SECONDS: Final = 180
WITHOUT: Final = "or draft without --pages: in Word, F9 in the list of contents adds the page numbers"
BOOKMARKS: Final = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}


def lay_out(document: bytes, *, seconds: float = SECONDS) -> bytes:
    """Return the PDF of a Word file, with a named destination for each of its bookmarks. Raises CannotRead if there is
    no LibreOffice, or it does not finish.
    """
    program = _program()
    with tempfile.TemporaryDirectory(prefix="specgen-", ignore_cleanup_errors=True) as folder:
        docx, pdf = Path(folder, "draft.docx"), Path(folder, "draft.pdf")
        docx.write_bytes(document)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(BOOKMARKS)}",
            "--outdir",
            folder,
            str(docx),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            raise CannotRead(_problem(f"did not finish within {seconds:g} seconds", "try again")) from None
        except OSError as error:
            raise CannotRead(_problem(f"cannot be started ({error.strerror})", "look at its installation")) from error
        if not pdf.is_file():  # it leaves with exit status 0 all the same
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
            raise CannotRead(_problem(f"made no PDF ({said[-1] if said else 'it said nothing'})", "try again"))
        return pdf.read_bytes()


def pdf_of(document: bytes) -> bytes | None:
    """Return a Word file as PDF; None if LibreOffice is not there, or cannot do it."""
    with suppress(CannotRead):
        return lay_out(document)
    return None


def _program() -> str:
    """Return the program of LibreOffice. Raises CannotRead if it is nowhere."""
    named = [program for program in map(shutil.which, NAMES) if program is not None]
    programs = [*named, *(place for place in PLACES if os.access(place, os.X_OK))]
    if not programs:
        remedy = "install it from libreoffice.org, or put the folder of its program soffice on the PATH"
        raise CannotRead(_problem("was not found, and only it can tell the pages", remedy))
    return programs[0]


def _problem(message: str, remedy: str) -> Problem:
    return Problem(Place("LibreOffice"), message, f"{remedy}; {WITHOUT}", "pages")
