"""Test that docs/answers.md and the pages of the command line hold every question, in words that are up to date."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from docs.make_answers_page import answers_page
from specgen.commands.questions import WIDTH, models_page, questions_page
from specgen.inputs.glossary.council_terms import localised
from specgen.inputs.glossary.load import load_glossary
from specgen.inputs.models.framework_codes import framework_codes
from specgen.inputs.models.model import Model, load_model, model_ids
from specgen.inputs.models.question_text import NO_QUESTIONS, example, questions_of
from specgen.system.resources import built_in_models

FOLDERS = (built_in_models(),)
MODELS = tuple(localised(load_model(id, FOLDERS), load_glossary("", FOLDERS)) for id in model_ids(FOLDERS))
PAGE = answers_page(MODELS, framework_codes("", FOLDERS))
by_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.id))


def test_the_page_of_every_question_is_up_to_date(golden: Callable[[str, str], None]) -> None:
    golden("../../docs/answers.md", PAGE)


def test_every_section_is_on_the_page_once_with_every_question_once() -> None:
    sections = {section.id: section for model in MODELS for section in model.sections}
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(section.title for section in sections.values())
    listed = re.findall(r"^- \*\*`(.+?)`\*\* (\w+): ", PAGE, re.MULTILINE)
    asked = [(path, one.need) for section in sections.values() for path, one in questions_of(section)]
    assert sorted(listed) == sorted(asked)
    assert len(set(listed)) == len(listed) > 500


def test_a_question_has_its_words_kind_of_answer_example_and_source_on_the_page() -> None:
    (entry,) = re.findall(r"^- \*\*`availability\.start`\*\*.*\n(?:  - .*\n)+", PAGE, re.MULTILINE)
    assert re.fullmatch(
        r"- \*\*`availability\.start`\*\* \w+: Start of the day\n  - .+\?.*\n  - Why: .+\n"
        r"  - Answer: a time of day\.\n  - Example: `.?07:00.?`\n(  - From: .+\n)?",
        entry,
    )


def test_the_page_says_which_models_have_a_section_and_when_it_is_printed() -> None:
    rows = dict(re.findall(r"^\| \[.+?\]\(#(.+?)\) \| (.+) \|$", PAGE, re.MULTILINE))
    assert rows["document-control"] == "`document` | all | always"
    assert rows["need-and-market"] == "`need` | all | when answered"
    assert rows["population-covered"] == "`population` | population | always"
    switched = "when `population.reward_linked` is yes in population, always in reward"
    assert rows["payment"] == f"`payment` | population, reward | {switched}"
    assert rows["outcome-framework"] == "none: made from other answers | all | always"
    assert rows["traceability"] == "none: made from other answers | all | when `document.traceability` is yes"


def test_every_link_of_the_page_leads_to_a_heading() -> None:
    anchors = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^## (.+)$", PAGE, re.M)
    }
    links = re.findall(r"\]\(#(.+?)\)", PAGE)
    assert links
    assert set(links) == anchors


@by_model
def test_a_model_can_be_read_in_80_columns(model: Model) -> None:
    page = questions_page(model)
    assert [line for line in page.splitlines() if len(line) > WIDTH] == []
    assert WIDTH == 80


@by_model
def test_every_section_and_every_question_of_a_model_is_in_what_it_asks(model: Model) -> None:
    lines = questions_page(model).splitlines()
    underlined = [above for above, line in pairwise(lines) if above and set(line) == {"-"}]
    assert underlined == [section.title for section in model.sections]
    paths = [line for line in lines if re.fullmatch(r"\S+  \[(first|model|optional)\]", line)]
    asked = [f"{path}  [{one.need}]" for section in model.sections for path, one in questions_of(section)]
    assert paths == asked
    assert lines.count(NO_QUESTIONS) == sum(not section.at for section in model.sections)


@by_model
def test_no_word_of_an_example_is_broken_in_two(model: Model) -> None:
    words = set(questions_page(model).split())
    for section in model.sections:
        for path, question in questions_of(section):
            assert not set(example(question).split()) - words, path


def test_the_list_of_models_names_every_section_in_80_columns() -> None:
    page = models_page(MODELS)
    assert [line for line in page.splitlines() if len(line) > WIDTH] == []
    told = re.split(r"^(\S+)\n", page, flags=re.MULTILINE)[1:]
    assert told[::2] == [model.id for model in MODELS]
    for model, text in zip(MODELS, told[1::2], strict=True):
        words = " ".join(text.split())
        assert words.startswith(f"{model.title}. ")
        for section in model.sections:
            assert re.search(rf"[:;] {re.escape(section.title)}[;.]", words), section.id
    assert "With population.reward_linked: Payment; " in " ".join(page.split())
