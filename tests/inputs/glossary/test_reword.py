"""Test what a council with other words reads of questions that are written in the words of the base glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import load
from specgen.generate import draft
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.council_terms import localised
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.glossary.reword import rewording
from specgen.inputs.models.model import Question, load_model
from specgen.review.findings import Passage, Subject
from specgen.review.rules.registry import findings_in
from specgen.system.resources import built_in_samples
from tests.judges.policy import ROOT
from tests.support.rule_findings import FOLDERS, NOTHING

OVERLAYS = ("authority", "purchaser", "plain")


def glossary_of(overlay: str) -> Glossary:
    return load_glossary("", load_council(ROOT / "tests" / "review" / "overlays" / overlay).model_folders)


@pytest.mark.parametrize(
    ("overlay", "base", "own"),
    [
        ("authority", "Window for a visit", "Window for a call"),
        ("plain", "Window for a visit", "Window for an appointment"),
        ("authority", "A provider has to know its income.", "A service provider has to know its income."),
        ("plain", "A provider has to know its income.", "An organisation has to know its income."),
        ("authority", "Care workers need time.", "Support workers need time."),
        ("purchaser", "Measures. Measure of care in Welsh", "Key indicators. Key indicator of care in Welsh"),
        ("purchaser", "The contract's word (Care Worker).", "The contract's word (Care Assistant)."),
        ("purchaser", "The provider's plan", "The supplier's plan"),
        ("authority", "The Contract Year starts in April.", "The Contract Year starts in April."),
        pytest.param("purchaser", "Pay keeps people in the job.", "Pay keeps people in the job.", id="people at large"),
        pytest.param("plain", "How often to visit?", "How often to visit?", id="a verb"),
        pytest.param(
            "plain", "Does the council visit the home?", "Does the commissioning body visit the home?", id="2"
        ),
        ("authority", "On which days can visits be planned?", "On which days can calls be planned?"),
        ("authority", "Outcomes it serves, and an outcome", "Results it serves, and a result"),
        pytest.param("purchaser", "When is the service there?", "When is the service there?", id="one and many"),
        pytest.param("authority", "The word “outcome” is short.", "The word “outcome” is short.", id="quoted"),
    ],
)
def test_a_displaced_word_gives_way(overlay: str, base: str, own: str) -> None:
    assert rewording(glossary_of(overlay))(base) == own


def test_without_other_words_nothing_changes() -> None:
    assert rewording(load_glossary("", FOLDERS)) is str


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_a_draft_full_of_open_points_has_the_words_of_the_council(overlay: str) -> None:
    council = load_council(ROOT / "tests" / "review" / "overlays" / overlay)
    answers, known = load(built_in_samples() / "quick-start.yaml")
    assert answers is not None
    text = word_text(draft(answers, council, today=date(2026, 11, 16), known=known).document)
    glossary, base = (load_glossary("england", folders) for folders in (council.model_folders, FOLDERS))
    schedule = text[text.index("  Open points\n") :]
    listed = re.findall(r"(?m)^List Bullet: • [^:]+: (.*)", schedule)
    assert len(listed) > 100
    asked = [*re.findall(r"\[To complete: ([^\]]+)\]", text), *listed]
    assert len(asked) > 200
    passages = tuple(Passage(words, "", is_prose=False) for words in asked)
    found = findings_in(Subject("draft", "section", passages, glossary, NOTHING))
    assert [
        (one.fault.message, one.passage.text)
        for one in found
        if one.rule == "TERM-DEPRECATED" and base[one.concept].label.lower() in one.fault.message.lower()
    ] == []


def test_questions_and_schema_have_the_words_of_the_council() -> None:
    model = localised(load_model("care-planning", FOLDERS), glossary_of("plain"))
    (section,) = (one for one in model.sections if one.id == "availability")
    window = next(one for one in _all(section.question) if one.title.startswith("Window for"))
    assert window.title == "Window for an appointment"
    assert "Window for an appointment" in str(model.schema)
    assert "Window for a visit" not in str(model.schema)


def _all(question: Question) -> Iterator[Question]:
    yield question
    for child in question.questions:
        yield from _all(child)
