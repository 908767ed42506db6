"""A model and a glossary in, the model whose choices are spelled out with the glossary's words out.

A choice's label may hold {person.plural}; what a person reads of a model (its questions, its schema) has words there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specgen.glossary import Glossary, filled
from specgen.models import Model, Question

__all__ = ["spelled_out"]


def spelled_out(model: Model, glossary: Glossary) -> Model:
    """Return the model with words in place of every {concept}. Raises KeyError for a concept there is not."""
    sections = tuple(replace(one, question=_question(one.question, glossary)) for one in model.sections)
    schema = _schema(model.schema, glossary)
    return replace(model, sections=sections, schema=schema if isinstance(schema, Mapping) else model.schema)


def _question(question: Question, glossary: Glossary) -> Question:
    choices = tuple((code, filled(label, glossary)) for code, label in question.choices)
    return replace(
        question, choices=choices, questions=tuple(_question(child, glossary) for child in question.questions)
    )


def _schema(part: object, glossary: Glossary) -> object:
    if isinstance(part, list):
        return [_schema(item, glossary) for item in part]
    if not isinstance(part, Mapping):
        return part
    made = {key: _schema(value, glossary) for key, value in part.items()}
    if "const" in made and isinstance(title := made.get("title"), str):
        made["title"] = filled(title, glossary)
    return made
