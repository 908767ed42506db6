"""Compare what sentences say with answers and a contract, and leave alone those that may speak of something else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from specgen.problems import Problem
from tests.support.rule_examples import fact_problems

CASES: Any = yaml.safe_load(Path(__file__).with_name("stated_figures.yaml").read_text(encoding="utf-8"))
KEPT = "2.1 The Provider shall keep records of the Services for six years after the end of the Contract."


def problems_of(carers: str, clauses: str = CASES["contract"], **more: Any) -> list[Problem]:
    answers = {**CASES["answers"], "care_planning": {"carers": carers}, **more}
    problems = fact_problems(yaml.safe_dump(answers, allow_unicode=True, width=1000), contract=clauses)
    return [one for one in problems if one.rule.startswith(("QUOTED", "CONTRACT"))]


@pytest.mark.parametrize("text", CASES["silent"])
def test_a_sentence_that_may_speak_of_something_else_contradicts_nothing(text: str) -> None:
    assert list(map(str, problems_of(text))) == []


@pytest.mark.parametrize(("text", "said"), CASES["found"].items(), ids=CASES["found"])
def test_a_sentence_that_surely_contradicts_an_answer_or_the_contract_is_found(text: str, said: list[str]) -> None:
    found = [f"{one.rule} {one.message}" for one in problems_of(text)]
    assert [one[: len(start)] for one, start in zip(found, said, strict=True)] == said


def test_a_term_may_be_told_with_its_extension() -> None:
    term: dict[str, Any] = {"contract": {"initial_term_months": 60, "extension_months": 24}}
    assert problems_of("The Contract runs for seven years.", **term) == []
    assert problems_of("The Contract runs for five years.", **term) == []
    assert len(problems_of("The Contract runs for six years.", **term)) == 1


def test_hours_are_not_compared_where_some_days_have_others() -> None:
    sunday = {"day": "sunday", "start": "08:00", "end": "20:00"}
    hours: dict[str, Any] = {**CASES["answers"]["availability"], "other_hours": [sunday]}
    assert problems_of("Visits take place from 8am to 8pm every day.", availability=hours) == []


def test_a_clause_that_may_be_about_something_else_gives_a_warning_that_says_so() -> None:
    contract = "2.1 Records of accidents at work are kept by the Provider for at least six years."
    (problem,) = problems_of("The Provider shall keep records for three years.", contract)
    assert (problem.level, problem.rule) == ("warning", "CONTRACT-FIGURE")
    assert problem.remedy.startswith("if both are about the same, leave it to clause 2.1")


def test_notice_of_one_party_is_not_held_against_that_of_the_other() -> None:
    contract = "7.1 The Council may end the Contract by giving the Provider six months' notice."
    rules = [one.rule for one in problems_of("The Provider may end the Contract on nine months' notice.", contract)]
    assert rules == ["CONTRACT-ENDING"]


def test_a_matter_of_the_specification_alone_is_not_compared_with_the_contract() -> None:
    contract = "9.1 The first review is held within 2 weeks."
    assert problems_of("The first review is held within 6 weeks.", contract) == []


def test_the_clause_that_settles_the_ending_is_named() -> None:
    ending = "7.1 Either party may end the Contract by giving the other at least six months' written notice."
    text = "The Council may end the Contract where two targets are missed."
    (problem,) = problems_of(text, f"{KEPT}\n{ending}")
    assert "which clause 7.1 of conditions.docx settles" in problem.message
    assert problems_of(text, KEPT) == []


def test_a_clause_that_names_another_clause_settles_the_ending_too() -> None:
    ending = "7.1 Without prejudice to clause 9, the Council may terminate this Contract by notice."
    (problem,) = problems_of("If a plan fails twice, the Contract ends.", ending)
    assert problem.rule == "CONTRACT-ENDING"


def test_no_finding_hides_another_of_the_same_answer() -> None:
    contract = (
        f"{KEPT}\n7.1 The Council may end the Contract by notice.\n"
        "8.1 Neither party shall disclose the other's Confidential Information except to its own advisers."
    )
    text = (
        "The Council may end the Contract where two targets are missed. The Provider shall keep records for three"
        " years. Neither party shall disclose the other's Confidential Information except to its own advisers."
    )
    assert sorted(one.rule for one in problems_of(text, contract)) == [
        "CONTRACT-ENDING", "CONTRACT-FIGURE", "CONTRACT-REPEAT",
    ]  # fmt: skip


FOLDED = """
model: care-planning
document: {title: Care, jurisdiction: england}
care_planning:
  carers: >-
    Carers are asked what they want.
    They choose the day.
    The Provider shall keep records for three
    years.
  advocacy: |
    Each Person has an advocate.
    The Provider shall keep records of the Services for six years after the end of the Contract.
    Progress is rated on a ten-point scale.
"""
SCALE = "outcomes: {personal: {scale: {labels: [none, little, half, most, all]}}}"


def test_the_line_and_the_column_of_the_words_are_given() -> None:
    found = fact_problems(f"{FOLDED.lstrip()}{SCALE}", contract=KEPT)
    assert [(one.rule, one.place.line, one.place.column) for one in found] == [
        ("QUOTED-FIGURE", 11, 57),
        ("QUOTED-SCALE", 12, 28),
        ("CONTRACT-FIGURE", 7, 41),
        ("CONTRACT-REPEAT", 11, 5),
    ]
    assert "care_planning.carers, line 7 says three years" in found[0].message
