"""One tree holds the questions of all sections, and each answer of a file belongs to one question of it."""

from __future__ import annotations

import pytest

from specgen.formats.yamlfile.scalars import scalars
from specgen.formats.yamlfile.yaml_file import ValuePath, load_sound
from specgen.inputs.models.model import load_model
from specgen.inputs.models.question_tree import question_at
from specgen.review.answer_texts import placed, unplaced
from specgen.system.resources import built_in_models, built_in_samples

BELONGS: tuple[tuple[ValuePath, str, str], ...] = (
    (("measures",), "measures", "rows"),
    (("measures", 0), "measures", "group"),  # a row is a group of answers
    (("measures", 0, "name"), "name", "text"),
    (("care_planning", "provider_plan", "ready"), "ready", "choice"),
    (("care_planning", "provider_plan", "ready", "other"), "other", "text"),  # own words
    (("model",), "model", "text"),
)
NOBODY_ASKS: tuple[ValuePath, ...] = (("meassures",), ("measures", 0, "nam"), ("measures", 0, "name", "other"))


@pytest.mark.parametrize(("path", "name", "kind"), BELONGS)
def test_an_answer_belongs_to_one_question(path: ValuePath, name: str, kind: str) -> None:
    question = question_at(load_model("care-planning", (built_in_models(),)), path)
    assert question is not None
    assert (question.name, question.kind) == (name, kind)


@pytest.mark.parametrize("path", NOBODY_ASKS)
def test_what_nobody_asks_has_no_question(path: ValuePath) -> None:
    assert question_at(load_model("care-planning", (built_in_models(),)), path) is None


@pytest.mark.parametrize("name", ["care-planning", "reward", "population"])
def test_the_review_reads_the_same_texts_with_and_without_the_places_of_their_letters(name: str) -> None:
    path = built_in_samples() / f"{name}.yaml"
    answers, model = load_sound(path), load_model(name, (built_in_models(),))
    read = placed(scalars(path.read_text("utf-8")), model)
    without = [(question.name, question.kind, scalar.path) for question, scalar in unplaced(answers, model)]
    assert [(question.name, question.kind, scalar.path) for question, scalar in read] == without
