"""Hold the options that several commands take."""

from typing import Annotated

import typer

NamedCouncil = Annotated[
    str | None, typer.Option("--council", metavar="NAME|FOLDER", help="A council's own models, words, sections, house.")
]
