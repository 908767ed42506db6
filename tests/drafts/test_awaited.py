"""Say that an answer is awaited: it stands highlighted in its place, and in the list under its own section."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from specgen import draft
from specgen.commands.template.show import Options, show_template
from specgen.formats.yamlfile.yaml_file import ValuePath, read
from specgen.inputs.models.model import load_model
from specgen.inputs.models.question_tree import question_tree
from specgen.inputs.models.section import Question
from specgen.problems import path_text
from specgen.system.resources import built_in_models, built_in_samples
from tests.support.overlays import overlaid

SAMPLES = ("care-planning", "reward", "population", "optional-sections")
WHAT = "the figure of the fleet survey"
NOT_WORDS = ("group", "rows", "list", "yes_no", "choice")
ELSEWHERE = {"definitions.words", "measures[1].targets"}  # other words of the contract; years that no target is set for


def printed(answers: str, tmp_path: Any) -> tuple[str, str]:
    """Return the text of a draft up to its open points, and from there on."""
    given, problems = read(answers, "answers.yaml")
    assert given is not None, problems
    path = tmp_path / "draft.docx"
    path.write_bytes(draft(given, today=date(2026, 11, 28)).document)
    text, _, points = show_template(Options(path)).output.partition("Without an answer yet")
    return text, points


def test_a_telephone_number_that_is_awaited_stands_in_its_row_and_under_its_section(tmp_path: Any) -> None:
    row = "{role: Contracts Manager, purpose: meetings, telephone: {awaited: somebody in post, by: 2027-03-01}}"
    text, points = printed(overlaid("care-planning", f"contacts: [{row}]"), tmp_path)
    assert "| Contracts Manager | meetings | [To complete; awaited: somebody in post, by 1 March 2027] |" in text
    assert "Telephone number (Contracts Manager); awaited: somebody in post, by 1 March 2027" in points
    assert "Cover – Telephone number" not in points


def test_a_yes_or_no_that_is_awaited_decides_nothing_and_is_shown(tmp_path: Any) -> None:
    text, points = printed(
        overlaid("care-planning", "contract: {total_excludes_vat: {awaited: advice, by: 2027-03-01}}"), tmp_path
    )
    assert "including VAT where it applies, at first-year prices; no VAT is expected. [To complete: Total" in text
    assert "Total value without VAT; awaited: advice, by 1 March 2027]" in text
    assert "awaited: advice" in points


def test_a_year_to_be_agreed_says_what_it_waits_for(tmp_path: Any) -> None:
    years = "year_1: null, year_2: {awaited: a share}, year_3: {awaited: a share}, year_4: null"
    targets = f"{{kind: level, status: to_agree, {years}}}"
    measure = f"{{id: M1, baseline: {{status: year_1}}, targets: {targets}}}"
    text, _ = printed(overlaid("care-planning", f"measures: [{measure}]"), tmp_path)
    gap = "[To complete; awaited: a share]"
    assert f"| Baseline year | {gap} | {gap} | None set |" in text
    assert "The Targets of M1 are not set yet" in text


def optional(value: Any, question: Question, path: ValuePath) -> Iterator[ValuePath]:
    """Yield the optional questions that words, a number or a date answer; of rows those of the first."""
    for child in question.questions:
        inner = (*path, child.name)
        there = value.get(child.name) if isinstance(value, dict) else None
        if child.kind == "group":
            yield from optional(there, child, inner)
        elif child.kind == "rows" and there:
            yield from optional(there[0], child, (*inner, 0))
        elif child.need == "optional" and child.kind not in NOT_WORDS and child.name not in ("id", "council"):
            yield inner


@cache
def whole_sample(name: str) -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load((built_in_samples() / f"{name}.yaml").read_text(encoding="utf-8"))
    return values


@cache
def asked(name: str) -> tuple[ValuePath, ...]:
    whole = whole_sample(name)
    return tuple(optional(whole, question_tree(load_model(str(whole["model"]), [built_in_models()])), ()))


@pytest.mark.long
@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_is_awaited_is_shown_where_its_answer_would_be(name: str, tmp_path: Any) -> None:
    """A question that a sample before has asked is printed by the same template, and is not tried again."""
    whole = whole_sample(name)
    before = {path for other in SAMPLES[: SAMPLES.index(name)] for path in asked(other)}
    unshown = []
    for path in asked(name):
        if path in before:
            continue
        values = deepcopy(whole)
        group: Any = values
        for step in path[:-1]:
            group = group[step] if isinstance(step, int) else group.setdefault(step, {})
        was, group[path[-1]] = group.get(path[-1]), {"awaited": WHAT}
        text, points = printed(yaml.safe_dump(values, allow_unicode=True), tmp_path)
        assert WHAT in points, path_text(path)
        assert f"Cover – {WHAT}" not in points
        if was is not None and "awaited" not in text:
            unshown.append(path_text(path[:-1]))
    assert set(unshown) <= ELSEWHERE
