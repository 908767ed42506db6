"""Read the sections that a model file lists, and apply them over those of the model that it extends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.yaml_file import ValuePath, load
from specgen.problems import CannotRead, Fault, SpecgenError, WrongInput, about_file, suggest
from specgen.system.files import read_file

__all__ = ["WHENS", "Entry", "Outline", "model_error", "model_file", "model_ids", "outline"]

_OF_A_MODEL = re.compile(rb"^(id|sections)[ \t]*:", re.MULTILINE)
Entry = Mapping[str, object]


class Outline(NamedTuple):
    """What a model says about itself, without what its sections ask."""

    title: str
    summary: str
    template: str
    entries: tuple[Entry, ...]
    dropped: tuple[str, ...] = ()
    places: tuple[Entry, ...] = ()  # the entries, and where each that was dropped stood: others name it still


RULE = "model"
_KEYS = ("id", "title", "summary", "extends", "template", "drop", "sections")
_ENTRY = ("id", "place", "when", "after", "before")
_PLACES = ("front", "body", "schedule")
_DROPPED = "dropped"  # marks the place of an entry; no file can write it
WHENS = ("always", "answered")
MOST_SECTIONS = 200


def model_ids(folders: Sequence[Path]) -> tuple[str, ...]:
    """The models of some folders; answers that are kept there too are none."""
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml") if _is_model(path)}))


def model_file(id: str, folders: Sequence[Path]) -> Path:
    for folder in folders:
        path = folder / f"{id}.yaml"
        if path.stem == id and path.parent == folder and _is_model(path):
            return path
    known = model_ids(folders)
    remedy = suggest(id, known, f"the models are {', '.join(known)}")
    raise CannotRead(about_file("", f"there is no model {id}", remedy, "model"))


def outline(path: Path, folders: Sequence[Path], extending: tuple[Path, ...] = ()) -> Outline:
    """Return what a model file says, laid over the model that it extends: title, words, sections in order."""
    values = _model_values(path)
    base = None
    if "extends" in values:
        base = outline(_base_file(path, str(values["extends"]), folders, extending), folders, (*extending, path))
    entries = _kept(base.places if base else (), values, path)
    listed = values.get("sections")
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        entry = item if isinstance(item, Mapping) else {"id": item}
        there = [str(other["id"]) for other in _there(entries)]
        known = [*there, *(base.dropped if base else ())]
        if fault := _entry_fault(entry, known, there):
            raise model_error(path, ("sections", number), fault)
        _put(entries, entry)
    inherited = Outline("", "", f"{path.stem}.docx", ()) if base is None else base
    title, summary, template = (
        str(values.get(key, getattr(inherited, key))) for key in ("title", "summary", "template")
    )
    kept = _there(entries)
    left = {str(entry["id"]) for entry in (base.entries if base else ())} - {str(entry["id"]) for entry in kept}
    return Outline(title, summary, template, tuple(kept), (*inherited.dropped, *sorted(left)), tuple(entries))


def _model_values(path: Path) -> Mapping[str, object]:
    values = read_mapping(path)
    for key in values:
        if key not in _KEYS:
            raise model_error(path, (key,), Fault(f"{key} means nothing here", f"known here: {', '.join(_KEYS)}", RULE))
    if values.get("id") != path.stem:
        raise model_error(path, ("id",), Fault("is not the name of the file", f"write id: {path.stem}", RULE))
    for key in ("title", "summary"):
        if not isinstance(values.get(key), str) and (key in values or "extends" not in values):
            raise model_error(path, (key,), Fault("is missing", "say in words what this model is", RULE))
    if not isinstance(values.get("drop", []), list):
        raise model_error(path, ("drop",), Fault("is not a list", "write each section as a dash and its name", RULE))
    if not isinstance(values.get("sections"), list) and ("sections" in values or "drop" not in values):
        raise model_error(
            path, ("sections",), Fault("is not a list", "write each section as a dash and its name", RULE)
        )
    listed = values.get("sections")
    if isinstance(listed, list) and len(listed) > MOST_SECTIONS:
        remedy = "a specification has a few dozen"
        raise model_error(path, ("sections",), Fault(f"has more than {MOST_SECTIONS} sections", remedy, RULE))
    return values


def _base_file(path: Path, base: str, folders: Sequence[Path], extending: tuple[Path, ...]) -> Path:
    """Return the file of the model that another extends; of its own name it is the one that a later folder has."""
    if base == path.stem:
        later = folders[list(folders).index(path.parent) + 1 :]
        file = next((other for folder in later if _is_model(other := folder / path.name)), path)
    else:
        file = model_file(base, folders)
    if file in (path, *extending):
        raise model_error(
            path, ("extends",), Fault(f"{base} extends this model in turn", "let one of them stand alone", RULE)
        )
    return file


def _kept(entries: Sequence[Entry], values: Mapping[str, object], path: Path) -> list[Entry]:
    """Return the sections of the model that this one extends; of those that it drops only the place is left."""
    known = [str(entry["id"]) for entry in _there(entries)]
    dropped = values.get("drop")
    listed = dropped if isinstance(dropped, list) else []
    for number, id in enumerate(listed):
        if id not in known:
            remedy = suggest(str(id), known, f"write one of {', '.join(known)}")
            remedy = remedy if known else "take the line out: only a model that extends another can drop a section"
            raise model_error(path, ("drop", number), Fault(f"there is no section {id} to drop", remedy, RULE))
    return [_place_of(entry) if entry["id"] in listed else entry for entry in entries]


def _there(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if _DROPPED not in entry]


def _place_of(entry: Entry) -> Entry:
    return {"id": entry["id"], _DROPPED: True}


def _entry_fault(entry: Entry, known: list[str], there: list[str]) -> Fault | None:
    if not isinstance(entry.get("id"), str):
        remedy = "write - availability, or - {id: availability, place: body}"
        return Fault("is not the name of a section", remedy, RULE)
    allowed = {"place": _PLACES, "when": WHENS, "after": known, "before": known}
    for key, value in entry.items():
        if key not in _ENTRY:
            return Fault(f"{key} means nothing here", f"known here: {', '.join(_ENTRY)}", RULE)
        if key != "id" and value not in allowed[key] and not (key == "when" and _is_path(value)):
            near = suggest(str(value), there) if key in ("after", "before") else ""
            if near:
                return Fault(f"{key}: there is no section {value}", near, RULE)
            path = ", or the path of a yes/no answer" if key == "when" else ""
            remedy = f"write one of {', '.join(there if allowed[key] is known else allowed[key])}{path}"
            return Fault(f"{key}: {value} is not possible", remedy, RULE)
    return None


def _is_path(value: object) -> bool:
    return isinstance(value, str) and "." in value and all(step.isidentifier() for step in value.split("."))


def _put(entries: list[Entry], entry: Entry) -> None:
    """Add a section, or lay it over the one of the same name; `after` and `before` say where it stands."""
    ids = [other["id"] for other in entries]
    old = entries.pop(ids.index(entry["id"])) if entry["id"] in ids else {}
    position = ids.index(entry["id"]) if old and _DROPPED not in old else len(entries)
    old = {} if _DROPPED in old else old
    ids = [other["id"] for other in entries]
    if "after" in entry:
        position = ids.index(entry["after"]) + 1
    if "before" in entry:
        position = ids.index(entry["before"])
    entries.insert(position, {**old, **entry})


def _is_model(path: Path) -> bool:
    with suppress(CannotRead):
        return _OF_A_MODEL.search(read_file(path)) is not None
    return False


def model_error(path: Path, at: ValuePath, fault: Fault) -> SpecgenError:
    """Return the error to raise for a fault at a path of a model file."""
    yaml_file, problems = load(path)
    return WrongInput(problems if yaml_file is None else fault.at(yaml_file.place_of(at, at_key=True)))
