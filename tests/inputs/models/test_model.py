"""Load model and section files: the model, or the messages about what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator, meta

from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.generate import draft
from specgen.inputs.answers.answer_types import typed
from specgen.inputs.models import model as models
from specgen.inputs.models.model import Model, Question, load_model, model_ids
from specgen.problems import CannotRead, Fault, SpecgenError
from specgen.system.resources import built_in_models

MODEL = """
id: small
title: Small model
summary: For tests.
sections:
  - {id: visits, place: front}
  - rows
"""
VISITS = """
$id: visits
title: Visits
description: When people are visited.
at: service.visits
type: object
properties:
  start:
    title: Start of the day
    description: From what time?
    reason: People plan by it.
    need: first
    type: string
    format: time
    examples: ["07:00"]
  minutes: {title: Length, description: How long?, need: model, type: integer, unit: minutes, minimum: 1}
"""
ROWS = """
$id: rows
title: Rows
description: Rows with a number.
at: rows
type: array
items:
  type: object
  properties:
    id: {title: Number, description: Which number?, need: first, type: string, pattern: '^R[0-9]+$'}
    others:
      {title: Others, description: Which?, need: model, type: array, items: {type: string}, refers_to: rows}
"""


def small(folder: Path, **files: str) -> Path:
    """A folder of models: the small one above, with some of its files replaced."""
    (folder / "sections").mkdir()
    texts = {"small": MODEL, "sections/visits": VISITS, "sections/rows": ROWS}
    for name, text in {**texts, **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def every_question(model: Model) -> Iterator[tuple[str, Question]]:
    def walk(question: Question, path: str) -> Iterator[tuple[str, Question]]:
        for child in question.questions:
            yield f"{path}.{child.name}", child
            yield from walk(child, f"{path}.{child.name}")

    for section in model.sections:
        yield from walk(section.question, ".".join(section.at))


def test_a_section_becomes_a_tree_of_questions(tmp_path: Path) -> None:
    model = load_model("small", [small(tmp_path)])
    visits, rows = model.sections
    assert (visits.at, visits.place, visits.template) == (
        ("service", "visits"),
        "front",
        "sections/visits.docx",
    )
    start, minutes = visits.question.questions
    assert (start.kind, start.need, start.examples, start.reason) == (
        "time",
        "first",
        ("07:00",),
        "People plan by it.",
    )
    assert (minutes.kind, minutes.unit) == ("integer", "minutes")
    assert (rows.question.kind, rows.question.name) == ("rows", "rows")
    assert [(q.kind, q.refers_to) for q in rows.question.questions] == [("text", ""), ("list", "rows")]


def test_the_schema_knows_every_name_and_allows_no_other(tmp_path: Path) -> None:
    schema = Draft202012Validator(dict(load_model("small", [small(tmp_path)]).schema))
    assert schema.is_valid({"model": "small", "service": {"visits": {"start": "07:00", "minutes": None}}, "rows": None})
    assert not schema.is_valid({"model": "small", "service": {"visit": {}}})
    assert not schema.is_valid({"model": "large"})
    assert not schema.is_valid({"model": "small", "service": {"visits": {"minutes": 0}}})


def test_a_model_takes_over_the_sections_of_the_one_it_extends(tmp_path: Path) -> None:
    more = "id: more\ntitle: More\nsummary: More.\nextends: small\nsections:\n"
    more += "  - {id: pay, after: visits}\n  - {id: rows, place: schedule}\n"
    pay = VISITS.replace("visits", "pay").replace("Visits", "Pay")
    model = load_model("more", [small(tmp_path, **{"more": more, "sections/pay": pay})])
    assert [(section.id, section.place) for section in model.sections] == [
        ("visits", "front"),
        ("pay", "body"),
        ("rows", "schedule"),
    ]
    assert model.template == "small.docx"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    own, ours = tmp_path / "own", tmp_path / "ours"
    ours.mkdir()
    (own / "sections").mkdir(parents=True)
    (own / "sections" / "visits.yaml").write_text(VISITS.replace("title: Visits", "title: Calls"))
    (own / "council.yaml").write_text("name: Dyffryn Arian\n")
    model = load_model("small", [own, small(ours)])
    assert model.sections[0].title == "Calls"
    assert model_ids([own, ours]) == ("small",)
    (own / "answers.yaml").write_text("model: small\n")
    assert model_ids([own, ours]) == ("small",)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "sections/visits",
            "need: first",
            "need: urgent",
            "visits.yaml:12:5: error: properties.start.need: urgent is not",
        ),
        (
            "sections/visits",
            "unit: minutes",
            "maximum: 5",
            "visits.yaml:16:3: error: properties.minutes.unit: is missing",
        ),
        (
            "sections/visits",
            "format: time",
            "format: clock",
            "visits.yaml:14:5: error: properties.start.format: clock is",
        ),
        (
            "sections/visits",
            "reason:",
            "reasn:",
            "visits.yaml:11:5: error: properties.start.reasn: reasn means nothing",
        ),
        (
            "sections/visits",
            "  start:",
            "  Start:",
            "visits.yaml:8:3: error: properties.Start: Start is not a name",
        ),
        (
            "sections/visits",
            "type: integer",
            "type: int",
            "properties.minutes.type: is not a type; write one of string",
        ),
        (
            "sections/visits",
            "$id: visits",
            "$id: visit",
            "visits.yaml:2:1: error: $id: is not the name of the file",
        ),
        ("sections/visits", "title: Visits", "", "visits.yaml:1:1: error: title: is missing"),
        (
            "sections/visits",
            "at: service.visits",
            "at: Service",
            "visits.yaml:5:1: error: at: is not the path",
        ),
        (
            "sections/visits",
            "at: service.visits",
            "at: rows",
            "the answers of visits and rows stand at the same place",
        ),
        ("sections/visits", "at: service.visits", "at: model", "the answers of visits stand at model"),
        (
            "sections/visits",
            "  start:",
            "  start: &a",
            "visits.yaml:8:10: error: properties.start: starts with &",
        ),
        ("sections/visits", "type: object", "type: [", "opened with [ here is not closed"),
        (
            "sections/rows",
            "refers_to: rows",
            "refers_to: row",
            "rows refers to row, which is no list of rows",
        ),
        ("small", "- rows", "- row", "there is no section file row.yaml"),
        (
            "small",
            "place: front",
            "place: cover",
            "place: cover is not possible; write one of front, body, schedule",
        ),
        ("small", "place: front", "plaice: front", "plaice means nothing here"),
        ("small", "title: Small model", "", "small.yaml:1:1: error: title: is missing"),
        ("small", "id: small", "id: large", "small.yaml:2:1: error: id: is not the name of the file"),
        ("small", "summary:", "extends: small\nsummary:", "small extends this model in turn"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    texts = {"small": MODEL, "sections/visits": VISITS, "sections/rows": ROWS}
    folder = small(tmp_path, **{file: texts[file].replace(old, new, 1)})
    with pytest.raises(SpecgenError) as stopped:
        load_model("small", [folder])
    assert said in str(stopped.value)


LESS = "id: less\nextends: small\ndrop: [rows]\n"


def test_a_model_that_extends_another_can_drop_its_sections(tmp_path: Path) -> None:
    folder = small(tmp_path, less=LESS)
    assert [section.id for section in load_model("less", [folder]).sections] == ["visits"]
    assert [section.id for section in load_model("small", [folder]).sections] == ["visits", "rows"]


def test_a_section_that_was_dropped_can_be_put_elsewhere(tmp_path: Path) -> None:
    folder = small(tmp_path, less=LESS.replace("rows", "visits") + "sections: [{id: visits, after: rows}]\n")
    sections = load_model("less", [folder]).sections
    assert [(section.id, section.place) for section in sections] == [("rows", "body"), ("visits", "body")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("drop: [row]", "less.yaml:3:8: error: drop[1]: there is no section row to drop; did you mean rows?"),
        ("drop: [payment]", "drop[1]: there is no section payment to drop; write one of visits, rows"),
        ("drop: rows", "less.yaml:3:1: error: drop: is not a list; write each section as a dash and its name"),
        ("drop: [rows]\nsections: [{id: visits, after: rows}]", "after: rows is not possible; write one of visits"),
        ("sections: rows", "sections: is not a list"),
    ],
)
def test_a_section_that_cannot_be_dropped_is_named(tmp_path: Path, wrong: str, said: str) -> None:
    folder = small(tmp_path, less=LESS.replace("drop: [rows]", wrong))
    with pytest.raises(SpecgenError) as stopped:
        load_model("less", [folder])
    assert said in str(stopped.value)


def test_a_section_that_others_refer_to_is_not_dropped_alone(tmp_path: Path) -> None:
    naming = VISITS + ("  row: {title: Row, description: Which?, need: model, type: string, refers_to: rows}\n")
    folder = small(tmp_path, less=LESS, **{"sections/visits": naming})
    with pytest.raises(SpecgenError, match="refers to rows, which is dropped with rows; keep rows, or drop visits as"):
        load_model("less", [folder])


def test_a_model_that_extends_none_has_nothing_to_drop(tmp_path: Path) -> None:
    folder = small(tmp_path, small=MODEL + "drop: [visits]\n")
    with pytest.raises(SpecgenError, match="take the line out: only a model that extends another can drop a section"):
        load_model("small", [folder])


@pytest.mark.parametrize("name", ["smal", "large", "../small", "sections/visits", ""])
def test_an_unknown_model_names_those_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotRead, match=r"there is no model .*small"):
        load_model(name, [small(tmp_path)])


BUILT_IN = [load_model(name, [built_in_models()]) for name in model_ids([built_in_models()])]


@pytest.mark.parametrize("model", BUILT_IN, ids=lambda model: model.id)
def test_the_built_in_questions_are_complete(model: Model) -> None:
    lacking = [
        path
        for path, question in every_question(model)
        if not (question.title and question.description and len(question.title) <= 60)
        or (question.kind not in ("group", "rows") and not (question.reason and question.examples))
    ]
    assert lacking == []


OF_A_FILE = re.compile(r"[{}`\[\]]|\b[a-z]+_[a-z_]+\b|\b(?:awaited|other|by):|\bYAML\b|\b\d{4}-\d\d-\d\d\b")
TERM = re.compile(r"\{[a-z_]+(?:\.[a-z_]+)*\}")  # a word of the contract, such as {person.plural}


@pytest.mark.parametrize("model", BUILT_IN, ids=lambda model: model.id)
def test_no_question_speaks_of_the_file_for_it_is_asked_in_a_form_and_on_a_page_too(model: Model) -> None:
    texts = ((path, text) for path, one in every_question(model) for text in (one.title, one.description, one.reason))
    assert [(path, text) for path, text in texts if OF_A_FILE.search(TERM.sub("", text))] == []


@pytest.mark.parametrize("model", BUILT_IN, ids=lambda model: model.id)
def test_every_example_is_a_right_answer(model: Model) -> None:
    wrong = []
    for path, question in every_question(model):
        for example in question.examples if not question.questions else ():
            one = typed(example, None, question) if question.kind != "list" else example
            if isinstance(one, Fault) or not Draft202012Validator(dict(question.schema)).is_valid(example):
                wrong.append((path, example, one))
    assert wrong == []


@pytest.mark.parametrize("model", BUILT_IN, ids=lambda model: model.id)
def test_the_schema_is_a_valid_schema(model: Model) -> None:
    meta.validate(dict(model.schema))


def test_many_unknown_names_read_each_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(id: str, folders: Sequence[Path]) -> Model:
        read.append(id)
        return load_model(id, folders)

    monkeypatch.setattr(models, "load_model", counted)
    unknown: dict[str, object] = {f"x{number}": 1 for number in range(100)}
    with pytest.raises(SpecgenError):
        draft(YamlFile("a.yaml", {"model": "care-planning", **unknown}), today=date(2026, 11, 16))
    assert sorted(read) == list(model_ids([built_in_models()]))
