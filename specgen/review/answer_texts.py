"""Read a file of answers for the rules: its passages, what it defines and spells out, the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from specgen.formats.yamlfile.events import ValuePath
from specgen.formats.yamlfile.scalars import Lines, Scalar
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.models.model import ABOUT_THE_FILE, Model, Question
from specgen.inputs.models.question_tree import child_question, question_at
from specgen.problems import path_text
from specgen.review.findings import Definition, Passage
from specgen.system.lazy_pattern import lazy_pattern

Asked = tuple[Question, Scalar]  # a text, and what it answers
TEXTS = ("text", "prose")
NAME = lazy_pattern(r"[A-Z][\w’'-]*(?: (?:of |for |and |the )?[A-Z][\w’'-]*)+")


class AnswerTexts(NamedTuple):
    """What the checks read of a file of answers."""

    passages: tuple[Passage, ...]
    scalars: Mapping[int, Scalar]  # by the id of the passage
    names: frozenset[str]
    definitions: tuple[Definition, ...]
    acronyms: Mapping[str, Passage]


def answer_texts(answers: YamlFile, asked: Iterable[Asked], verbatim: Set[int] = frozenset()) -> AnswerTexts:
    """Return the texts of a file of answers, as `placed` or `unplaced` yields them. `verbatim` are the lines of values
    that a comment marks as agreed word for word.
    """
    passages, kept = list[Passage](), dict[int, Scalar]()
    names, acronyms, terms = set[str](), dict[str, Passage](), list[tuple[ValuePath, Passage]]()
    for question, scalar in asked:
        passage = Passage(
            scalar.value,
            path_text(scalar.path),
            is_prose=question.kind == "prose" or len(scalar.value.split()) > 6,
            place=scalar.place,
            own_words=(0,) if question.name == "other" and question.takes_own_words else (),
            is_verbatim=question.schema.get("verbatim") is True or bool(verbatim and scalar.place(0).line in verbatim),
        )
        column = scalar.path[-1]
        if is_name(question):
            names.update(names_in(scalar.value))
            if len(scalar.value.split()) - scalar.value.lower().startswith("the ") == 1:  # a party: “The Provider”
                passages.append(passage)
                kept[id(passage)] = scalar
        elif scalar.path[:2] == ("definitions", "words"):
            continue
        elif scalar.path[:2] == ("definitions", "acronyms"):
            if column == "acronym":
                acronyms[scalar.value.strip()] = passage
        elif scalar.path[:2] == ("definitions", "extra") and column == "term":
            terms.append((scalar.path, passage))
        else:
            passages.append(passage)
            kept[id(passage)] = scalar
    defined = tuple(_defined(path, passage, answers.values) for path, passage in terms)
    return AnswerTexts(tuple(passages), kept, frozenset(names), defined, acronyms)


def placed(values: Iterable[Scalar], model: Model) -> Iterator[Asked]:
    """Yield the texts among the values of a file; codes, dates and references to rows are left out."""
    for scalar in values:
        question = None if scalar.path[0] in ABOUT_THE_FILE else question_at(model, scalar.path)
        if question is not None and scalar.value.strip() and _is_text(question):
            yield question, scalar


def unplaced(answers: YamlFile, model: Model) -> list[Asked]:
    """Return the same from answers that have been read: to say where each letter of a text stands is left out, and
    that is what takes time.
    """
    found = list[tuple[Question, ValuePath, str]]()
    for section in model.sections:
        value: object = answers.values
        for step in section.at:
            value = value.get(step) if isinstance(value, Mapping) else None
        if section.at:
            found += _texts_in(value, section.question, section.at, answers.texts)
    places = answers.value_positions
    found.sort(key=lambda one: (places[one[1]].line, places[one[1]].column))
    nowhere = Lines("")
    return [(question, Scalar(path, text, "", 0, "", nowhere)) for question, path, text in found]


def _texts_in(
    value: object, question: Question, path: ValuePath, written: Mapping[ValuePath, str]
) -> Iterator[tuple[Question, ValuePath, str]]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            child = child_question(question, str(name))
            if child is not None:
                yield from _texts_in(one, child, (*path, name), written)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts_in(one, question.single, (*path, number), written)
    elif _is_text(question):
        text = written.get(path) or value
        if isinstance(text, str) and text.strip():
            yield question, path, text


def names_of(values: object, question: Question) -> Iterator[str]:
    """Yield the proper names among some answers."""
    if isinstance(values, Mapping):
        for child in question.questions:
            yield from names_of(values.get(child.name), child)
    elif isinstance(values, Sequence) and not isinstance(values, str):
        for value in values:
            yield from names_of(value, question)
    elif isinstance(values, str) and is_name(question):
        yield from names_in(values)


def is_name(question: Question) -> bool:
    """Whether the answer is a proper name, whose words are not the contract's terms."""
    return question.schema.get("names") is True


def names_in(text: str) -> Iterator[str]:
    """Yield a name, and the parts of a list of names or of a role and its team."""
    yield text.strip()
    for part in re.split(r",|;| and | & |\(|\)|: ", text):
        if part.strip()[:1].isupper():
            yield part.strip()
    yield from (found.group() for found in NAME.finditer(text))


def _is_text(question: Question) -> bool:
    if question.name == "id" or question.refers_to:
        return False
    return question.kind in TEXTS or (question.kind == "list" and not question.choices)


def _defined(path: ValuePath, passage: Passage, values: Mapping[str, object]) -> Definition:
    """Return a row of definitions.extra; the text is empty if the contract defines the term."""
    found: object = values
    for step in path[:-1]:
        if isinstance(found, Mapping) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, Sequence) and isinstance(step, int):
            found = found[step]
    row = found if isinstance(found, Mapping) else {}
    text = "" if row.get("clause") else str(row.get("definition") or "")
    return Definition(passage.text.strip(), text, passage, 0)
