"""Read the command line of `specgen law`: its commands and their options.

Start-up time counts, so every command imports what it needs inside itself.
"""

from typing import Annotated

import typer

from specgen.cli.terminal import day_of, deliver

law = typer.Typer(
    help="The law that documents name: where it stands, when it was checked, and who confirms it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

NamedCouncil = Annotated[
    str | None, typer.Option("--council", metavar="NAME|FOLDER", help="A council whose own law is laid over ours.")
]
Jurisdiction = Annotated[
    str, typer.Option(metavar="wales|england", help="Whose law.  [default: the council's, or both]")
]
Day = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day that counts.  [default: today]")]
OwnCouncil = Annotated[str, typer.Option("--council", metavar="NAME|FOLDER", help="The council.", show_default=False)]
Entry = Annotated[str, typer.Argument(help="An entry; `specgen law list` shows them.", show_default=False)]
Role = Annotated[
    str, typer.Option("--by", metavar="ROLE", help="The role (not the person) that checked.", show_default=False)
]


@law.command("list", epilog="Example: specgen law list --jurisdiction wales")
def law_list(council: NamedCouncil = None, jurisdiction: Jurisdiction = "", date: Day = None) -> None:
    """List every statement of law with its source, the day of its check and what that is worth today."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.law import pages as command

    options = command.Options(council, jurisdiction, day_of(date))
    deliver(run_command(command.list_law, options, command.untrusted(options)))


@law.command("due", epilog="Example: specgen law due --jurisdiction england")
def law_due(council: NamedCouncil = None, jurisdiction: Jurisdiction = "", date: Day = None) -> None:
    """List what has to be checked again now or within 30 days, and which changes are coming."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.law import pages as command

    options = command.Options(council, jurisdiction, day_of(date))
    deliver(run_command(command.list_due, options, command.untrusted(options)))


@law.command("confirm", epilog='Example: specgen law confirm advocacy --council dyffryn-arian --by "Legal Services" …')
def law_confirm(
    entry: Entry,
    council: OwnCouncil,
    by: Role,
    url: Annotated[str, typer.Option(help="Where you read it.", show_default=False)],
    quote: Annotated[str, typer.Option(help="A line that stands there.", show_default=False)],
    jurisdiction: Jurisdiction = "",
    date: Day = None,
) -> None:
    """Note in the council's folder that an entry was compared with its source."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.law import confirm as command

    options = command.Options(entry, council, day_of(date), by, jurisdiction, quote, url)
    deliver(run_command(command.confirm, options, command.untrusted(options)))


@law.command("waive", epilog='Example: specgen law waive advocacy --council dyffryn-arian --by "Legal Services" …')
def law_waive(
    entry: Entry,
    council: OwnCouncil,
    by: Role,
    reason: Annotated[str, typer.Option(help="Why the document may go without the check.", show_default=False)],
    jurisdiction: Jurisdiction = "",
    date: Day = None,
) -> None:
    """Note in the council's folder that an entry is used without a check, and why."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.law import confirm as command

    options = command.Options(entry, council, day_of(date), by, jurisdiction, reason=reason)
    deliver(run_command(command.confirm, options, command.untrusted(options)))
