"""Ask LibreOffice, if it is on this computer, to lay a Word file out as a PDF, and poppler for pictures of its pages.

With a profile of its own: a LibreOffice that is open on the screen would take the order and leave without a word.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from specgen.problems import CannotRead, Place, Problem

NAMES: Final = ("soffice", "libreoffice")
PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
PICTURES: Final = "pdftoppm"
DOTS: Final = 96  # to the inch
SECONDS: Final = 180
WITHOUT: Final = "or draft without --pages: in Word, F9 in the list of contents adds the page numbers"
BOOKMARKS: Final = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}


class Stopped(Exception):
    """Somebody has asked for the work to end."""


@dataclass
class Work:
    """What a program does for somebody who may stop it."""

    is_stopped: bool = False
    _process: subprocess.Popen[bytes] | None = None

    def run(self, command: list[str], seconds: float) -> bytes:
        """Return what a program says. Raises OSError, TimeoutExpired and Stopped, each when the program has ended."""
        apart = {"start_new_session": True} if os.name == "posix" else {}
        self._process = process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **apart)  # type: ignore[call-overload]
        try:
            if self.is_stopped:
                raise Stopped
            output: bytes = process.communicate(timeout=seconds)[0]
        finally:
            self._end(process)
        if self.is_stopped:
            raise Stopped
        return output

    def stop(self) -> None:
        """End the program that runs, and start no other."""
        self.is_stopped = True
        if self._process is not None:
            self._end(self._process)

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        """End a program and those that it has started: soffice is a script, and what it starts would go on."""
        with suppress(OSError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            elif process.poll() is None:
                process.kill()
        process.wait()


def lay_out(document: bytes, *, seconds: float = SECONDS, work: Work | None = None) -> bytes:
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
            output = (work or Work()).run(command, seconds)
        except subprocess.TimeoutExpired:
            raise CannotRead(_problem(f"did not finish within {seconds:g} seconds", "try again")) from None
        except OSError as error:
            raise CannotRead(_problem(f"cannot be started ({error.strerror})", "look at its installation")) from error
        if not pdf.is_file():  # it leaves with exit status 0 all the same
            said = output.decode("utf-8", "replace").strip().splitlines()
            raise CannotRead(_problem(f"made no PDF ({said[-1] if said else 'it said nothing'})", "try again"))
        return pdf.read_bytes()


def pdf_of(document: bytes) -> bytes | None:
    """Return a Word file as PDF; None if LibreOffice is not there, or cannot do it."""
    with suppress(CannotRead):
        return lay_out(document)
    return None


def page_pictures(pdf: bytes, *, seconds: float = SECONDS, work: Work | None = None) -> tuple[bytes, ...]:
    """Return a picture (PNG) of each page of a PDF; none if poppler is not there, or cannot do it."""
    program = shutil.which(PICTURES)
    if program is None:
        return ()
    with tempfile.TemporaryDirectory(prefix="specgen-", ignore_cleanup_errors=True) as folder:
        file = Path(folder, "draft.pdf")
        file.write_bytes(pdf)
        with suppress(OSError, subprocess.TimeoutExpired):
            (work or Work()).run([program, "-png", "-r", str(DOTS), str(file), str(Path(folder, "page"))], seconds)
            return tuple(picture.read_bytes() for picture in sorted(Path(folder).glob("page-*.png")))
    return ()


def has_office() -> bool:
    """Whether LibreOffice is on this computer."""
    with suppress(CannotRead):
        return bool(_program())
    return False


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
