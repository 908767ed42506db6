"""Test the file of answers to fill in, and the page of a model's questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from specgen.commands.new import skeleton
from specgen.commands.questions import questions_page
from specgen.formats.yamlfile.write import write_value
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.models.model import Model, load_model
from specgen.system.resources import built_in_models

NO_COUNCIL = load_council(None)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("care-planning", [built_in_models()])


def test_a_fresh_skeleton_lacks_one_answer_only(model: Model) -> None:
    answers, problems = read(skeleton(model), "a.yaml")
    assert answers is not None
    assert problems == ()
    _, problems = validate_answers(answers, model, NO_COUNCIL, {})
    assert [problem.place.path for problem in problems] == ["document.jurisdiction"]


def test_the_part_for_a_first_draft_has_about_60_lines(model: Model) -> None:
    live = [line for line in skeleton(model).splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert 45 <= len(live) <= 75


def test_every_question_stands_in_the_skeleton_once(model: Model) -> None:
    text = skeleton(model)
    for section in model.sections:
        for question in section.question.questions:
            assert f"{question.name}:" in text
            assert len(re.findall(r"^[# -]*" + re.escape(question.name) + r":", text, re.MULTILINE)) >= 1


HEADING = re.compile(
    r"# # (a part of its own|put this under (?P<outer>.+): above"
    r"|under (?P<group>.+): above|in each row of (?P<rows>.+): above)"
)


def test_the_rest_fits_where_it_says_when_its_marks_are_taken_away(model: Model) -> None:
    blocks: list[tuple[re.Match[str], list[str]]] = []
    for line in skeleton(model).split("The rest of the questions.")[1].splitlines():
        if heading := HEADING.match(line):
            blocks.append((heading, []))
        elif blocks:
            blocks[-1][1].append(line.removeprefix("# "))
    assert len(blocks) > len(model.sections)
    for heading, lines in blocks:
        path = heading["outer"] or heading["group"] or heading["rows"]
        above = list(_lines_above(f"{path}[]" if heading["rows"] else path or ""))
        answers, problems = read("\n".join(["model: care-planning", *above, *lines]), "a.yaml")
        assert answers is not None
        assert problems == ()
        _, problems = validate_answers(answers, model, NO_COUNCIL, {})
        left = [str(problem) for problem in problems if not problem.place.path.endswith((".above", "jurisdiction"))]
        assert [problem for problem in left if "other rows point at it" not in problem] == []


def _lines_above(path: str) -> Iterator[str]:
    depth = 0
    for name in path.split(".") if path else ():
        yield f"{'  ' * depth}{name.removesuffix('[]')}:"
        depth += 1
        if name.endswith("[]"):
            yield f"{'  ' * depth}- above:"
            depth += 1


def test_the_skeleton_is_at_most_100_columns_wide(model: Model) -> None:
    assert max(map(len, skeleton(model).splitlines())) <= 102


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
        "    Answer: a whole number (minutes), 1 to 20160.",
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
