"""Leave alone what officers wrote in trials and was no fault: each sentence was once found for nothing."""

from __future__ import annotations

import pytest

from specgen.review.rules.facts.stated.people_counted import people_counted
from tests.support.overlays import overlaid
from tests.support.rule_examples import fact_problems
from tests.support.rule_findings import in_paragraphs, in_texts, said

WORDS = {
    "a schedule with the letter I": "Schedule I lists each, and Annex I each form.",
    "the end of a scale": "Progress is rated on this scale: 0 – no control at all, 10 – fully in control.",
    "a certificate that everybody knows": "The Provider shall have every Care Worker complete the Care Certificate.",
    "an open point": "To help small firms, the Council will: ░░░░░░░░░░░.",
}
FACTS = {
    "most people of a group are older than the youngest age": "scope: {groups: [adults, most of them over 75]}",
    "people who are mostly older": "scope: {groups: [adults mostly over 75]}",
    "a group that is named by its age, and one with its number": (
        "scope: {groups: [people over 75 (most of the people), people with a learning disability (about 70)]}"
    ),
    "an age after a comma": 'scope: {groups: ["older people, mostly over 75", "people who have dementia (90)"]}',
    "most people by their age": "scope: {groups: [mostly people over 75, people with dementia (90)]}",
    "a percentage, a distance and visits that are over a number": (
        "scope: {description: 'The number of people over 85 grows by over 20% in ten years, over 30 miles away.'}"
    ),
    "a part of the people": "scope: {description: 'About 70 people with a learning disability are among them.'}",
    "a plan before the start, in own words": (
        'care_planning: {provider_plan: {ready: {other: "within 4 Working Days, and always before the first Visit"}}}'
    ),
    "a scale that starts at 0": "outcomes: {personal: {scale: {lowest: 0, achieved_from: 4}}}",
    "an outcome of couples": "outcomes: {list: [{id: O1, statement: Couples stay together in a home of their own}]}",
    "an outcome of parents": "outcomes: {list: [{id: O1, statement: Parents who care for a son have a night off}]}",
    "an outcome that belongs to people": "outcomes: {list: [{id: O1, statement: People’s days have their own shape}]}",
    "hours that are said in words": "availability: {hospital: {restart_hours: {other: the next day}}}",
}


NUMBERS = [
    ("500 older people", 500),
    ("people with a learning disability (about 70)", 70),
    ("1,234 people", 1234),
    ("adults of 18 to 64 (300)", 300),
    ("people aged 65 and over: 550", 550),
    ("40 people who moved in since 2026", 40),
    ("12 people within 5 miles", 12),
    ("people with savings of £23,250 or more (30)", 30),
    ("people in 3 extra care schemes (60)", 60),
    ("people over 75 (most of the people)", None),
    ("65+", None),
    ("80-year-olds", None),
    ("70% of older people", None),
    ("6 in 10 people", None),
    ("people with 14 or more visits a week", None),
]


@pytest.mark.parametrize(("group", "number"), NUMBERS)
def test_only_a_number_of_people_is_taken_for_one(group: str, number: int | None) -> None:
    assert people_counted(group) == number


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_nothing_is_said_of_a_sentence(text: str) -> None:
    assert said([*in_texts([text]), *in_paragraphs(text)]) == []


@pytest.mark.parametrize("answers", FACTS.values(), ids=FACTS)
def test_nothing_is_said_of_answers_that_agree(answers: str) -> None:
    assert list(map(str, fact_problems(overlaid("care-planning", answers)))) == []


def test_a_plan_after_the_start_in_own_words_is_said_in_wales() -> None:
    late = "care_planning: {provider_plan: {ready: {other: within 5 days of the first Visit}}}"
    assert ["LAW-REVIEW" in str(one) for one in fact_problems(overlaid("care-planning", late))] == [True]


def test_a_rating_that_is_off_a_scale_from_0_is_said() -> None:
    above = "outcomes: {personal: {scale: {lowest: 0, achieved_from: 5}}}"
    assert any(
        "is 5, and the scale goes from 0 to 4" in str(one) for one in fact_problems(overlaid("care-planning", above))
    )
