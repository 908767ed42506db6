"""Find where answers or a draft contradict the conditions of the contract: another figure, another right to end it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.lookup import text_at
from specgen.inputs.contract.term_shapes import term_key
from specgen.problems import Place, Problem
from specgen.review.rules.against_contract.conditions import Conditions
from specgen.review.rules.against_contract.contract_conflicts import CONTRACT_ENDING, CONTRACT_FIGURE, CONTRACT_SENSE
from specgen.review.rules.against_contract.repeats import repeated_texts
from specgen.review.rules.facts.stated_figures import figure_of, figures_in, matters

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.inputs.contract.contract_line import Line
    from specgen.review.rules.facts.specification import Specification

ENDS: Final = re.compile(
    r"\b(?:may|can|is entitled to|has the right to|reserves the right to|will|shall)\b[^.;]{0,60}?"
    r"\b(?:end|terminate|cancel|bring to an end) (?:the|this) (?:contract|agreement)\b",
    re.IGNORECASE,
)
ENDING: Final = re.compile(
    r"\b(?:end|terminate|termination|ending)\b[^.;]{0,40}\b(?:contract|agreement)\b", re.IGNORECASE
)

Text = tuple[str, Place]


def check_answers(spec: Specification, conditions: Conditions) -> Iterator[Problem]:
    """Yield what answers say otherwise than the contract, or say again."""
    place_of = spec.answers.yaml.place_of
    for matter in matters():
        number = spec.number(*matter.answer) if matter.answer else None
        if number is not None and matter.id in conditions.figures:
            yield from _figures(
                f"is {number}", [figure_of(number, matter)], place_of(matter.answer), matter.id, conditions
            )
    texts = [(part, spec.place_of_words(path, part)) for path, text in spec.texts if " " in text and _is_own(path)
             for part in filter(None, map(str.strip, text.split("\n")))]  # fmt: skip
    contradicting = list(_texts(texts, conditions))
    yield from contradicting
    for index, row in enumerate(spec.rows("definitions", "extra")):
        term, meaning = text_at(row, "term"), text_at(row, "definition")
        other = conditions.definitions.get(term_key(term)) if term and meaning and not row.get("clause") else None
        if other is not None and " ".join(other.meaning.split()).casefold() != " ".join(meaning.split()).casefold():
            path: ValuePath = ("definitions", "extra", index, "definition")
            message = f"gives “{term}” another meaning than {conditions.place(other.clause)}: “{other.meaning[:160]}”"
            remedy = f"write clause: {other.clause or 'its clause'} in place of the definition, or choose another word"
            yield spec.problem(CONTRACT_SENSE, path, message, remedy)
    settled = {problem.place for problem in contradicting}
    others = [(text, place) for text, place in texts if place not in settled]
    yield from repeated_texts(others, conditions.lines, conditions.name)


def check_lines(lines: Iterable[Line], file: str, conditions: Conditions) -> Iterator[Problem]:
    """Yield what the clauses of a draft say otherwise than the contract."""
    yield from _texts([(line.text, _place(line, file)) for line in lines],
                      conditions)  # fmt: skip


def _place(line: Line, file: str) -> Place:
    """Return the place of a clause, with its words: a waiver knows it by them when the clauses are numbered anew."""
    return Place(file, path=f"clause {line.clause}" if line.clause else "", words=line.text)


def _texts(texts: Iterable[Text], conditions: Conditions) -> Iterator[Problem]:
    ending = next((line for line in conditions.lines if ENDING.search(line.text)), None)
    for text, place in texts:
        has_figure = False
        for matter in matters():
            if matter.id in conditions.figures:
                found = list(_figures("says", list(figures_in(text, matter)), place, matter.id, conditions))
                has_figure = has_figure or bool(found)
                yield from found
        if ending is not None and not has_figure and (right := ENDS.search(text)):
            where = conditions.place(ending.clause)
            message = f"“{' '.join(right.group().split())}” is a right to end the contract, which {where} settles:"
            message += f" “{ending.text[:160]}”"
            yield Problem(place, message, f"leave it to {where}", CONTRACT_ENDING.id, CONTRACT_ENDING.level)


def _figures(verb: str, figures: list, place: Place, id: str, conditions: Conditions) -> Iterator[Problem]:  # type: ignore[type-arg]
    thing = next(matter.thing for matter in matters() if matter.id == id)
    for figure in figures:
        theirs = conditions.figures[id]
        if any(figure.agrees_with(one.figure) for one in theirs):
            continue
        said, where = theirs[0], conditions.place(theirs[0].clause)
        message = f"says {figure.words} for the {thing}, and {where} says {said.figure.words}: “{said.text[:160]}”"
        message = message if verb == "says" else f"is {figure.words} for the {thing}{message.partition(thing)[2]}"
        yield Problem(place, message, f"leave it to {where}, or write {said.figure.words}", CONTRACT_FIGURE.id,
                      CONTRACT_FIGURE.level)  # fmt: skip


def _is_own(path: ValuePath) -> bool:
    """Whether a text is wording of the specification's own, and not the name of the contract or of a clause."""
    return path[:1] not in (("document",), ("definitions",)) and path[-1] not in (
        "title", "reference", "conditions_title", "name", "contract_reference", "termination_reference",
    )  # fmt: skip
