"""Test that what is written twice is said at its place and printed once, in every section."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.models.model import load_model
from specgen.inputs.models.question_tree import question_tree
from specgen.inputs.models.section import Question
from specgen.system.resources import built_in_models
from tests.inputs.answers.test_validate import NO_COUNCIL, answered

MODELS = ("care-planning", "population", "reward")


def fitted(text: str, model: str = "reward") -> tuple[dict[str, object], list[str]]:
    found = answered(f"model: {model}\ndocument: {{jurisdiction: england}}\n{text}\n")
    answers, problems = validate_answers(found, load_model(model, [built_in_models()]), NO_COUNCIL, {})
    return dict(answers.values), [str(problem) for problem in problems]


def test_a_choice_named_twice_is_said_and_printed_once() -> None:
    values, (said,) = fitted("availability: {days: [monday, tuesday, monday, sunday]}")
    assert values["availability"] == {"days": ["monday", "tuesday", "sunday"]}
    assert said == (
        'a.yaml:3:40: warning: availability.days[3]: "monday" is item 1 of this list already, and is printed once;'
        " take it out [duplicate]"
    )


def test_a_reference_and_a_text_named_twice_are_said_and_printed_once() -> None:
    values, said = fitted(
        "outcomes: {list: [{id: O1}, {id: O2}]}\nscope: {groups: [older people, Older  people, carers]}\n"
        "core_activities: {activities: [{id: A1, outcomes: [O1, O1, O2, O1]}]}"
    )
    assert values["scope"] == {"groups": ["older people", "carers"]}
    assert values["core_activities"] == {"activities": [{"id": "A1", "outcomes": ["O1", "O2"]}]}
    assert [one.split(": ")[2] for one in said] == [
        *("scope.groups[2]", "core_activities.activities[1].outcomes[2]", "core_activities.activities[1].outcomes[4]")
    ]


@pytest.mark.parametrize(
    ("text", "place", "model"),
    [
        (
            "contract: {lots: [{id: L1}]}\nlots: [{lot: L1, hours: 7 to 22}, {lot: L1, hours: 8 to 20}]",
            "lots[2].lot",
            "",
        ),
        ("availability: {other_hours: [{day: sunday}, {day: sunday}]}", "availability.other_hours[2].day", ""),
        ("definitions: {acronyms: [{acronym: NHS}, {acronym: NHS}]}", "definitions.acronyms[2].acronym", ""),
        ("population: {areas: [{name: Coast}, {name: coast}]}", "population.areas[2].name", "population"),
        (
            "attribution: {pathways: [{id: PW1}]}\ncausal_pathways: [{pathway: PW1}, {pathway: PW1}]",
            "causal_pathways[2].pathway",
            "population",
        ),
        ("outcomes: {not_covered: [{area: ca1}, {area: ca1}]}", "outcomes.not_covered[2].area", ""),
    ],
)
def test_two_rows_about_one_thing_are_an_error(text: str, place: str, model: str) -> None:
    _, (said,) = fitted(text, model or "care-planning")
    assert "error: " + place in said
    assert "has row 1 already; make one row of the two [duplicate]" in said


def test_a_row_that_says_the_same_as_another_is_a_warning_and_numbers_may_be_equal() -> None:
    text = "contract: {extension_periods: [{months: 12}, {months: 12}]}\n"
    text += (
        "risks: {register: [{id: R1, risk: Rain, impact: 4}, {id: R2, risk: Rain, impact: 4}, {id: R3, risk: Rain}]}"
    )
    _, (said,) = fitted(text)
    assert "warning: risks.register[2]: says the same as row 1; take one of the two out" in said


def test_the_numbers_of_ratings_are_said_and_printed_once() -> None:
    scale = 'outcomes: {personal: {scale: {labels: ["1 - No progress", "2: Some progress", "3 Achieved"]}}}'
    values, (said,) = fitted(scale)
    assert values["outcomes"] == {"personal": {"scale": {"labels": ["No progress", "Some progress", "Achieved"]}}}
    assert "warning: outcomes.personal.scale.labels: begin with the numbers of the ratings" in said


def test_other_numbers_in_what_a_rating_means_stay() -> None:
    scale = 'outcomes: {personal: {scale: {labels: ["0 days", "1 day", "2 days or more"]}}}'
    values, said = fitted(scale)
    assert (values["outcomes"], said) == (
        {"personal": {"scale": {"labels": ["0 days", "1 day", "2 days or more"]}}},
        [],
    )


@pytest.mark.parametrize("model", MODELS)
def test_a_row_that_is_about_a_row_of_another_list_says_whether_there_may_be_two(model: str) -> None:
    """The first question of a row names what the row is about; who adds such rows decides whether there may be two."""
    may_be_two: set[str] = set()
    first_names = {
        question.name: question.questions[0]
        for question in lists_in(question_tree(load_model(model, [built_in_models()])))
        if question.kind == "rows" and question.questions[0].refers_to
    }
    assert {name for name, first in first_names.items() if not first.schema.get("unique")} == may_be_two


def lists_in(question: Question) -> Iterator[Question]:
    for child in question.questions:
        yield child
        yield from lists_in(child)
