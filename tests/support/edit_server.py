"""Run `specgen edit` as a process of its own, as a person starts it; stop it, or kill it, and start it again."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import TracebackType

ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]+/\?token=\S+")


class EditServer:
    """`first_address` lets a browser in; all pages stand under `origin`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._command = [sys.executable, "-m", "specgen", "edit", *arguments, "--no-browser"]
        self._folder = folder
        self.first_address = self.origin = ""

    def __enter__(self) -> EditServer:
        self._process = subprocess.Popen(self._command, cwd=self._folder, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        line = self._process.stderr.readline()
        found = ADDRESS.search(line)
        assert found is not None, line + self._process.stderr.read()
        self.first_address = found[0]
        self.origin = found[0].partition("/?")[0]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def kill(self) -> None:
        """End it at once, as the end of a session does: nothing is written any more."""
        self._process.kill()
        self._process.wait(60)
        if self._process.stderr is not None:
            self._process.stderr.close()

    def start_again(self) -> None:
        self.__enter__()

    def page(self, name: str, path: str = "") -> str:
        """Return the address of a page of a file."""
        return f"{self.origin}/files/{name}/{path}"
