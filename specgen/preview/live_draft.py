"""Show one file of answers as a draft while it is being written, section by section.

What a council has written (its templates, its models) is worked on in a sandboxed process, which is kept as long as the
file is open; without a council the work is done here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from specgen.formats.yamlfile.yaml_file import YamlFile, read
from specgen.inputs.council.council import Council, council_for
from specgen.preview.printed_section import OpenQuestion, SectionEntry
from specgen.preview.section_html import problem_html, section_html
from specgen.preview.section_preview import SectionPreviews
from specgen.problems import Problem, SpecgenError

__all__ = ["LiveDraft", "OpenQuestion", "Preview", "SectionEntry"]


@dataclass(frozen=True)
class Preview:
    """A section of a draft as it stands."""

    html: str
    number: str
    title: str
    is_shown: bool  # False: a draft of these answers leaves the section out
    open_points: tuple[OpenQuestion, ...]  # that it prints, in its order
    outline: tuple[SectionEntry, ...]  # of the model, in the order of the draft
    problems: tuple[Problem, ...]  # in the text: what makes no sense, and what does not fit its question


class LiveDraft:
    """The draft of one file of answers. It may be asked from several threads; one is answered at a time."""

    def __init__(self, file: Path, council: str | Path | None = None, *, today: date) -> None:
        self._file, self._named, self._today = str(file), council, today
        self._lock = Lock()
        self._asked: object = None  # what the answers said of their council when it was loaded
        self._council: Council | None = None
        self._previews: SectionPreviews | None = None
        self._outline: tuple[SectionEntry, ...] = ()

    def preview(self, text: str, section: str, *, level: int = 2) -> Preview:
        """Return a section as a draft of the answers in a text would print it; `level` is that of its heading."""
        answers, found = read(text, self._file)
        if answers is None:
            return self._failed(section, found)
        with self._lock:
            try:
                printed = self._warm(answers).section(answers, section, self._today)
            except SpecgenError as error:
                return self._failed(section, (*found, *error.problems))
            self._outline = printed.outline
        problems = sorted({*found, *printed.problems, *printed.faults}, key=lambda problem: problem.place.position)
        return Preview(
            section_html(printed, level),
            printed.entry.number,
            printed.entry.title,
            printed.entry.is_shown,
            printed.open_points,
            printed.outline,
            tuple(problems),
        )

    def problems(self, text: str) -> tuple[Problem, ...]:
        """Return all that is wrong or doubtful in the answers, contradictions included."""
        answers, found = read(text, self._file)
        if answers is None:
            return found
        with self._lock:
            try:
                return tuple(dict.fromkeys((*found, *self._warm(answers).problems(answers, self._today))))
            except SpecgenError as error:
                return (*found, *error.problems)

    def _failed(self, section: str, problems: tuple[Problem, ...]) -> Preview:
        title = next((entry.title for entry in self._outline if entry.id == section), section)
        html = problem_html(title, problems)
        return Preview(html, "", title, is_shown=False, open_points=(), outline=self._outline, problems=problems)

    def _warm(self, answers: YamlFile) -> SectionPreviews:
        """Return what is kept from the last preview, for the council that the answers name now."""
        asked = answers.values.get("council")
        if self._previews is None or asked != self._asked:
            self._council, _ = council_for(answers, self._named)
            self._previews, self._asked = SectionPreviews(self._council), asked
        return self._previews

    def close(self) -> None:
        """End what was kept for the next preview."""
        self._previews = None
