"""List the sections of a file as tasks: not started, with open points, with something to put right, or done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from flask import Flask, url_for

from specgen.edit.assessment import Assessment
from specgen.edit.pages.page import Page, counted
from specgen.edit.workspace import Subject
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.lookup import is_answered
from specgen.inputs.council.defaults import known_answers
from specgen.inputs.models.model import Section

__all__ = ["add_routes"]

GROUPS: Final = {"front": "The document", "body": "Sections", "schedule": "Schedules"}
DONE: Final = "Done"
Item = dict[str, object]


def add_routes(app: Flask, page: Page) -> None:
    @app.get("/files/<name>/")
    def tasks(name: str) -> tuple[str, int]:
        subject = page.subject(name)
        found = page.assessment(subject)
        asked = [section for section in subject.model.sections if section.at]
        points = _open_points(page, subject, asked[0].id)
        groups = [
            {
                "id": place,
                "title": title,
                "tasks": [_task(one, name, subject, found, points) for one in asked if one.place == place],
            }
            for place, title in GROUPS.items()
        ]
        errors = [{"text": note.text} for note in found.elsewhere(asked) if note.kind == "error"]
        return page.render("tasks.html", name, subject, groups=groups, errors=errors, summary=_summary(groups))


def _open_points(page: Page, subject: Subject, section: str) -> Mapping[str, int | None]:
    """Return how many open points a draft prints in each section; None for a section that it leaves out."""
    outline = page.workspace.draft_of(subject.file).preview(subject.yaml, section).outline
    return {entry.id: entry.open_points if entry.is_shown else None for entry in outline}


def _task(section: Section, name: str, subject: Subject, found: Assessment, points: Mapping[str, int | None]) -> Item:
    return {
        "title": {"text": section.title},
        "hint": {"text": section.description},
        "href": url_for("section", name=name, section_id=section.id),
        "status": _status(section, subject, found, points.get(section.id, 0)),
    }


def _status(section: Section, subject: Subject, found: Assessment, points: int | None) -> Item:
    """Return the state of a section: the most pressing first."""
    notes = found.of(section)
    errors = sum(note.kind == "error" for note in notes)
    contradictions = sum(note.kind == "contradiction" for note in notes)
    own = is_answered(value_of(subject.yaml.values, section.at))
    started = own or is_answered(value_of(known_answers(subject.council).values, section.at))
    if errors:
        return _tag(f"{errors} to put right", "red")
    if contradictions:
        return _tag(counted(contradictions, "contradiction"), "red")
    if not started:
        optional = "" if section.when == "always" else " (expected)" if section.expected else " (optional)"
        return _tag(f"Not started{optional}", "grey" if optional == " (optional)" else "blue")
    if points is None:  # another answer leaves it out, such as a price that does not depend on outcomes
        return _tag("Not printed", "grey")
    if points:
        return _tag(counted(points, "open point"), "yellow")
    return {"text": DONE if own else "Answered by your council"}


def _summary(groups: Sequence[Mapping[str, object]]) -> str:
    statuses = [task["status"] for group in groups for task in group["tasks"]]  # type: ignore[attr-defined]
    done = sum("text" in status for status in statuses)
    return f"{done} of {len(statuses)} sections are done."


def _tag(text: str, colour: str) -> Item:
    return {"tag": {"text": text, "classes": f"govuk-tag--{colour}"}}
