"""A model file and its section files -> Model: ordered sections, and one JSON Schema for the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.inputs.models.inheritance import WHENS, Entry, model_fault, model_file, model_ids, outline
from specgen.inputs.models.section import Question, Schema, Section, read_section
from specgen.problems import SpecgenError, WrongInput, about_file

__all__ = ["DATA_LISTS", "Model", "Question", "Section", "load_model", "model_ids", "models_by_part", "refuse_unfit"]

DATA_LISTS = ("framework.areas",)  # rows that references may name and that are data, not answers
NEEDED = ("document", "introduction", "contract", "outcomes")  # what the cover, the words and the figures come from


@dataclass(frozen=True, eq=False)
class Model:
    id: str
    title: str
    summary: str
    template: str
    sections: tuple[Section, ...]
    schema: Schema
    digest: str  # SHA-256 of the schema
    dropped: tuple[tuple[str, ...], ...] = ()  # where the answers of the sections stand that it leaves out


def load_model(id: str, folders: Sequence[Path]) -> Model:
    """Read a model and its sections, each from the first folder that has it; raises SpecgenError."""
    path = model_file(id, folders)
    said = outline(path, folders)
    sections = tuple(_section(entry, path, folders) for entry in said.entries)
    dropped = [_section({"id": id}, path, folders) for id in said.dropped]
    if faults := [*_overlapping(sections), *_dangling(sections, dropped), *_unswitched(sections)]:
        raise model_fault(path, ("sections",), *faults[0])
    schema = _schema(id, said.title, said.summary, sections)
    digest = hashlib.sha256(json.dumps(schema, default=str, sort_keys=True).encode()).hexdigest()
    return Model(
        id, said.title, said.summary, said.template, sections, schema, digest, tuple(section.at for section in dropped)
    )


def refuse_unfit(model: Model) -> None:
    """Raise WrongInput for a model without what no specification can do without."""
    asked = {section.at[0] for section in model.sections if section.at}
    missing = [name for name in NEEDED if name not in asked]
    if missing:
        message = f"the model {model.id} leaves out {' and '.join(missing)}, which every specification needs"
        raise WrongInput(about_file(f"{model.id}.yaml", message, "put it back", "model"))


def models_by_part(folders: Sequence[Path]) -> Mapping[str, tuple[str, ...]]:
    """The name of each part that answers may have -> the ids of the models that ask for it."""
    found: dict[str, tuple[str, ...]] = {}
    for id in model_ids(folders):
        for name in _asked(id, folders):
            found[name] = (*found.get(name, ()), id)
    return found


def _section(entry: Entry, path: Path, folders: Sequence[Path]) -> Section:
    name = f"{entry['id']}.yaml"
    found = next((file for folder in folders if (file := folder / "sections" / name).is_file()), None)
    if found is None:
        raise model_fault(path, ("sections",), f"there is no section file {name}", "add it or take its line out")
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


def _dangling(sections: Sequence[Section], dropped: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """References to rows that no section asks for, or none any more."""
    gone = {path: section.id for section in dropped if section.at for path in _row_lists(section.question, section.at)}
    targets = {path for section in sections if section.at for path in _row_lists(section.question, section.at)}
    for section in sections:
        for name in _references(section.question):
            if name not in targets and name not in DATA_LISTS:
                if name in gone:
                    remedy = f"keep {gone[name]}, or drop {section.id} as well"
                    yield f"the section {section.id} refers to {name}, which is dropped with {gone[name]}", remedy
                    continue
                known = ", ".join(sorted((*targets, *DATA_LISTS)))
                yield f"the section {section.id} refers to {name}, which is no list of rows with an id", known


def _unswitched(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Sections that wait for a yes to a question that no section asks."""
    switches = {path for section in sections if section.at for path in _yes_no(section.question, section.at)}
    for section in sections:
        if section.when not in WHENS and section.when not in switches:
            message = f"the section {section.id} waits for {section.when}, which is no yes/no question of this model"
            yield message, f"write one of {', '.join((*WHENS, *sorted(switches)))}"


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
            "description": "The name of the folder with the council's own house document, words and sections.",
            "type": ["string", "null"],
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
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
