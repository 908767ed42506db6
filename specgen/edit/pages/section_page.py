"""Ask the questions of one section, save what is answered, and change its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flask import Flask, get_template_attribute, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from specgen.edit.form.controls import buttons_of, error_of, links_of
from specgen.edit.form.field_names import BY, WORDS, field_name, path_in
from specgen.edit.form.form_changes import typed_in
from specgen.edit.form.save_form import Saved, do, save
from specgen.edit.form.section_fields import Field, Group, Part, RowList, fields_in, parts_in, section_parts
from specgen.edit.pages.page import Page
from specgen.edit.workspace import Subject
from specgen.inputs.models.model import Section
from specgen.problems import SpecgenError

__all__ = ["add_routes", "whole_of"]

# Headers of our own script. It wants figures and stays on its page, or it wants to know where to go: so that what is
# saved three times is one step back, and not three.
QUIET: Final = "X-Quiet"
NEXT: Final = "X-Next"
LONG: Final = 12  # fields of a section from which on its questions are listed at the top


def add_routes(app: Flask, page: Page) -> None:
    @app.get("/files/<name>/sections/<section_id>")
    def section(name: str, section_id: str) -> tuple[str, int]:
        subject = page.subject(name)
        asked = page.section(subject, section_id)
        whole = whole_of(page, subject, asked)
        preview = page.workspace.draft_of(subject.file).preview(subject.yaml, asked.id)
        return page.render(
            "section.html",
            name,
            subject,
            section=asked,
            whole=whole,
            preview=preview,
            errors=list(_errors(whole)),
            contents=list(_contents(whole)) if sum(1 for _ in fields_in(whole)) > LONG else [],
        )

    @app.get("/files/<name>/sections/<section_id>/draft")
    def section_draft(name: str, section_id: str) -> str:
        subject = page.subject(name)
        asked = page.section(subject, section_id)
        preview = page.workspace.draft_of(subject.file).preview(subject.yaml, asked.id)
        return render_template("section_draft.html", preview=preview)

    @app.post("/files/<name>/sections/<section_id>")
    def save_section(name: str, section_id: str) -> Response | dict[str, object]:
        file = page.file(name)
        with file.lock:
            try:
                subject = page.subject(name)
            except SpecgenError as error:
                if file.model is not None:
                    file.unsaved |= typed_in(request.form, file.model, error.problems[0])
                raise
            asked = page.section(subject, section_id)
            before = _hidden_fields(whole_of(page, subject, asked)) if QUIET in request.headers else {}
            saved = save(subject, request.form)
            if QUIET in request.headers:
                return _figures(page, name, asked, saved, before)
            following = _next(page, subject, name, asked, saved)
            return {"next": following} if NEXT in request.headers else redirect(following, 303)


def _contents(whole: Part) -> Iterator[dict[str, object]]:
    """Yield the questions of a section, each with the rows in it."""
    for part in (whole,) if isinstance(whole, RowList) else whole.parts if isinstance(whole, Group) else ():
        rows = [
            {"id": row.id, "title": row.title or f"Row {row.number}"}
            for listed in parts_in(part)
            if isinstance(listed, RowList)
            for row in listed.rows
        ]
        yield {"id": part.id, "title": part.question.title, "rows": rows}


def whole_of(page: Page, subject: Subject, asked: Section) -> Part:
    return section_parts(subject, asked.question, asked.at, subject.file.unsaved, page.assessment(subject))


def _next(page: Page, before: Subject, name: str, asked: Section, saved: Saved) -> str:
    """Do what was asked beside saving, and return where to go then."""
    act, _, dotted = request.form.get("do", "save").partition(" ")
    here = url_for("section", name=name, section_id=asked.id)
    if saved.written:
        page.say(name, f"Saved: {saved.written} answer{'' if saved.written == 1 else 's'}.")
    if act == "continue":
        return here if saved.unsaved else _following(page, name, asked)
    path = path_in(dotted)
    if path is None or path[: len(asked.at)] != asked.at:
        return here
    if act == "remove":
        return url_for("remove_row", name=name, section_id=asked.id, row=dotted)
    done = do(page.subject(name), act, path, request.form, before=before)
    if done.sentence:
        page.say(name, done.sentence)
    return f"{here}#{done.anchor}" if done.anchor else here


def _following(page: Page, name: str, asked: Section) -> str:
    """Return the section after this one, or the check of all answers after the last; an error here keeps us here."""
    subject = page.subject(name)
    if any(note.kind == "error" for note in page.assessment(subject).of(asked)):
        return url_for("section", name=name, section_id=asked.id)
    sections = [section.id for section in subject.model.sections if section.at]
    later = sections[sections.index(asked.id) + 1 :]
    return url_for("section", name=name, section_id=later[0]) if later else url_for("check", name=name)


def _figures(page: Page, name: str, asked: Section, saved: Saved, before: Mapping[str, str]) -> dict[str, object]:
    """Return what our script needs after a change: what stands in the file now, and what is to be looked at.

    It learns nothing of what another tab or program has changed, for the form still shows what was there before: if
    it were told that this is the answer of the file, it would write the old one over it the next time.
    """
    whole = whole_of(page, page.subject(name), asked)
    known = {field for field, value in before.items() if request.form.get(field) == value}
    errors = list(_errors(whole))
    draw = get_template_attribute("fields.html", "field")
    return {
        "written": saved.written,
        "unsaved": saved.unsaved,
        "hidden": {field: value for field, value in _hidden_fields(whole).items() if field in known},
        "emptied": dict(_emptied(whole)),
        "errors": len(errors),
        "summary": str(get_template_attribute("messages.html", "error_summary")(errors)),
        "found": {field.id: found for field in fields_in(whole) if any((found := _found(field)).values())},
        "disputes": {field.id: str(draw(field)) for field in fields_in(whole) if field.is_in_dispute},
    }


def _found(field: Field) -> dict[str, object]:
    """Return what is said at a field, and what can be done with its answer."""
    return {
        "error": _error(field),
        "notes": str(get_template_attribute("fields.html", "notes")(field.suggestions)),
        "acts": [name for name, _, is_shown in buttons_of(field) if is_shown],
    }


def _emptied(whole: Part) -> Iterator[tuple[str, str]]:
    """Yield the fields of what was not known yet and is known now, with what the form still has in them."""
    for field in fields_in(whole):
        for name in (field_name(WORDS, field.path), field_name(BY, field.path)):
            if request.form.get(name) and not field.shown.awaited:
                yield name, request.form[name]


def _hidden_fields(whole: Part) -> dict[str, str]:
    """Return the hidden fields of a form: the answers and rows that it was made of."""
    answers = {field_name("was", one.path): one.stored.to_json() for one in fields_in(whole)}
    return answers | {field_name("rows", one.path): one.mark for one in parts_in(whole) if isinstance(one, RowList)}


def _errors(whole: Part) -> Iterator[dict[str, object]]:
    """Yield what is wrong on the page, each with the address of its field."""
    for field in fields_in(whole):
        if error := _error(field):
            links = Markup(" ").join(links_of(note) for note in field.notes if note.kind == "error")
            words = Markup('<a href="#{}">{}: {}</a> {}')
            yield {"html": words.format(field.id, field.question.title, error, links)}
    for part in parts_in(whole):
        for note in part.notes if part.kind in ("group", "rows", "row") else ():
            if note.kind == "error":
                yield {"html": Markup('<a href="#{}">{}</a> {}').format(part.id, note.text, links_of(note))}


def _error(field: Field) -> str:
    return "choose which answer stays" if field.is_in_dispute else error_of(field)
