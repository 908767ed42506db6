"""Check Word templates against one council's models, words and other templates.

`specgen template check` checks one file, `specgen council check` all of a folder: what they share is read once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from specgen.formats.opc.package import NotAWordFile, read_package
from specgen.formats.word.positions import place_of
from specgen.inputs.council.council import Council, load_council
from specgen.problems import CannotRead, Problem, about_file
from specgen.system.files import read_file
from specgen.system.resources import HOUSE
from specgen.template_check.check_template import CheckContext, check_template
from specgen.template_check.related_templates import REPORTS, RelatedTemplate, RelatedTemplates
from specgen.template_check.type_inference.known_names import load_known_names, with_logo, with_reports
from specgen.templates.environment import jinja_environment
from specgen.templates.loader import TemplateLoader


@dataclass(frozen=True)
class CheckedTemplate:
    """The parts of a template, and what is wrong with it: each problem with its place in a part, but for the file."""

    parts: dict[str, bytes]
    problems: tuple[Problem, ...]


class Checker:
    """Checks templates against one council's models, words and other templates, which it reads once."""

    def __init__(self, council: str | Path | None = None) -> None:
        """Raises SpecgenError for a council that cannot be read at all."""
        self._council = load_council(council)
        self._loader = TemplateLoader(self._council.template_folders, self._council.named_folders)
        self._vocabulary = load_known_names(self._council)
        self._environment = jinja_environment()
        self._read: dict[str, RelatedTemplate | None] = {}

    def context(self, file: Path) -> CheckContext:
        house, own = self._loader.find(HOUSE), template_name(file, self._council, self._loader)
        is_house = own == HOUSE or (house is not None and file.resolve() == house.resolve())
        words = with_logo(self._vocabulary) if is_house else self._vocabulary
        if own.startswith(REPORTS):
            words = with_reports(words)
        related = RelatedTemplates(self._loader, self._environment, own, file, self._read)
        return CheckContext(related, words, is_house)


def check_file(file: Path, checker: Checker, typed_terms: Iterable[Problem] = ()) -> CheckedTemplate:
    """Check one Word file; `typed_terms` are the glossary's words in it. Raises CannotRead for one that is no Word
    file.
    """
    parts = _parts(file)
    try:
        problems = [*check_template(parts, checker.context(file)), *typed_terms]
    except NotAWordFile as error:
        raise CannotRead(about_file(str(file), str(error), error.remedy)) from error
    return CheckedTemplate(parts, tuple(sorted(problems, key=_order)))


def template_name(file: Path, council: Council, loader: TemplateLoader) -> str:
    """Return the name that other templates call this one by."""
    path = file.resolve()
    for folder in council.template_folders:
        if path.is_relative_to(folder.resolve()):
            return path.relative_to(folder.resolve()).as_posix()
    name = f"sections/{file.name}"
    return name if path.parent.name == "sections" or loader.find(name) is not None else file.name


def _parts(file: Path) -> dict[str, bytes]:
    try:
        return read_package(read_file(file))
    except NotAWordFile as error:
        raise CannotRead(about_file(str(file), str(error), error.remedy)) from error


def _order(problem: Problem) -> tuple[bool, str, int]:
    place = place_of(problem)
    return bool(place.story), place.part, place.index
