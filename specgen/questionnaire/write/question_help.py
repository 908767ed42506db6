"""Say in a form what a question asks for: in plain words, for somebody who never sees the file of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import question_at
from specgen.inputs.models.section import Question
from specgen.questionnaire.normal_values import plain_answer
from specgen.questionnaire.shown_answers import shown_answer

__all__ = ["QuestionHelp"]

MOST_CODES: Final = 40
KINDS: Final = {
    "date": "A date, such as 1 April 2027.",
    "time": "A time of day, such as 07:00.",
    "yes_no": "Yes or no.",
    "prose": "One or more paragraphs.",
}
UNITS: Final = {"percent": "per cent"}
SEVERAL: Final = {True: "Tick all that apply.", False: "One on each line."}


@dataclass(frozen=True)
class QuestionHelp:
    """Puts the help for each question of a model into words. `codes` are those of the outcome framework."""

    model: Model
    codes: tuple[tuple[str, str], ...] = ()

    def asked(self, question: Question) -> str:
        """Return the question with what a right answer looks like."""
        return " ".join(part for part in (question.description, *self._form(question)) if part)

    def lines(self, question: Question) -> Iterator[tuple[str, str]]:
        """Yield what helps to answer: a label with its text."""
        if question.reason:
            yield "Why", question.reason
        if shown := _example(question):
            yield "Example", shown

    def _form(self, question: Question) -> Iterator[str]:
        if question.kind in ("integer", "number"):
            yield _number(question)
        elif question.kind in KINDS:
            yield KINDS[question.kind]
        if question.kind == "list":
            yield SEVERAL[bool(question.choices)]
        if question.refers_to:
            yield self._reference(question)
        if question.takes_own_words:
            yield "You may also write your own words."
        most = question.schema.get("maxLength")
        if most:
            yield f"At most {most} characters."

    def _reference(self, question: Question) -> str:
        if question.refers_to == FRAMEWORK_AREAS:
            codes = "; ".join(f"{code} {meaning}" for code, meaning in self.codes[:MOST_CODES])
            return f"Write its name or its code{f': {codes}' if codes else ' in the outcome framework'}."
        target = question_at(self.model, tuple(question.refers_to.split(".")))
        called = target.title if target is not None else question.refers_to
        return f"Write the short name that it has under “{called}”."


def _number(question: Question) -> str:
    unit = UNITS.get(question.unit, question.unit)
    words = f"{'A whole number' if question.kind == 'integer' else 'A number'} ({unit})"
    low, high = question.schema.get("minimum"), question.schema.get("maximum")
    if low is not None and high is not None:
        return f"{words}, from {low} to {high}."
    if low is None and high is None:
        return f"{words}."
    return f"{words}, {low} or more." if high is None else f"{words}, at most {high}."


def _example(question: Question) -> str:
    if not question.examples:
        return ""
    value = question.examples[0]
    if isinstance(value, Mapping):
        return ""
    shown = shown_answer(plain_answer(value, question), question)
    return ("; " if question.kind == "list" else " ").join(shown)
