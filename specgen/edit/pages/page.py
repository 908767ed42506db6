"""Give every page of a file what it shows around its own content, and say what is wrong where a page cannot be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort, render_template, request, url_for
from markupsafe import Markup

from specgen.edit.answer_file import AnswerFile
from specgen.edit.assessment import Assessment, Assessor, Note
from specgen.edit.form.controls import links_of
from specgen.edit.form.field_names import element_id
from specgen.edit.workspace import Subject, Workspace
from specgen.formats.yamlfile.lookup import text_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.model import Section
from specgen.inputs.models.question_tree import question_at
from specgen.problems import SpecgenError, path_text

__all__ = ["Page", "counted", "linked", "problem_page"]


@dataclass
class Page:
    """What all pages work with. `done` are sentences for the next page of a file: what was just done."""

    workspace: Workspace
    assessor: Assessor
    done: dict[str, list[str]] = field(default_factory=dict)

    def file(self, name: str) -> AnswerFile:
        """Return an open file; any other name is no page."""
        if name not in self.workspace.files:
            abort(404)
        return self.workspace.files[name]

    def subject(self, name: str) -> Subject:
        return self.workspace.subject(self.file(name))

    def section(self, subject: Subject, section_id: str) -> Section:
        section = next((one for one in subject.model.sections if one.id == section_id and one.at), None)
        return section or abort(404)

    def assessment(self, subject: Subject) -> Assessment:
        return self.assessor.assess(subject, self.workspace.today())

    def say(self, name: str, sentence: str) -> None:
        self.done.setdefault(name, []).append(sentence)

    def render(
        self, template: str, name: str, subject: Subject, status: int = 200, **values: object
    ) -> tuple[str, int]:
        """Return a page of a file."""
        around: Mapping[str, object] = {
            "name": name,
            "file_path": str(subject.file.path),
            "who": subject.council.name or "specgen",
            "home": url_for("tasks", name=name),
            "navigation": navigation(name),
            "done": self.done.pop(name, []),
            "model": subject.model,
            "title": text_at(subject.yaml.values, "document", "title") or subject.file.name,
        }
        return render_template(template, **{**around, **values}), status


def linked(note: Note, section: Section, name: str, subject: Subject) -> Markup:
    """Return what is found at an answer of a section, with a link to its question."""
    address = url_for("section", name=name, section_id=section.id)
    question = question_at(subject.model, note.asked)
    title = section.title if question is None else question.title
    words = Markup('<a href="{}#{}">{}: {}</a> {}')
    return words.format(address, element_id(note.asked), title, note.text, links_of(note))


def navigation(name: str) -> list[tuple[str, str]]:
    """Return the pages of a file with their names."""
    return [
        (url_for("tasks", name=name), "Sections"),
        (url_for("check", name=name), "Check your answers"),
        (url_for("whole_draft", name=name), "The draft"),
        (url_for("see_yaml", name=name), "The file"),
        (url_for("start"), "Another file"),
    ]


def counted(number: int, what: str) -> str:
    """Return 1 open point, or 3 open points."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _title(file: AnswerFile, path: ValuePath) -> str:
    question = None if file.model is None else question_at(file.model, path)
    return path_text(path) if question is None else question.title


def problem_page(page: Page, error: SpecgenError) -> tuple[str, int]:
    """Return a page with the messages that `generate` has for a file, and with what was typed and is not in it."""
    arguments = request.view_args or {}
    file = page.workspace.files.get(str(arguments.get("name")))
    unsaved = [] if file is None else [(_title(file, path), kept.entry.words) for path, kept in file.unsaved.items()]
    again = request.path if request.method == "GET" else url_for("start") if file is None else request.path
    return render_template(
        "problem.html",
        heading="The file cannot be used as it is",
        text="Nothing was written. Put this right in the file, then try again.",
        problems=error.problems,
        unsaved=unsaved,
        again=again,
    ), 409
