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
from specgen.generate import draft_loaded
from specgen.inputs.council.council import Council, council_for
from specgen.preview.printed_section import OpenQuestion, PrintedSection, SectionEntry
from specgen.preview.sandboxed_previews import SandboxedPreviews
from specgen.preview.section_html import problem_html, section_html
from specgen.preview.section_preview import SectionPreviews
from specgen.problems import Problem, SpecgenError
from specgen.system.sandbox_session import SandboxSession

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
        self._file, self._named, self._today = file, council, today
        self._lock = Lock()
        self._source: _Previews | None = None
        self._outline: tuple[SectionEntry, ...] = ()

    def preview(self, text: str | YamlFile, section: str, *, level: int = 2) -> Preview:
        """Return a section as a draft of some answers would print it, from their text, or from what has been read of
        it without a fault; `level` is that of the section's heading.
        """
        answers, found = read(text, str(self._file)) if isinstance(text, str) else (text, ())
        if answers is None:
            return self._failed(section, found)
        with self._lock:
            try:
                printed = self._previews(answers).section(answers, section)
            except SpecgenError as error:
                return self._failed(section, (*found, *error.problems))
            self._outline = printed.outline
        problems = {*found, *printed.problems, *printed.faults}
        return Preview(
            section_html(printed, level),
            printed.entry.number,
            printed.entry.title,
            printed.entry.is_shown,
            printed.open_points,
            printed.outline,
            tuple(sorted(problems, key=lambda problem: problem.place.position)),
        )

    def problems(self, text: str) -> tuple[Problem, ...]:
        """Return all that is wrong or doubtful in the answers, contradictions included."""
        answers, found = read(text, str(self._file))
        if answers is None:
            return found
        with self._lock:
            try:
                return tuple(dict.fromkeys((*found, *self._previews(answers).problems(answers))))
            except SpecgenError as error:
                return (*found, *error.problems)

    def document(self, text: str) -> bytes:
        """Return the draft of the answers in a text as a Word file. Raises WrongInput with all that is wrong."""
        answers, found = read(text, str(self._file))
        return draft_loaded(answers, found, council=self._named, today=self._today, review=None)[0].document

    def close(self) -> None:
        """End what was kept for the next preview."""
        with self._lock:
            if self._source is not None:
                self._source.close()
            self._source = None

    def _failed(self, section: str, problems: tuple[Problem, ...]) -> Preview:
        title = next((entry.title for entry in self._outline if entry.id == section), section)
        html = problem_html(title, problems)
        return Preview(html, "", title, is_shown=False, open_points=(), outline=self._outline, problems=problems)

    def _previews(self, answers: YamlFile) -> _Previews:
        """Return what is kept from the last preview, for the council that the answers name now. Raises SpecgenError."""
        asked = answers.values.get("council")
        if self._source is None or asked != self._source.asked:
            council, _ = council_for(answers, self._named)
            if self._source is not None:
                self._source.close()
            self._source = _Previews(council, asked, self._file, self._today)
        return self._source


class _Previews:
    """The previews for one council; with templates of its own, in a process apart."""

    def __init__(self, council: Council, asked: object, file: Path, today: date) -> None:
        self.asked, self._file, self._today = asked, str(file), today
        self._here = None if council.folders else SectionPreviews(council)
        self._apart = None
        if council.folders:
            arguments = (council.folders[0], file.parent)
            about = f"the templates of {council.name}"
            self._apart = SandboxSession(SandboxedPreviews, *arguments, about=about, reads=council.folders)

    def section(self, answers: YamlFile, id: str) -> PrintedSection:
        if self._here is not None:
            return self._here.section(answers, id, self._today)
        return self._session.call(SandboxedPreviews.section, answers.source, self._file, id, self._today)

    def problems(self, answers: YamlFile) -> tuple[Problem, ...]:
        if self._here is not None:
            return self._here.problems(answers, self._today)
        return self._session.call(SandboxedPreviews.problems, answers.source, self._file, self._today)

    @property
    def _session(self) -> SandboxSession:
        assert self._apart is not None  # noqa: S101   where there is no council, nobody asks
        return self._apart

    def close(self) -> None:
        if self._apart is not None:
            self._apart.close()
