"""Test that what stands in a form is what is read back from it: any valid answers, also through LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.document.record.provenance import loaded
from specgen.formats.opc.package import read_package
from specgen.formats.yamlfile.characters import UNFIT
from specgen.formats.yamlfile.fast import read_data
from specgen.formats.yamlfile.lookup import rows_at
from specgen.formats.yamlfile.yaml_file import load_sound, read
from specgen.inputs.models.model import model_ids
from specgen.inputs.models.question_tree import order_in, question_at, question_tree
from specgen.questionnaire.merge.answer_merge import merge_form
from specgen.questionnaire.merge.merged_answers import with_edits
from specgen.questionnaire.normal_values import normal_values
from specgen.questionnaire.read.form_answers import filled_form, without_base
from specgen.questionnaire.read.form_reader import ReadForm, form_in, read_form
from specgen.questionnaire.read.typed_text import LEAD
from specgen.system.resources import built_in_models
from tests.judges.lint import lint
from tests.judges.office import Office
from tests.judges.policy import ROOT
from tests.judges.validator import Validator
from tests.support import answer_strategies as strategies
from tests.support.examples import examples
from tests.support.filled_forms import form_model, form_of, form_plan

MODELS = model_ids((built_in_models(),))
SAMPLES = [
    pytest.param(path, id=path.stem, marks=() if path.stem == "quick-start" else pytest.mark.long)
    for path in sorted((ROOT / "sample_inputs").glob("*.yaml"))
]
in_every_model = pytest.mark.parametrize("model_id", MODELS)


@in_every_model
@examples(2, long=40)
@given(data=st.data())
def test_any_answers_are_read_back_from_their_form_which_changes_nothing_untouched(
    model_id: str, data: st.DataObject
) -> None:
    values, sections = _drawn(model_id, data.draw(strategies.draws(form_model(model_id), _frameworks())))
    form = form_in(read_package(form_of(model_id, *sections, values=values)))
    assert _read_again(form, model_id) == _same(values, model_id)
    assert _changes(form, model_id, values) == ((), (), ())
    later, _ = _drawn(model_id, data.draw(strategies.draws(form_model(model_id), _frameworks())))
    assert _changes(form, model_id, later) == ((), (), ())


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_form_of_a_sample_is_valid_and_holds_all_its_answers(
    sample: Path, tmp_path: Path, validator: Validator
) -> None:
    answers = load_sound(sample)
    model_id = str(answers.values["model"])
    values = _plain(normal_values(answers, question_tree(form_model(model_id))))
    path = tmp_path / "form.docx"
    path.write_bytes(form_of(model_id, *_answered(values, model_id), values=values))
    assert validator.errors(path) == ()
    assert lint(path) == ()
    form = read_form(path)
    assert _read_again(form, model_id) == _same(values, model_id)
    assert _changes(form, model_id, values) == ((), (), ())


@pytest.mark.long
@in_every_model
def test_answers_are_equal_after_libreoffice_has_saved_the_form(
    model_id: str, tmp_path: Path, office: Office, request: pytest.FixtureRequest
) -> None:
    random = Random(request.config.getoption("--hypothesis-seed") or "forms")
    asking = [one.section.id for one in form_plan(model_id)]
    known = _frameworks()
    expected = {}
    for number in range(6):
        texts = tuple(random.sample([text for text in strategies.NASTY if not UNFIT.search(text)], 4))
        chosen = tuple(random.sample(asking, random.randint(1, len(asking))))
        draw = strategies.Draw(chosen, random.choice(sorted(known)), random.choice((0.3, 0.7, 1.0)), texts, number)
        values, sections = _drawn(model_id, draw)
        path = tmp_path / f"form{number}.docx"
        path.write_bytes(form_of(model_id, *sections, values=values))
        expected[path] = values
    saved = tmp_path / "saved"
    for path, made in zip(expected, office.all_converted(tuple(expected), saved, "docx"), strict=True):
        form = read_form(made)
        assert _base(form) == expected[path]
        assert _read_again(form, model_id) == _same(expected[path], model_id)
        assert _changes(form, model_id, expected[path]) == ((), (), ())


def _changes(form: ReadForm, model_id: str, stored: Mapping[str, object]) -> tuple[tuple[object, ...], ...]:
    """Return what was not understood in a form, and what it changes in the answers that it was made with."""
    found = filled_form(form, form_plan(model_id), _base(form), "form.docx")
    merge = merge_form(found, stored)
    return (found.problems, merge.edits, merge.conflicts)


def _drawn(model_id: str, draw: strategies.Draw) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return answers of the one form, and the sections that they answer."""
    texts = tuple(text for text in draw.texts if not UNFIT.search(text) and not LEAD.match(text.strip())) or ("x",)
    answers = strategies.answers_of(replace(draw, texts=texts), form_model(model_id), _frameworks())
    values = _plain(normal_values(answers, question_tree(form_model(model_id))))
    return values, _answered(values, model_id)


def _answered(values: Mapping[str, object], model_id: str) -> tuple[str, ...]:
    """Return the sections that some answers are of."""
    return tuple(one.section.id for one in form_plan(model_id) if one.section.at[0] in values)


def _plain(values: object) -> dict[str, Any]:
    assert isinstance(values, dict)
    return {name: value for name, value in values.items() if name not in ("model", "council")}


def _base(form: ReadForm) -> Mapping[str, object]:
    base = loaded(form.record)["values"]
    assert isinstance(base, dict)
    return base


def _read_again(form: ReadForm, model_id: str) -> dict[str, Any]:
    """Return the answers of a form, understood from its words alone, as a new file of answers says them."""
    found = filled_form(form, form_plan(model_id), {}, "form.docx")
    assert found.problems == ()
    merge = merge_form(without_base(found), {})
    text = with_edits("model: x\n", merge.edits, {"model": "x"}, order_in(form_model(model_id)), "answers.yaml")
    answers, problems = read(text, "answers.yaml")
    assert answers is not None, problems
    values: dict[str, Any] = _same(_plain(normal_values(answers, question_tree(form_model(model_id)))), model_id)
    return values


def _same(value: Any, model_id: str, path: tuple[str | int, ...] = ()) -> Any:
    """Return answers without the order of ticked choices, for boxes have none, and with plain spaces."""
    if isinstance(value, str):
        return "\n".join(" ".join(line.split()) for line in value.split("\n"))
    if isinstance(value, dict):
        return {name: _same(part, model_id, (*path, name)) for name, part in value.items()}
    if isinstance(value, list):
        question = question_at(form_model(model_id), path)
        if question is not None and question.kind == "list" and question.choices:
            return sorted(value)
        return [_same(part, model_id, (*path, number)) for number, part in enumerate(value)]
    return value


@cache
def _frameworks() -> dict[str, list[str]]:
    folder = built_in_models()
    return {
        path.stem: [str(area["id"]) for area in rows_at(read_data(f"frameworks/{path.stem}.yaml", [folder]), "areas")]
        for path in sorted((folder / "frameworks").glob("*.yaml"))
    }
