"""Find where answers or a draft contradict the conditions of the contract: another figure, another right to end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from specgen.formats.yamlfile.lookup import text_at
from specgen.inputs.contract.term_shapes import term_key
from specgen.problems import Place, Problem
from specgen.review.rules.against_contract.conditions import Conditions
from specgen.review.rules.against_contract.contract_conflicts import CONTRACT_ENDING, CONTRACT_FIGURE, CONTRACT_SENSE
from specgen.review.rules.against_contract.endings import rights_in
from specgen.review.rules.against_contract.meanings import meanings_in
from specgen.review.rules.against_contract.repeats import repeated_texts
from specgen.review.rules.english import sentence_of, sentence_span
from specgen.review.rules.facts.stated.matters import Matter, matters
from specgen.review.rules.facts.stated.stated_figures import Figure, figure_of, figures_in

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.inputs.contract.contract_line import Line
    from specgen.review.rules.facts.specification import Specification

PlaceOf = Callable[[str], Place]
Text = tuple[str, PlaceOf]  # and the place of some of its words


def check_answers(spec: Specification, conditions: Conditions) -> Iterator[Problem]:
    """Yield what answers say otherwise than the contract, or say again."""
    place_of = spec.answers.yaml.place_of
    for matter in matters():
        number = spec.number(*matter.answer) if matter.answer and matter.id in conditions.figures else None
        if number is not None:
            yield from _figure("is", figure_of(number, matter), place_of(matter.answer), matter, conditions)
    texts: list[Text] = [
        (part, partial(spec.place_of_words, path))
        for path, text in spec.texts
        if " " in text and _is_own(path)
        for part in filter(None, map(str.strip, text.split("\n")))
    ]
    rest = list[Text]()
    for text, place in texts:
        said = list(_contradictions(text, place, conditions))
        yield from (problem for problem, _ in said)
        rest.append((_without(text, [start for _, start in said]), place))
        yield from _meanings(text, place, conditions)
    for index, row in enumerate(spec.rows("definitions", "extra")):
        term, meaning = text_at(row, "term"), text_at(row, "definition")
        if term and meaning and not row.get("clause"):
            path: ValuePath = ("definitions", "extra", index, "definition")
            yield from _other_meaning(term, meaning, place_of(path), conditions, "write clause: {}")
    yield from repeated_texts(rest, conditions.lines, conditions.name)


def check_lines(lines: Iterable[Line], file: str, conditions: Conditions) -> Iterator[Problem]:
    """Yield what the clauses of a draft say otherwise than the contract."""
    for line in lines:
        yield from (problem for problem, _ in _contradictions(line.text, partial(_place, line, file), conditions))


def _place(line: Line, file: str, _: str) -> Place:
    """Return the place of a clause, with its words: a waiver knows it by them when the clauses are numbered anew."""
    return Place(file, path=f"clause {line.clause}" if line.clause else "", words=line.text)


def _contradictions(text: str, place: PlaceOf, conditions: Conditions) -> Iterator[tuple[Problem, int]]:
    """Yield what a text says otherwise than the contract, and where in the text."""
    figures, of_notice = set[int](), set[str]()
    for matter in matters():
        for figure in figures_in(text, matter) if matter.id in conditions.figures else ():
            if not figure.is_sure or figure.start in figures:
                continue
            for problem in _figure("says", figure, place(text[figure.start :]), matter, conditions):
                figures.add(figure.start)
                of_notice |= {sentence_of(text, figure.start)} if matter.id == "notice_to_end" else set()
                yield problem, figure.start
    ending = conditions.ending
    for words, start in rights_in(text) if ending is not None else ():
        if ending is not None and sentence_of(text, start) not in of_notice:
            where = conditions.place(ending.clause)
            message = f"“{' '.join(words.split())}” is a right to end the contract, which {where} settles:"
            message += f" “{ending.text[:160]}”"
            at = place(text[start:])
            yield Problem(at, message, f"leave it to {where}", CONTRACT_ENDING.id, CONTRACT_ENDING.level), start


def _without(text: str, places: Iterable[int]) -> str:
    """Return a text without the sentences at some places: what contradicts the contract does not repeat it."""
    for start, end in sorted({sentence_span(text, place) for place in places}, reverse=True):
        text = text[:start] + text[end:]
    return text


def _figure(verb: str, figure: Figure, place: Place, matter: Matter, conditions: Conditions) -> Iterator[Problem]:
    """Yield an error where a clause surely says another figure, and a warning where it may be about another thing."""
    theirs = [one for one in conditions.figures[matter.id] if not figure.is_of_another(one.figure)]
    if not theirs or any(figure.agrees_with(one.figure) for one in theirs):
        return
    sure = [one for one in theirs if one.figure.is_sure]
    said = (sure or theirs)[0]
    where = conditions.place(said.clause)
    message = f"{verb} {figure.words} for the {matter.thing}, and {where} says {said.figure.words}: “{said.text[:160]}”"
    remedy = f"leave it to {where}, or write {said.figure.words}"
    if not sure:
        remedy = f"if both are about the same, {remedy}"
    level = CONTRACT_FIGURE.level if sure else "warning"
    yield Problem(place, message, remedy, CONTRACT_FIGURE.id, level)


def _meanings(text: str, place: PlaceOf, conditions: Conditions) -> Iterator[Problem]:
    for one in meanings_in(text):
        yield from _other_meaning(one.term, one.text, place(one.words), conditions)


def _other_meaning(
    term: str, meaning: str, place: Place, conditions: Conditions, remedy: str = "name clause {}"
) -> Iterator[Problem]:
    other = conditions.definitions.get(term_key(term))
    if other is not None and _plain(other.meaning) != _plain(meaning):
        message = f"gives “{term}” another meaning than {conditions.place(other.clause)}: “{other.meaning[:160]}”"
        remedy = (
            f"{remedy.format(other.clause or 'of the contract')} in place of the definition, or choose another word"
        )
        yield Problem(place, message, remedy, CONTRACT_SENSE.id, CONTRACT_SENSE.level)


def _plain(meaning: str) -> str:
    return " ".join(meaning.split()).rstrip(" .;").casefold()


def _is_own(path: ValuePath) -> bool:
    """Whether a text is wording of the specification's own, and not the name of the contract or of a clause."""
    return path[:1] not in (("document",), ("definitions",)) and path[-1] not in (
        "title", "reference", "conditions_title", "name", "contract_reference", "termination_reference",
    )  # fmt: skip
