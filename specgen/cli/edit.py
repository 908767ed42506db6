"""Read the command line of `specgen edit`, and open the browser.

The web is imported inside the command: no other command needs it, and it may not be installed.
"""

from pathlib import Path
from typing import Annotated

import typer

from specgen.cli.terminal import day_of, log_defect, say

edit_command = typer.Typer(rich_markup_mode=None)


@edit_command.command(epilog="Example: specgen edit answers.yaml")
def edit(
    answers: Annotated[Path | None, typer.Argument(help="The YAML file of answers.", show_default=False)] = None,
    council: Annotated[
        str | None,
        typer.Option("--council", metavar="NAME|FOLDER", help="A council's own models, words, sections, house."),
    ] = None,
    port: Annotated[int, typer.Option(help="The port of the page.  [default: a free one]", show_default=False)] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it, or only say where.")] = True,
) -> None:
    """Answer the questions in your browser, with the draft beside them; nothing leaves this computer."""
    from specgen.problems import CannotRead, about_file

    try:
        from specgen.edit.server import Options, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "specgen":
            raise
        message = f"the page needs {error.name}, which is not installed"
        raise CannotRead(about_file("", message, 'install it with: pip install "specgen[edit]"', "usage")) from error
    if council is not None:
        from specgen.inputs.council.council import load_council

        load_council(council, None if answers is None else answers.parent)  # what is wrong with it is said here

    def opened(address: str) -> None:
        say(f"open in your browser: {address}")
        say("to stop: Ctrl+C in this window. Everything saved is in the file.")
        if browser:
            import webbrowser

            webbrowser.open(address)

    serve(Options(answers, council, port, lambda: day_of(None), log_defect), opened)
