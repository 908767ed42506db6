"""Read the command line of what is done with a draft that somebody has edited: update, compare, accept, inspect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.terminal import day_of, deliver

revise = typer.Typer()

Edited = Annotated[Path, typer.Argument(help="The draft that somebody has edited.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", help="The Word file to write.", show_default=False)]
Day = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day it is done.  [default: today]")]
Format = Annotated[str, typer.Option("--format", metavar="text|json", help="How to write the report.")]
NamedCouncil = Annotated[
    str | None, typer.Option("--council", metavar="NAME|FOLDER", help="A council's own models, words, sections, house.")
]


@revise.command(epilog="Example: specgen update from-legal.docx answers.yaml -o updated.docx")
def update(
    edited: Edited,
    answers: Annotated[Path, typer.Argument(help="The YAML file of answers as it is now.", show_default=False)],
    output: Output,
    base: Annotated[
        Path | None, typer.Option(metavar="DRAFT.docx", help="The draft that was sent out, if the file has no record.")
    ] = None,
    only: Annotated[
        str, typer.Option(metavar="CAUSE", help="Only what follows from one answer, such as availability.pattern.")
    ] = "",
    council: NamedCouncil = None,
    format: Format = "text",
    date: Day = None,
) -> None:
    """Bring new answers into an edited draft as tracked changes; nothing that anybody wrote is lost."""
    from specgen.commands import update as command

    options = command.Options(edited, answers, output, base, council, day_of(date), only, format)
    deliver(command.update(options))
