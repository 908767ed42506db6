"""What a user asked `specgen template check` to do in, what came of it out: the findings, and a copy with comments."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from specgen.formats.opc.package import NotAWordFile, parse_part, read_package
from specgen.formats.word.comments import Note, commented
from specgen.formats.word.position_found import Found
from specgen.formats.word.positions import Places, Spot, heading_levels
from specgen.inputs.council.council import Council, load_council
from specgen.problems import CannotRead, WrongInput, about_file
from specgen.system.files import read_file, write_whole
from specgen.template_check.check_template import Surroundings, check_template
from specgen.template_check.related_templates import Family, Relative
from specgen.template_check.type_inference.known_names import vocabulary, with_logo
from specgen.templates.environment import jinja_environment
from specgen.templates.loader import HOUSE, TemplateLoader
from specgen.version import VERSION

FORMATS: Final = ("text", "json")
AUTHOR: Final = "specgen template check"


Typed = tuple[str, int, str, str]  # a term typed out: part, number of the paragraph (from 1), message, remedy


def _none() -> Iterable[Typed]:
    return ()


@dataclass(frozen=True)
class Checked:
    """One checked template."""

    file: str
    parts: dict[str, bytes]
    found: tuple[Found, ...]

    def count(self, level: str) -> int:
        return sum(one.level == level for one in self.found)


class Checker:
    """Checks templates against one council's models, words and other templates, which it reads once."""

    def __init__(self, council: str | Path | None = None) -> None:
        """Raises SpecgenError for a council that cannot be read at all."""
        self._council = load_council(council)
        self._shelf = TemplateLoader(self._council.template_folders, self._council.named_folders)
        self._vocabulary = vocabulary(self._council)
        self._environment = jinja_environment()
        self._read: dict[str, Relative | None] = {}

    def around(self, file: Path) -> Surroundings:
        house, own = self._shelf.find(HOUSE), template_name(file, self._council, self._shelf)
        is_house = own == HOUSE or (house is not None and file.resolve() == house.resolve())
        words = with_logo(self._vocabulary) if is_house else self._vocabulary
        return Surroundings(Family(self._shelf, self._environment, own, self._read), words, is_house)


def check_file(file: Path, checker: Checker, typed: Callable[[], Iterable[Typed]] = _none) -> Checked:
    """Check one Word file; `typed` finds the glossary's words in it. Raises CannotRead for one that cannot be read."""
    parts = _parts(file)
    try:
        found = check_template(parts, checker.around(file))
        found += [Found(_spot(parts, part, index), message, remedy, "term") for part, index, message, remedy in typed()]
    except NotAWordFile as error:
        raise CannotRead(about_file(str(file), str(error))) from error
    return Checked(str(file), parts, tuple(sorted(found, key=_order)))


def template_name(file: Path, council: Council, shelf: TemplateLoader) -> str:
    """Return the name that other templates call this one by."""
    path = file.resolve()
    for folder in council.template_folders:
        if path.is_relative_to(folder.resolve()):
            return path.relative_to(folder.resolve()).as_posix()
    name = f"sections/{file.name}"
    return name if path.parent.name == "sections" or shelf.find(name) is not None else file.name


def report(checked: Checked, form: str) -> str:
    """Return what was found, in one of the FORMATS."""
    if form == "text":
        return "".join(f"{one.problem(checked.file)}\n" for one in checked.found)
    counts = {level: checked.count(level) for level in ("error", "warning")}
    plain = {"specgen": VERSION, "file": checked.file, "counts": counts, "findings": list(map(_plain, checked.found))}
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def summary(checked: Checked) -> str:
    """Return how much was found, in a line."""
    counts = [(checked.count(level), level) for level in ("error", "warning")]
    words = [f"{number} {level}{'' if number == 1 else 's'}" for number, level in counts if number]
    return f"{checked.file}: {', '.join(words) or 'nothing found'}"


def write_comments(checked: Checked, source: Path, output: Path) -> None:
    """Write a copy with a Word comment at each fault. Raises SpecgenError; a file that is there is never touched."""
    notes = [Note(one.spot.part, one.spot.index, _said(one)) for one in checked.found]
    data = commented(checked.parts, notes, AUTHOR)
    if output.exists():
        same = output.resolve() == source.resolve()
        message = "this is the template itself" if same else "is there already"
        raise WrongInput(about_file(str(output), message, "give the copy another name", "output"))
    write_whole(output, data)


def refuse_format(form: str) -> None:
    """Raise CannotRead for a format that there is not."""
    if form not in FORMATS:
        problem = about_file("", f"--format: there is no format {form}", f"write one of {', '.join(FORMATS)}", "usage")
        raise CannotRead(problem)


def _said(found: Found) -> str:
    place = f"In the {found.spot.story}: " if found.spot.story else ""
    level = "Warning: " if found.level == "warning" else ""
    return f"{level}{place}{found.message}; {found.remedy}." if found.remedy else f"{level}{place}{found.message}."


def _parts(file: Path) -> dict[str, bytes]:
    try:
        return read_package(read_file(file))
    except NotAWordFile as error:
        remedy = "open it in Word and save it as a Word Document (.docx)"
        raise CannotRead(about_file(str(file), str(error), remedy)) from error


def _order(found: Found) -> tuple[bool, str, int]:
    return bool(found.spot.story), found.spot.part, found.spot.index


def _spot(parts: dict[str, bytes], part: str, index: int) -> Spot:
    styles = parts.get("word/styles.xml")
    levels = heading_levels(None if styles is None else parse_part(styles))
    story = "" if part == "word/document.xml" else "header" if "header" in part else "footer"
    return Places(parse_part(parts[part]), part, story, levels).at(index)


def _plain(found: Found) -> dict[str, object]:
    spot, cell = found.spot, found.spot.cell
    return {
        "level": found.level,
        "rule": found.rule,
        "message": found.message,
        "remedy": found.remedy,
        "place": str(spot),
        "story": spot.story or "body",
        "heading": spot.heading,
        "paragraph": spot.index,
        "cell": {"table": cell.table, "row": cell.row, "column": cell.column} if cell else None,
        "text": spot.text,
    }
