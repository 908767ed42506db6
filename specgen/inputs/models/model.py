"""Load a model: its ordered sections with their questions, and one JSON Schema for the answers."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.inputs.models.changes import Change
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS
from specgen.inputs.models.inheritance import RULE, WHENS, Entry, model_error, model_file, model_ids, outline
from specgen.inputs.models.schema import answers_schema
from specgen.inputs.models.section import Question, Schema, Section, read_section
from specgen.problems import Fault, SpecgenError, WrongInput, about_file
from specgen.system.resources import built_in_models

__all__ = ["ABOUT_THE_FILE", "DATA_LISTS", "Model", "Question", "Section", "load_model", "model_ids", "models_by_part",
           "refuse_unfit"]  # fmt: skip

DATA_LISTS = (FRAMEWORK_AREAS,)  # rows that references may name and that are data, not answers
ABOUT_THE_FILE = ("model", "council")  # stand among the answers and say what they are answers to
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

    @property
    def changes(self) -> tuple[Change, ...]:
        """What became of the questions that answers of an earlier release may hold."""
        return tuple(change for section in self.sections for change in section.changes)


def load_model(id: str, folders: Sequence[Path]) -> Model:
    """Return a model and its sections, each from the first folder that has it. Raises SpecgenError."""
    path = model_file(id, folders)
    model = outline(path, folders)
    sections = tuple(_section(entry, path, folders) for entry in model.entries)
    dropped = [_section({"id": id}, path, folders) for id in model.dropped]
    if faults := [*_overlapping(sections), *_dangling(sections, dropped), *_unswitched(sections, dropped)]:
        raise model_error(path, ("sections",), faults[0])
    schema = answers_schema(id, model.title, model.summary, sections)
    digest = hashlib.sha256(json.dumps(schema, default=str, sort_keys=True).encode()).hexdigest()
    return Model(
        id,
        model.title,
        model.summary,
        model.template,
        sections,
        schema,
        digest,
        tuple(section.at for section in dropped),
    )


def refuse_unfit(model: Model) -> None:
    """Raise WrongInput for a model without what no specification can do without."""
    asked = {section.at[0] for section in model.sections if section.at}
    missing = [name for name in NEEDED if name not in asked]
    if missing:
        message = f"the model {model.id} leaves out {' and '.join(missing)}, which every specification needs"
        raise WrongInput(about_file(f"{model.id}.yaml", message, "put it back", RULE))


def models_by_part(folders: Sequence[Path]) -> Mapping[str, tuple[str, ...]]:
    """The name of each part that answers may have -> the ids of the models that ask for it."""
    models: dict[str, tuple[str, ...]] = {}
    for id in model_ids(folders):
        for name in _asked(id, folders):
            models[name] = (*models.get(name, ()), id)
    return models


def _section(entry: Entry, path: Path, folders: Sequence[Path]) -> Section:
    name = f"{entry['id']}.yaml"
    section_file = next((file for folder in folders if (file := folder / "sections" / name).is_file()), None)
    if section_file is None:
        fault = Fault(f"there is no section file {name}", "add it or take its line out", RULE)
        raise model_error(path, ("sections",), fault)
    place, when = str(entry.get("place", "body")), str(entry.get("when", "always"))
    status = section_file.stat()
    return replace(_section_as_it_is(section_file, status.st_size, status.st_mtime_ns), place=place, when=when)


@functools.lru_cache(maxsize=200)
def _section_as_it_is(file: Path, _size: int, _changed: int) -> Section:
    """Return the section of a file, read once for all the models that have it until the file changes."""
    return read_section(file)


def _asked(id: str, folders: Sequence[Path]) -> set[str]:
    """The names of the first level of a model's answers; empty for a model that cannot be read."""
    with suppress(SpecgenError):
        return {section.at[0] for section in load_model(id, folders).sections if section.at}
    return set()


def _overlapping(sections: Sequence[Section]) -> Iterator[Fault]:
    asking = [section for section in sections if section.at]
    for number, section in enumerate(asking):
        for other in asking[:number]:
            shared = min(len(section.at), len(other.at))
            if section.at[:shared] == other.at[:shared]:
                message = f"the answers of {other.id} and {section.id} stand at the same place"
                yield Fault(message, f"change `at` in one of the two: {'.'.join(section.at)}", RULE)
        if section.at[0] in ABOUT_THE_FILE:
            yield Fault(
                f"the answers of {section.id} stand at {section.at[0]}", "that name is taken; change `at`", RULE
            )


def _dangling(sections: Sequence[Section], dropped: Sequence[Section]) -> Iterator[Fault]:
    """Yield references to rows that no section asks for, or none any more."""
    gone = {path: section.id for section in dropped if section.at for path in _row_lists(section.question, section.at)}
    targets = {path for section in sections if section.at for path in _row_lists(section.question, section.at)}
    for section in sections:
        for name in _references(section.question):
            if name not in targets and name not in DATA_LISTS:
                # The model is one without that section; or refuse_unfit says so, which is nearer the cause.
                if _is_shared_list(name) if name not in gone else gone[name] in NEEDED:
                    continue
                if name in gone:
                    remedy = f"keep {gone[name]}, or drop {section.id} as well"
                    yield Fault(
                        f"the section {section.id} refers to {name}, which is dropped with {gone[name]}",
                        remedy,
                        "model",
                    )
                    continue
                known = ", ".join(sorted((*targets, *DATA_LISTS)))
                yield Fault(
                    f"the section {section.id} refers to {name}, which is no list of rows with an id", known, "model"
                )


def _unswitched(sections: Sequence[Section], dropped: Sequence[Section]) -> Iterator[Fault]:
    """Yield sections that wait for a yes to a question that no section asks.

    One that waits for a question of a dropped section is left out with it: nobody can answer yes.
    """
    switches = {path for section in sections if section.at for path in _yes_no(section.question, section.at)}
    gone = {path for section in dropped if section.at for path in _yes_no(section.question, section.at)}
    for section in sections:
        if section.when not in WHENS and section.when not in switches | gone:
            message = f"the section {section.id} waits for {section.when}, which is no yes/no question of this model"
            yield Fault(message, f"write one of {', '.join((*WHENS, *sorted(switches)))}", RULE)


def _yes_no(question: Question, path: tuple[str, ...]) -> Iterator[str]:
    """Yield the paths of the yes/no questions that are asked once."""
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


def _is_shared_list(name: str) -> bool:
    """Return whether a list of rows stands in a section of the shared models."""
    return (built_in_models() / "sections" / f"{name.partition('.')[0]}.yaml").is_file()


def _references(question: Question) -> Iterator[str]:
    if question.refers_to:
        yield question.refers_to
    for child in question.questions:
        yield from _references(child)
