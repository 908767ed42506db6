"""Lay the questions of all sections of a model into one tree: a file of answers, as far as the model knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.model import ABOUT_THE_FILE, Model
from specgen.inputs.models.section import Question, Section

__all__ = ["asked_path", "child_question", "order_in", "question_at", "question_tree", "section_at"]


@lru_cache(maxsize=8)
def question_tree(model: Model) -> Question:
    """All that may stand in the file, as one group."""
    plain = tuple(_group_question(name, "text") for name in ABOUT_THE_FILE)
    children: dict[str, Question] = {question.name: question for question in plain}
    for section in model.sections:
        if len(section.at) == 1:
            children[section.at[0]] = section.question
        elif section.at:
            _hang(children, section.at, section.question)
    return replace(_group_question("", "group"), questions=tuple(children.values()))


def question_at(model: Model, path: ValuePath) -> Question | None:
    """Return the question that a path of answers belongs to: that of a row for its number, and that of own words for
    `other`.
    """
    question: Question | None = question_tree(model)
    for step in path:
        if question is None:
            return None
        question = child_question(question, step) if isinstance(step, str) else question.single
    return question


def asked_path(model: Model, path: ValuePath) -> ValuePath:
    """Return the path of the question that a path leads to or into: without `other`, the number of an item, and
    what the model does not ask.
    """
    question, size = question_tree(model), 0
    for step in path:
        if question.kind == "rows" and isinstance(step, int):
            question = question.single
        elif question.kind == "group" and (child := question.by_name.get(str(step))) is not None:
            question = child
        else:
            break
        size += 1
    return path[:size]


def child_question(question: Question, name: str) -> Question | None:
    """Return the question that stands below another by its name in the file, or that its own words answer."""
    return question.own_words if name == "other" and question.takes_own_words else question.by_name.get(name)


def section_at(sections: Iterable[Section], path: ValuePath) -> Section | None:
    """Return the section that asks for the answer at a path."""
    return next((section for section in sections if section.at and path[: len(section.at)] == section.at), None)


def order_in(model: Model) -> Callable[[ValuePath], Sequence[str]]:
    """Return the function that names the questions of a group in the order of the model."""

    def names(path: ValuePath) -> Sequence[str]:
        question = question_at(model, path)
        return [child.name for child in question.questions] if question is not None else []

    return names


def _hang(children: dict[str, Question], at: tuple[str, ...], question: Question) -> None:
    outer = children.get(at[0], _group_question(at[0], "group"))
    inner = {child.name: child for child in outer.questions}
    if len(at) == 2:
        inner[at[1]] = question
    else:
        _hang(inner, at[1:], question)
    children[at[0]] = replace(outer, questions=tuple(inner.values()))


def _group_question(name: str, kind: str) -> Question:
    title = name.replace("_", " ").capitalize()
    return Question(name, title, "", "", "", "model", kind, "", (), "", (), ())
