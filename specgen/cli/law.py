"""Run the commands of `specgen law` and turn what came of them into words and exit codes.

Start-up time counts, so every command imports what it needs inside itself.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from specgen.cli.terminal import day_of, say, show

if TYPE_CHECKING:
    from specgen.inputs.council.council import Council

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
    from specgen.commands.law.pages import list_page

    place = _council(council)
    _show(list_page(_countries(jurisdiction, place), place.model_folders, _today(date)))


@law.command("due", epilog="Example: specgen law due --jurisdiction england")
def law_due(council: NamedCouncil = None, jurisdiction: Jurisdiction = "", date: Day = None) -> None:
    """List what has to be checked again now or within 30 days, and which changes are coming."""
    from specgen.commands.law.pages import due_page

    place = _council(council)
    _show(due_page(_countries(jurisdiction, place), place.model_folders, _today(date)))


@law.command(
    "confirm", epilog='Example: specgen law confirm advocacy --council dyffryn-arian --by "Legal Services" ...'
)
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
    _confirm(entry, council, jurisdiction, date, by=by, url=url, quote=quote)


@law.command("waive", epilog='Example: specgen law waive advocacy --council dyffryn-arian --by "Legal Services" ...')
def law_waive(
    entry: Entry,
    council: OwnCouncil,
    by: Role,
    reason: Annotated[str, typer.Option(help="Why the document may go without the check.", show_default=False)],
    jurisdiction: Jurisdiction = "",
    date: Day = None,
) -> None:
    """Note in the council's folder that an entry is used without a check, and why."""
    _confirm(entry, council, jurisdiction, date, by=by, reason=reason)


def _confirm(entry: str, council: str, jurisdiction: str, date: str | None, **given: str) -> None:
    from specgen.commands.law.confirm import Confirmation, confirm

    place = _council(council)
    countries = _countries(jurisdiction, place)
    if len(countries) > 1:
        _refuse("--jurisdiction: two countries are possible", "write wales or england")
    show(f"{confirm(Confirmation(entry, countries[0], _today(date), **given), place.folders[0])}\n")


def _council(council: str | None) -> Council:
    from specgen.inputs.council.council import load_council

    return load_council(council)


def _countries(jurisdiction: str, place: Council) -> tuple[str, ...]:
    wanted = jurisdiction or str(place.facts.get("jurisdiction") or "")
    if wanted and wanted not in ("wales", "england"):
        _refuse(f"--jurisdiction: there is no law of {wanted} here", "write wales or england")
    return (wanted,) if wanted else ("wales", "england")


def _refuse(message: str, remedy: str) -> None:
    from specgen.problems import CannotRead, about_file

    raise CannotRead(about_file("", message, remedy, "usage"))


def _today(date: str | None) -> datetime.date:
    return day_of(date) if date is not None else datetime.datetime.now().astimezone().date()


def _show(page: tuple[str, tuple[str, ...]]) -> None:
    text, problems = page
    show(text)
    for problem in problems:
        say(problem)
