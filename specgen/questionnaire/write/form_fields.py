"""Make the cells of a form: what is asked, the field to answer it with what is known, and the box for what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.inputs.answers.other_answers import is_awaited
from specgen.inputs.models.section import Question
from specgen.questionnaire.form_plan import FormField
from specgen.questionnaire.shown_answers import (
    CHOOSE,
    CHOOSE_DAY,
    NO,
    NOT_KNOWN,
    OPTIONAL,
    TICKED,
    UNTICKED,
    YES,
    shown_answer,
    shown_choices,
)
from specgen.questionnaire.write.form_blocks import Control, Paragraph
from specgen.questionnaire.write.question_help import QuestionHelp

__all__ = ["FormFields"]


@dataclass(frozen=True)
class FormFields:
    """Makes cells for the questions of one model; `known` are the answers that its council gives beforehand."""

    help: QuestionHelp
    known: Mapping[str, object]

    def asked(self, field: FormField, bookmark: str, *, has_help: bool = True) -> tuple[Paragraph, ...]:
        """Return the words of a question, with its key."""
        question = field.question
        title = f"{field.title}{OPTIONAL if question.need == 'optional' else ''}"
        named = Paragraph(title, is_strong=True, bookmark=bookmark)
        if not has_help:
            return (named,)
        return (
            named,
            Paragraph(self.help.asked(question)),
            *(Paragraph(text, label, is_help=True) for label, text in self._help(field)),
        )

    def _help(self, field: FormField) -> Iterator[tuple[str, str]]:
        yield from self.help.lines(field.question)
        known = value_of(self.known, field.steps) if field.key == ".".join(field.steps) else None
        if known is not None:
            words = "; ".join(shown_answer(known, field.question))
            yield "The council’s answer", f"{words}. Leave the field blank to use it."

    def field(self, field: FormField, value: object) -> tuple[Paragraph, ...]:
        """Return the field of a question with its answer."""
        question, shown = field.question, shown_answer(value, field.question)
        if question.kind == "list" and question.choices:
            return tuple(_boxes(question, value, field.title))
        if question.choices or question.kind == "yes_no":
            kind = "own_words" if question.takes_own_words else "choice"
            control = Control(kind, field.title, " ".join(shown), CHOOSE, _choices(question))
            return (Paragraph(control=control),)
        if question.kind == "date":
            day = value if isinstance(value, str) and len(value) == 10 else ""
            return (Paragraph(control=Control("date", field.title, " ".join(shown), CHOOSE_DAY, day=day)),)
        return tuple(map(Paragraph, shown))

    def not_known(self, field: FormField, value: object) -> tuple[Paragraph, ...]:
        """Return the box to tick for what is not known yet."""
        sign = TICKED if is_awaited(value) else UNTICKED
        return (Paragraph(control=Control("tick", f"{NOT_KNOWN}: {field.title}", sign)),)


def _choices(question: Question) -> tuple[tuple[str, str], ...]:
    if question.kind == "yes_no":
        return ((YES, "yes"), (NO, "no"))
    return tuple((words, code) for code, words in shown_choices(question).items())


def _boxes(question: Question, value: object, title: str) -> Iterator[Paragraph]:
    """Yield a box for each choice, and what is awaited instead of any."""
    chosen = value if isinstance(value, list) else []
    for code, words in shown_choices(question).items():
        sign = TICKED if code in chosen else UNTICKED
        yield Paragraph(f" {words}", control=Control("tick", f"{title}: {words}", sign))
    if isinstance(value, Mapping):
        yield from map(Paragraph, shown_answer(value, question))
