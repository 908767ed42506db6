"""Read the command line of forms in Word: ask questions in one, take its answers back."""

from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.options import NamedCouncil
from specgen.cli.terminal import day_of, deliver

forms = typer.Typer()


@forms.command(epilog="Example: specgen questionnaire care-planning --section outcomes -o questions.docx")
def questionnaire(
    source: Annotated[
        str, typer.Argument(metavar="MODEL|ANSWERS", help="A model, or a file of answers to show.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The Word file to write.", show_default=False)],
    section: Annotated[
        list[str] | None, typer.Option("--section", metavar="SECTION", help="Only this section; may be repeated.")
    ] = None,
    council: NamedCouncil = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the form is made.  [default: today]")
    ] = None,
) -> None:
    """Write the questions of a model as a Word form, with the answers that are there."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import questionnaire as command

    options = command.Options(source, tuple(section or ()), output, council, day_of(date))
    deliver(run_command(command.questionnaire, options, command.untrusted(options)))


@forms.command(epilog="Example: specgen answers questions.docx -o answers.yaml")
def answers(
    file: Annotated[Path, typer.Argument(metavar="FORM.docx", help="A form that came back.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file of answers: a new one, or one to merge into.")
    ],
    council: NamedCouncil = None,
    format: Annotated[str, typer.Option(metavar="text|json", help="How to write what was changed.")] = "text",
) -> None:
    """Bring the answers of a Word form into a file of answers; conflicts are listed, nothing is overwritten."""
    from specgen.cli.run_in_sandbox import run_command
    from specgen.commands import answers as command

    options = command.received(command.Options(file, output, council, format))
    deliver(run_command(command.answers, options, command.untrusted(options)))
