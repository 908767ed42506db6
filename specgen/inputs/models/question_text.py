"""Say in words what a question asks for: its path, the kind of answer that is right, an example as YAML.

The list of questions, the file to fill in and the page of every question say it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator

from specgen.formats.yamlfile.write import write_value
from specgen.inputs.models.section import Question, Section

OWN_WORDS = '{other: "your own words"}'
NO_QUESTIONS = "Nothing to answer here: this part is made from the other answers."
TIMES = ("minutes", "hours", "days", "working days", "weeks", "months")  # own words for them stand in a sentence
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


def questions_of(section: Section) -> Iterator[tuple[str, Question]]:
    """Yield every question of a section with its path, in order; [] stands for each row of a list."""
    if section.at:
        yield from _below(section.question, ".".join(section.at))


def asked_for(question: Question) -> str:
    """Return what kind of answer is right, in a few words: `a whole number of minutes, 1 to 1440`."""
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
    if not question.takes_own_words:
        return words
    return f"{words}, or {OWN_WORDS}{', with their own by, within or in' if _is_time(question) else ''}"


def _is_time(question: Question) -> bool:
    return question.kind == "date" or question.unit in TIMES


def example(question: Question) -> str:
    """Return the first example as it would stand in a file of answers; empty when there is none."""
    return write_value(question.examples[0]) if question.examples else ""


def _below(question: Question, path: str) -> Iterator[tuple[str, Question]]:
    dotted = f"{path}[]." if question.kind == "rows" else f"{path}."
    for child in question.questions:
        yield dotted + child.name, child
        yield from _below(child, dotted + child.name)


def differs(code: str, label: str) -> bool:
    """Whether the words of a choice say more than its code."""
    return code.replace("_", " ").casefold() != label.replace("-", " ").casefold()


def _choice(code: str, label: str) -> str:
    return f"{code} ({label})" if differs(code, label) else code
