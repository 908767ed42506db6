"""Answer every question that takes own words in own words, in each sample: the draft says them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from specgen import draft, load_answers
from specgen.commands.template.show import Options, show_template
from specgen.inputs.models.model import load_model
from specgen.inputs.models.question_tree import question_tree
from specgen.inputs.models.section import Question
from specgen.system.resources import built_in_models

FOLDER = Path("sample_inputs")
WITH_A_CHOICE = {"availability.night_minutes"}  # is printed with one of the choices of night cover alone


def own_words(value: object, question: Question, path: str) -> Iterator[tuple[str, str, dict[str, object], str]]:
    """Yield the answers to such questions: path, own words, and where they stand."""
    if isinstance(value, list) and question.kind == "rows":
        for number, row in enumerate(value):
            yield from own_words(row, question.single, f"{path}[{number}]")
    if isinstance(value, dict):
        for child in question.questions:
            if child.name in value and child.takes_own_words:
                here = f"{path}.{child.name}".lstrip(".")
                words = f"the board {' '.join(re.findall('[a-z0-9]+', here))}"
                yield here, words, value, child.name
            elif child.name in value:
                yield from own_words(value[child.name], child, f"{path}.{child.name}")


def as_number(value: object) -> object:
    """Return what JSON has no word for: a decimal number, or a date as text."""
    return float(value) if isinstance(value, Decimal) else str(value)


SAMPLES = [
    "reward",
    pytest.param("care-planning", marks=pytest.mark.long),
    pytest.param("population", marks=pytest.mark.long),
    pytest.param("optional-sections", marks=pytest.mark.long),
]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_answer_in_own_words_is_printed_as_it_stands(name: str, tmp_path: Path) -> None:
    values = json.loads(json.dumps(load_answers(FOLDER / f"{name}.yaml").values, default=as_number))
    model = load_model(str(values["model"]), [built_in_models()])
    given = list(own_words(values, question_tree(model), ""))
    for _, words, group, question in given:
        group[question] = {"other": words}
    answers = tmp_path / "answers.yaml"
    answers.write_text(json.dumps(values), encoding="utf-8")
    path = tmp_path / "draft.docx"
    path.write_bytes(draft(load_answers(answers), today=date(2026, 11, 28)).document)
    printed = show_template(Options(path)).output
    unsaid = {where for where, words, _, _ in given if words.casefold() not in printed.casefold()}
    assert unsaid <= WITH_A_CHOICE
