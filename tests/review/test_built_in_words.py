"""Test that no built-in template, section or sample has a word of the contract typed in place of its name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from specgen.commands.new import skeleton
from specgen.commands.questions import questions_page
from specgen.commands.report import review_report
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.council_terms import localised
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.models.model import load_model, model_ids
from specgen.review.review import Words, review
from tests.judges.policy import ROOT
from tests.support.rule_findings import FOLDERS, write

FILES = sorted([*(ROOT / "templates").rglob("[!~]*.docx"), *(ROOT / "models" / "sections").glob("*.yaml")])
SAMPLES = sorted((ROOT / "sample_inputs").glob("*.yaml"))


@cache
def words() -> Words:
    return Words(load_council(None))


@pytest.mark.parametrize("file", [*FILES, *SAMPLES], ids=lambda file: file.relative_to(ROOT).as_posix())
def test_nothing_is_found_in_what_specgen_brings(file: Path) -> None:
    assert review_report([review(file, words()).reviewed], "text") == ""


@pytest.mark.parametrize("id", model_ids(FOLDERS))
def test_people_read_words_and_no_references(id: str) -> None:
    model = localised(load_model(id, FOLDERS), load_glossary("", FOLDERS))
    choices = [label for section in model.sections for label in _labels(section.question)]
    assert [label for label in choices if "{" in label] == []
    assert "{provider" not in questions_page(model) + skeleton(model) + str(model.schema)


def test_a_word_typed_into_a_template_or_a_choice_is_an_error(tmp_path: Path) -> None:
    from tests.support.small_word import paragraph, write_word

    body = paragraph("{{ term.person.A }} tells the Provider. People choose.") + paragraph(
        "The {{ term.visit }} counts."
    )
    found = review(write_word(tmp_path / "t.docx", body), words(), as_template=True).reviewed.findings
    assert [(one.rule, one.fault.remedy) for one in found] == [("TERM-LITERAL", "write {{ term.provider }}")]
    choices = "oneOf: [{const: a, title: by the provider}, {const: b, title: 'by {commissioner.the}'}]"
    text = f"$id: s\nat: s\ntype: object\nproperties:\n  who:\n    type: string\n    {choices}\n"
    found = review(write(tmp_path / "s.yaml", text), words()).reviewed.findings
    assert [(one.rule, one.fault.remedy) for one in found] == [("TERM-LITERAL", "write {provider}")]


def _labels(question: object) -> list[str]:
    from specgen.inputs.models.model import Question

    assert isinstance(question, Question)
    own = [label for _, label in question.choices]
    return [*own, *(label for child in question.questions for label in _labels(child))]
