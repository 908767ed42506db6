"""Read the command line of `specgen council`: its commands and their options.

Start-up time counts, so every command imports what it needs inside itself.
"""

from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.terminal import day_of, deliver

council = typer.Typer(
    help="A council's folder: its house document, words, sections and models.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NamedCouncil = Annotated[
    str, typer.Argument(metavar="NAME|FOLDER", help="A council's name or folder.", show_default=False)
]


@council.callback()
def _group() -> None:
    """Keep `council` a group of commands, however many it has."""


@council.command("check", epilog="Example: specgen council check dyffryn-arian")
def council_check(
    named: NamedCouncil,
    format: Annotated[str, typer.Option(metavar="text|json", help="How to write what is found.")] = "text",
) -> None:
    """Show everything that is wrong with a council's folder, and try a draft under each model."""
    from specgen.commands.council import check as command

    deliver(command.check(command.Options(named, format)))


@council.command("certify", epilog="Example: specgen council certify dyffryn-arian -o certificate.docx")
def council_certify(
    named: NamedCouncil,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A Word file with the changes as tracked changes.")
    ] = None,
    format: Annotated[str, typer.Option(metavar="text|json", help="How to write what is found.")] = "text",
    update: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A newer specgen, unpacked: what would it change?")
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Keep the shared wording of today in the folder, to compare with later.")
    ] = False,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the certificate.  [default: today]")
    ] = None,
) -> None:
    """Show which clauses are word for word the shared ones, and which a council changed, added or dropped."""
    from specgen.commands.council import certify as command

    deliver(command.certify_council(command.Options(named, day_of(date), output, format, update, record)))


@council.command("new", epilog="Example: specgen council new dyffryn-arian --from letterhead.docx")
def council_new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
    letterhead: Annotated[
        Path | None,
        typer.Option("--from", metavar="LETTERHEAD.docx", help="The Word file the council uses.  [default: built in]"),
    ] = None,
    surplus: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    name: Annotated[str, typer.Option(help="The council's name in full.  [default: as the letterhead says]")] = "",
    extends: Annotated[str, typer.Option(metavar="NAME", help="A council whose words lie under this one's.")] = "",
) -> None:
    """Make a council's folder from the Word file it uses; nothing that is there is touched."""
    from specgen.commands.council import new as command

    options = command.Options(folder, letterhead, tuple(surplus or ()), name, extends, day_of(None))
    deliver(command.new_council(options))
