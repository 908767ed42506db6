"""A Word file in, its text out: for people, and for git, which shows by it what has changed in a template."""

from __future__ import annotations

from pathlib import Path

from specgen.formats.opc.package import NotAWordFile
from specgen.formats.word.text import readable
from specgen.problems import CannotRead, about_file
from specgen.system.files import read_file


def shown(file: Path) -> str:
    """Return the text of a Word file. Raises CannotRead."""
    try:
        return readable(read_file(file))
    except NotAWordFile as error:
        raise CannotRead(about_file(str(file), str(error))) from error
