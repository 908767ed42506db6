"""Make the web application: its pages, who may ask for them, and what every page shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Flask, Response, render_template, url_for
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.exceptions import HTTPException

from specgen.edit.access import Access, guard
from specgen.edit.assessment import Assessor
from specgen.edit.form import controls
from specgen.edit.pages import check_page, draft_page, row_page, section_page, start_page, task_page
from specgen.edit.pages.page import Page, problem_page
from specgen.edit.workspace import Workspace
from specgen.problems import SpecgenError
from specgen.version import VERSION

__all__ = ["make_application"]

LARGEST_FORM: Final = 8 * 2**20  # bytes; a file of answers has 2 MB at most, and a form names every answer twice
# What templates call.
SHOWN: Final = ("buttons_of", "control_of", "error_of", "hidden", "links_of", "own_words_of", "title_of")


def make_application(
    workspace: Workspace,
    access: Access,
    file: Path | None = None,
    log_defect: Callable[[Exception], str] = lambda error: type(error).__name__,
) -> Flask:
    """Return the application that serves the files of a workspace, and starts with one of them; `log_defect` writes
    down a defect of ours and says where.
    """
    here = Path(__file__).parent
    app = Flask("specgen.edit", root_path=str(here), static_folder="assets", template_folder=None)
    app.jinja_env.loader = ChoiceLoader(
        [
            PackageLoader("specgen.edit", "html"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {name: getattr(controls, name) for name in SHOWN} | {"version": VERSION}
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM
    app.config["MAX_FORM_PARTS"] = None
    home = "/" if file is None else f"/files/{workspace.key_of(workspace.open(file))}/"
    guard(app, access, home)
    page = Page(workspace, Assessor())
    for module in (start_page, task_page, section_page, row_page, check_page, draft_page):
        module.add_routes(app, page)
    _add_errors(app, page, log_defect)
    return app


def _add_errors(app: Flask, page: Page, log_defect: Callable[[Exception], str]) -> None:
    @app.context_processor
    def defaults() -> dict[str, object]:
        return {"who": "specgen", "home": url_for("start"), "errors": [], "done": []}

    @app.errorhandler(SpecgenError)
    def wrong_input(error: SpecgenError) -> tuple[str, int]:
        return problem_page(page, error)

    @app.errorhandler(HTTPException)
    def no_page(error: HTTPException) -> Response | tuple[str, int]:
        heading = "There is no such page" if error.code == 404 else "This cannot be done"
        text = "The file may not be open in this run of specgen." if error.code == 404 else str(error.description)
        return render_template("problem.html", heading=heading, text=text, again=url_for("start")), error.code or 500

    @app.errorhandler(Exception)
    def defect(error: Exception) -> tuple[str, int]:
        heading = "specgen has a defect, and this is not your fault"
        text = f"What was saved before is in your file. Where we find the defect: {log_defect(error)}."
        return render_template("problem.html", heading=heading, text=text, again=url_for("start")), 500

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status=204)
