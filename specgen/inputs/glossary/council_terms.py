"""Put a glossary's words into the questions and choices of a model, so that a council is asked in its own words.

A choice's label may hold {person.plural}; what a person reads of a model (its questions, its schema) has words there.
Where a council has displaced a word of the base glossary, what is asked has the council's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.answers.validate import named_model
from specgen.inputs.council.council import Council
from specgen.inputs.glossary.forms import Glossary, filled
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.glossary.reword import rewording
from specgen.inputs.models.model import Model, Question, load_model, model_ids
from specgen.problems import WrongInput

__all__ = ["load_model_in_council_terms", "load_named_model", "localised"]

WORDED: Final = ("title", "description", "reason")


def load_model_in_council_terms(id: str, folders: Sequence[Path]) -> Model:
    """Return a model as a person reads it. Raises SpecgenError for a model that there is not."""
    return localised(load_model(id, folders), load_glossary("", folders))


def load_named_model(answers: YamlFile, council: Council) -> Model:
    """Return the model that some answers name, as a person reads it. Raises SpecgenError if they name none."""
    id, problems = named_model(answers, model_ids(council.model_folders), council)
    if problems:
        raise WrongInput(problems)
    return load_model_in_council_terms(id, council.model_folders)


def localised(model: Model, glossary: Glossary) -> Model:
    """Return the model with words in place of every {concept}. Raises KeyError for a concept there is not."""
    reword = rewording(glossary)
    sections = tuple(
        replace(
            section,
            description=reword(section.description),
            question=_question(section.question, glossary, reword),
        )
        for section in model.sections
    )
    schema = _schema(model.schema, glossary, reword)
    return replace(model, sections=sections, schema=schema if isinstance(schema, Mapping) else model.schema)


def _question(question: Question, glossary: Glossary, reword: Callable[[str], str]) -> Question:
    return replace(
        question,
        title=reword(question.title),
        description=reword(question.description),
        reason=reword(question.reason),
        choices=tuple((code, filled(label, glossary)) for code, label in question.choices),
        questions=tuple(_question(child, glossary, reword) for child in question.questions),
    )


def _schema(part: object, glossary: Glossary, reword: Callable[[str], str]) -> object:
    if isinstance(part, list):
        return [_schema(item, glossary, reword) for item in part]
    if not isinstance(part, Mapping):
        return part
    worded = {key: _schema(value, glossary, reword) for key, value in part.items()}
    put = (lambda text: filled(text, glossary)) if "const" in worded else reword
    for key in WORDED:
        if isinstance(text := worded.get(key), str):
            worded[key] = put(text)
    return worded
