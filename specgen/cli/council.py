"""The commands of `specgen council` in, exit codes and words out: a part of `cli`, kept beside it.

Start-up time counts, so every command imports what it needs inside itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.terminal import day_of, say, show

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
    from specgen.cli.run_in_sandbox import check_council

    told = check_council(named, format)
    show(told.result)
    for line in told.said:
        say(line)
    if told.errors:
        raise typer.Exit(1)


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
    from datetime import datetime

    from specgen.commands.council.certify import Wanted, run
    from specgen.system.files import refuse_other_name

    refuse_other_name(output, "-o")
    today = day_of(date) if date is not None else datetime.now().astimezone().date()
    done = run(Wanted(named, today, output, format, update, record))
    show(done.text)
    for line in done.said:
        say(line)
    if done.failed:
        raise typer.Exit(1)


@council.command("new", epilog="Example: specgen council new dyffryn-arian --from letterhead.docx")
def council_new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
    letterhead: Annotated[
        Path | None,
        typer.Option("--from", metavar="LETTERHEAD.docx", help="The Word file the council uses.  [default: built in]"),
    ] = None,
    stray: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    name: Annotated[str, typer.Option(help="The council's name in full.  [default: as the letterhead says]")] = "",
    extends: Annotated[str, typer.Option(metavar="NAME", help="A council whose words lie under this one's.")] = "",
) -> None:
    """Make a council's folder from the Word file it uses; nothing that is there is touched."""
    from datetime import datetime

    from specgen.commands.council.certify import keep_record
    from specgen.problems import CannotRead, about_file
    from specgen.system.files import quoted

    if stray:
        remedy = f"write: specgen council new {quoted(folder)} --from {quoted(stray[0])}"
        raise CannotRead(about_file("", f"the letterhead {stray[0]} is named with --from", remedy, "usage"))
    if letterhead is not None and letterhead.name.startswith("~$"):
        open_file = letterhead.with_name(letterhead.name.removeprefix("~$"))
        remedy = f"close Word, and name the letterhead without ~$ ({open_file})"
        raise CannotRead(about_file(str(letterhead), "this is Word's lock file, not the letterhead", remedy, "usage"))
    from specgen.commands.council.new import found_council, lines_of

    made = found_council(folder, letterhead, name, extends, today=datetime.now().astimezone().date())
    say(keep_record(made.folder))
    for line in lines_of(made):
        say(line)
    show(f"{made.folder}\n")
