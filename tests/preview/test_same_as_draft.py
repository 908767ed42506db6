"""Preview answers: numbers and words of every heading, clause, list and cell are those of the Word file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import YamlFile, load_sound, read
from specgen.generate import draft, draft_loaded
from specgen.problems import WrongInput
from specgen.system.resources import built_in_samples
from tests.preview.preview_lines import DAY, all_sections, document_lines, live_draft, preview_lines
from tests.support import answer_strategies as strategies
from tests.support.drawn_drafts import MODELS, drafted, frameworks, model, removable, without
from tests.support.examples import examples

SAMPLES = tuple(sorted(path.stem for path in built_in_samples().glob("*.yaml")))
COUNCILS = ("ashmere", "glan-morwen", "severn-marches-board")
OF_COUNCILS = built_in_samples() / "councils" / "answers.yaml"


def _long_but(*samples: str) -> list[Any]:
    """The samples, of which only some are tried every time."""
    return [name if name in samples else pytest.param(name, marks=pytest.mark.long) for name in SAMPLES]


in_every_model = pytest.mark.parametrize("model_id", MODELS)


@pytest.mark.parametrize("sample", _long_but("care-planning", "quick-start"))
def test_a_sample_reads_like_its_draft(sample: str) -> None:
    _check(_sample(sample), _lines_of_sample(sample))


@pytest.mark.long
@pytest.mark.parametrize("council", COUNCILS)
def test_a_sample_in_the_words_and_the_house_of_a_council_reads_like_its_draft(council: str) -> None:
    folder, text = built_in_samples() / "councils" / council, OF_COUNCILS.read_text(encoding="utf-8")
    answers, known = read(text, "answers.yaml")
    made, _ = draft_loaded(answers, known, council=folder, today=DAY, review=None)
    live = live_draft(folder)
    try:
        printed = [line for one in all_sections(live, text) for line in preview_lines(one.html)]
    finally:
        live.close()
    assert document_lines(made.document)[-len(printed) :] == printed


@in_every_model
@examples(1, long=20)
@given(data=st.data())
def test_any_answers_read_like_their_draft(model_id: str, data: st.DataObject) -> None:
    draw = data.draw(strategies.draws(model(model_id), frameworks()))
    answers, made = drafted(strategies.answers_of(draw, model(model_id), frameworks()))
    _check(answers, document_lines(made.document))


@pytest.mark.parametrize("sample", _long_but("care-planning"))
@examples(1, long=5)
@given(data=st.data())
def test_a_sample_that_changes_reads_like_its_draft_after_each_change(sample: str, data: st.DataObject) -> None:
    """What is kept from the preview before never shows: one live draft goes from text to text and back."""
    answers, expected = _sample(sample), _lines_of_sample(sample)
    live = live_draft()
    paths = data.draw(st.lists(st.sampled_from(list(removable(answers.values))), min_size=1, max_size=3))
    _check(answers, expected, live)
    for changed in (without(answers, path) for path in paths):
        try:
            made = draft(changed, today=DAY)
        except WrongInput:  # a total with a part missing
            continue
        _check(changed, document_lines(made.document), live)
    _check(answers, expected, live)


@cache
def _sample(name: str) -> YamlFile:
    return load_sound(built_in_samples() / f"{name}.yaml")


@cache
def _lines_of_sample(name: str) -> list[str]:
    return document_lines(draft(_sample(name), today=DAY).document)


def _check(answers: YamlFile, expected: list[str], live: Any = None) -> None:
    previews = all_sections(live or live_draft(), answers)
    printed = [line for one in previews for line in preview_lines(one.html)]
    assert expected == printed
    assert [problem for one in previews for problem in one.problems if problem.level == "error"] == []


def test_the_outline_is_the_contents_list() -> None:
    answers = load_sound(built_in_samples() / "care-planning.yaml")
    listed = re.findall(r"^toc 1: (.+)\t(.+)$", word_text(draft(answers, today=DAY).document), re.MULTILINE)
    outline = live_draft().preview(answers, "contract").outline
    assert [(one.number, one.title) for one in outline if one.is_shown and one.number] == listed


@pytest.mark.parametrize("more", ["", "document: {jurisdiction: wales, version: {awaited: the board}}\n"])
def test_the_outline_counts_the_open_points_of_the_questions_of_a_section_as_the_draft_lists_them(more: str) -> None:
    """Wherever they are printed: that of the commissioner's name stands on the first page as well."""
    answers, _ = read(f"model: care-planning\n{more or 'document: {jurisdiction: england}'}\n", "answers.yaml")
    assert answers is not None
    listed = dict(draft(answers, today=DAY).open_parts)
    sections = {section.id: ".".join(section.at) for section in model("care-planning").sections if section.at}
    outline = {entry.id: entry for entry in live_draft().preview(answers, "contract").outline}
    counted = {at: outline[id].open_points for id, at in sections.items() if outline[id].open_points}
    assert counted == {at: count for at, count in listed.items() if at in sections.values()}


def test_any_half_filled_file_has_a_preview(tmp_path: Path) -> None:
    """Also one in which nothing agrees, so that no draft would be made of it."""
    for seed in (0, 1):
        draw = strategies.Draw(
            tuple(section.id for section in model("reward").sections), "ascof", 0.5, ("x & <y>",), seed
        )
        answers = strategies.answers_of(draw, model("reward"), frameworks())
        for one in all_sections(live_draft(), answers):
            assert preview_lines(one.html)


def test_law_in_a_definition_is_listed_beside_words_with_angle_brackets() -> None:
    """The definition says that the commissioner draws up the plan, under a section of an Act."""
    words = "{commissioner: A < B, provider: C > D}"
    text = f"model: care-planning\ndocument: {{jurisdiction: wales}}\ndefinitions: {{words: {words}}}\n"
    answers, _ = read(text, "answers.yaml")
    assert answers is not None
    lines = document_lines(draft(answers, today=DAY).document)
    assert any(line.startswith("| Care and Support Plan | The A < B’s plan") for line in lines)
    _check(answers, lines)
