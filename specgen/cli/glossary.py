"""Read the command line of `specgen glossary`: its commands and their options.

Start-up time counts, so every command imports what it needs inside itself.
"""

from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.options import NamedCouncil
from specgen.cli.terminal import day_of, deliver

glossary = typer.Typer(
    help="The words of the contract: read them out of its conditions, look them up, hand them on.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Jurisdiction = Annotated[str, typer.Option(metavar="wales|england", help="Whose law the words come from.")]
OwnGlossary = Annotated[Path | None, typer.Option("--glossary", help="A glossary to lay over the built-in one.")]


@glossary.command("import", epilog="Example: specgen glossary import conditions.docx --council our-council")
def glossary_import(
    conditions: Annotated[Path, typer.Argument(help="The conditions of the contract (.docx).", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The glossary to write or renew.  [default: glossary.yaml of the council, else beside the conditions]",
        ),
    ] = None,
    council: NamedCouncil = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the import.  [default: today]")
    ] = None,
) -> None:
    """Read the defined terms out of a contract's conditions; what people wrote in the file stays."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.glossary import import_terms as command

    options = command.Options(conditions, output, day_of(date), council)
    deliver(run_command(command.import_glossary, options, command.untrusted(options)))


@glossary.command("list", epilog="Example: specgen glossary list --jurisdiction wales")
def glossary_list(council: NamedCouncil = None, jurisdiction: Jurisdiction = "", own: OwnGlossary = None) -> None:
    """List the terms, each with its plural, its name in templates and where it is defined."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.glossary import pages as command

    options = command.Options(council, jurisdiction, own)
    deliver(run_command(command.list_terms, options, command.untrusted(options)))


@glossary.command("explain", epilog='Example: specgen glossary explain "service user"')
def glossary_explain(
    term: Annotated[str, typer.Argument(help="A term, a word to avoid, or a name in templates.", show_default=False)],
    council: NamedCouncil = None,
    jurisdiction: Jurisdiction = "",
    own: OwnGlossary = None,
) -> None:
    """Show what a word means, where it is defined and used, and which words to avoid."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.glossary import pages as command

    options = command.Options(council, jurisdiction, own, term)
    deliver(run_command(command.explain_term, options, command.untrusted(options)))


@glossary.command("export", epilog="Example: specgen glossary export --to tbx -o terms.tbx")
def glossary_export(
    to: Annotated[str, typer.Option("--to", metavar="vale|textlint|tbx|skos", help="The form.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
    council: NamedCouncil = None,
    jurisdiction: Jurisdiction = "",
    own: OwnGlossary = None,
) -> None:
    """Hand the words on: a style for Vale or textlint, TBX-Basic, or SKOS."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.glossary import export as command

    options = command.Options(to, output, council, jurisdiction, own)
    deliver(run_command(command.export_glossary, options, command.untrusted(options)))
