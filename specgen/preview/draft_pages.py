"""Lay the whole draft out as pages in the background: a PDF by LibreOffice, and pictures of it by poppler.

One layout at a time, of the newest text that was asked for. A draft that is byte for byte the one before is not laid
out again.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Final

from specgen.preview.live_draft import LiveDraft
from specgen.problems import Problem, SpecgenError
from specgen.system.office import Stopped, Work, has_office, lay_out, page_pictures

__all__ = ["DraftPages", "PagesState"]

SECONDS: Final = 120  # for one layout
KEPT: Final = 2  # layouts: the one before is looked at while the next is made
MISSING: Final = (
    "The pages cannot be shown: LibreOffice was not found on this computer. Install it from libreoffice.org, or "
    "download the draft and open it in Word."
)
REFUSED: Final = "The pages cannot be shown while something in the answers is wrong."
FAILED: Final = "LibreOffice could not lay the draft out. Try again, or download the draft and open it in Word."


@dataclass(frozen=True)
class PagesState:
    """How the pages of a draft stand. `state` is ready, working, failed, missing or refused."""

    state: str
    key: str = ""  # of the draft, once there is one
    pdf: bytes = b""
    pictures: tuple[bytes, ...] = ()  # of each page, where poppler is found
    message: str = ""
    problems: tuple[Problem, ...] = ()


class DraftPages:
    """The pages of one live draft."""

    def __init__(self, live: LiveDraft, *, seconds: float = SECONDS) -> None:
        self._live, self._seconds = live, seconds
        self._lock, self._work = Lock(), Work()
        self._states: OrderedDict[str, PagesState] = OrderedDict()  # by the text of the answers
        self._wanted = ""
        self._thread: Thread | None = None

    def ask(self, text: str) -> PagesState:
        """Return how the pages of the draft of some answers stand, and begin to make them if nobody has."""
        if not has_office():
            return PagesState("missing", message=MISSING)
        with self._lock:
            if text in self._states:
                return self._states[text]
            self._wanted = text
            if self._thread is None and not self._work.is_stopped:
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()
            return PagesState("working")

    def close(self) -> None:
        """Stop what is being made."""
        self._work.stop()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._lock:
                text = self._wanted
                if text in self._states or self._work.is_stopped:
                    self._thread = None
                    return
            state = PagesState("failed", message=FAILED)
            try:
                state = self._made(text)
            finally:  # a defect of ours ends this thread, and is said like any failure
                with self._lock:
                    self._states[text] = state
                    self._thread = None if state.state == "failed" else self._thread
                    while len(self._states) > KEPT:
                        self._states.popitem(last=False)

    def _made(self, text: str) -> PagesState:
        try:
            document = self._live.document(text)
        except SpecgenError as error:
            return PagesState("refused", message=REFUSED, problems=error.problems)
        key = hashlib.sha256(document).hexdigest()[:16]
        same = next((state for state in self._states.values() if state.key == key and state.pdf), None)
        if same is not None:
            return same
        try:
            pdf = lay_out(document, seconds=self._seconds, work=self._work)
            return PagesState("ready", key, pdf, page_pictures(pdf, seconds=self._seconds, work=self._work))
        except (SpecgenError, Stopped):
            return PagesState("failed", key, message=FAILED)
