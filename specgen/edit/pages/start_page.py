"""Start: make a new file of answers, or open one of the folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from flask import Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from specgen.edit.pages.page import Page
from specgen.problems import SpecgenError

__all__ = ["add_routes"]

ENDING: Final = re.compile(r"\.[A-Za-z]{2,5}$")  # of a name of a file; a title may have a full stop in it
ASKED = {"model": "Choose a model", "country": "Choose a country", "name": "Write a name for the file"}


def add_routes(app: Flask, page: Page) -> None:
    @app.get("/")
    def start() -> str:
        return _shown(page, {}, {})

    @app.post("/open")
    def open_file() -> Answer | tuple[str, int]:
        name = request.form.get("file", "")
        if name not in page.workspace.answer_files():
            return _shown(page, {"file": "Choose a file"}, {}), 422
        file = page.workspace.open(page.workspace.folder / name)
        return redirect(url_for("tasks", name=page.workspace.key_of(file)), 303)

    @app.post("/files")
    def create_file() -> Answer | tuple[str, int]:
        given = {name: request.form.get(name, "").strip() for name in (*ASKED, "council")}
        wrong = {name: message for name, message in ASKED.items() if not given[name]}
        if given["name"] and not ENDING.search(given["name"]):
            given["name"] += ".yaml"
        if not given["country"] and given["council"]:
            wrong.pop("country", None)  # the council says it
        if wrong:
            return _shown(page, wrong, given), 422
        try:
            council = page.workspace.council or given["council"] or None
            file = page.workspace.create(given["name"], given["model"], given["country"], council)
        except SpecgenError as error:
            rule = error.problems[0].rule
            field = rule if rule in (*ASKED, "council") else "name"
            about = f"“{given['name']}” " if rule == "name" else ""
            return _shown(page, {field: about + "; ".join(problem.text for problem in error.problems)}, given), 422
        key = page.workspace.key_of(file)
        page.say(key, f"{file.path.name} was made. Answer the sections in any order.")
        return redirect(url_for("tasks", name=key), 303)


def _shown(page: Page, wrong: Mapping[str, str], given: Mapping[str, str]) -> str:
    workspace = page.workspace
    files = [{"value": name, "text": name} for name in workspace.answer_files()]
    models = [
        {"value": id, "text": f"{model.title} (only {own})" if own else model.title, "hint": {"text": model.summary}}
        for id, (model, own) in workspace.models().items()
    ]
    listed = () if workspace.council else workspace.councils()
    none = {"value": "", "text": "None: plain words and the built-in letterhead"}
    councils = [none, *({"value": name, "text": name, "selected": name == given.get("council")} for name in listed)]
    return render_template(
        "start.html",
        folder=str(workspace.folder.absolute()),
        files=files,
        models=models,
        councils=councils if listed else [],
        given={"name": workspace.suggested, **given},
        wrong={name: {"text": message} for name, message in wrong.items()},
        errors=[{"text": message, "href": f"#{name}"} for name, message in wrong.items()],
    )
