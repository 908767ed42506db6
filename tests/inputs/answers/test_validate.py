"""Check answers against a model: their types, and what does not fit; tests/cli/bad_answers holds the messages."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from specgen.formats.yamlfile.yaml_file import Position, YamlFile, read
from specgen.inputs.answers.validate import named_model, validate_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.models.model import Model, load_model
from specgen.problems import Problem
from specgen.system.resources import built_in_models
from tests.judges.policy import ROOT

NO_COUNCIL = load_council(None)

MODEL = """
id: small
title: Small model
summary: For tests.
sections: [kinds]
"""
KINDS = """
$id: kinds
title: Kinds
description: One question of each kind.
at: kinds
type: object
properties:
  text: {title: Text, description: x, need: first, type: string, maxLength: 20}
  prose: {title: Prose, description: x, need: first, type: string, format: prose}
  day: {title: Day, description: x, need: first, type: string, format: date}
  time: {title: Time, description: x, need: first, type: string, format: time}
  whole: {title: Whole, description: x, need: first, type: integer, unit: hours, minimum: 1, maximum: 9000}
  exact: {title: Exact, description: x, need: first, type: number, unit: percent, multipleOf: 0.5}
  money: {title: Money, description: x, need: first, type: number, unit: pounds, minimum: 0}
  flag: {title: Flag, description: x, need: first, type: boolean}
  choice: {title: Choice, description: x, need: first, type: string, oneOf: [{const: no, title: none at all}]}
  texts:
   {title: T, description: x, need: first, type: array, minItems: 2, uniqueItems: true, items: {type: string}}
  codes:
    title: Codes
    description: x
    need: optional
    type: array
    items: {type: string, oneOf: [{const: a, title: A}, {const: b, title: B}]}
  group:
    title: Group
    description: x
    need: optional
    type: object
    properties:
      note: {title: Note, description: x, need: model, type: string, pattern: '^N'}
  rows:
    title: Rows
    description: x
    need: optional
    type: array
    maxItems: 3
    items:
      type: object
      properties:
        id: {title: Number, description: x, need: first, type: string, minLength: 2}
        after: {title: After, description: x, need: optional, type: string, refers_to: kinds.rows}
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("models")
    (folder / "sections").mkdir()
    (folder / "small.yaml").write_text(MODEL)
    (folder / "sections" / "kinds.yaml").write_text(KINDS)
    return load_model("small", [folder])


def answered(text: str) -> YamlFile:
    answers, problems = read(text, "a.yaml")
    assert answers is not None
    assert problems == ()
    return answers


def fitted(model: Model, text: str) -> tuple[object, tuple[Problem, ...]]:
    answers, problems = validate_answers(answered(f"model: small\nkinds:\n  {text}\n"), model, NO_COUNCIL, {})
    return answers.values.get("kinds"), problems


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("text: 12.10", "12.10", id="a clause number keeps its zero"),
        pytest.param("text: no", "no", id="no stays no"),
        pytest.param("text: True", "True", id="a word that looks like a yes stays as it was written"),
        pytest.param("text: 2027-04-05", "2027-04-05", id="a date in a text stays text"),
        pytest.param("text: 007", "007", id="leading zeros stay"),
        pytest.param("text: >\n    folded\n    text", "folded text", id="folded text loses its last line break"),
        pytest.param("prose: |\n    one\n\n    two", "one\n\ntwo", id="prose keeps its paragraphs"),
        pytest.param("day: 2027-04-05", date(2027, 4, 5), id="a date"),
        pytest.param("day: '2027-04-05'", date(2027, 4, 5), id="a date in quotes"),
        pytest.param("time: 22:00", "22:00", id="a time without quotes"),
        pytest.param("time: 24:00", "24:00", id="the end of a day"),
        pytest.param("whole: 7200", 7200, id="a whole number"),
        pytest.param("whole: 24.0", 24, id="a whole number with a point"),
        pytest.param("exact: 1.5", Decimal("1.5"), id="a decimal"),
        pytest.param("exact: 7", Decimal(7), id="a number without a point"),
        pytest.param("money: 28.900", Decimal("28.900"), id="an amount with a zero too many"),
        pytest.param("flag: yes", True, id="yes"),
        pytest.param("flag: 'No'", False, id="No in quotes"),
        pytest.param("flag: false", False, id="false"),
        pytest.param("choice: no", "no", id="a code that other YAML takes for false"),
        pytest.param("texts: [1.10, b]", ["1.10", "b"], id="a list of texts"),
        pytest.param("rows: [{id: R1}, {id: R2, after: R1}]", [{"id": "R1"}, {"id": "R2", "after": "R1"}], id="rows"),
    ],
)
def test_an_answer_gets_the_type_its_question_asks_for(model: Model, written: str, meant: object) -> None:
    values, problems = fitted(model, written)
    assert problems == ()
    assert isinstance(values, dict)
    found = values[written.split(":")[0]]
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("text:", "text: ''", "text: ~", "day:", "whole:", "flag:", "texts:", "texts: []"),
        *("texts:\n    -\n    -", "group:", "group: {note: }", "rows:\n    - id:\n      after:", "rows: []"),
    ],
)
def test_an_empty_answer_counts_as_none(model: Model, written: str) -> None:
    assert fitted(model, written) == (None, ())


@pytest.mark.parametrize(
    ("written", "rule", "said"),
    [
        ("text: " + "x" * 21, "length", "is 21 characters long; write at most 20"),
        ("whole: 9001", "range", "9001 hours is out of range; write 1 to 9000 hours"),
        ("exact: 1.25", "range", "1.25 percent is too fine; write it in steps of 0.5"),
        (
            "money: 28.905",
            "range",
            "28.905 pounds has part of a penny, which no amount is printed with; write pounds and whole pence, such as",
        ),
        ("money: 3120000.005", "range", "part of a penny"),
        ("texts: [a]", "length", "has 1 item; write at least 2"),
        ("texts: [a, a]", "duplicate", 'names "a" twice; name each once'),
        ("codes: [a, c]", "choice", '"c" is not one of the choices; write one of a, b'),
        ("group: {note: x}", "form", '"x" does not have the right form; it has to match ^N'),
        ("rows: [{id: a1}, {id: a2}, {id: a3}, {id: a4}]", "length", "has 4 rows; write at most 3"),
        ("rows: [{id: a}]", "length", '"a" is too short; write at least 2 characters'),
        ("rows: [{after: R1}]", "missing", "needs an answer: other rows point at it"),
    ],
)
def test_what_is_outside_the_limits_is_reported(model: Model, written: str, rule: str, said: str) -> None:
    _, problems = fitted(model, written)
    assert rule in [problem.rule for problem in problems]
    assert said in "\n".join(map(str, problems))


def test_problems_come_in_the_order_of_the_file(model: Model) -> None:
    _, problems = fitted(model, "whole: 0\n  colour: red\n  day: soon\n  rows: [{id: R1, after: R9}]")
    assert [problem.place.line for problem in problems] == [3, 4, 5, 6]
    assert [problem.place.path for problem in problems][-1] == "kinds.rows[1].after"


def test_rows_that_are_data_are_known_by_their_list() -> None:
    built_in = load_model("care-planning", [built_in_models()])
    text = "model: care-planning\ndocument: {jurisdiction: wales}\n"
    text += "outcomes: {list: [{id: O1, framework_areas: [wa1, wa9]}]}\n"
    areas = {"framework.areas": {"wa1": "Physical health", "wa2": "Protection"}}
    _, problems = validate_answers(answered(text), built_in, NO_COUNCIL, areas)
    assert [str(problem) for problem in problems] == [
        'a.yaml:3:51: error: outcomes.list[1].framework_areas[2]: "wa9" is not an area of the outcome framework; '
        "write one of wa1 physical health; wa2 protection [reference]"
    ]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("model: small", "small", ""),
        (
            "model: smal",
            "",
            'a.yaml:1:8: error: model: there is no model "smal"; did you mean small? [choice]',
        ),
        (
            "model: xyz",
            "",
            'a.yaml:1:8: error: model: there is no model "xyz"; write one of large, small; or name the council that '
            "has it: --council NAME, or council: NAME in the answers [choice]",
        ),
        (
            "model: [small]",
            "",
            "a.yaml:1:1: error: model: needs an answer; write one of large, small [missing]",
        ),
        ("title: x", "", "a.yaml:1:1: error: model: needs an answer; write one of large, small [missing]"),
    ],
)
def test_the_model_is_the_one_the_answers_name(text: str, name: str, said: str) -> None:
    found, problems = named_model(answered(text), ("large", "small"), NO_COUNCIL)
    assert (found, "\n".join(map(str, problems))) == (name, said)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"unknown{number}: 1\n" for number in range(24_000)), id="unknown names"),
        pytest.param(
            "kinds: {rows: [" + "".join(f"{{id: R{n}, after: S{n}}}," for n in range(8_000)) + "]}",
            id="references",
        ),
        pytest.param("kinds: {texts: [" + "".join(f"t{n}," for n in range(45_000)) + "]}", id="texts"),
    ],
)
def test_a_hostile_file_is_checked_in_bounded_time(model: Model, text: str) -> None:
    start = time.process_time()
    _, problems = validate_answers(answered("model: small\n" + text), model, NO_COUNCIL, {})
    assert time.process_time() - start < 15  # far away: what grows with the square of the text takes hours
    assert len(problems) <= 101


def test_the_samples_fit() -> None:
    for file in sorted((ROOT / "sample_inputs").glob("*.yaml")):
        found = answered(file.read_text(encoding="utf-8"))
        _, problems = validate_answers(
            found, load_model(str(found.values["model"]), [built_in_models()]), NO_COUNCIL, {}
        )
        assert problems == ()


def test_areas_wait_until_a_framework_is_chosen() -> None:
    built_in = load_model("care-planning", [built_in_models()])
    text = "model: care-planning\ndocument: {jurisdiction: wales}\n"
    text += "outcomes: {list: [{id: O1, framework_areas: [wa1]}]}\n"
    assert validate_answers(answered(text), built_in, NO_COUNCIL, {"framework.areas": {}})[1] == ()


def test_a_forgotten_council_is_suggested_once(model: Model) -> None:
    _, problems = validate_answers(answered("model: small\nunknown1: 1\nunknown2: 1\n"), model, NO_COUNCIL, {})
    hint = "or name the council that asks it: --council NAME, or council: NAME in the answers"
    assert [problem.place.path for problem in problems if hint in str(problem)] == ["unknown1"]


def test_no_council_is_suggested_where_one_is_named(model: Model) -> None:
    council = replace(NO_COUNCIL, folders=(Path("arian"),))
    _, problems = validate_answers(answered("model: small\nunknown1: 1\n"), model, council, {})
    assert [str(problem) for problem in problems if "--council" in str(problem)] == []


def test_what_only_other_models_ask_is_a_warning_unless_the_council_gives_it(model: Model) -> None:
    own = answered("model: small\nother: 1\n")
    given = replace(own, key_positions={("other",): Position(3, 3, "council.yaml")}, value_positions={})
    for answers, rules in ((own, ["other-model"]), (given, [])):
        _, problems = validate_answers(answers, model, NO_COUNCIL, {}, lambda _name: ("large",))
        assert [problem.rule for problem in problems] == rules
