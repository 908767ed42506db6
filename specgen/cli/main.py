"""The command line in, exit codes and words out: the only module that reads the clock and exits.

Exit codes: 0 good, 1 the user's to put right, 2 wrong usage or unreadable file, 3 a defect of ours,
130 interrupted.
Start-up time counts, so every command imports what it needs inside itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specgen.cli.council import council as councils
from specgen.cli.terminal import day_of, exit_after, say, show, write_new

if TYPE_CHECKING:
    from specgen.cli.run_in_sandbox import Told

app = typer.Typer(
    name="specgen",
    help="Turn one YAML file of answers into a draft Word specification.",
    epilog="Start with: specgen new care-planning -o answers.yaml",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

words = typer.Typer(
    help="The words of the contract: read them out of its conditions, look them up, hand them on.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(words, name="glossary")

templates = typer.Typer(
    help="The Word files that hold the wording: see what is wrong in one, or what it says.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(templates, name="template")
app.add_typer(councils, name="council")

NamedCouncil = Annotated[
    str | None, typer.Option("--council", metavar="NAME|FOLDER", help="A council's own models, words, sections, house.")
]

Jurisdiction = Annotated[str, typer.Option(metavar="wales|england", help="Whose law the words come from.")]
OwnGlossary = Annotated[Path | None, typer.Option("--glossary", help="A glossary to lay over the built-in one.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit."""
    exit_after(lambda: app(args=arguments, prog_name="specgen"))


@app.command(epilog="Example: specgen generate answers.yaml -o draft.docx")
def generate(
    answers: Annotated[Path, typer.Argument(help="The YAML file of answers.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The Word file to write.  [default: beside the answers]"),
    ] = None,
    council: NamedCouncil = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the draft is made.  [default: today]")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that was edited since; it is kept as .bak.")
    ] = False,
) -> None:
    """Write the draft specification from a file of answers."""
    from datetime import datetime

    today = day_of(date) if date is not None else datetime.now().astimezone().date()

    from specgen import generate as spine
    from specgen.review.drafted import words_in

    made = spine.generate(answers, output, council=council, today=today, force=force, review=words_in)
    for warning in made.warnings:
        say(str(warning))
    for sentence in made.left_out:
        say(sentence)
    points = "1 open point" if made.open_points == 1 else f"{made.open_points} open points"
    state = "" if made.written else " (nothing changed)"
    say(f"{made.sections} sections, {points} (questions without an answer){state}")
    show(f"{made.path}\n")


@app.command(epilog="Example: specgen new care-planning -o answers.yaml")
def new(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
    council: NamedCouncil = None,
) -> None:
    """Write a file of answers to fill in, with each question, example and reason."""
    from specgen.cli.run_in_sandbox import page
    from specgen.inputs.council.council import load_council, name_in
    from specgen.system.files import quoted

    named = name_in(output or Path("answers.yaml"), load_council(council))
    text = page("answers", council, model, named).result
    if output is None:
        show(text)
        return
    write_new(output, text)
    option = f" --council {quoted(council)}" if council and not named else ""
    say(f"fill in {output}, then run: specgen generate {quoted(output)}{option}")


@app.command(epilog="Example: specgen models")
def models(council: NamedCouncil = None) -> None:
    """List the commissioning models with their sections."""
    from specgen.cli.run_in_sandbox import page

    _tell(page("models", council))


@app.command(epilog="Example: specgen questions care-planning")
def questions(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    council: NamedCouncil = None,
) -> None:
    """Show every question of a model with its reason and an example."""
    from specgen.cli.run_in_sandbox import page

    _tell(page("questions", council, model))


@app.command(epilog="Example: specgen schema care-planning > care-planning.schema.json")
def schema(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    council: NamedCouncil = None,
) -> None:
    """Print the JSON Schema of a model's answers, for completion in an editor."""
    from specgen.cli.run_in_sandbox import page

    _tell(page("schema", council, model))


@app.command(epilog="Example: specgen check answers.yaml draft.docx")
def check(
    files: Annotated[list[Path], typer.Argument(help="Answers, Word files, glossaries, sections.", show_default=False)],
    glossary: Annotated[Path | None, typer.Option(help="A glossary to lay over the built-in one.")] = None,
    council: NamedCouncil = None,
    format: Annotated[str, typer.Option(metavar="text|json|sarif", help="How to write what is found.")] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Write what is certain into the answers.")] = False,
    comments: Annotated[
        Path | None, typer.Option(metavar="OUT.docx", help="A copy of the Word file with each finding as a comment.")
    ] = None,
    contract: Annotated[
        Path | None, typer.Option(metavar="CONDITIONS.docx", help="The contract's conditions, not to be repeated.")
    ] = None,
) -> None:
    """Check the words of answers and Word files against the glossary."""
    from specgen.cli.plain_check import check_files

    given = {"--glossary": glossary, "--council": council, "--format": format, "--comments": comments}
    options = {option: str(value) for option, value in (given | {"--contract": contract}).items() if value is not None}
    code = check_files(files, options | ({"--fix": "--fix"} if fix else {}))
    if code:
        raise typer.Exit(code)


@words.command("import", epilog="Example: specgen glossary import conditions.docx -o glossary.yaml")
def glossary_import(
    conditions: Annotated[Path, typer.Argument(help="The conditions of the contract (.docx).", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The glossary to write or renew.  [default: beside the conditions]"),
    ] = None,
    council: NamedCouncil = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the import.  [default: today]")
    ] = None,
) -> None:
    """Read the defined terms out of a contract's conditions; what people wrote in the file stays."""
    from datetime import datetime

    day = day_of(date) if date is not None else datetime.now().astimezone().date()

    from specgen.cli.run_in_sandbox import import_conditions

    _tell(import_conditions(conditions, output or conditions.with_suffix(".yaml"), day.isoformat(), council))


@words.command("list", epilog="Example: specgen glossary list --jurisdiction wales")
def glossary_list(council: NamedCouncil = None, jurisdiction: Jurisdiction = "", glossary: OwnGlossary = None) -> None:
    """List the terms, each with its plural, its name in templates and where it is defined."""
    from specgen.cli.run_in_sandbox import page

    _tell(page("list", council, jurisdiction, glossary=glossary))


@words.command("explain", epilog='Example: specgen glossary explain "service user"')
def glossary_explain(
    term: Annotated[str, typer.Argument(help="A term, a word to avoid, or a name in templates.", show_default=False)],
    council: NamedCouncil = None,
    jurisdiction: Jurisdiction = "",
    glossary: OwnGlossary = None,
) -> None:
    """Show what a word means, where it is defined and used, and which words to avoid."""
    from specgen.cli.run_in_sandbox import page

    _tell(page("explain", council, jurisdiction, term, glossary=glossary))


@words.command("export", epilog="Example: specgen glossary export --to tbx -o terms.tbx")
def glossary_export(
    to: Annotated[str, typer.Option("--to", metavar="vale|textlint|tbx|skos", help="The form.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
    council: NamedCouncil = None,
    jurisdiction: Jurisdiction = "",
    glossary: OwnGlossary = None,
) -> None:
    """Hand the words on: a style for Vale or textlint, TBX-Basic, or SKOS."""
    from specgen.cli.run_in_sandbox import page

    text = page("export", council, jurisdiction, to, glossary=glossary).result
    if output is None:
        show(text)
        return
    write_new(output, text, "give another name; what is there is never overwritten")


@templates.command(
    "check", epilog="Example: specgen template check templates/sections/scope.docx --comments checked.docx"
)
def template_check(
    file: Annotated[Path, typer.Argument(help="The Word file of a section, a model or a house.", show_default=False)],
    council: NamedCouncil = None,
    comments: Annotated[
        Path | None, typer.Option(metavar="OUT.docx", help="A copy of the template with a comment at each fault.")
    ] = None,
    format: Annotated[str, typer.Option(metavar="text|json", help="How to write what is found.")] = "text",
) -> None:
    """Show everything that is wrong with a template, each fault with its place."""
    from specgen.cli.run_in_sandbox import check_template
    from specgen.commands.template.check import refuse_format

    refuse_format(format)
    if _tell(check_template(file, council, comments, format)).errors:
        raise typer.Exit(1)


@templates.command("show", epilog="Example: specgen template show templates/sections/scope.docx")
def template_show(
    file: Annotated[Path, typer.Argument(help="A Word file.", show_default=False)],
) -> None:
    """Print a Word file as text, a line for each paragraph and table row; git can compare two versions by it."""
    from specgen.cli.run_in_sandbox import show_template

    _tell(show_template(file))


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    if version:
        from specgen.version import VERSION

        show(f"specgen {VERSION}\n")
        raise typer.Exit


def _tell(told: Told) -> Told:
    show(told.result)
    for line in told.said:
        say(line)
    return told
