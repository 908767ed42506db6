"""Ask before a row is taken out, and take it out."""

from __future__ import annotations

from flask import Flask, redirect, request, url_for
from werkzeug.wrappers import Response

from specgen.edit.form.field_names import path_in
from specgen.edit.form.save_form import do
from specgen.edit.form.section_fields import Row, RowList, fields_in, parts_in
from specgen.edit.pages.page import Page
from specgen.edit.pages.section_page import whole_of

__all__ = ["add_routes"]


def add_routes(app: Flask, page: Page) -> None:
    @app.get("/files/<name>/sections/<section_id>/remove")
    def remove_row(name: str, section_id: str) -> tuple[str, int] | Response:
        subject = page.subject(name)
        asked = page.section(subject, section_id)
        back = url_for("section", name=name, section_id=section_id)
        path = path_in(request.args.get("row", ""))
        found = [
            (listed, row)
            for listed in parts_in(whole_of(page, subject, asked))
            if isinstance(listed, RowList)
            for row in listed.rows
            if row.path == path
        ]
        if not found:
            return redirect(back, 303)
        listed, row = found[0]
        return page.render(
            "remove_row.html", name, subject, listed=listed, row=row, back=f"{back}#{row.id}", said=_said(row)
        )

    @app.post("/files/<name>/sections/<section_id>/remove")
    def remove_row_now(name: str, section_id: str) -> Response:
        subject = page.subject(name)
        asked = page.section(subject, section_id)
        path = path_in(request.form.get("row", ""))
        anchor = ""
        if path is not None and path[: len(asked.at)] == asked.at and isinstance(path[-1], int):
            done = do(subject, "remove", path, request.form)
            page.say(name, done.sentence)
            anchor = done.anchor
        return redirect(url_for("section", name=name, section_id=section_id, _anchor=anchor), 303)


def _said(row: Row) -> list[dict[str, object]]:
    return [
        {"key": {"text": field.question.title}, "value": {"text": field.words}}
        for field in fields_in(row)
        if field.stored.words
    ]
