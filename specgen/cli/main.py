"""Read the command line: the commands of specgen and their options.

Exit codes: 0 good, 1 the user's to put right, 2 wrong usage or unreadable file, 3 a defect of ours,
130 interrupted.
Start-up time counts, so every command imports what it needs inside itself. For the same reason no module that holds
options asks for annotations as text: typer reads all of them at every start and compiles each twice, 15 ms in all.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.council import council as councils
from specgen.cli.edit import edit_command
from specgen.cli.glossary import glossary
from specgen.cli.law import law as laws
from specgen.cli.options import NamedCouncil
from specgen.cli.questionnaire import forms
from specgen.cli.revise import revise
from specgen.cli.terminal import day_of, deliver, exit_after, show

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

templates = typer.Typer(
    help="The Word files that hold the wording: see what is wrong in one, or what it says.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(templates, name="template")
app.add_typer(glossary, name="glossary")
app.add_typer(councils, name="council")
app.add_typer(laws, name="law")
app.add_typer(edit_command)
app.add_typer(revise)  # without a name: its commands are specgen's own
app.add_typer(forms)


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
    final: Annotated[bool, typer.Option("--final", help="Only if nothing is open in it; writes a PDF too.")] = False,
    pages: Annotated[
        bool, typer.Option("--pages", help="Put page numbers into the list of contents; asks LibreOffice for them.")
    ] = False,
    contract: Annotated[
        Path | None, typer.Option(metavar="CONDITIONS.docx", help="The contract's conditions, not to be contradicted.")
    ] = None,
    comments: Annotated[
        Path | None, typer.Option(metavar="OUT.docx", help="A copy of the draft with each finding as a comment.")
    ] = None,
) -> None:
    """Write the draft specification from a file of answers."""
    from specgen.commands import generate as command

    deliver(
        command.generate(
            command.Options(answers, output, council, day_of(date), force, final, pages, contract, comments)
        )
    )


@app.command(epilog="Example: specgen new care-planning -o answers.yaml")
def new(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
    council: NamedCouncil = None,
    all: Annotated[bool, typer.Option("--all", help="Every question, with its reason and an example.")] = False,
) -> None:
    """Write a file of answers to fill in: what a first draft needs."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import new as command

    options = command.Options(model, output, council, all)
    deliver(run_command(command.new_answers, options, command.untrusted(options)))


@app.command(epilog="Example: specgen add workforce answers.yaml")
def add(
    part: Annotated[
        str, typer.Argument(help="A section, or the path of a question: workforce, outcomes.list.", show_default=False)
    ],
    answers: Annotated[Path, typer.Argument(help="The YAML file of answers.", show_default=False)],
    council: NamedCouncil = None,
    all: Annotated[bool, typer.Option("--all", help="Every question that is not there, optional ones too.")] = False,
) -> None:
    """Put the questions of a section into a file of answers, or a further row where it is there."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import add as command

    options = command.Options(part, answers, council, all)
    deliver(run_command(command.add, options, command.untrusted(options)))


@app.command(epilog="Example: specgen migrate answers.yaml")
def migrate(
    answers: Annotated[Path, typer.Argument(help="A YAML file of answers, or a council.yaml.", show_default=False)],
    council: NamedCouncil = None,
) -> None:
    """Bring answers of an earlier release up to date: names that changed, and questions to ask again."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import migrate as command

    options = command.Options(answers, council)
    deliver(run_command(command.migrate, options, command.untrusted(options)))


@app.command(epilog="Example: specgen models")
def models(council: NamedCouncil = None) -> None:
    """List the commissioning models with their sections."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import questions as command

    options = command.Options(council)
    deliver(run_command(command.list_models, options, command.untrusted(options)))


@app.command(epilog="Example: specgen questions care-planning")
def questions(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    council: NamedCouncil = None,
) -> None:
    """Show every question of a model with its reason and an example."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import questions as command

    options = command.Options(council, model)
    deliver(run_command(command.show_questions, options, command.untrusted(options)))


@app.command(epilog="Example: specgen schema care-planning > care-planning.schema.json")
def schema(
    model: Annotated[str, typer.Argument(help="A model; `specgen models` lists them.", show_default=False)],
    council: NamedCouncil = None,
) -> None:
    """Print the JSON Schema of a model's answers, for completion in an editor."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import questions as command

    options = command.Options(council, model)
    deliver(run_command(command.print_schema, options, command.untrusted(options)))


@app.command(epilog="Example: specgen check answers.yaml draft.docx")
def check(
    files: Annotated[list[Path], typer.Argument(help="Answers, Word files, glossaries, sections.", show_default=False)],
    glossary: Annotated[Path | None, typer.Option(help="A glossary to lay over the built-in one.")] = None,
    council: NamedCouncil = None,
    format: Annotated[str, typer.Option(metavar="text|json|sarif", help="How to write what is found.")] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Write what is certain into the answers, after asking.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: do not ask.")] = False,
    since: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="Leave out what this earlier report has.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="OUT.docx", help="A report for a board, from answers.")] = None,
    comments: Annotated[
        Path | None, typer.Option(metavar="OUT.docx", help="A copy of the Word file with each finding as a comment.")
    ] = None,
    contract: Annotated[
        Path | None,
        typer.Option(metavar="CONDITIONS.docx", help="The contract's conditions, to compare with."),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which law has to be checked.  [default: today]")
    ] = None,
) -> None:
    """Check the facts, the words and the prose of answers and Word files; of glossaries and sections their form."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import check as command

    options = command.Options(
        tuple(files), glossary, council, format, comments, fix, contract, day_of(date), yes, since, report
    )
    deliver(run_command(command.check, options, command.untrusted(options)))


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
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.template import check as command

    options = command.Options(file, council, comments, format)
    deliver(run_command(command.check, options, command.untrusted(options)))


@templates.command("show", epilog="Example: specgen template show templates/sections/scope.docx")
def template_show(
    file: Annotated[Path, typer.Argument(help="A Word file.", show_default=False)],
) -> None:
    """Print a Word file as text, a line for each paragraph and table row; git can compare two versions by it."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands.template import show as command

    options = command.Options(file)
    deliver(run_command(command.show_template, options, command.untrusted(options)))


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    if version:
        from specgen.version import VERSION

        show(f"specgen {VERSION}\n")
        raise typer.Exit
