"""Test that a draft whose numbers are all 1 speaks of one thing: `1 hour`, `every month`, `the first period`."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import draft
from specgen.inputs.models.model import load_model
from specgen.inputs.models.question_tree import question_tree
from specgen.inputs.models.section import Question
from specgen.system.resources import built_in_models, built_in_samples
from tests.drafts.test_golden import DAY

LONG = pytest.mark.long
NOT_ALONE = {  # numbers that others bound: a draft with 1 for these contradicts itself
    *("from", "to", "start_year", "limit", "exit_value", "threshold", "extension_months", "extension_periods"),
    *("initial_term_months", "targets", "baseline", "years", "later", "steady_weeks", "achieved_from", "from_week"),
    *("duration_weeks", "hours_before", "hours_after", "outputs"),
}
ONE_OF_MANY = re.compile(
    r"(?<![\d.,£/–-])\b1 (?:\w+ ){0,2}?(?:minutes|hours|days|weeks|months|years|people|periods|times|points|questions"
    r"|lots|statements|proposals|organisations|meetings|groups|Days|Visits|Reviews|Outcomes|Workers|Measures)\b"
    r"|\b(?:every|any|first|last|these|those) 1\b|\b1 \w+(?: \w+)? (?:are|were|have|in a row)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "sample",
    [pytest.param("care-planning", marks=LONG), "reward", "population", pytest.param("optional-sections", marks=LONG)],
)
def test_a_draft_whose_numbers_are_1_speaks_of_one_thing(sample: str) -> None:
    values: dict[str, Any] = yaml.safe_load((built_in_samples() / f"{sample}.yaml").read_text(encoding="utf-8"))
    tree = question_tree(load_model(values["model"], [built_in_models()]))
    changed = ones(values, tree, ())
    assert changed > 50
    if "trigger" in values.get("gain_sharing", {}):
        values["gain_sharing"] |= {"example": {"hours_before": 9, "hours_after": 8}}
        values["gain_sharing"]["trigger"]["reduction_hours"] = 1
    values.pop("annexes", None)
    text = drafted(yaml.safe_dump(values, allow_unicode=True))
    assert [text[max(0, one.start() - 50) : one.end() + 50] for one in ONE_OF_MANY.finditer(text)] == []


def test_one_question_without_an_answer_is_said_as_one() -> None:
    text = (built_in_samples() / "reward.yaml").read_text(encoding="utf-8")
    text = drafted(text.replace("name: Hartsmere Borough Council", 'name: ""', 1))
    assert "Without an answer yet: 1 question." in text


def drafted(text: str) -> str:
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    return word_text(draft(answers, today=DAY, known=problems).document)


def ones(value: Any, question: Question, path: tuple[str, ...]) -> int:
    """Write 1 for each number that may be 1, and return how many these were."""
    if isinstance(value, list):
        return sum(ones(row, question.single, path) for row in value if isinstance(row, dict))
    changed = 0
    for child in question.questions if isinstance(value, dict) else ():
        if (
            child.name not in value
            or child.name in NOT_ALONE
            or (path == ("failure", "service") and child.name == "days")
        ):
            continue
        if child.kind in ("integer", "number") and child.unit not in ("pounds", "percent"):
            low, high = child.schema.get("minimum"), child.schema.get("maximum")
            if (low is None or low <= 1) and (high is None or high >= 1) and not isinstance(value[child.name], dict):  # type: ignore[operator]
                value[child.name] = 1
                changed += 1
        else:
            changed += ones(value[child.name], child, (*path, child.name))
    return changed
