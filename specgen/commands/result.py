"""Hold what a command gives back, so that one process decides what is printed and written.

A command works out everything first; it neither prints nor writes. What files of other people have a say in is worked
out in a sandboxed process, which could not write if it wanted to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from specgen.formats.yamlfile.yaml_file import load_sound
from specgen.inputs.council.council import Council, council_for

OTHER_NAME: Final = "give the copy another name"  # where a copy with comments would go over something


class OutputFile(NamedTuple):
    """A file to write whole: in place of what stands there, which goes to `backup`, or, with a `remedy` that says what
    to do instead, never over anything. Of a file of answers what stands there is kept beside it, whatever is there.
    """

    path: Path
    data: bytes
    backup: Path | None = None
    remedy: str = ""
    in_new_folder: bool = False
    is_answers: bool = False


class CommandResult(NamedTuple):
    """What to print, what to say beside it, how to exit, and the files to write before that. With a question, what
    holds if nobody answers it with yes.
    """

    output: str = ""
    messages: tuple[str, ...] = ()
    exit_code: int = 0
    files: tuple[OutputFile, ...] = ()
    question: Question | None = None

    @property
    def all_files(self) -> tuple[OutputFile, ...]:
        """The files that may be written, whatever is answered."""
        return self.files if self.question is None else (*self.files, *self.question.accepted.all_files)


class Question(NamedTuple):
    """Something to ask before it is done: the changes, a line each, and what holds after a yes."""

    lines: tuple[str, ...]
    text: str
    option: str  # that says yes beforehand
    accepted: CommandResult


class Untrusted(NamedTuple):
    """The files and folders of other people that a command reads, what to call them, and what it may ask to write."""

    paths: tuple[Path, ...] = ()
    name: str = ""
    outputs: tuple[Path, ...] = ()


def untrusted_answers(answers: Path, named: str | None) -> Untrusted:
    """Return what a command reads and may write that changes answers: nothing of other people without a council."""
    council = council_for(load_sound(answers), named)[0]
    return untrusted_paths(council, answers, outputs=(answers,)) if council.folders else Untrusted()


def untrusted_paths(council: Council | None, *files: Path, outputs: tuple[Path, ...] = ()) -> Untrusted:
    """Return what is not specgen's own among some files and the folders of a council."""
    folders = () if council is None else council.folders
    templates = f"the templates of {council.name}" if council is not None and folders else ""
    return Untrusted((*files, *folders), str(files[0]) if files else templates, outputs)
