"""Draft the same answers under `care-planning` and `reward`: the second is the first and what the model adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import dropwhile, takewhile

import pytest

from specgen import generate as spine
from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import Draft
from tests.drafts.test_golden import DAY
from tests.judges.policy import ROOT

ADDED = ("Payment", "Sharing gains from smaller packages", "When outcomes are not achieved")
FOLLOWING = ("Definitions", "Traceability", "What is paid for and what is not", "Collaboration")  # name others
HEADING = re.compile(r"(?:heading 1|Schedule heading): (?:\d+|Schedule [A-Z])  (.+)")
NUMBER = re.compile(r"\b\d{1,2}(?:\.\d{1,2})?\b")  # of a clause, a section, a table: all move when sections are added
SECTIONS = re.compile(r"section #(?:, section #)*(?: and section #)?")  # a list names those that the model has
ABOUT_MODEL = re.compile(r"Clause: #  This Specification follows the model")


@cache
def drafted(model: str) -> Draft:
    text = (ROOT / "sample_inputs" / "reward.yaml").read_text(encoding="utf-8")
    if model == "care-planning":  # which minutes are paid is asked where no section on payment says it
        text = text.replace("\npricing:\n", "\npricing:\n  minutes: actual\n", 1)
    answers, problems = read(text.replace("model: reward", f"model: {model}", 1), "answers.yaml")
    assert answers is not None
    return spine.draft(answers, None, today=DAY, known=problems)


@cache
def sections(model: str) -> dict[str, list[str]]:
    """The lines of a draft by the heading they stand under, without the numbers that move; "" is the front."""
    found: dict[str, list[str]] = {"": []}
    title = ""
    for line in word_text(drafted(model).document).splitlines():
        if match := HEADING.match(line):
            title = match[1]
            found[title] = []
        elif not line.startswith("toc "):
            found[title].append(SECTIONS.sub("section #", NUMBER.sub("#", line)))
    return found


def without_model(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The lines before the clauses about the model, and those after them."""
    listed = list(lines)
    before = list(takewhile(lambda line: not ABOUT_MODEL.match(line), listed))
    after = list(dropwhile(lambda line: not line.startswith("Clause: #  Providers here"), listed))
    assert after
    return before, after


def test_the_larger_model_adds_its_sections_and_no_other() -> None:
    small, large = sections("care-planning"), sections("reward")
    assert [title for title in large if title not in ADDED] == list(small)
    assert [title for title in large if title in ADDED] == list(ADDED)


def test_all_other_sections_read_the_same() -> None:
    small, large = sections("care-planning"), sections("reward")
    for title in small:
        if title not in ("", "Introduction and background", *FOLLOWING):
            assert large[title] == small[title], title


def test_the_introduction_differs_by_the_clauses_about_the_model() -> None:
    small, large = (sections(model)["Introduction and background"] for model in ("care-planning", "reward"))
    assert without_model(small) == without_model(large)
    assert any("Payment does not depend on" in line for line in small)
    assert any("Part of the price depends on results" in line for line in large)


def test_the_front_differs_by_the_name_of_the_model_and_what_people_are_told_of_payment() -> None:
    small, large = sections("care-planning")[""], sections("reward")[""]
    told = [line for line in large if "is paid depends on results" in line]
    assert len(told) == 1
    large = [line for line in large if line not in told]
    differing = [pair for pair in zip(small, large, strict=True) if pair[0] != pair[1]]
    assert differing == [("Subtitle: Outcome-based care planning", "Subtitle: Reward for achieving outcomes")]


def test_the_definitions_gain_the_words_that_the_added_sections_use() -> None:
    small, large = sections("care-planning")["Definitions"], sections("reward")["Definitions"]
    added = [line for line in large if line not in small]
    assert [line for line in large if line not in added] == small
    printed = " ".join(" ".join(sections("reward")[title]) for title in ADDED)
    for row in added:
        assert row.strip("| ").split(" | ")[0] in printed


def test_what_the_smaller_model_does_not_ask_is_left_out_with_a_warning() -> None:
    warnings = drafted("care-planning").warnings
    assert [(problem.level, problem.place.path, problem.rule) for problem in warnings] == [
        ("warning", key, "other-model") for key in ("payment", "gain_sharing", "failure")
    ]
    assert "it is part of population and reward" in str(warnings[0])
    assert drafted("reward").warnings == ()


@pytest.mark.parametrize("model", ["care-planning", "reward"])
def test_a_full_file_of_answers_leaves_nothing_open(model: str) -> None:
    assert drafted(model).open_points == 0
