"""The commands of `specgen council` in, exit codes and words out: a part of `cli`, kept beside it.

Start-up time counts, so every command imports what it needs inside itself.
"""

from __future__ import annotations

from typing import Annotated

import typer

council = typer.Typer(
    help="A council's folder: its house document, words, sections and models.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@council.callback()
def _group() -> None:
    """Keep `council` a group of commands, however many it has."""


@council.command("check", epilog="Example: specgen council check dyffryn-arian")
def council_check(
    named: Annotated[
        str, typer.Argument(metavar="NAME|FOLDER", help="A council's name or folder.", show_default=False)
    ],
) -> None:
    """Show everything that is wrong with a council's folder."""
    from specgen.council import load_council

    load_council(named)
