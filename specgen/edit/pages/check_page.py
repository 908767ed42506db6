"""Show all answers with what the review finds at each, and the file itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from flask import Flask, url_for
from markupsafe import Markup

from specgen.edit.assessment import Assessment, Note
from specgen.edit.form.controls import links_of
from specgen.edit.form.section_fields import Field, Group, Part, RowList, section_parts
from specgen.edit.pages.page import Page, linked
from specgen.edit.workspace import Subject
from specgen.inputs.models.model import Section

__all__ = ["add_routes"]

KINDS: Final = {
    "error": "to put right",
    "contradiction": "contradictions",
    "missing": "still missing",
    "suggestion": "to look at",
}


def add_routes(app: Flask, page: Page) -> None:
    @app.get("/files/<name>/check")
    def check(name: str) -> tuple[str, int]:
        subject = page.subject(name)
        found = page.assessment(subject)
        asked = [section for section in subject.model.sections if section.at]
        parts = [_section(section, name, subject, found) for section in asked]
        elsewhere = found.elsewhere(asked)
        return page.render(
            "check.html",
            name,
            subject,
            parts=parts,
            verdict=_verdict(found.notes),
            elsewhere=elsewhere,
            errors=list(_addressed(asked, name, subject, found, ("error", "contradiction"))),
            missing=list(_addressed(asked, name, subject, found, ("missing",))),
            suggestions=list(_addressed(asked, name, subject, found, ("suggestion",))),
        )

    @app.get("/files/<name>/yaml")
    def see_yaml(name: str) -> tuple[str, int]:
        subject = page.subject(name)
        return page.render("yaml.html", name, subject, text=subject.content.text.removeprefix("\ufeff"))


def _verdict(notes: Sequence[Note]) -> str:
    counts = Counter(note.kind for note in notes)
    said = [f"{counts[kind]} {words}" for kind, words in KINDS.items() if counts[kind]]
    return f"The review finds: {', '.join(said)}." if said else "The review finds nothing to put right."


def _addressed(
    asked: Sequence[Section], name: str, subject: Subject, found: Assessment, kinds: Sequence[str]
) -> Iterator[dict[str, Markup]]:
    """Yield what is found of some kinds, each with the address of its question."""
    for section in asked:
        for note in found.of(section):
            if note.kind in kinds:
                yield {"html": linked(note, section, name, subject)}


def _section(section: Section, name: str, subject: Subject, found: Assessment) -> dict[str, object]:
    address = url_for("section", name=name, section_id=section.id)
    whole = section_parts(subject, section.question, section.at, {}, found)
    return {
        "id": section.id,
        "title": section.title,
        "address": address,
        "notes": whole.notes,
        "rows": list(_rows(whole, address, "")),
    }


def _rows(part: Part, address: str, lead: str) -> Iterator[dict[str, object]]:
    """Yield a line for each answer, and for each question at which something was found."""
    if isinstance(part, Field):
        if part.words or part.notes:
            yield _line(part, part.words, address, lead)
    elif isinstance(part, RowList):
        yield from _listed(part, address, lead)
    elif isinstance(part, Group):
        inner = lead if part.depth == 1 else f"{lead}{part.question.title}: "
        if part.notes and part.depth > 1:
            yield _line(part, "", address, lead)
        for child in part.parts:
            yield from _rows(child, address, inner)


def _listed(part: RowList, address: str, lead: str) -> Iterator[dict[str, object]]:
    words = f"{len(part.rows)} rows" if part.rows else part.awaited.stored.words
    if part.notes or part.awaited.stored.words:
        yield _line(part, words, address, lead)
    for row in part.rows:
        title = f"{part.question.title}, row {row.number}"
        if row.notes or row.is_empty:
            named = f"{row.title}: " if row.title else ""
            words = f"{named}an empty row: fill it in, or remove it" if row.is_empty else row.title
            yield _line(row, words, address, lead, title)
        for column in row.parts:
            yield from _rows(column, address, f"{title}: ")


def _line(part: Part, words: str, address: str, lead: str, title: str = "") -> dict[str, object]:
    label = f"{lead}{title or part.question.title}"
    notes = Markup("").join(
        Markup('<p class="note note--{}"><strong class="note__kind">{}:</strong> {} {}</p>').format(
            note.kind, note.label, note.text, links_of(note)
        )
        for note in part.notes
    )
    answer = Markup('<span class="{}">{}</span>').format("answer" if words else "none", words or "No answer")
    change = {"href": f"{address}#{part.id}", "text": "Change", "visuallyHiddenText": label}
    return {"key": {"text": label}, "value": {"html": answer + notes}, "actions": {"items": [change]}}
