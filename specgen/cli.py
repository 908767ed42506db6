"""The command line in, exit codes and words out: the only module that reads the clock and exits.

Exit codes: 0 good, 1 the user's to put right, 2 wrong usage or unreadable file, 3 a defect of ours,
130 interrupted.
Start-up time counts, so every command imports what it needs inside itself.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specgen.council_commands import council as councils
from specgen.terminal import finish, prepare_streams, say, show, write_new

if TYPE_CHECKING:
    import datetime

    from specgen.glossary import Glossary
    from specgen.models import Model

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

CouncilFolder = Annotated[
    Path | None, typer.Option("--council", help="A folder with a council's own models, words and sections.")
]

Jurisdiction = Annotated[str, typer.Option(metavar="wales|england", help="Whose law the words come from.")]
OwnGlossary = Annotated[Path | None, typer.Option("--glossary", help="A glossary to lay over the built-in one.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit; nobody ever sees a traceback."""
    code = 0
    try:
        prepare_streams()
        app(args=arguments, prog_name="specgen")
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 2
    except KeyboardInterrupt:
        code = 130
    except Exception as error:  # noqa: BLE001 - this is the one place where everything ends up
        code = finish(error)
    sys.exit(code)


@app.command(epilog="Example: specgen generate answers.yaml -o draft.docx")
def generate(
    answers: Annotated[Path, typer.Argument(help="The YAML file of answers.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The Word file to write.  [default: beside the answers]"),
    ] = None,
    council: Annotated[
        Path | None, typer.Option(help="A folder with a council's own house document, words and sections.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the draft is made.  [default: today]")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that was edited since; it is kept as .bak.")
    ] = False,
) -> None:
    """Write the draft specification from a file of answers."""
    from datetime import datetime

    today = _day(date) if date is not None else datetime.now().astimezone().date()

    from specgen import generate as spine

    made = spine.generate(answers, output, council=council, today=today, force=force)
    for warning in made.warnings:
        say(str(warning))
    points = "1 open point" if made.open_points == 1 else f"{made.open_points} open points"
    state = "" if made.written else " (nothing changed)"
    say(f"{made.sections} sections, {points}{state}")
    show(f"{made.path}\n")


@app.command(epilog="Example: specgen new care-planning -o answers.yaml")
def new(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
    council: CouncilFolder = None,
) -> None:
    """Write a file of answers to fill in, with each question, example and reason."""
    from specgen.skeleton import skeleton

    text = skeleton(_model(model, council))
    if output is None:
        show(text)
        return
    write_new(output, text)
    say(f"fill in {output}, then run: specgen generate {output}" + (f" --council {council}" if council else ""))


@app.command(epilog="Example: specgen models")
def models(council: CouncilFolder = None) -> None:
    """List the commissioning models with their sections."""
    from specgen.council import load_council
    from specgen.models import load_model, model_ids
    from specgen.questions import models_page

    folders = load_council(council).model_folders
    show(models_page(load_model(id, folders) for id in model_ids(folders)))


@app.command(epilog="Example: specgen questions care-planning")
def questions(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    council: CouncilFolder = None,
) -> None:
    """Show every question of a model with its reason and an example."""
    from specgen.questions import questions_page

    show(questions_page(_model(model, council)))


@app.command(epilog="Example: specgen schema care-planning > care-planning.schema.json")
def schema(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    council: CouncilFolder = None,
) -> None:
    """Print the JSON Schema of a model's answers, for completion in an editor."""
    import json

    show(json.dumps(_model(model, council).schema, indent=2, default=float) + "\n")


@app.command(epilog="Example: specgen check answers.yaml draft.docx")
def check(
    files: Annotated[list[Path], typer.Argument(help="Answers, Word files, glossaries, sections.", show_default=False)],
    glossary: Annotated[Path | None, typer.Option(help="A glossary to lay over the built-in one.")] = None,
    council: Annotated[Path | None, typer.Option(help="A folder with a council's own words and sections.")] = None,
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
    from specgen.checks.command import Wanted, run
    from specgen.checks.reports import count, report

    wanted = Wanted(tuple(files), glossary, council, format, comments, fix=fix, contract=contract)
    done = run(wanted)
    show(report(done.reviewed, format))
    for line in done.said:
        say(line)
    if done.failed:
        raise done.failed
    if count(done.reviewed, "error"):
        raise typer.Exit(1)


@words.command("import", epilog="Example: specgen glossary import conditions.docx -o glossary.yaml")
def glossary_import(
    conditions: Annotated[Path, typer.Argument(help="The conditions of the contract (.docx).", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The glossary to write or renew.  [default: beside the conditions]"),
    ] = None,
    council: CouncilFolder = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the import.  [default: today]")
    ] = None,
) -> None:
    """Read the defined terms out of a contract's conditions; what people wrote in the file stays."""
    from datetime import datetime

    day = _day(date) if date is not None else datetime.now().astimezone().date()

    from specgen.council import load_council
    from specgen.importing.command import import_glossary, said

    output = output or conditions.with_suffix(".yaml")
    done = import_glossary(conditions, output, day=day.isoformat(), folders=load_council(council).model_folders)
    for line in said(done):
        say(line)
    show(f"{done.path}\n")


@words.command("list", epilog="Example: specgen glossary list --jurisdiction wales")
def glossary_list(council: CouncilFolder = None, jurisdiction: Jurisdiction = "", glossary: OwnGlossary = None) -> None:
    """List the terms, each with its plural, its name in templates and where it is defined."""
    from specgen.glossary_pages import list_page

    show(list_page(_glossary(council, jurisdiction, glossary)))


@words.command("explain", epilog='Example: specgen glossary explain "service user"')
def glossary_explain(
    term: Annotated[str, typer.Argument(help="A term, a word to avoid, or a name in templates.", show_default=False)],
    council: CouncilFolder = None,
    jurisdiction: Jurisdiction = "",
    glossary: OwnGlossary = None,
) -> None:
    """Show what a word means, where it is defined and used, and which words to avoid."""
    from specgen.council import load_council
    from specgen.glossary_pages import explain_page

    place = load_council(council)
    known = _glossary(council, jurisdiction, glossary)
    show(explain_page(term, known, place.template_folders, place.model_folders))


@words.command("export", epilog="Example: specgen glossary export --to tbx -o terms.tbx")
def glossary_export(
    to: Annotated[str, typer.Option("--to", metavar="vale|textlint|tbx|skos", help="The form.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
    council: CouncilFolder = None,
    jurisdiction: Jurisdiction = "",
    glossary: OwnGlossary = None,
) -> None:
    """Hand the words on: a style for Vale or textlint, TBX-Basic, or SKOS."""
    from specgen.council import load_council
    from specgen.glossary_export import FORMS, export
    from specgen.problems import CannotRead, about_file

    if to not in FORMS:
        raise CannotRead(about_file("", f"--to: there is no form {to}", f"write one of {', '.join(FORMS)}", "usage"))
    title = f"{load_council(council).name or 'specgen'} glossary"
    text = export(_glossary(council, jurisdiction, glossary), to, title)
    if output is None:
        show(text)
        return
    write_new(output, text, "give another name; what is there is never overwritten")


@templates.command(
    "check", epilog="Example: specgen template check templates/sections/scope.docx --comments checked.docx"
)
def template_check(
    file: Annotated[Path, typer.Argument(help="The Word file of a section, a model or a house.", show_default=False)],
    council: CouncilFolder = None,
    comments: Annotated[
        Path | None, typer.Option(metavar="OUT.docx", help="A copy of the template with a comment at each fault.")
    ] = None,
    format: Annotated[str, typer.Option(metavar="text|json", help="How to write what is found.")] = "text",
) -> None:
    """Show everything that is wrong with a template, each fault with its place."""
    from specgen.checks.review import Words
    from specgen.checks.typed_terms import typed_terms
    from specgen.council import load_council
    from specgen.template_check.command import Checker, check_file, refuse_format, report, summary, write_comments

    refuse_format(format)
    checked = check_file(file, Checker(council), lambda: typed_terms(file, Words(load_council(council))))
    if comments is not None:
        write_comments(checked, file, comments)
    show(report(checked, format))
    say(summary(checked))
    if checked.count("error"):
        raise typer.Exit(1)


@templates.command("show", epilog="Example: specgen template show templates/sections/scope.docx")
def template_show(
    file: Annotated[Path, typer.Argument(help="A Word file.", show_default=False)],
) -> None:
    """Print a Word file as text, a line for each paragraph and table row; git can compare two versions by it."""
    from specgen.template_check.show import shown

    show(shown(file))


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    if version:
        from specgen.version import VERSION

        show(f"specgen {VERSION}\n")
        raise typer.Exit


def _glossary(council: Path | None, jurisdiction: str, file: Path | None) -> Glossary:
    from specgen.council import load_council
    from specgen.glossary import load_glossary, with_file
    from specgen.problems import CannotRead, about_file

    if jurisdiction not in ("", "wales", "england"):
        message = f"--jurisdiction: there is none named {jurisdiction}"
        raise CannotRead(about_file("", message, "write wales or england", "usage"))
    found: Glossary = load_glossary(jurisdiction, load_council(council).model_folders)
    if file is None:
        return found
    if not file.is_file():
        raise CannotRead(about_file(str(file), "there is no such file"))
    return with_file(found, file)


def _model(id: str, council: Path | None) -> Model:
    from specgen.choices import spelled_out
    from specgen.council import load_council
    from specgen.glossary import load_glossary
    from specgen.models import load_model

    folders = load_council(council).model_folders
    return spelled_out(load_model(id, folders), load_glossary("", folders))


def _day(text: str) -> datetime.date:
    from datetime import date

    from specgen.problems import CannotRead, about_file

    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = about_file("", f'--date: "{text}" is not a date', "write it as 2027-04-05", "usage")
        raise CannotRead(problem) from None
