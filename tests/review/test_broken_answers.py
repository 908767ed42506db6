"""Test broken answers: each file of the folder breaks one thing of a sample, and lists each finding that this gives."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from specgen.problems import Problem
from tests.support.overlays import overlaid
from tests.support.rule_examples import fact_problems

FOLDER = Path(__file__).with_name("broken")
FILES = sorted(FOLDER.glob("*.yaml"))
FAR = 50  # lines between two facts that nobody sees on one page


@cache
def case_of(file: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return case


@cache
def problems_of(file: Path) -> tuple[Problem, ...]:
    case = case_of(file)
    answers = overlaid(case["sample"], yaml.safe_dump(case["answers"], allow_unicode=True))
    return tuple(fact_problems(answers, contract=case.get("contract", "")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_what_is_broken_is_found_and_nothing_else(file: Path) -> None:
    problems = problems_of(file)
    assert sorted({f"{problem.rule} {problem.place.path}" for problem in problems}) == case_of(file)["finds"]
    assert [str(problem) for problem in problems if not (problem.place.line and problem.remedy)] == []


def test_a_finding_names_the_line_of_each_fact_that_it_contradicts() -> None:
    found = [(problem, other) for file in FILES for problem in problems_of(file) for other in problem.related]
    assert [str(problem) for problem, other in found if f"line {other.line}" not in str(problem)] == []


def test_there_are_eighty_and_thirty_of_them_contradict_a_fact_far_away() -> None:
    far = [
        file
        for file in FILES
        if any(abs(other.line - one.place.line) >= FAR for one in problems_of(file) for other in one.related)
    ]
    assert (len(FILES) >= 80, len(far) >= 30) == (True, True), (len(FILES), len(far))
