"""Read the two answers that no question foresees: `other:` with own words, and `awaited:` for what is announced only.

Own words stand where a choice, a number, a date or a time would, if neither law nor another clause depends on it. What
is awaited stays an open point, which says who or what it waits for, and until when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from specgen.inputs.answers.answer_types import typed
from specgen.inputs.answers.answers import Awaited
from specgen.inputs.models.question_text import asked_for
from specgen.inputs.models.section import Question
from specgen.problems import Fault, quoted_value

__all__ = ["first_question", "is_awaited", "other_answer"]


def is_awaited(value: object) -> bool:
    return isinstance(value, Mapping) and "awaited" in value


def first_question(group: Question) -> tuple[Question, ...]:
    """Return the way to the first question of a group: the open point for all that is awaited there."""
    for child in group.questions:
        if child.name == "awaited":
            return ()
        if child.name != "id" and child.need != "optional":
            return (child, *first_question(child)) if child.kind == "group" else (child,)
    return ()


def other_answer(value: Mapping[str, object], question: Question) -> str | Awaited | Fault:
    """Return own words, what is awaited, or why this is neither."""
    if is_awaited(value):
        return _awaited(value, question)
    if split := _split(value, ("other",)):
        return split
    if not question.takes_own_words:
        return Fault(f"other: is not possible here, for {_reason(question)}", f"write {_right(question)}", "choice")
    words = value["other"]
    if not isinstance(words, str) or not words.strip():
        return Fault("other: needs words", "write them behind it, as they stand in the sentence", "type")
    return " ".join(words.split())


def _reason(question: Question) -> str:
    """Return why only the answers that are foreseen will do."""
    if question.choices:
        return "the law or another clause depends on which it is"
    return {
        "date": "other dates are compared with it",
        "time": "a table of hours is made from it",
        "text": "it takes words as they are",
        "prose": "it takes words as they are",
        "yes_no": "a clause is printed or left out by it",
    }.get(question.kind, "other figures are worked out from it, or compared with it")


def _right(question: Question) -> str:
    """Return what is asked for; of choices the codes alone, for their words are not yet those of the contract."""
    return f"one of {', '.join(code for code, _ in question.choices)}" if question.choices else asked_for(question)


def _awaited(value: Mapping[str, object], question: Question) -> Awaited | Fault:
    words, by = value.get("awaited"), value.get("by")
    if split := _split(value, ("awaited", "by")):
        return split
    if not isinstance(words, str) or not words.strip():
        remedy = 'write {awaited: "what comes, and from whom", by: 2027-01-29}'
        return Fault("awaited: does not say what is awaited", remedy, "type")
    day = None if by is None else typed(by, str(by), replace(question, kind="date", examples=()))
    if isinstance(day, Fault):
        return day
    return Awaited(" ".join(words.split()), day)


def _split(value: Mapping[str, object], names: Sequence[str]) -> Fault | None:
    """Say that a comma between braces has made names of what was meant as words."""
    others = [name for name in value if name not in names]
    if not others:
        return None
    message = f"{quoted_value(others[0])} is read as a further name, because of the comma before it"
    first = str(value.get(names[0]) or "")
    words = ", ".join([first, *(name if value[name] is None else f"{name}: {value[name]}" for name in others)])
    return Fault(message, f'put the words in quotation marks: {names[0]}: "{words}"', "type")
