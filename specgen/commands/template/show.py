"""Print a Word file as text, for people, and for git, which shows by it what has changed in a template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from specgen.commands.result import CommandResult, Untrusted, untrusted_paths
from specgen.formats.opc.package import NotAWordFile
from specgen.formats.word.text import word_text
from specgen.problems import CannotRead, about_file
from specgen.system.files import read_file


@dataclass(frozen=True)
class Options:
    """The argument of `specgen template show`."""

    file: Path


def untrusted(options: Options) -> Untrusted:
    return untrusted_paths(None, options.file)


def show_template(options: Options) -> CommandResult:
    """Return the text of a Word file. Raises CannotRead."""
    try:
        return CommandResult(word_text(read_file(options.file)))
    except NotAWordFile as error:
        raise CannotRead(about_file(str(options.file), str(error))) from error
