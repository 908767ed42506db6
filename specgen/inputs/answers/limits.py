"""Apply the limits of a model's JSON Schema to typed answers: too long, too many, out of range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.shares import NumberOfShare
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_text import TIMES
from specgen.inputs.models.question_tree import question_at
from specgen.inputs.models.section import Question
from specgen.problems import Fault, quoted_value

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

__all__ = ["outside_limits"]


def outside_limits(values: Mapping[str, object], model: Model) -> Iterator[tuple[ValuePath, Fault]]:
    """Yield what is outside its limits. Types, choices and names are checked elsewhere, in words of the question."""
    validator = _validator(model)
    plain = _plain(values)
    if validator.is_valid(plain):
        return
    for error in validator.iter_errors(plain):
        explain = _EXPLANATIONS.get(error.kind.name)
        path = tuple(error.instance_path)
        question = question_at(model, path)
        if explain and question:
            yield path, explain(error.kind.value, error.instance, question)


@lru_cache(maxsize=8)
def _validator(model: Model) -> Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(model.schema))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, NumberOfShare):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _range(_limit: object, value: object, question: Question) -> Fault:
    low, high = question.schema.get("minimum"), question.schema.get("maximum")
    unit = question.unit
    if low is not None and high is not None:
        remedy = f"write {low} to {high} {unit}"
    else:
        remedy = f"write {low} {unit} or more" if high is None else f"write {high} {unit} or less"
    if unit in TIMES and isinstance(value, int | Decimal) and value <= 0:
        return Fault(f"{_number(value)} {unit} is no time at all", remedy, "range")
    return Fault(f"{_number(value)} {unit} is out of range", remedy, "range")


def _long(limit: object, value: object, _question: Question) -> Fault:
    length = len(str(value))
    return Fault(f"is {length:,} characters long", f"write at most {limit}", "length")


def _short(limit: object, value: object, _question: Question) -> Fault:
    return Fault(f"{quoted_value(value)} is too short", f"write at least {limit} characters", "length")


def _form(_limit: object, value: object, question: Question) -> Fault:
    example = next((example for example in question.examples if isinstance(example, str)), "")
    remedy = f"write it like {example}" if example else f"it has to match {question.schema.get('pattern')}"
    return Fault(f"{quoted_value(value)} does not have the right form", remedy, "form")


def _few(limit: object, value: object, question: Question) -> Fault:
    return Fault(f"has {_count(value, question)}", f"write at least {limit}", "length")


def _many(limit: object, value: object, question: Question) -> Fault:
    return Fault(f"has {_count(value, question)}", f"write at most {limit}", "length")


def _twice(_limit: object, value: object, _question: Question) -> Fault:
    items = [str(item) for item in value] if isinstance(value, list) else []
    repeated = next((item for number, item in enumerate(items) if item in items[:number]), "")
    return Fault(f"names {quoted_value(repeated)} twice", "name each once", "duplicate")


_EXPLANATIONS: dict[str, Callable[[object, object, Question], Fault]] = {
    "minimum": _range,
    "maximum": _range,
    "exclusiveMinimum": _range,
    "exclusiveMaximum": _range,
    "multipleOf": lambda step, value, question: Fault(
        f"{_number(value)} {question.unit} is too fine", f"write it in steps of {step}", "range"
    ),
    "minLength": _short,
    "maxLength": _long,
    "pattern": _form,
    "minItems": _few,
    "maxItems": _many,
    "uniqueItems": _twice,
}


def _number(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _count(value: object, question: Question) -> str:
    size = len(value) if isinstance(value, list) else 0
    noun = "row" if question.kind == "rows" else "item"
    return f"{size} {noun}" if size == 1 else f"{size} {noun}s"
