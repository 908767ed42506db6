"""Find the files in a council's folder that nothing reads: misspelt, in the wrong place, forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from specgen.document.record.provenance import recorded
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, NotAWordFile, parse_part, read_package
from specgen.formats.word.elements import paragraph_text
from specgen.formats.yamlfile.fast import read_mapping
from specgen.inputs.council.council import Council
from specgen.inputs.council.council_file import FILE
from specgen.inputs.law.countries import COUNTRIES
from specgen.inputs.models.model import Model
from specgen.problems import CannotRead, Place, Problem, SpecgenError, WrongInput
from specgen.system.files import read_file
from specgen.system.resources import HOUSE
from specgen.templates.loader import TemplateLoader

__all__ = ["templates_of", "unused_files"]

GLOSSARY: Final = "glossary.yaml"
FOLDERS: Final = ("sections", "law", "frameworks", "glossary")
FIXED: Final = {"law": ("base", *COUNTRIES), "glossary": ("base", *COUNTRIES)}
NAMED: Final = re.compile(r"\b(?:extends|include|import|from)\s+[\"']([^\"']+)")
OF_ANSWERS: Final = {"model", "document", "council"}
READ_BY_PEOPLE: Final = (".md", ".txt", ".pdf", ".csv", ".xlsx", ".pptx", ".html")
READ: Final = (
    ".yaml",
    ".yml",
    ".docx",
    ".doc",
    ".dotx",
    ".docm",
    ".dotm",
    ".odt",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
)


def templates_of(folder: Path, council: Council, models: Iterable[Model]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the Word files of a council's folder that are templates, and those that nobody reads."""
    used = _used(council, models)
    files = [file for file in _files(folder) if file.suffix.lower() == ".docx" and not _is_draft(file)]
    templates = tuple(file for file in files if file.relative_to(folder).as_posix() in used)
    return templates, tuple(file for file in files if file not in templates)


def unused_files(folder: Path, council: Council, models: Iterable[Model], unread: Iterable[Path]) -> Iterator[Problem]:
    """Yield a note for each file that looks as if it were meant to be read, and is not; `unread` are Word files.
    Without models nothing is said of sections.
    """
    models = list(models)
    for file in unread:
        yield _note(
            file, "no model and no other template uses this Word file", _near_template(file, folder, council, models)
        )
    for file in _files(folder):
        if file.suffix.lower() != ".docx" and (said := _stray(file, folder, council, models)):
            yield _note(file, *said)
    for inner in (one for one in _entries(folder) if one.is_dir()):
        near = get_close_matches(inner.name.lower(), FOLDERS, 1)
        if inner.name not in FOLDERS and near:
            yield _note(inner, "nothing is read from this folder", f"did you mean {near[0]}?")


def _note(path: Path, message: str, remedy: str) -> Problem:
    return Problem(Place(str(path)), message, remedy, "stray", level="note")


def _files(folder: Path) -> list[Path]:
    """Return the files at the top of the folder and in the folders that are read."""
    places = [folder, *(folder / inner for inner in FOLDERS)]
    return sorted(file for place in places for file in _entries(place) if file.is_file())


def _entries(folder: Path) -> list[Path]:
    """Return what stands in a folder; "~$" begins a file that Word keeps beside what it has open."""
    try:
        return sorted(one for one in folder.iterdir() if not one.name.startswith((".", "~$")))
    except OSError:  # there is none, or it is closed to us
        return []


def _used(council: Council, models: Iterable[Model]) -> set[str]:
    """Return the names of all templates that a model names, or another template does."""
    used = {HOUSE, *(model.template for model in models)}
    used |= {section.template for model in models for section in model.sections}
    waiting = list(used)
    house = council.look.house
    if house is not None and house.parent == council.folders[0]:
        used.add(house.name)
    shelf = TemplateLoader(council.template_folders, council.named_folders)
    while waiting:
        new = _named_in(waiting.pop(), shelf) - used
        used |= new
        waiting += new
    return used


def _named_in(template: str, shelf: TemplateLoader) -> set[str]:
    """Return the templates that a template names, with and without whose copy it wants."""
    try:
        file = shelf.find(template)
        body = None if file is None else parse_part(read_package(read_file(file))[DOCUMENT_PART])
    except (NotAWordFile, KeyError, SpecgenError):  # that is said of the template itself
        return set()
    if body is None:
        return set()
    text = "\n".join(paragraph_text(paragraph) for paragraph in body.iter(name("w:p")))
    named = NAMED.findall(text)
    return {
        *named,
        *(one.partition("/")[2] for one in named if one.count("/") > 1 or one.partition("/")[0] not in FOLDERS),
    }


def _is_draft(file: Path) -> bool:
    """Whether specgen wrote it: a draft that is kept here."""
    try:
        return recorded(read_package(read_file(file))) is not None
    except (NotAWordFile, ValueError, SpecgenError):
        return False


def _near_template(file: Path, folder: Path, council: Council, models: Iterable[Model]) -> str:
    own = file.relative_to(folder).as_posix()
    used = sorted(_used(council, models))
    elsewhere = [one for one in used if one.rpartition("/")[2] == file.name]
    by_stem = {Path(one).stem: one for one in used if one.rpartition("/")[0] == own.rpartition("/")[0]}
    near = elsewhere or [by_stem[stem] for stem in get_close_matches(file.stem, by_stem, 1, cutoff=0.8)]
    if near and not file.with_suffix(".yaml").is_file():
        return f"did you mean {near[0]}?"
    if own.startswith("sections/"):
        return f"write what it asks into sections/{file.stem}.yaml and add {file.stem} to a model, or include it"
    return "put the templates of sections into sections/, or take it out"


def _stray(file: Path, folder: Path, council: Council, models: Iterable[Model]) -> tuple[str, str] | None:
    """Return what to say of a file that is no Word document (.docx); None if it is read, or meant for people."""
    inner, suffix = file.parent.relative_to(folder).as_posix(), file.suffix.lower()
    if suffix in READ_BY_PEOPLE or suffix not in READ or file == council.look.logo:
        return None
    if suffix == ".yml":
        return "files that end with .yml are not read", f"name it {file.stem}.yaml"
    if suffix != ".yaml":
        kind = "this picture is not used" if suffix in (".png", ".jpg", ".jpeg", ".gif", ".svg") else "this is no .docx"
        remedy = (
            "name it under logo in council.yaml" if kind.startswith("this picture") else "save it as a .docx in Word"
        )
        return kind, f"{remedy}, or take it out"
    if inner == ".":
        return _stray_at_top(file)
    if inner == "sections":
        return _stray_section(file, models)
    known = FIXED.get(inner)
    if known and file.stem not in known:
        near = get_close_matches(file.stem, known, 1)
        return (
            f"nothing is read from this file in {inner}",
            f"did you mean {near[0] if near else ' or '.join(known)}.yaml?",
        )
    return None


def _stray_at_top(file: Path) -> tuple[str, str] | None:
    if file.name in (FILE, GLOSSARY):
        return None
    try:
        keys = set(read_mapping(file))
    except (CannotRead, WrongInput):
        keys = set()
    if keys & (OF_ANSWERS | {"id", "sections"}):
        return None  # answers, or a model
    if "$id" in keys:
        return "this is a section, and sections are read from the folder sections", "move it there"
    if keys & {"concepts", "wording", "not_terms"}:
        return "this is a glossary, and it is not read under this name", f"name it {GLOSSARY}"
    near = get_close_matches(file.name, (FILE, GLOSSARY), 1)
    return "nobody reads this file", f"did you mean {near[0]}?" if near else "take it out if it is not needed"


def _stray_section(file: Path, models: Iterable[Model]) -> tuple[str, str] | None:
    ids = sorted({section.id for model in models for section in model.sections})
    if not ids or file.stem in ids:
        return None
    near = get_close_matches(file.stem, ids, 1, cutoff=0.8)
    remedy = (
        f"did you mean {near[0]}.yaml?"
        if near
        else f"add a line to a model: - {{id: {file.stem}, after: availability}}"
    )
    return f"no model has the section {file.stem}", remedy
