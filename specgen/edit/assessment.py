"""Judge an open file as `specgen check` does, and sort what is found to the questions that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Final

from specgen.edit.form.field_names import path_in
from specgen.edit.page_words import PageWords, in_page_words
from specgen.edit.workspace import Subject
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.model import Model, Section
from specgen.inputs.models.question_tree import asked_path, question_at, section_at
from specgen.problems import Problem, SpecgenError
from specgen.review.reports.grouping import CONTRADICTION
from specgen.review.review import Words, review
from specgen.review.rules.registry import kind_of
from specgen.review.rules.unfinished import OPEN_POINT

__all__ = ["Assessment", "Assessor", "Lead", "Note", "notes_of"]

LABELS: Final = {
    "error": "To put right",
    "contradiction": "Contradiction",
    "missing": "Still missing",
    "suggestion": "To look at",
}


@dataclass(frozen=True)
class Lead:
    """Another answer that a note names: where it is asked, and what its question is called."""

    section: str
    path: ValuePath
    title: str


@dataclass(frozen=True)
class Note:
    """Something found at an answer: its kind is error, contradiction, missing or suggestion."""

    path: ValuePath
    asked: ValuePath  # of the question that the page shows for it
    kind: str
    problem: Problem
    words: PageWords
    leads: tuple[Lead, ...] = ()

    @property
    def label(self) -> str:
        """The kind in words, to stand before the text."""
        return LABELS[self.kind]

    @property
    def text(self) -> str:
        """What is wrong and what would be right, as a sentence."""
        text = self.words.text[:1].upper() + self.words.text[1:]
        return text if text.endswith((".", "?", "!")) else f"{text}."


@dataclass(frozen=True)
class Assessment:
    """What is found in a file, in its order."""

    notes: tuple[Note, ...]

    @cached_property
    def by_path(self) -> dict[ValuePath, list[Note]]:
        sorted_notes: dict[ValuePath, list[Note]] = {}
        for note in self.notes:
            sorted_notes.setdefault(note.path, []).append(note)
        return sorted_notes

    def of(self, section: Section) -> list[Note]:
        """Return what is found in the answers of a section."""
        return [note for note in self.notes if note.path[: len(section.at)] == section.at]

    def elsewhere(self, sections: Sequence[Section]) -> list[Note]:
        """Return what is found outside all sections: of the file as a whole."""
        return [note for note in self.notes if not any(note.path[: len(one.at)] == one.at for one in sections)]


@dataclass
class Assessor:
    """Judges a text once, however many pages show it."""

    _kept: dict[object, Assessment] = field(default_factory=dict)
    _words: dict[object, Words] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def assess(self, subject: Subject, today: date) -> Assessment:
        """Return what is found in an open file; what keeps it from being judged is found, too."""
        model = id(subject.model)  # read anew when a file of the council has changed
        key = (str(subject.file.path), subject.content.digest, model, today)
        with self._lock:
            if key not in self._kept:
                if model not in self._words:
                    self._words = {model: Words(subject.council)}
                problems = _problems(subject, self._words[model], today)
                notes = tuple(notes_of(problems, subject.model))
                self._kept = {key: Assessment(notes)} | dict(list(self._kept.items())[:7])
            return self._kept[key]


def _problems(subject: Subject, words: Words, today: date) -> Sequence[Problem]:
    try:
        content = subject.content.text.encode("utf-8")
        reviewed = review(subject.file.path, words, content, today).reviewed
    except SpecgenError as error:
        return error.problems
    return (*subject.about_council, *reviewed.all_problems)


def notes_of(problems: Sequence[Problem], model: Model) -> Iterator[Note]:
    """Yield what is found in the words of the page."""
    for problem in problems:
        path = path_in(problem.place.path) or ()
        is_choice = problem.rule == "choice"
        text = f"{problem.message}; choose one of them" if is_choice else problem.text
        related = (found for one in problem.related if (found := path_in(one.path)))
        words = in_page_words(text, model, path, related)
        yield Note(path, asked_path(model, path), _kind(problem), problem, words, tuple(_leads(words.leads, model)))


def _kind(problem: Problem) -> str:
    """Return the kind of a problem on the page: what is not answered yet is not to be put right."""
    kind = kind_of(problem)
    if kind == OPEN_POINT.kind:
        return "missing"
    return "error" if problem.level == "error" else "contradiction" if kind == CONTRADICTION else "suggestion"


def _leads(paths: Sequence[ValuePath], model: Model) -> Iterator[Lead]:
    for path in paths:
        section = section_at(model.sections, path)
        question = question_at(model, path)
        if section is not None and question is not None:
            yield Lead(section.id, asked_path(model, path), question.title)
