"""List the models, show the questions of one, and print the JSON Schema of its answers.

The lists are plain text to read in 80 columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from specgen.commands.result import CommandResult, Untrusted, untrusted_paths
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.council_terms import load_model_in_council_terms
from specgen.inputs.models.editor_schema import editor_schema
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS, framework_codes
from specgen.inputs.models.model import Model, load_model, model_ids
from specgen.inputs.models.question_text import NO_QUESTIONS, asked_for, example, questions_of
from specgen.inputs.models.section import Question


@dataclass(frozen=True)
class Options:
    """The arguments of the three commands; `specgen models` names no model."""

    council: str | None
    model: str = ""


def untrusted(options: Options) -> Untrusted:
    return untrusted_paths(load_council(options.council))


def list_models(options: Options) -> CommandResult:
    folders = load_council(options.council).model_folders
    return CommandResult(models_page(load_model(id, folders) for id in model_ids(folders)))


def show_questions(options: Options) -> CommandResult:
    codes = framework_codes("", load_council(options.council).model_folders)
    return CommandResult(questions_page(_model(options), codes))


def print_schema(options: Options) -> CommandResult:
    return CommandResult(json.dumps(editor_schema(_model(options).schema), indent=2, default=float) + "\n")


def _model(options: Options) -> Model:
    return load_model_in_council_terms(options.model, load_council(options.council).model_folders)


WIDTH = 80


def models_page(models: Iterable[Model]) -> str:
    """Plain text: every model with what it is for and the titles of its sections."""
    return "\n".join(line for model in models for line in _about_model(model))


def questions_page(model: Model, codes: Sequence[tuple[str, str]] = ()) -> str:
    """Plain text: every section in order, and every question with its path, reason and example. `codes` are those of
    the outcome frameworks, with their meaning.
    """
    lines = [model.title, "=" * len(model.title), "", *wrap(model.summary, WIDTH)]
    lines += ["", *wrap(_LEGEND, WIDTH)]
    for section in model.sections:
        lines += ["", "", section.title, "-" * len(section.title), *wrap(section.description, WIDTH)]
        if not section.at:
            lines += ["", *wrap(NO_QUESTIONS, WIDTH)]
        for path, question in questions_of(section):
            lines += _entry(question, path)
            if question.refers_to == FRAMEWORK_AREAS:
                lines += [line for code, meaning in codes for line in _indented(f"{code}: {meaning}")]
    return "\n".join(lines) + "\n"


_LEGEND = (
    "Each question has a name, which is where its answer stands in the file. "
    "[first] is needed for a first draft; "
    "[model] becomes an open point of the draft when it is not answered; "
    "[optional] is left out. "
    "Names with [] are columns: they stand in every row of their list."
)


def _about_model(model: Model) -> Iterator[str]:
    yield model.id
    yield from _indented(f"{model.title}. {model.summary}")
    always = [section.title for section in model.sections if section.when == "always"]
    yield from _indented(f"Always there: {'; '.join(always)}.")
    answered = [section.title for section in model.sections if section.when == "answered"]
    yield from _indented(f"When answered: {'; '.join(answered)}." if answered else "")
    switches = dict.fromkeys(section.when for section in model.sections if section.when not in ("always", "answered"))
    for switch in switches:
        switched = [section.title for section in model.sections if section.when == switch]
        yield from _indented(f"With {switch}: {'; '.join(switched)}.")
    yield ""


def _entry(question: Question, path: str) -> Iterator[str]:
    yield ""
    yield f"{path}  [{question.need}]"
    yield from _indented(question.description)
    yield from _indented(f"Why: {question.reason}" if question.reason else "")
    if question.kind != "group":
        yield from _indented(f"Answer: {asked_for(question)}.")
    shown = example(question)
    yield from _indented(f"Example: {shown}" if shown else "")


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
