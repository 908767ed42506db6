"""Read the command line of what is done with a draft that somebody has edited: update, compare, accept, inspect."""

from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.options import NamedCouncil
from specgen.cli.terminal import day_of, deliver

revise = typer.Typer()

Edited = Annotated[Path, typer.Argument(help="The draft that somebody has edited.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", help="The Word file to write.", show_default=False)]
Day = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day it is done.  [default: today]")]
Format = Annotated[str, typer.Option("--format", metavar="text|json", help="How to write the report.")]


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
    from specgen.commands.revise import update as command

    options = command.Options(edited, answers, output, base, council, day_of(date), only, format)
    deliver(command.update(options))


@revise.command(epilog="Example: specgen compare old.docx new.docx -o redline.docx")
def compare(
    old: Annotated[Path, typer.Argument(help="The Word file as it was.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="The Word file as it is now.", show_default=False)],
    output: Output,
    council: NamedCouncil = None,
    format: Format = "text",
    date: Day = None,
) -> None:
    """Show what is different in two Word files as tracked changes, each with its cause."""
    from specgen.commands.revise import compare as command

    deliver(command.compare(command.Options(old, new, output, council, day_of(date), format)))


Cause = Annotated[
    str, typer.Option("--cause", metavar="CAUSE", help="What follows from one answer; without it, all of specgen's.")
]
Decided = Annotated[
    Path | None, typer.Option("--output", "-o", help="The Word file to write.  [default: the file itself]")
]


@revise.command(epilog="Example: specgen accept updated.docx --cause availability.pattern")
def accept(file: Edited, cause: Cause = "", output: Decided = None) -> None:
    """Accept what specgen proposed, by cause; what others changed stays as it is."""
    _settle(file, cause, output, accepts=True)


@revise.command(epilog="Example: specgen reject updated.docx --cause availability.pattern")
def reject(file: Edited, cause: Cause = "", output: Decided = None) -> None:
    """Reject what specgen proposed, by cause; what others changed stays as it is."""
    _settle(file, cause, output, accepts=False)


def _settle(file: Path, cause: str, output: Path | None, *, accepts: bool) -> None:
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.revise import settle as command

    options = command.Options(file, cause, output, accepts)
    deliver(run_command(command.settle, options, command.untrusted(options)))


@revise.command(epilog="Example: specgen inspect from-legal.docx")
def inspect(
    file: Edited,
    strip: Annotated[
        bool, typer.Option("--strip", help="Write a copy without the record and the answers in it, for bidders.")
    ] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The copy to write with --strip.")] = None,
    format: Format = "text",
) -> None:
    """Say what made a draft, from what, and what was changed since, by whom."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.revise import inspect as command

    options = command.Options(file, strip, output, format)
    deliver(run_command(command.inspect, options, command.untrusted(options)))


@revise.command(epilog="Example: specgen pull from-legal.docx answers.yaml --write")
def pull(
    edited: Edited,
    answers: Annotated[Path, typer.Argument(help="The YAML file of answers.", show_default=False)],
    write: Annotated[bool, typer.Option("--write", help="Write the changed values into the answers.")] = False,
    council: NamedCouncil = None,
    format: Format = "text",
) -> None:
    """Bring values that were typed over in Word back into the answers; wording is listed, never guessed."""
    from specgen.commands.revise import pull as command

    deliver(command.pull(command.Options(edited, answers, council, write, format)))


@revise.command(epilog="Example: specgen finalise agreed.docx -o final.docx --strip")
def finalise(
    file: Edited,
    output: Output,
    answers: Annotated[
        Path | None, typer.Option("--answers", help="The answers with their waivers.  [default: those in the file]")
    ] = None,
    strip: Annotated[
        bool, typer.Option("--strip", help="Take the record and the answers out of it, for bidders.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="Write a PDF too, where LibreOffice is found.")] = True,
    format: Format = "text",
) -> None:
    """Write the final, or list what is still open: points, notes, comments, tracked changes, references."""
    from specgen.commands.revise import finalise as command

    deliver(command.finalise(command.Options(file, output, answers, strip, pdf, format)))
