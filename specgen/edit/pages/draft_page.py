"""Show the whole draft as pages, hand out the Word file, and serve the colours of the council."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from flask import Flask, Response, url_for

from specgen.edit.pages.page import Page
from specgen.edit.workspace import Subject
from specgen.house.colours import darkened_for_white
from specgen.preview.style_sheet import STYLE_SHEET
from specgen.problems import SpecgenError

__all__ = ["add_routes"]

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEX: Final = re.compile(r"[0-9A-Fa-f]{6}")


def add_routes(app: Flask, page: Page) -> None:
    @app.get("/files/<name>/draft")
    def whole_draft(name: str) -> tuple[str, int]:
        subject = page.subject(name)
        text = subject.content.text
        asked = next(section.id for section in subject.model.sections if section.at)
        preview = page.workspace.draft_of(subject.file).preview(text, asked)
        problems = [problem for problem in preview.problems if problem.level == "error"]
        open_points = sum(entry.open_points for entry in preview.outline if entry.is_shown)
        shown = [entry for entry in preview.outline if entry.is_shown]
        points = "1 open point" if open_points == 1 else f"{open_points} open points"
        summary = f"{len(shown)} sections, {points} (questions without an answer)."
        return page.render(
            "draft.html",
            name,
            subject,
            problems=problems,
            summary=summary,
            outline=[_entry(entry.id, f"{entry.number} {entry.title}".strip(), name, subject) for entry in shown],
        )

    @app.get("/files/<name>/draft.docx")
    def download(name: str) -> Response | tuple[str, int]:
        subject = page.subject(name)
        document = page.workspace.draft_of(subject.file).document(subject.content.text)
        response = Response(document, mimetype=WORD)
        response.headers.set("Content-Disposition", "attachment", filename=f"{subject.file.path.stem}.docx")
        return response

    @app.get("/draft.css")
    def draft_style() -> Response:
        return Response(STYLE_SHEET, mimetype="text/css")

    @app.get("/files/<name>/colours.css")
    def colours(name: str) -> Response:
        """The council's own colours, as dark as they must be to be read; nothing for a file that cannot be used."""
        try:
            subject = page.subject(name)
        except SpecgenError:
            return Response("", mimetype="text/css")
        drafts = page.workspace.draft_of(subject.file).colours(subject.content.text)
        own = dict(subject.council.look.colours) | {f"draft-{key}": value for key, value in drafts.items()}
        lines = [f"--{key}: {value};" for key, value in _readable(own)]
        return Response(f":root {{ {' '.join(lines)} }}\n", mimetype="text/css")


def _readable(colours: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the colours of a council, each as dark as it must be to be read on white."""
    for key, value in colours.items():
        if HEX.fullmatch(value.lstrip("#")):
            yield key, f"#{darkened_for_white(value.lstrip('#'))}"


def _entry(section_id: str, words: str, name: str, subject: Subject) -> dict[str, str]:
    asked = any(section.id == section_id and section.at for section in subject.model.sections)
    return {"words": words, "address": url_for("section", name=name, section_id=section_id) if asked else ""}
