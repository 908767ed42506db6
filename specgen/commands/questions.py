"""Models -> a list of them, a Model -> its questions, both to read in 80 columns; and the phrases other pages share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from specgen.formats.yamlfile.events import scalar
from specgen.inputs.models.model import Model
from specgen.inputs.models.section import Question, Section

__all__ = ["NO_QUESTIONS", "as_yaml", "asked_for", "example", "models_page", "questions_of", "questions_page"]

WIDTH = 80
NO_QUESTIONS = "Nothing to answer here: this part is made from the other answers."


def models_page(models: Iterable[Model]) -> str:
    """Plain text: every model with what it is for and the titles of its sections."""
    return "\n".join(line for model in models for line in _about_model(model))


def questions_of(section: Section) -> Iterator[tuple[str, Question]]:
    """Every question of a section with its path, in order; [] stands for each row of a list."""
    if section.at:
        yield from _below(section.question, ".".join(section.at))


def questions_page(model: Model) -> str:
    """Plain text: every section in order, and every question with its path, reason and example."""
    lines = [model.title, "=" * len(model.title), "", *wrap(model.summary, WIDTH)]
    lines += ["", *wrap(_LEGEND, WIDTH)]
    for section in model.sections:
        lines += ["", "", section.title, "-" * len(section.title), *wrap(section.description, WIDTH)]
        if not section.at:
            lines += ["", *wrap(NO_QUESTIONS, WIDTH)]
        for path, question in questions_of(section):
            lines += _entry(question, path)
    return "\n".join(lines) + "\n"


def asked_for(question: Question) -> str:
    """What kind of answer is right, in a few words: `a whole number of minutes, 1 to 1440`."""
    words = _KINDS[question.kind]
    if question.unit:
        words = f"{words} ({question.unit})"
    if question.suggestion:
        words += f", suggested: {question.suggestion}"
    low, high = question.schema.get("minimum"), question.schema.get("maximum")
    if low is not None and high is not None:
        words += f", {low} to {high}"
    elif low is not None or high is not None:
        words += f", {low} or more" if high is None else f", at most {high}"
    if "maxLength" in question.schema:
        words += f", at most {question.schema['maxLength']} characters"
    if question.refers_to:
        words += f", from {question.refers_to}"
    if question.choices:
        words += ": " + ", ".join(_choice(code, label) for code, label in question.choices)
    return words


def example(question: Question) -> str:
    """The first example as it would stand in a file of answers; empty when there is none."""
    return as_yaml(question.examples[0]) if question.examples else ""


def as_yaml(value: object) -> str:
    """A value on one line of YAML."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_quoted(str(item), in_list=True) for item in value)}]"
    return _quoted(value, in_list=False) if isinstance(value, str) else str(value)


_LEGEND = (
    "Each question has a name, which is where its answer stands in the file. "
    "[first] is needed for a first draft; "
    "[model] becomes an open point of the draft when it is not answered; "
    "[optional] is left out. "
    "Names with [] are columns: they stand in every row of their list."
)
_KINDS = {
    "group": "a group of answers",
    "rows": "rows",
    "list": "a list",
    "text": "text",
    "prose": "text of several lines or paragraphs",
    "date": "a date, year-month-day",
    "time": "a time of day",
    "integer": "a whole number",
    "number": "a number",
    "yes_no": "yes or no",
    "choice": "one of these",
}
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*(?<=[^\s:])")


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


def _below(question: Question, path: str) -> Iterator[tuple[str, Question]]:
    dotted = f"{path}[]." if question.kind == "rows" else f"{path}."
    for child in question.questions:
        yield dotted + child.name, child
        yield from _below(child, dotted + child.name)


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


def _choice(code: str, label: str) -> str:
    same = code.replace("_", " ").casefold() == label.replace("-", " ").casefold()
    return code if same else f"{code} ({label})"


def _quoted(text: str, *, in_list: bool) -> str:
    plain = _PLAIN.fullmatch(text) and not (in_list and re.search(r"[,\[\]{}]", text))
    return text if plain and scalar(text) == text else json.dumps(text, ensure_ascii=False)
