"""List every name that a template may write, each with its type, from a council's models, glossary and data.

The names are those of `context_of` itself, asked without any answers, so that none can be forgotten here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from specgen.context.context import Facts, context_of
from specgen.context.council_values import CONTACT, COUNCIL
from specgen.context.render_log import RenderLog
from specgen.context.values import Record
from specgen.formats.yamlfile.fast import read_data
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.answers.answers import Answers
from specgen.inputs.council.council import Council
from specgen.inputs.glossary.forms import FORMS
from specgen.inputs.law.countries import COUNTRIES
from specgen.inputs.law.entry import LawBook
from specgen.inputs.models.model import Model, load_model, model_ids
from specgen.inputs.models.section import Question
from specgen.system.resources import built_in_models
from specgen.template_check.type_inference.value_types import (
    ANY,
    DATE,
    TEXT,
    FunctionType,
    ListType,
    PlainType,
    QuestionType,
    RecordType,
    ValueType,
    distinct,
)
from specgen.templates.environment import jinja_environment
from specgen.templates.library import Library

LEAST_MODEL: Final = "care-planning"  # every built-in model nests it; its context has every derived name

# What stands behind the rows that are worked out; a test holds this to what the samples give.
ROWS: Final[dict[str, str]] = {
    "week": "day start end night",
    "terms_used": "label plural definition clause",
    "open_points": "number key section section_id title question reason",
    "calendar": "kind when event name who mark times",
    "traceability": "outcome objectives activities measures payments triggers marks",
    "scale_examples": "id measure unit relative result result_unit target year value pay amount",
    "gain_shares": "first_week last_week provider commissioner reinvested",
}
GROUPS: Final[dict[str, tuple[str, str]]] = {  # the names, and those of its rows
    "price_examples": (
        "at_risk_percent secure_percent hourly_percent total cap cap_binds most_lost least corrected gain_cap",
        "id name percent amount",
    ),
    "gain_example": (
        "hours_before hours_after hours_saved rate vat weekly weeks capped provider commissioner reinvested total",
        "first_week last_week percent provider commissioner reinvested value",
    ),
}  # fmt: skip
AREAS: Final = "id name outcomes reason"
LAW_COLUMNS: Final = ("name", "number", "provision", "what_for", "checked", "verified")


@dataclass(frozen=True)
class KnownNames:
    """All that may be named: `roots` by the first step of a name."""

    roots: Mapping[str, ValueType]
    sections: frozenset[str]  # ids
    models: tuple[frozenset[str], ...] = ()  # the templates of each: its own, and those of its sections

    @cached_property
    def paths(self) -> dict[str, str]:
        """The last step of each question's path -> the path: whoever writes `start` may mean `availability.start`."""
        found: dict[str, str] = {}
        for root, type_ in self.roots.items():
            for path in _paths(root, type_):
                found.setdefault(path.rpartition(".")[2], path)
        return found

    @cached_property
    def row_lists(self) -> dict[str, QuestionType]:
        """The lists of rows that row() can look in, by their path."""
        return {
            path: type_
            for root, top in self.roots.items()
            for path, type_ in _lists(root, top)
            if any(child == "id" for child in type_.children)
        }


def load_known_names(council: Council) -> KnownNames:
    """Return every name of every model of a council. Raises SpecgenError for models that cannot be read."""
    library = Library(council)
    models = [library.model(id) for id in model_ids(council.model_folders)]
    roots = dict(_derived(council.model_folders, library)) | {"council": _council(council)}
    for model in models:
        for section in model.sections:
            if section.at:
                _put(roots, section.at, section.question)
    sections = frozenset(section.id for model in models for section in model.sections)
    templates = (frozenset((model.template, *(one.template for one in model.sections))) for model in models)
    return KnownNames(roots, sections, tuple(templates))


def with_reports(known: KnownNames) -> KnownNames:
    """Return the names that the templates of reports may write: what a review found, and the form of questions."""
    return replace(known, roots={**known.roots, "review": ANY, "questionnaire": ANY})


def with_logo(known: KnownNames) -> KnownNames:
    """Return the names that the house document may write: it alone has a place for a logo."""
    return replace(known, roots={**known.roots, "logo": ANY})


def _put(roots: dict[str, ValueType], at: tuple[str, ...], question: Question) -> None:
    known = roots.get(at[0])
    if len(at) == 1:
        roots[at[0]] = _with(known, question)
        return
    inner = dict(known.known) if isinstance(known, RecordType) else {}
    inner[at[1]] = _with(inner.get(at[1]), question)
    roots[at[0]] = RecordType(inner, "answer or name")


def _with(known: ValueType | None, question: Question) -> QuestionType:
    others = known.questions if isinstance(known, QuestionType) else ()
    return QuestionType(distinct(*others, question))


def _derived(folders: Sequence[Path], library: Library) -> Iterator[tuple[str, ValueType]]:
    """Yield what is no answer: what follows from answers, terms, law."""
    model = load_model(LEAST_MODEL, (built_in_models(),)) if len(folders) > 1 else library.model(LEAST_MODEL)
    glossaries = [library.glossary(one) for one in COUNTRIES]
    laws = [library.law(one) for one in COUNTRIES]
    empty = Answers({"document": {}}, YamlFile("", {}))
    facts = Facts(empty, model, glossaries[0], laws[0], {}, date(2000, 1, 1))
    derived = context_of(facts, RenderLog())
    yield from ((key, _type_of(value)) for key, value in derived.items())
    concepts = {key for glossary in glossaries for key in glossary}
    form = RecordType(dict.fromkeys(FORMS, TEXT), "form of a term", prints=True)
    yield "term", RecordType(dict.fromkeys(concepts, form), "term")
    yield "law", RecordType(dict(_law(laws)), "name in the law files")
    entry = RecordType(dict.fromkeys(("id", "title", "template"), TEXT), "answer or name")
    yield from ((place, ListType(entry)) for place in ("front_sections", "body_sections", "schedule_sections"))
    yield from ((key, ListType(_facts(columns))) for key, columns in ROWS.items())
    for key, (own, columns) in GROUPS.items():
        yield key, RecordType({**_facts(own).known, "rows": ListType(_facts(columns))}, "answer or name")
    yield from (("framework", _framework(folders)), ("contents", ANY))
    yield from (("contract_end", DATE), ("contract_latest_end", DATE), ("today", DATE), ("jurisdiction", TEXT))
    yield "lead", _lead(model)
    for name, function in {**derived, **jinja_environment().globals}.items():
        if callable(function):
            yield name, FunctionType(TEXT if name == "party" else ANY, function)


def _council(council: Council) -> RecordType:
    """Return what a template may say of the council; any role may be asked for."""
    contact = RecordType(dict.fromkeys(CONTACT, TEXT), "answer or name")
    named = council.facts.get("contacts")
    roles = _Roles(dict.fromkeys(named if isinstance(named, Mapping) else (), contact))
    roles.usual = contact
    known: dict[str, ValueType] = {**dict.fromkeys(COUNCIL, TEXT), "contacts": RecordType(roles, "answer or name")}
    return RecordType(known, "answer or name")


class _Roles(dict[str, ValueType]):
    """The roles of a council's contacts; one that it does not have is no mistake."""

    usual: ValueType = ANY

    def get(self, role: str, _: object = None) -> ValueType:
        return super().get(role, self.usual)


def _facts(names: str) -> RecordType:
    return RecordType(dict.fromkeys(names.split(), ANY), "answer or name")


def _framework(folders: Sequence[Path]) -> ValueType:
    """Return what the files of all frameworks say, and what is worked out of each area."""
    files = [file for folder in folders for file in sorted((folder / "frameworks").glob("*.yaml"))]
    keys = {str(key) for file in files for key in read_data(f"frameworks/{file.name}", folders)}
    known = dict.fromkeys({*keys, "verified"} - {"cite", "check"}, ANY)
    return RecordType({**known, "areas": ListType(_facts(AREAS))}, "answer or name")


def _law(laws: Sequence[LawBook]) -> Iterator[tuple[str, ValueType]]:
    for law in laws:
        yield from ((key, TEXT) for key in law.statements)
    yield "table", ListType(RecordType(dict.fromkeys(LAW_COLUMNS, ANY), "answer or name"))
    yield from (("as_at", DATE), ("checked_from", ANY))
    yield "unverified", ListType(RecordType({"text": TEXT, "source": TEXT}, "answer or name"))


def _lead(model: Model) -> ValueType:
    for section in model.sections:
        if section.at == ("introduction",) and "commissioners" in section.question.by_name:
            return QuestionType((section.question.by_name["commissioners"],), is_row=True)
    return ANY


def _type_of(value: object) -> ValueType:
    """Return the type of a derived value, as far as one without answers shows it."""
    if isinstance(value, Record):
        return RecordType({key: _type_of(one) for key, one in value._values.items()}, "answer or name")
    if isinstance(value, bool | str | date):
        return PlainType(type(value))
    if isinstance(value, list | tuple):
        return ListType(_type_of(value[0]) if value else ANY)
    return FunctionType(ANY) if isinstance(value, Callable) else ANY  # type: ignore[arg-type]


def _paths(path: str, type_: ValueType) -> Iterator[str]:
    if isinstance(type_, QuestionType) and type_.kind == "group":
        for step in type_.children:
            child = type_.child(step)
            if child is not None:
                yield f"{path}.{step}"
                yield from _paths(f"{path}.{step}", child)
    elif isinstance(type_, RecordType) and type_.what == "answer or name":
        for step, inner in type_.known.items():
            yield from _paths(f"{path}.{step}", inner)


def _lists(path: str, type_: ValueType) -> Iterator[tuple[str, QuestionType]]:
    if isinstance(type_, QuestionType) and type_.kind == "rows":
        yield path, type_
    elif isinstance(type_, QuestionType) and type_.kind == "group":
        for step in type_.children:
            child = type_.child(step)
            if child is not None:
                yield from _lists(f"{path}.{step}", child)
    elif isinstance(type_, RecordType):
        for step, inner in type_.known.items():
            yield from _lists(f"{path}.{step}", inner)
