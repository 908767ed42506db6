"""Hold one open file of answers: read it anew for each page, write it whole, and never over what others wrote.

What this page did not write itself is kept beside the file, as .bak, .bak2 and so on, before it is replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from specgen.edit.form.form_changes import Unsaved
from specgen.formats.yamlfile.yaml_file import MAX_BYTES, ValuePath, YamlFile, read
from specgen.inputs.models.blank_answers import holds_answers
from specgen.inputs.models.model import Model
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.system.files import read_file, unwritable, write_whole, write_with_backup

__all__ = ["AnswerFile", "Content", "digest_of"]


@dataclass(frozen=True)
class Content:
    """What stands in the file: its text, and what it says."""

    text: str
    yaml: YamlFile
    warnings: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        return digest_of(self.text)


@dataclass
class AnswerFile:
    """A file of answers that is open in the browser. `unsaved` is what was typed and could not be written yet, and
    `model` the one whose questions were asked last.
    """

    path: Path
    unsaved: dict[ValuePath, Unsaved] = field(default_factory=dict)
    model: Model | None = None
    lock: RLock = field(default_factory=RLock, repr=False)
    _written: str = ""  # the digest of what this page wrote last

    @property
    def name(self) -> str:
        return self.path.name

    def read(self) -> Content:
        """Return what stands in the file now. Raises CannotRead, and WrongInput for a file that makes no sense."""
        data = read_file(self.path, MAX_BYTES + 1)
        yaml, problems = read(data, str(self.path))
        if yaml is None or any(problem.level == "error" for problem in problems):
            raise WrongInput(problems)
        return Content(data.decode("utf-8"), yaml, problems)

    def write(self, text: str, before: Content) -> None:
        """Write the file in place of what was read before. Raises CannotRead if that is not possible."""
        if text == before.text:
            return
        standing = self.read()
        if standing.text != before.text:
            remedy = "look at the answers again; nothing of yours is lost"
            raise CannotRead(about_file(str(self.path), "has been changed by another program just now", remedy))
        data = text.encode("utf-8")
        try:
            if before.digest == self._written:
                write_whole(self.path, data)
            else:
                write_with_backup(self.path, data, holds_answers)
        except OSError as error:  # such as the backup that stands there and cannot be read
            raise CannotRead(unwritable(self.path, error)) from error
        self._written = digest_of(text)

    def change(self, edit: Callable[[Content], str | Problem]) -> Problem | None:
        """Read the file, and write what a function makes of it; return why that was not possible."""
        with self.lock:
            try:
                content = self.read()
                after = edit(content)
                if isinstance(after, Problem):
                    return after
                self.write(after, content)
            except SpecgenError as error:
                return error.problems[0]
        return None


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
