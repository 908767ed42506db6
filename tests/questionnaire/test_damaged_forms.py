"""Test that a form in any state is read without a crash, and that no stored answer is lost by what is missing in it."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, write_part
from specgen.formats.yamlfile.yaml_file import load_sound
from specgen.inputs.models.question_tree import question_tree
from specgen.questionnaire.merge.answer_merge import REMOVE, merge_form
from specgen.questionnaire.normal_values import normal_values
from specgen.questionnaire.read.form_answers import filled_form
from specgen.questionnaire.read.form_reader import form_in
from tests.judges.policy import ROOT
from tests.support.examples import examples
from tests.support.filled_forms import FilledForm, form_model, form_of, form_plan

MODEL = "care-planning"
SECTIONS = ("outcomes", "attribution", "availability")
PARTS = ("w:tr", "w:tc", "w:p", "w:sdt", "w:r", "w:t", "w:tbl", "w:bookmarkStart", "w:sdtContent", "w:tcPr")


@cache
def stored() -> dict[str, Any]:
    answers = load_sound(ROOT / "sample_inputs" / f"{MODEL}.yaml")
    values = normal_values(answers, question_tree(form_model(MODEL)))
    assert isinstance(values, dict)
    return {section: values[section] for section in SECTIONS}


@cache
def form_with_answers() -> bytes:
    return form_of(MODEL, *SECTIONS, values=stored())


@examples(5, long=200)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 30))
def test_a_form_that_was_torn_apart_takes_nothing_away_but_rows(seed: int, count: int) -> None:
    form, random = FilledForm(form_with_answers()), Random(seed)
    for _ in range(count):
        nodes = list(form.root.iter(name(random.choice(PARTS))))
        node = random.choice(nodes) if nodes else form.root
        holder = node.getparent()
        if holder is not None and random.random() < 0.6:
            holder.remove(node)
        elif holder is not None:
            random.choice(nodes).addnext(deepcopy(node))
    read = form_in({**form.parts, DOCUMENT_PART: write_part(form.root)})
    found = filled_form(read, form_plan(MODEL), stored(), "form.docx")
    merge = merge_form(found, stored())
    for edit in merge.edits:
        assert edit.value not in (None, "", [], {}) or edit.kind == REMOVE
