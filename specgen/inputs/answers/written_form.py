"""Warn about answers without the form that their question asks for, because a sentence is printed around them.

What a question says of the form ("No full stop.") stands in its description, where whoever answers reads it; the
own questions of a council are held to it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from specgen.formats.yamlfile.lookup import value_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.answers import Answers
from specgen.inputs.models.model import Model, Question
from specgen.problems import Fault, Problem
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["form_problems"]

NO_FULL_STOP: Final = lazy_pattern(r"\bno full stops?\b", re.IGNORECASE)
FULL_STOP: Final = lazy_pattern(r"(?:[^\W\d_]{3,}|\d|[)\]”’\"'])\.\s*$")
ABBREVIATION: Final = lazy_pattern(r"\b(?:etc|ltd|inc|plc|nos|dept|approx)\.\s*$", re.IGNORECASE)
LIST_ITEM: Final = lazy_pattern(r"^[ \t]*(?:[-*•‣▪◦·–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+\S", re.MULTILINE)


def form_problems(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield a warning for each full stop that would stand inside a sentence, and each typed list that is run on."""
    for section in model.sections:
        if section.at:
            for path, fault in _faults(value_at(answers.values, *section.at), section.question, section.at):
                yield fault.at(answers.yaml.place_of(path), "warning")


def _faults(value: object, question: Question, path: ValuePath) -> Iterator[tuple[ValuePath, Fault]]:
    if isinstance(value, Mapping):
        for child in question.questions:
            yield from _faults(value.get(child.name), child, (*path, child.name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _faults(item, question, (*path, number))
    elif isinstance(value, str) and not question.choices and not question.refers_to:
        if NO_FULL_STOP.search(question.description) and FULL_STOP.search(value) and not ABBREVIATION.search(value):
            message = "ends with a full stop, and is printed inside a sentence that has its own"
            yield path, Fault(message, "take the full stop away", "form")
        items = 0 if question.kind != "prose" or question.schema.get("verbatim") else len(LIST_ITEM.findall(value))
        if items > 1:
            message = f"has {items} lines that start like the items of a list, and is printed as running text"
            yield path, Fault(message, "write whole sentences, with an empty line between two paragraphs", "form")
