"""Bring answers into one form of each value, so that what a file, a form and a colleague say can be compared.

A day is written year-month-day, a yes is true, a choice is its code, a number is a number; own words and what is
awaited keep their names. What does not fit its question stays as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from specgen.formats.yamlfile.lookup import is_answered
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.inputs.answers.answer_types import typed
from specgen.inputs.answers.answers import Awaited
from specgen.inputs.answers.other_answers import is_awaited, other_answer
from specgen.inputs.answers.shares import Share
from specgen.inputs.models.section import Question
from specgen.problems import Fault

__all__ = ["dumped", "normal_values", "plain_answer"]


def normal_values(answers: YamlFile, question: Question, path: ValuePath = (), value: object = None) -> object:
    """Return what some answers say below a question, in the one form; None for what is empty, but for rows that wait
    for answers.
    """
    value = answers.values if not path else value
    if not is_answered(value) and question.kind != "group":
        return [{} for _ in value] if question.kind == "rows" and isinstance(value, list) and value else None
    if question.kind == "group" and isinstance(value, Mapping):
        found = {
            child.name: normal_values(answers, child, (*path, child.name), value.get(child.name))
            for child in question.questions
        }
        return {name: part for name, part in found.items() if part is not None} or None
    if question.kind in ("rows", "list") and isinstance(value, list):
        parts = [normal_values(answers, question.single, (*path, number), part) for number, part in enumerate(value)]
        return [({} if part is None and question.kind == "rows" else part) for part in parts]
    if isinstance(value, Mapping) and ("other" in value or is_awaited(value)):
        own = other_answer(value, question)
        return value if isinstance(own, Fault) else plain_answer(own)
    if isinstance(value, Mapping | list):
        return value
    answer = typed(value, answers.texts.get(path), question)
    return answers.texts.get(path, value) if isinstance(answer, Fault) else plain_answer(answer, question)


def plain_answer(answer: object, question: Question | None = None) -> object:
    """Return a typed answer as a file holds it; without a question, own words or what is awaited."""
    if isinstance(answer, Awaited):
        by = {"by": answer.by.isoformat()} if isinstance(answer.by, date) else {}
        return {"awaited": answer.words, **by}
    if isinstance(answer, Share):
        return f"{answer.percent}%"
    if isinstance(answer, date):
        return answer.isoformat()
    return {"other": answer} if question is None else answer


def dumped(values: object) -> str:
    return json.dumps(values, default=_number, ensure_ascii=False, sort_keys=True)


def _number(value: object) -> object:
    if isinstance(value, Decimal) and Decimal(str(float(value))) == value:
        return int(value) if value == int(value) else float(value)
    return str(value)
