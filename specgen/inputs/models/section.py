"""Load a section file, JSON Schema written as YAML, as the tree of questions that it asks, and check it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from specgen.formats.yamlfile.fast import read_mapping
from specgen.formats.yamlfile.lookup import group_at, text_at
from specgen.formats.yamlfile.yaml_file import ValuePath, load_sound
from specgen.inputs.models.changes import Change, change_faults, read_changes
from specgen.problems import Fault, SpecgenError, WrongInput, suggest
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["Question", "Section", "read_section"]

Schema = Mapping[str, object]


@dataclass(frozen=True)
class Question:
    """One node of a section: a question, or a group or rows of them; `schema` is its part of the file."""

    name: str
    title: str
    description: str
    reason: str
    source: str
    need: str
    kind: str
    unit: str
    choices: tuple[tuple[str, str], ...]
    refers_to: str
    examples: tuple[object, ...]
    questions: tuple[Question, ...]
    schema: Schema = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        return {child.name: child for child in self.questions}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The words of each choice, by its code."""
        return dict(self.choices)

    @cached_property
    def single(self) -> Question:
        """The question that one row or one text of this list answers."""
        return replace(self, kind="group" if self.kind == "rows" else "choice" if self.choices else "text")

    @property
    def takes_own_words(self) -> bool:
        """Whether `other:` with own words is an answer as well: nothing else depends on which it is."""
        return self.schema.get("own_words") is True

    @cached_property
    def own_words(self) -> Question:
        """The question that the words behind `other:` answer."""
        return replace(self, name="other", kind="text", choices=(), questions=())

    @cached_property
    def suggestion(self) -> str:
        """The number that is usual, with its unit; shown where the answer is missing and never used in its place."""
        value = self.schema.get("suggested")
        return "" if value is None else f"{value} {self.unit}"

    @cached_property
    def unit_asked(self) -> str:
        """The unit with the time that the question puts behind it, such as hours a week; empty for no number."""
        asked = f"{self.title} {self.description}".casefold()
        each = next((time for time in ("a week", "a month", "a year") if time in asked), "")
        return f"{self.unit} {each}" if self.unit and each and each not in self.unit else self.unit

    @cached_property
    def has_references(self) -> bool:
        """Whether an answer to it, or to a question inside it, names a row."""
        return bool(self.refers_to) or any(child.has_references for child in self.questions)


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    description: str
    source: str
    at: tuple[str, ...]
    template: str
    place: str
    when: str
    question: Question
    schema: Schema

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What became of the questions that answers of an earlier release may hold."""
        return read_changes(self.schema)

    @property
    def expected(self) -> str:
        """What a specification is expected to say here; `generate` says so when the section is left out."""
        return _text(self.schema, "expected")


def read_section(path: Path) -> Section:
    """Return the section in the file at `path`. Raises SpecgenError with all that is wrong in it."""
    schema = read_mapping(path)
    if faults := [*_root_faults(schema, path.stem), *change_faults(schema), *_faults(schema, ())]:
        raise _error_at_lines(path, faults)
    at = tuple(str(schema["at"]).split(".")) if "at" in schema else ()
    return Section(
        id=path.stem,
        title=_text(schema, "title"),
        description=_text(schema, "description"),
        source=_text(schema, "source"),
        at=at,
        template=_text(schema, "template") or f"sections/{path.stem}.docx",
        place="body",
        when="always",
        question=_question(at[-1] if at else path.stem, schema),
        schema=schema,
    )


_Faults = Iterator[tuple[ValuePath, Fault]]
RULE = "section"
_NAME = lazy_pattern(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_NEEDS = ("first", "model", "optional")
_DESCRIBING = {"title", "description", "reason", "source", "need", "type", "examples"}
_ROOT = {"$schema", "$id", "at", "template", "title", "description", "reason", "source", "need", "type"}
_ROOT |= {"expected", "changes"}
_TYPES: dict[str, set[str]] = {
    "string": {*"format oneOf pattern minLength maxLength refers_to names verbatim own_words unique".split()},
    "integer": {"share_of", "unit", "minimum", "maximum", "suggested", "own_words"},
    "number": {"unit", "minimum", "maximum", "multipleOf", "suggested", "own_words"},
    "boolean": set(),
    "array": {"items", "names", "verbatim", "minItems", "maxItems", "uniqueItems", "refers_to"},
    "object": {"properties"},
}
_FORMATS = ("date", "time", "prose")
_KINDS = {"integer": "integer", "number": "number", "boolean": "yes_no", "object": "group"}


def _question(name: str, schema: Schema) -> Question:
    items = group_at(schema, "items")
    inner = group_at(items if schema["type"] == "array" else schema, "properties")
    examples = schema.get("examples")
    return Question(
        name=name,
        title=_text(schema, "title"),
        description=_text(schema, "description"),
        reason=_text(schema, "reason"),
        source=_text(schema, "source"),
        need=_text(schema, "need") or "model",
        kind=_kind(schema),
        unit=_text(schema, "unit"),
        choices=_choices(schema) or _choices(items),
        refers_to=_text(schema, "refers_to") or _text(items, "refers_to"),
        examples=tuple(examples) if isinstance(examples, list) else (),
        questions=tuple(_question(child, group_at(inner, child)) for child in inner),
        schema=schema,
    )


def _kind(schema: Schema) -> str:
    kind = _text(schema, "type")
    if kind == "array":
        return "rows" if group_at(schema, "items").get("type") == "object" else "list"
    if kind == "string":
        return "choice" if "oneOf" in schema else _text(schema, "format") or "text"
    return _KINDS[kind]


def _choices(schema: Schema) -> tuple[tuple[str, str], ...]:
    listed = schema.get("oneOf")
    return tuple((str(c["const"]), str(c["title"])) for c in listed) if isinstance(listed, list) else ()


def _root_faults(schema: Schema, name: str) -> _Faults:
    if schema.get("$id") != name:
        yield ("$id",), Fault("is not the name of the file", f"write $id: {name}", RULE)
    for key in ("title", "description"):
        if not _text(schema, key):
            yield (key,), Fault("is missing", "say in words what this section is", RULE)
    at = schema.get("at")
    if at is not None and not (isinstance(at, str) and all(map(_NAME.fullmatch, at.split(".")))):
        yield ("at",), Fault("is not the path of an answer", "write it as monitoring.individual", RULE)
    if at is None and schema.get("properties"):
        yield ("at",), Fault("is missing", "say under which name its answers stand", RULE)
    if schema.get("type") not in ("object", "array"):
        yield ("type",), Fault("is not object or array", "write type: object", RULE)


def _faults(schema: Schema, path: ValuePath) -> _Faults:
    """Yield what is wrong with one question and with those inside it."""
    kind = schema.get("type")
    if not isinstance(kind, str) or kind not in _TYPES:
        yield (*path, "type"), Fault("is not a type", f"write one of {', '.join(_TYPES)}", RULE)
        return
    yield from _unknown(schema, path, (_DESCRIBING if path else _ROOT) | _TYPES[kind])
    if path:
        yield from _question_faults(schema, path)
    inner = schema
    if kind == "array":
        inner, path = group_at(schema, "items"), (*path, "items")
        yield from _item_faults(inner, path)
    if inner.get("type") == "object":
        for name, child in group_at(inner, "properties").items():
            yield from _child_faults(name, child, (*path, "properties", name))


def _question_faults(schema: Schema, path: ValuePath) -> _Faults:
    for key in ("title", "description", "need"):
        if not _text(schema, key):
            yield (*path, key), Fault("is missing", "every question has a title, a description and a need", RULE)
    if schema.get("need", "first") not in _NEEDS:
        yield (*path, "need"), Fault(f"{schema['need']} is not a need", f"write one of {', '.join(_NEEDS)}", RULE)
    if schema.get("type") in ("integer", "number") and not _text(schema, "unit"):
        yield (*path, "unit"), Fault("is missing", "say what is counted: hours, percent, pounds ...", RULE)
    suggested = schema.get("suggested", 0)
    if isinstance(suggested, bool) or not isinstance(suggested, int | float):
        yield (*path, "suggested"), Fault("is not a number", "write the usual number, or leave it out", RULE)
    if schema.get("format", "date") not in _FORMATS:
        remedy = f"write one of {', '.join(_FORMATS)}, or leave it out"
        yield (*path, "format"), Fault(f"{schema['format']} is not a format", remedy, RULE)
    yield from _choice_faults(schema, path)


def _choice_faults(schema: Schema, path: ValuePath) -> _Faults:
    listed = schema.get("oneOf", [])
    for choice in listed if isinstance(listed, list) else [None]:
        if not (isinstance(choice, Mapping) and all(isinstance(choice.get(k), str) for k in ("const", "title"))):
            remedy = "write {const: code, title: words to print}, with codes that YAML reads as text"
            yield (*path, "oneOf"), Fault("has a choice without a code and a title", remedy, RULE)


def _item_faults(items: Schema, path: ValuePath) -> _Faults:
    kind = items.get("type")
    if kind not in ("object", "string"):
        yield (*path, "type"), Fault("is not object or string", "a list holds rows or texts", RULE)
        return
    yield from _unknown(items, path, {"type"} | _TYPES[str(kind)])
    yield from _choice_faults(items, path)


def _child_faults(name: str, child: object, path: ValuePath) -> _Faults:
    if not _NAME.fullmatch(name):
        remedy = "use lower case letters, digits and single underscores, starting with a letter"
        yield path, Fault(f"{name} is not a name for a question", remedy, RULE)
    elif not isinstance(child, Mapping):
        yield path, Fault("is not a question", "write its title, description, need and type below it", RULE)
    else:
        yield from _faults(child, path)


def _unknown(schema: Schema, path: ValuePath, known: set[str]) -> _Faults:
    for key in schema:
        if key not in known:
            remedy = suggest(key, sorted(known), f"known here: {', '.join(sorted(known))}")
            yield (*path, key), Fault(f"{key} means nothing here", remedy, RULE)


def _error_at_lines(path: Path, faults: Sequence[tuple[ValuePath, Fault]]) -> SpecgenError:
    yaml_file = load_sound(path)
    problems = [fault.at(yaml_file.place_of(where, at_key=True)) for where, fault in faults]
    return WrongInput(sorted(problems, key=lambda problem: (problem.place.line, problem.place.column)))


def _text(schema: Schema, key: str) -> str:
    return text_at(schema, key).strip()
