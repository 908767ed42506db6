"""Go through the answers to every question, each beside every other value of each other one of its section.

A draft prints an answer, or a warning says that it does not. Only the sections that read a section's answers are
rendered, which takes a few milliseconds; `make test` changes the answers that decide what else is printed, one at a
time, `make test-all` all of them, in pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations, islice
from typing import Any

import pytest

from specgen.context.context import Facts, context_of, shown_sections
from specgen.context.render_log import RenderLog
from specgen.context.terms import definitions
from specgen.formats.yamlfile.lookup import rows_at, value_at
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.inputs.answers.answers import Answers
from specgen.inputs.answers.consistency import consistent
from specgen.inputs.answers.not_printed import unread_answers
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import Council, council_for
from specgen.inputs.glossary.load import with_words
from specgen.inputs.models.framework_codes import area_names
from specgen.inputs.models.model import Section, model_ids
from specgen.problems import Problem, path_text
from specgen.system.resources import built_in_models
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.library import Library
from specgen.templates.render import render
from tests.support.full_answers import Change, Given, answers_given, changed, changes, full_answers
from tests.support.long_cases import long_but

DAY = date(2026, 11, 16)
COUNTRY, FRAMEWORK = "wales", "wales_nof"
TAG, BREAK = re.compile("<[^>]+>"), re.compile("</w:p>|<w:tab/>|<w:br/>")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
PLACES = ("front_sections", "body_sections", "schedule_sections")
SHARES = 4  # of the sections or the pairs, each a test of its own
PRINTED_OTHERWISE = {
    "measures[1].targets.status": "targets of which nothing is said are agreed",
    "payment.elements[1].scale[1].from": "0 is printed as 'Below' and the end of the row",
    "gain_sharing.commissioner_percent": "what the other shares leave is printed even where it is not answered",
}

MODELS = sorted(model_ids((built_in_models(),)), key=lambda id: id != "population")  # the one that asks most


@pytest.mark.parametrize("model_id", MODELS)
def test_every_question_is_answered_without_a_contradiction(model_id: str) -> None:
    full = _full(model_id)
    answers = full.facts.answers
    areas = area_names(full.facts.framework)
    _, problems = validate_answers(answers.yaml, full.facts.model, _council(), {"framework.areas": areas})
    assert [str(problem) for problem in problems] == []
    assert [str(problem) for problem in consistent(answers, full.facts.model) if problem.level == "error"] == []


@pytest.mark.parametrize("share", long_but(range(SHARES), 0))
@pytest.mark.parametrize("model_id", long_but(MODELS, "population"))
def test_an_answer_is_printed_or_said_not_to_be_whatever_another_one_is(model_id: str, share: int) -> None:
    full = _full(model_id)
    sections = _own_sections(full)[share::SHARES]
    assert [fault for section in sections for fault in _faults(full, section, switches_only=True)] == []


@pytest.mark.parametrize("model_id", long_but(MODELS, "care-planning"))
def test_an_answer_is_printed_or_said_not_to_be_whatever_section_is_left_out(model_id: str) -> None:
    full = _full(model_id)
    optional = [section for section in full.facts.model.sections if section.at and section.when != "always"]
    left_out_sections = [(), *((Change(section.at, section.question, None),) for section in optional)]
    assert [lost for leaving_out in left_out_sections for lost in _lost_anywhere(full, *leaving_out)] == []


@pytest.mark.long
@pytest.mark.parametrize("model_id", MODELS)
def test_an_answer_is_printed_or_said_not_to_be_whatever_each_other_one_is(model_id: str) -> None:
    full = _full(model_id)
    sections = _own_sections(full)
    assert [fault for section in sections for fault in _faults(full, section, switches_only=False)] == []


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("model_id", MODELS)
def test_an_answer_is_printed_or_said_not_to_be_whatever_two_others_are(model_id: str, share: int) -> None:
    """All pairs are some 9,000 renderings: four shares of about a minute each, for as many workers."""
    full = _full(model_id)
    faults: list[str] = []
    for section in _own_sections(full):
        pairs = combinations(_changes(full, section, switches_only=True), 2)
        for pair in islice(pairs, share, None, SHARES):
            if result := _result(full, section, *pair):
                faults += [f"{lost}, beside {pair[0]} and {pair[1]}" for lost in result.lost]
    assert faults == []


def _faults(full: Full, section: Section, *, switches_only: bool) -> Iterator[str]:
    """Yield each answer that is neither printed nor warned of, and each that may be another without a trace."""
    usual = _result(full, section)
    assert usual is not None
    yield from usual.lost
    for change in _changes(full, section, switches_only=switches_only):
        result = _result(full, section, change)
        if result is not None:
            yield from (f"{lost}, beside {change}" for lost in result.lost)
            is_silent = result.text == usual.text and path_text(change.path) not in PRINTED_OTHERWISE
            if is_silent and not _is_warned(change.path, {*usual.warned, *result.warned}):
                yield f"{change}: prints the same"


@dataclass(frozen=True)
class Full:
    """A model with an answer to each question, and what is needed to render parts of its document."""

    facts: Facts
    compiled: CompiledTemplates
    readers: Mapping[str, frozenset[str]]  # by section, those whose templates read its answers


@dataclass(frozen=True)
class Text:
    words: str  # in small letters
    figures: frozenset[str]


@dataclass(frozen=True)
class Result:
    """What a section's answers and some changes to them come to."""

    text: Text
    warned: frozenset[str]
    lost: tuple[str, ...]


@cache
def _library() -> Library:
    return Library(_council())


def _council() -> Council:
    return council_for(YamlFile("answers.yaml", {}))[0]


@cache
def _full(model_id: str) -> Full:
    library = _library()
    model, framework = library.model(model_id), library.framework(FRAMEWORK)
    values = full_answers(model, [str(row["id"]) for row in rows_at(framework, "areas")])
    answers = Answers(values, YamlFile("answers.yaml", values))
    glossary = with_words(library.glossary(COUNTRY), answers)
    facts = Facts(answers, model, glossary, library.law(COUNTRY), framework, DAY)
    compiled = library.compiled(model)
    readers: dict[str, set[str]] = {section.id: {section.id} for section in model.sections}
    for reader in shown_sections(model, facts.answers):
        _, log = _rendered(Full(facts, compiled, {}), values, frozenset([reader.id]))
        for section in model.sections:
            if section.at and any((*path, name)[: len(section.at)] == section.at for path, name in log.answers):
                readers[section.id].add(reader.id)
    return Full(facts, compiled, {id: frozenset(ids) for id, ids in readers.items()})


def _own_sections(full: Full) -> list[Section]:
    """Return the sections that ask something and that no model further up has."""
    before = {
        section.id for id in MODELS[: MODELS.index(full.facts.model.id)] for section in _full(id).facts.model.sections
    }
    return [section for section in full.facts.model.sections if section.at and section.id not in before]


def _changes(full: Full, section: Section, *, switches_only: bool) -> list[Change]:
    every = changes(value_at(full.facts.answers.values, *section.at), section.question, section.at)
    return [change for change in every if change.path != section.at and (change.is_switch or not switches_only)]


def _lost_anywhere(full: Full, *all_changes: Change) -> Iterator[str]:
    """Yield each answer of the whole document that is neither printed nor warned of."""
    model = full.facts.model
    values = changed(full.facts.answers.values, *all_changes)
    assert values is not None
    text, log = _rendered(full, values, frozenset(section.id for section in model.sections))
    answers = replace(full.facts.answers, values=values)
    shown = shown_sections(model, answers)
    problems = list(consistent(answers, model))
    problems += unread_answers(answers, shown, log.has_printed, problems)
    for section in shown:
        yield from (f"{lost}, beside {[*map(str, all_changes)]}" for lost in _lost(values, section, text, problems))


def _result(full: Full, section: Section, *all_changes: Change) -> Result | None:
    """Return what comes of changed answers; nothing if they contradict each other, for then there is no draft."""
    facts = full.facts
    values = changed(facts.answers.values, *all_changes)
    if values is None:
        return None
    answers = replace(facts.answers, values=values)
    problems = list(consistent(answers, facts.model))
    if any(problem.level == "error" for problem in problems):
        return None
    text, log = _rendered(full, values, full.readers[section.id])
    problems += unread_answers(answers, [section], log.has_printed, problems)
    return Result(text, _warned(problems), tuple(_lost(values, section, text, problems)))


def _lost(values: Mapping[str, Any], section: Section, text: Text, problems: Sequence[Problem]) -> Iterator[str]:
    warned = _warned(problems)
    for answer in answers_given(value_at(values, *section.at), section.question, section.at):
        is_known = path_text(answer.path) in PRINTED_OTHERWISE or _is_warned(answer.path, warned)
        if not is_known and not _stands(answer, text):
            yield path_text(answer.path)


def _warned(problems: Sequence[Problem]) -> frozenset[str]:
    return frozenset(problem.place.path for problem in problems if problem.rule == "unprinted")


def _rendered(full: Full, values: Mapping[str, Any], sections: frozenset[str]) -> tuple[Text, RenderLog]:
    """Return the text of some sections with the cover."""
    log = RenderLog()
    answers = replace(full.facts.answers, values=values)
    is_same = values.get("definitions") is full.facts.answers.values["definitions"]
    glossary = full.facts.glossary if is_same else with_words(_library().glossary(COUNTRY), answers)
    framework = full.facts.framework if values["outcomes"].get("framework") else {}
    names = context_of(replace(full.facts, answers=answers, glossary=glossary, framework=framework), log)
    for place in PLACES:
        names[place] = [section for section in names[place] if section["id"] in sections]  # type: ignore[attr-defined]
    rendered = render(full.compiled, names)
    log.figures.update(("definitions", "words", id) for id in definitions(log.printed.terms, glossary))
    parts = " ".join([rendered.body, *rendered.tagged_parts.values()])
    words = TAG.sub("", BREAK.sub(" ", parts)).lower()
    return Text(words, frozenset(FIGURE.findall(words))), log


def _stands(answer: Given, text: Text) -> bool:
    """Whether one of the forms of an answer stands in a text; figures as numbers of their own."""
    return not answer.words or any(
        words in text.figures if FIGURE.fullmatch(words) else words.lower() in text.words for words in answer.words
    )


def _is_warned(path: ValuePath, warned: Set[str]) -> bool:
    return any(path_text(path[:size]) in warned for size in range(1, len(path) + 1))
