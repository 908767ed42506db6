"""Test the file of answers to fill in, and the page of a model's questions."""

from __future__ import annotations

import re

import pytest

from specgen.commands.new import skeleton
from specgen.commands.questions import questions_page
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.write import write_value
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.models.model import Model, load_model
from specgen.inputs.models.question_text import example, questions_of
from specgen.problems import path_text
from specgen.system.resources import built_in_models

NO_COUNCIL = load_council(None)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("care-planning", [built_in_models()])


MODELS = ("care-planning", "population", "reward")


@pytest.mark.parametrize("is_full", [False, True], ids=["first", "all"])
@pytest.mark.parametrize("id", MODELS)
def test_a_fresh_file_lacks_one_answer_only(id: str, is_full: bool) -> None:
    fresh = load_model(id, [built_in_models()])
    answers, problems = read(skeleton(fresh, is_full=is_full), "a.yaml")
    assert answers is not None
    assert problems == ()
    _, problems = validate_answers(answers, fresh, NO_COUNCIL, {})
    assert [problem.place.path for problem in problems] == ["document.jurisdiction"]


@pytest.mark.parametrize(("id", "most"), [("care-planning", 250), ("population", 330), ("reward", 300)])
def test_the_file_for_a_first_draft_is_short(id: str, most: int) -> None:
    lines = skeleton(load_model(id, [built_in_models()])).splitlines()
    assert len(lines) <= most
    assert max(map(len, lines)) <= 120


def test_each_question_of_a_first_draft_has_one_line_of_help_and_its_choices(model: Model) -> None:
    lines = skeleton(model).splitlines()
    start = lines.index("  # Is the service in Wales or in England? One of: wales, england. Example: wales")
    assert lines[start + 1] == "  jurisdiction:"
    basis = lines.index("  # Do the outcomes come from a national framework, from each person, or from both?")
    assert lines[basis + 1 : basis + 5] == [
        "  #   framework: a national outcome framework",
        "  #   personal: what each person wants",
        "  #   both: a national outcome framework and what each person wants",
        "  basis:",
    ]


def test_the_rule_behind_a_colon_is_not_cut_off(model: Model) -> None:
    lines = skeleton(model, is_full=False).splitlines()
    assert not [line for line in lines if re.match(r"\s*#.*:$", line) and "add" not in line and "with:" not in line]
    assert not [line for line in lines if line.endswith(" ...")]


def test_every_other_section_is_named_with_the_command_that_puts_it_in(model: Model) -> None:
    text = skeleton(model, file="ours.yaml")
    for section in model.sections:
        if section.at:
            path = ".".join(section.at)
            assert f"specgen add {path} --all ours.yaml" in text or re.search(rf"^#   {path} +\S", text, re.MULTILINE)


@pytest.mark.parametrize("id", MODELS)
def test_every_question_stands_in_the_full_file_once_and_none_is_hashed_out(id: str) -> None:
    whole = load_model(id, [built_in_models()])
    answers, _ = read(skeleton(whole, is_full=True), "a.yaml")
    assert answers is not None
    asked = {
        path.replace("[].", ".[].").split(".")[-1]: path
        for section in whole.sections
        for path, _ in questions_of(section)
    }
    standing = {re.sub(r"\[\d+\]", "[]", path_text(path)) for path in answers.key_positions}
    assert [path for path in asked.values() if path not in standing] == []


@pytest.mark.long
def test_each_answer_can_be_written_alone_into_the_full_file(model: Model) -> None:
    """No line depends on another: whichever question is answered, the file can be read and means what was meant."""
    lines = skeleton(model, is_full=True).splitlines()
    examples = {
        re.sub(r"\[\]", "", path): example(question)
        for section in model.sections
        for path, question in questions_of(section)
        if example(question) and question.kind not in ("group", "rows")
    }
    answers, _ = read("\n".join(lines), "a.yaml")
    assert answers is not None
    tried = 0
    for path, position in answers.key_positions.items():
        name = ".".join(step for step in path if isinstance(step, str))
        if name in examples and lines[position.line - 1].endswith(":") and tried < 120:
            tried += 1
            alone = [
                *lines[: position.line - 1],
                f"{lines[position.line - 1]} {examples[name]}",
                *lines[position.line :],
            ]
            again, problems = read("\n".join(alone), "a.yaml")
            assert again is not None
            assert problems == ()
            assert value_of(again.values, path) not in (None, "")
    assert tried > 100


def test_it_names_the_schema_for_editors(model: Model) -> None:
    assert "\n# yaml-language-server: $schema=care-planning.schema.json\n" in skeleton(model)


def test_the_page_of_questions_is_at_most_80_columns_wide(model: Model) -> None:
    assert max(map(len, questions_page(model).splitlines())) <= 80


def test_the_page_says_what_is_asked_why_and_how_to_answer(model: Model) -> None:
    page = questions_page(model)
    entry = page.split("availability.response[].reply_minutes  [first]\n")[1].split("\n\n")[0]
    assert entry.splitlines() == [
        "    Within how many minutes does the provider say yes or no?",
        "    Why: The council has to know when it may ask somebody else.",
        '    Answer: a whole number (minutes), 1 to 20160, or {other: "your own words"},',
        "    with their own by, within or in.",
        "    Example: 60",
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Care at home", "Care at home"),
        ("Care: at home", '"Care: at home"'),
        ("12.10", '"12.10"'),
        ("no", "no"),
        ("true", '"true"'),
        ("- dash", '"- dash"'),
        ("a #1", '"a #1"'),
        ('the "right" word', 'the "right" word'),
        ("07:00", "07:00"),
        ("ends with a colon:", '"ends with a colon:"'),
        ("", '""'),
        (12, "12"),
        (True, "yes"),
        (["a", "b, c"], '[a, "b, c"]'),
    ],
)
def test_examples_are_written_as_yaml_reads_them(value: object, written: str) -> None:
    assert write_value(value) == written
    answers, problems = read(f"a: {written}\n", "a.yaml")
    assert answers is not None
    assert problems == ()
    assert answers.values["a"] == ("yes" if value is True else value)
