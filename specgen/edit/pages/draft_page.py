"""Show the whole draft as pages, hand out the Word file, and serve the colours of the council."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flask import Flask, Response, abort, request, url_for

from specgen.edit.assessment import notes_of
from specgen.edit.pages.page import Page, counted, linked
from specgen.edit.workspace import Subject
from specgen.inputs.models.question_tree import section_at
from specgen.preview.draft_pages import PagesState
from specgen.preview.live_draft import SectionEntry
from specgen.preview.style_sheet import STYLE_SHEET, colours_of
from specgen.problems import Problem, SpecgenError

__all__ = ["add_routes"]

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GAPS: Final = "Where a question has no answer yet, the draft has a highlighted gap and lists it at its end."


def add_routes(app: Flask, page: Page) -> None:
    @app.get("/files/<name>/draft")
    def whole_draft(name: str) -> tuple[str, int]:
        subject = page.subject(name)
        asked = next(section.id for section in subject.model.sections if section.at)
        draft = page.workspace.draft_of(subject.file)
        preview = draft.preview(subject.yaml, asked)
        wrong = [problem for problem in draft.problems(subject.content.text) if problem.level == "error"]
        shown = [entry for entry in preview.outline if entry.is_shown]
        sections = sum(entry.place != "front" for entry in shown)
        gaps = any(entry.open_points for entry in shown)
        summary = f"{sections} sections. " + (GAPS if gaps else "Every question that they ask is answered.")
        return page.render(
            "draft.html",
            name,
            subject,
            errors=list(_linked(wrong, name, subject)),
            summary=summary,
            pages=page.workspace.pages_of(subject.file).ask(subject.content.text) if "pages" in request.args else None,
            show_pages=url_for("whole_draft", name=name, pages="shown"),
            outline=[_line(entry, name, subject) for entry in shown],
        )

    @app.get("/files/<name>/draft.docx")
    def download(name: str) -> Response | tuple[str, int]:
        subject = page.subject(name)
        document = page.workspace.draft_of(subject.file).document(subject.content.text)
        response = Response(document, mimetype=WORD)
        response.headers.set("Content-Disposition", "attachment", filename=f"{subject.file.path.stem}.docx")
        return response

    @app.get("/files/<name>/draft/<key>.pdf")
    def draft_pdf(name: str, key: str) -> Response:
        return Response(_pages(page, name, key).pdf, mimetype="application/pdf")

    @app.get("/files/<name>/draft/<key>/<int:number>.png")
    def draft_picture(name: str, key: str, number: int) -> Response:
        pictures = _pages(page, name, key).pictures
        if not 0 < number <= len(pictures):
            abort(404)
        return Response(pictures[number - 1], mimetype="image/png")

    @app.get("/draft.css")
    def draft_style() -> Response:
        return Response(STYLE_SHEET, mimetype="text/css")

    @app.get("/files/<name>/colours.css")
    def colours(name: str) -> Response:
        """The council's own colours; nothing for a file that cannot be used."""
        try:
            subject = page.subject(name)
        except SpecgenError:
            return Response("", mimetype="text/css")
        own = subject.council.look.colours  # council.yaml is refused if they cannot be read on white
        lines = [f"--{key}: #{value};" for key, value in own.items() if key in ("main", "link")]
        lines += [f"--draft-{key}: {value};" for key, value in colours_of(own).items()]
        return Response(f":root {{ {' '.join(lines)} }}\n", mimetype="text/css")


def _linked(problems: Sequence[Problem], name: str, subject: Subject) -> Iterator[dict[str, str]]:
    """Yield for what no draft can be made, each with the address of its question if it is about one."""
    for note in notes_of(problems, subject.model):
        section = section_at(subject.model.sections, note.path)
        yield {"text": note.text} if section is None else {"html": linked(note, section, name, subject)}


def _pages(page: Page, name: str, key: str) -> PagesState:
    """Return the pages that were laid out under a key; others are no page any more."""
    subject = page.subject(name)
    pages = page.workspace.pages_of(subject.file).ask(subject.content.text)
    if pages.state != "ready" or pages.key != key:
        abort(404)
    return pages


def _line(entry: SectionEntry, name: str, subject: Subject) -> dict[str, str]:
    """Return a section as the draft numbers it, with what is open in it, and where its questions are."""
    asked = any(section.id == entry.id and section.at for section in subject.model.sections)
    points = "" if not entry.open_points else f": {counted(entry.open_points, 'open point')}"
    address = url_for("section", name=name, section_id=entry.id) if asked else ""
    return {"words": f"{entry.number} {entry.title}".strip(), "points": points, "address": address}
