"""Test what a template reads and prints of a question without an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from specgen.context.render_log import RenderLog
from specgen.context.values import OpenPoint, QuestionPath, template_value
from specgen.inputs.models.model import Question, load_model, model_ids
from specgen.system.resources import built_in_models


def _missing(path: str) -> tuple[OpenPoint, RenderLog]:
    """The open point of a question of the simplest model."""
    at, *steps = path.split(".")
    section = next(one for one in load_model("care-planning", (built_in_models(),)).sections if one.id == at)
    question: Question = section.question
    for step in steps:
        question = question.by_name[step]
    log = RenderLog()
    point = template_value(None, question, QuestionPath(section, (at, *steps), log))
    assert isinstance(point, OpenPoint)
    return point, log


def test_a_missing_answer_says_what_is_missing_and_is_noted() -> None:
    point, log = _missing("availability.start")
    assert "[To complete: Start of the day]" in point.__html__()
    assert list(log.points) == ["availability.start"]


def test_a_missing_list_of_texts_has_one_item_that_says_what_is_missing() -> None:
    point, log = _missing("care_planning.referral_content")
    (item,) = point
    assert "[To complete: What a referral contains]" in item.__html__()
    assert list(log.points) == ["care_planning.referral_content"]


def test_a_column_of_missing_rows_is_noted_under_the_name_of_the_rows() -> None:
    rows, log = _missing("availability.response")
    (row,) = rows
    column = row["priority"]
    assert isinstance(column, OpenPoint)
    assert "[To complete: Priority]" in column.__html__()
    assert list(log.points) == ["availability.response"]


def test_the_number_of_a_missing_row_is_short_in_its_narrow_column() -> None:
    rows, log = _missing("core_activities.activities")
    (row,) = rows
    number = row["id"]
    assert isinstance(number, OpenPoint)
    assert ' cell="[…]"' in number.__html__()
    assert list(log.points) == ["core_activities.activities"]


def test_a_column_of_the_row_that_a_missing_reference_would_name_is_the_reference() -> None:
    reference, _ = _missing("measures.outcome")
    assert reference["statement"] is reference


def test_a_name_that_nothing_stands_behind_is_an_error() -> None:
    point, _ = _missing("availability.start")
    with pytest.raises(KeyError):
        point["statement"]


@pytest.mark.parametrize("model", model_ids((built_in_models(),)))
def test_every_question_that_may_stay_open_says_why_it_matters(model: str) -> None:
    sections = load_model(model, (built_in_models(),)).sections
    silent = [path for section in sections if section.at for path in _silent(section.question, section.id)]
    assert silent == []


def _silent(question: Question, path: str) -> Iterator[str]:
    if question.kind != "group" and question.need != "optional" and not (question.description and question.reason):
        yield path
    for child in question.questions:
        yield from _silent(child, f"{path}.{child.name}")
