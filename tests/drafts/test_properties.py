"""Draft any answers that fit the questions: the document is sound and contains them.

A draw that failed is printed with its test; it goes into PAST_DRAWS and is tried every time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from specgen import generate as spine
from specgen.context.context import shown_sections
from specgen.formats.yamlfile.yaml_file import YamlFile, load
from specgen.inputs.answers.answers import Answers
from specgen.inputs.models.model import Model, Question
from specgen.problems import WrongInput
from tests.judges.lint import errors
from tests.judges.policy import ROOT
from tests.judges.reader import empty_cells, read_document
from tests.judges.validator import Validator
from tests.support import answer_strategies as strategies
from tests.support.drawn_drafts import DAY, MODELS, SHAPE, drafted, frameworks, model, removable, without
from tests.support.examples import examples
from tests.support.long_cases import long_but

FULL = tuple(path for path in sorted((ROOT / "sample_inputs").glob("*.yaml")) if path.stem != "quick-start")

PAST_DRAWS = [
    pytest.param("reward", strategies.Draw(("gain_sharing",), "ascof", 1.0, ("x",), 0), id="a gain and no reason"),
    pytest.param(
        "care-planning",
        strategies.Draw(("measures", "outcomes"), "ascof", 0.7, ("x",), 0),
        id="a baseline's period and source",
    ),
    pytest.param(
        "care-planning",
        strategies.Draw(("measures", "outcomes"), "ascof", 0.7, ("x",), 1),
        id="a baseline's source",
    ),
]

in_every_model = pytest.mark.parametrize("model_id", long_but(MODELS, "reward"))


@in_every_model
@examples(2, long=40)
@given(data=st.data())
def test_any_answers_give_a_sound_document_that_contains_them(
    model_id: str, data: st.DataObject, tmp_path: Path
) -> None:
    _check_document(model_id, data.draw(strategies.draws(model(model_id), frameworks())), tmp_path)


@pytest.mark.parametrize(("model_id", "draw"), PAST_DRAWS)
def test_answers_that_once_failed_give_a_sound_document_that_contains_them(
    model_id: str, draw: strategies.Draw, tmp_path: Path
) -> None:
    _check_document(model_id, draw, tmp_path)


def _check_document(model_id: str, draw: strategies.Draw, folder: Path) -> None:
    answers, made = drafted(strategies.answers_of(draw, model(model_id), frameworks()))
    docx = folder / "draft.docx"
    docx.write_bytes(made.document)
    unprinted = [warning.place.path for warning in made.warnings if warning.rule == "unprinted"]
    assert errors(docx) == ()
    document = read_document(docx)
    assert empty_cells(document) == []
    text = document.text
    squeezed = " ".join(text.split())
    lost = [
        (path, words)
        for path, words, kind in _texts(answers, model(model_id))
        if not _stands(words, kind, text, squeezed) and not _within(path, unprinted)
    ]
    assert lost == []


@in_every_model
@examples(1, long=20)
@given(data=st.data())
def test_the_validator_accepts_what_any_answers_give(
    model_id: str, data: st.DataObject, tmp_path: Path, validator: Validator
) -> None:
    draw = data.draw(strategies.draws(model(model_id), frameworks()))
    _, made = drafted(strategies.answers_of(draw, model(model_id), frameworks()))
    docx = tmp_path / "draft.docx"
    docx.write_bytes(made.document)
    assert validator.errors(docx) == ()


@pytest.mark.parametrize(
    "sample",
    [pytest.param(path, id=path.stem, marks=() if path.stem == "care-planning" else pytest.mark.long) for path in FULL],
)
@examples(2, long=40)
@given(data=st.data())
def test_a_full_sample_without_one_answer_is_a_sound_document(
    sample: Path, data: st.DataObject, tmp_path: Path
) -> None:
    answers = _sample(sample)
    _check_without(answers, data.draw(st.sampled_from(list(removable(answers.values)))), tmp_path)


def test_an_answer_in_own_words_is_left_out_as_a_whole() -> None:
    answers = {"contract": {"form": {"other": "a contract for all Referrals"}, "term": {"months": 60}}}
    paths = [("contract",), ("contract", "form"), ("contract", "term"), ("contract", "term", "months")]
    assert list(removable(answers)) == paths


def _sample(path: Path) -> YamlFile:
    answers, problems = load(path)
    assert answers is not None, problems
    return answers


def _check_without(answers: YamlFile, path: tuple[str | int, ...], folder: Path) -> None:
    try:
        document = spine.draft(without(answers, path), today=DAY).document
    except WrongInput as error:  # a scale with a hole in it
        assume(any(problem.rule in SHAPE for problem in error.problems))
        raise
    docx = folder / "draft.docx"
    docx.write_bytes(document)
    assert errors(docx) == ()
    assert empty_cells(read_document(docx)) == []


def _texts(answers: YamlFile, model: Model) -> Iterator[tuple[str, str, str]]:
    """Path, words and kind of every text answer that has a place in the document."""
    for section in shown_sections(model, Answers(answers.values, answers)):
        value: object = answers.values
        for step in section.at:
            value = value.get(step) if isinstance(value, Mapping) else None
        if section.at:
            yield from _texts_of(value, section.question, ".".join(section.at))


def _texts_of(value: object, question: Question, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from _texts_of(part, question, f"{path}[{number}]")
    elif isinstance(value, dict):
        for child in question.questions:
            yield from _texts_of(value.get(child.name), child, f"{path}.{child.name}")
    elif isinstance(value, str) and question.kind in ("text", "prose", "list") and not _is_code(question):
        yield path, value.strip(), question.kind


def _within(path: str, others: list[str]) -> bool:
    """True if a path is one of the others, or lies below one."""
    return any(path == other or path.startswith((f"{other}.", f"{other}[")) for other in others)


def _is_code(question: Question) -> bool:
    """True if the answer stands for other words: a choice's label, a row."""
    return bool(question.choices or question.refers_to)


def _stands(words: str, kind: str, text: str, squeezed: str) -> bool:
    """True if the answer stands in the text exactly, but for the case of its first letter: a sentence may start with
    it, or go on with it.
    """
    if kind == "prose":
        return all(" ".join(block.split()) in squeezed for block in words.split("\n\n"))
    return any(first + words[1:] in text for first in (words[0], words[0].upper(), words[0].lower()))
