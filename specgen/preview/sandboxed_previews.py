"""Make previews with the templates of a council, in a process that has few rights."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from specgen.formats.yamlfile.yaml_file import YamlFile, read
from specgen.inputs.council.council import load_council
from specgen.preview.printed_section import PrintedSection
from specgen.preview.section_preview import SectionPreviews
from specgen.problems import Problem, WrongInput

__all__ = ["SandboxedPreviews"]


class SandboxedPreviews:
    """The previews of one file of answers, for the council of a folder; all that goes in and comes out is plain."""

    def __init__(self, council: Path, near: Path) -> None:
        self._previews = SectionPreviews(load_council(council, near))

    def section(self, source: str, file: str, id: str, today: date) -> PrintedSection:
        """Return a section as `SectionPreviews.section` does."""
        return self._previews.section(_answers(source, file), id, today)

    def problems(self, source: str, file: str, today: date) -> tuple[Problem, ...]:
        """Return all that is wrong as `SectionPreviews.problems` does."""
        return self._previews.problems(_answers(source, file), today)


def _answers(source: str, file: str) -> YamlFile:
    answers, problems = read(source, file)
    if answers is None:
        raise WrongInput(problems)
    return answers
