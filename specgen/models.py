"""A model file and its section files -> Model: ordered sections, and one JSON Schema for the answers."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from specgen.answers import Steps, load
from specgen.problems import CannotRead, SpecgenError, WrongInput, about_file
from specgen.sections import Question, Schema, Section, read_section
from specgen.yaml_file import read_mapping

__all__ = ["DATA_LISTS", "Model", "Question", "Section", "load_model", "model_ids", "models_by_part"]

DATA_LISTS = ("framework.areas",)  # rows that references may name and that are data, not answers


@dataclass(frozen=True, eq=False)
class Model:
    id: str
    title: str
    summary: str
    template: str
    sections: tuple[Section, ...]
    schema: Schema
    digest: str  # SHA-256 of the schema


def load_model(id: str, folders: Sequence[Path]) -> Model:
    """Read a model and its sections, each from the first folder that has it; raises SpecgenError."""
    path = _model_file(id, folders)
    outline = _outline(path, folders)
    sections = tuple(_section(entry, path, folders) for entry in outline.entries)
    if faults := [*_overlapping(sections), *_dangling(sections), *_unswitched(sections)]:
        raise _fault(path, ("sections",), *faults[0])
    schema = _schema(id, outline.title, outline.summary, sections)
    digest = hashlib.sha256(json.dumps(schema, default=str, sort_keys=True).encode()).hexdigest()
    return Model(id, outline.title, outline.summary, outline.template, sections, schema, digest)


def model_ids(folders: Sequence[Path]) -> tuple[str, ...]:
    """The models of some folders; answers that are kept there too are none."""
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml") if _is_model(path)}))


def models_by_part(folders: Sequence[Path]) -> Mapping[str, tuple[str, ...]]:
    """The name of each part that answers may have -> the ids of the models that ask for it."""
    found: dict[str, tuple[str, ...]] = {}
    for id in model_ids(folders):
        for name in _asked(id, folders):
            found[name] = (*found.get(name, ()), id)
    return found


_OF_A_MODEL = re.compile(rb"^(id|sections)[ \t]*:", re.MULTILINE)
Entry = Mapping[str, object]


@dataclass(frozen=True)
class _Outline:
    """What a model says about itself, without what its sections ask."""

    title: str
    summary: str
    template: str
    entries: tuple[Entry, ...]


_KEYS = ("id", "title", "summary", "extends", "template", "sections")
_ENTRY = ("id", "place", "when", "after", "before")
_PLACES = ("front", "body", "schedule")
_WHENS = ("always", "answered")


def _is_model(path: Path) -> bool:
    with suppress(OSError):
        return _OF_A_MODEL.search(path.read_bytes()) is not None
    return False


def _model_file(id: str, folders: Sequence[Path]) -> Path:
    for folder in folders:
        path = folder / f"{id}.yaml"
        if path.stem == id and path.parent == folder and _is_model(path):
            return path
    known = model_ids(folders)
    near = get_close_matches(id, known, n=1)
    remedy = f"did you mean {near[0]}?" if near else f"the models are {', '.join(known)}"
    raise CannotRead(about_file("", f"there is no model {id}", remedy, "model"))


def _outline(path: Path, folders: Sequence[Path], seen: tuple[Path, ...] = ()) -> _Outline:
    """What a model file says, laid over what it says of the model it extends: title, words, sections in order."""
    values = _model_values(path)
    base = None
    if "extends" in values:
        base = _outline(_base_file(path, str(values["extends"]), folders, seen), folders, (*seen, path))
    entries = list(base.entries) if base else []
    listed = values["sections"]
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        entry = item if isinstance(item, Mapping) else {"id": item}
        if fault := _entry_fault(entry, [str(other["id"]) for other in entries]):
            raise _fault(path, ("sections", number), *fault)
        _put(entries, entry)
    said = _Outline("", "", f"{path.stem}.docx", ()) if base is None else base
    title, summary, template = (str(values.get(key, getattr(said, key))) for key in ("title", "summary", "template"))
    return _Outline(title, summary, template, tuple(entries))


def _model_values(path: Path) -> Mapping[str, object]:
    values = read_mapping(path)
    for key in values:
        if key not in _KEYS:
            raise _fault(path, (key,), f"{key} means nothing here", f"known here: {', '.join(_KEYS)}")
    if values.get("id") != path.stem:
        raise _fault(path, ("id",), "is not the name of the file", f"write id: {path.stem}")
    for key in ("title", "summary"):
        if not isinstance(values.get(key), str) and (key in values or "extends" not in values):
            raise _fault(path, (key,), "is missing", "say in words what this model is")
    if not isinstance(values.get("sections"), list):
        raise _fault(path, ("sections",), "is not a list", "write each section as a dash and its name")
    return values


def _base_file(path: Path, base: str, folders: Sequence[Path], seen: tuple[Path, ...]) -> Path:
    """The file of the model that another extends; of its own name it is the one that a later folder has."""
    if base == path.stem:
        later = folders[list(folders).index(path.parent) + 1 :]
        found = next((file for folder in later if _is_model(file := folder / path.name)), path)
    else:
        found = _model_file(base, folders)
    if found in (path, *seen):
        raise _fault(path, ("extends",), f"{base} extends this model in turn", "let one of them stand alone")
    return found


def _entry_fault(entry: Entry, known: list[str]) -> tuple[str, str] | None:
    if not isinstance(entry.get("id"), str):
        return "is not the name of a section", "write - availability, or - {id: availability, place: body}"
    allowed = {"place": _PLACES, "when": _WHENS, "after": known, "before": known}
    for key, value in entry.items():
        if key not in _ENTRY:
            return f"{key} means nothing here", f"known here: {', '.join(_ENTRY)}"
        if key != "id" and value not in allowed[key] and not (key == "when" and _is_path(value)):
            path = ", or the path of a yes/no answer" if key == "when" else ""
            return f"{key}: {value} is not possible", f"write one of {', '.join(allowed[key])}{path}"
    return None


def _is_path(value: object) -> bool:
    return isinstance(value, str) and "." in value and all(step.isidentifier() for step in value.split("."))


def _put(entries: list[Entry], entry: Entry) -> None:
    """Add a section, or lay it over the one of the same name; `after` and `before` say where it stands."""
    ids = [other["id"] for other in entries]
    old = entries.pop(ids.index(entry["id"])) if entry["id"] in ids else {}
    position = ids.index(entry["id"]) if old else len(entries)
    ids = [other["id"] for other in entries]
    if "after" in entry:
        position = ids.index(entry["after"]) + 1
    if "before" in entry:
        position = ids.index(entry["before"])
    entries.insert(position, {**old, **entry})


def _section(entry: Entry, path: Path, folders: Sequence[Path]) -> Section:
    name = f"{entry['id']}.yaml"
    found = next((file for folder in folders if (file := folder / "sections" / name).is_file()), None)
    if found is None:
        raise _fault(path, ("sections",), f"there is no section file {name}", "add it or take its line out")
    place, when = str(entry.get("place", "body")), str(entry.get("when", "always"))
    return replace(read_section(found), place=place, when=when)


def _asked(id: str, folders: Sequence[Path]) -> set[str]:
    """The names of the first level of a model's answers; empty for a model that cannot be read."""
    with suppress(SpecgenError):
        return {section.at[0] for section in load_model(id, folders).sections if section.at}
    return set()


def _overlapping(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    asking = [section for section in sections if section.at]
    for number, one in enumerate(asking):
        for other in asking[:number]:
            shared = min(len(one.at), len(other.at))
            if one.at[:shared] == other.at[:shared]:
                message = f"the answers of {other.id} and {one.id} stand at the same place"
                yield message, f"change `at` in one of the two: {'.'.join(one.at)}"
        if one.at[0] in ("model", "council"):
            yield f"the answers of {one.id} stand at {one.at[0]}", "that name is taken; change `at`"


def _dangling(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """References to rows that no section asks for."""
    targets = {path for section in sections if section.at for path in _row_lists(section.question, section.at)}
    for section in sections:
        for name in _references(section.question):
            if name not in targets and name not in DATA_LISTS:
                known = ", ".join(sorted((*targets, *DATA_LISTS)))
                yield f"the section {section.id} refers to {name}, which is no list of rows with an id", known


def _unswitched(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Sections that wait for a yes to a question that no section asks."""
    switches = {path for section in sections if section.at for path in _yes_no(section.question, section.at)}
    for section in sections:
        if section.when not in _WHENS and section.when not in switches:
            message = f"the section {section.id} waits for {section.when}, which is no yes/no question of this model"
            yield message, f"write one of {', '.join((*_WHENS, *sorted(switches)))}"


def _yes_no(question: Question, path: tuple[str, ...]) -> Iterator[str]:
    """The paths of the yes/no questions that are asked once."""
    if question.kind == "yes_no":
        yield ".".join(path)
    if question.kind == "group":
        for child in question.questions:
            yield from _yes_no(child, (*path, child.name))


def _row_lists(question: Question, path: tuple[str, ...]) -> Iterator[str]:
    if question.kind == "rows" and any(column.name == "id" for column in question.questions):
        yield ".".join(path)
    if question.kind == "group":
        for child in question.questions:
            yield from _row_lists(child, (*path, child.name))


def _references(question: Question) -> Iterator[str]:
    if question.refers_to:
        yield question.refers_to
    for child in question.questions:
        yield from _references(child)


def _fault(path: Path, at: Steps, message: str, remedy: str) -> SpecgenError:
    found, problems = load(path)
    if found is None:
        return WrongInput(problems)
    return WrongInput(found.problem(at, message, remedy, "model", at_key=True))


def _schema(id: str, title: str, summary: str, sections: Sequence[Section]) -> Schema:
    """What an editor checks answers against: all may stay empty, only known names are allowed."""
    properties: dict[str, object] = {
        "model": {
            "title": "Commissioning model",
            "description": "The model this specification follows.",
            "oneOf": [{"const": id, "title": title}],
        },
        "council": {
            "title": "Council",
            "description": "The folder with the council's own house document, words and sections.",
            "type": ["string", "null"],
        },
    }
    for section in sections:
        if section.at:
            _group_at(properties, section.at[:-1])[section.at[-1]] = _lenient(section.schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": ["model"],
        "additionalProperties": False,
    }


def _group_at(properties: dict[str, object], path: tuple[str, ...]) -> dict[str, object]:
    for step in path:
        group = properties.setdefault(
            step, {"type": ["object", "null"], "properties": {}, "additionalProperties": False}
        )
        assert isinstance(group, dict)  # noqa: S101
        properties = group["properties"]
    return properties


_TEXT = ["string", "number", "boolean", "null"]


def _lenient(schema: Schema) -> dict[str, object]:
    """One question's schema as an answers file may be written: empty, or text that looks like a number."""
    kind = schema.get("type")
    made = {key: value for key, value in schema.items() if key not in ("$schema", "$id", "at", "template")}
    if kind == "boolean":
        del made["type"]
        return {**made, "enum": [True, False, "yes", "no", None]}
    if "oneOf" in schema:
        listed = schema["oneOf"]
        choices = listed if isinstance(listed, list) else []
        return {
            **made,
            "type": ["string", "null"],
            "oneOf": [*choices, {"type": "null", "title": "not answered yet"}],
        }
    if kind == "string":
        made["type"] = ["string", "null"] if schema.get("format") in ("date", "time") else _TEXT
        return made
    made["type"] = [kind, "null"]
    if isinstance(items := schema.get("items"), Mapping):
        made["items"] = _lenient(items)
    if isinstance(inner := schema.get("properties"), Mapping):
        made["properties"] = {name: _lenient(child) for name, child in inner.items()}
        made["additionalProperties"] = False
    return made
