"""Test the number of people that a target means, the rows that follow from it, and sections that wait for a yes."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.context.context import shown_sections
from specgen.context.targets import level_of, people_equivalent
from specgen.formats.yamlfile.yaml_file import load
from specgen.generate import draft
from specgen.inputs.answers.answers import Answers
from specgen.inputs.answers.consistency import consistent
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.models.model import Model, load_model
from specgen.problems import SpecgenError
from specgen.system.resources import built_in_models
from tests.inputs.models.test_model import VISITS, small
from tests.judges.answered import SAMPLES
from tests.judges.reader import Document, read_document
from tests.support.long_cases import long_but

NO_COUNCIL = load_council(None)

POPULATION = load_model("population", [built_in_models()])


@pytest.mark.parametrize(
    ("percent", "people", "expected"),
    [
        ("46", 2150, 989),
        ("82", 2150, 1763),
        ("50", 1, 1),
        ("50", 3, 2),
        ("0", 2150, 0),
        ("100", 7, 7),
        ("32", 410, 132),
    ],
)
def test_a_percentage_means_a_number_of_people(percent: str, people: int, expected: int) -> None:
    assert people_equivalent(Decimal(percent), people) == expected


@given(st.decimals(0, 100, places=2), st.integers(0, 100_000))
def test_no_percentage_means_more_people_than_there_are(percent: Decimal, people: int) -> None:
    for direction in ("higher", "lower"):
        found = people_equivalent(percent, people, direction)
        assert 0 <= found <= people
        assert abs(found * 100 - percent * people) < 100


@given(st.decimals(0, 100, places=2), st.integers(0, 100_000))
def test_so_many_people_do_reach_the_percentage(percent: Decimal, people: int) -> None:
    assert people_equivalent(percent, people) * 100 >= percent * people
    assert people_equivalent(percent, people, "lower") * 100 <= percent * people


@pytest.mark.parametrize(
    ("target", "kind", "direction", "baseline", "level"),
    [
        (60, "level", "higher", 52, 60),
        (60, "level", "higher", None, 60),
        (4, "points", "higher", 40, 44),
        (4, "points", "lower", 40, 36),
        (10, "relative", "higher", 40, 44),
        (10, "relative", "lower", Decimal("12.5"), Decimal("11.25")),
        (4, "points", "higher", None, None),
        (4, "", "higher", 40, None),
    ],
)
def test_a_target_means_a_level(
    target: int, kind: str, direction: str, baseline: int | Decimal | None, level: int | Decimal | None
) -> None:
    assert level_of(target, kind, direction, baseline) == level


def fitted(folder: Path, text: str, model: Model) -> Answers:
    file = folder / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    answers, problems = load(file)
    assert answers is not None
    assert not problems
    return validate_answers(answers, model, NO_COUNCIL, {})[0]


SMALL = "model: small\nservice: {visits: {start: '07:00', WEEKENDS}}\nrows: [{id: R1}]\n"
SWITCH = VISITS + "  weekends: {title: Weekends, description: Weekends?, need: model, type: boolean}\n"
WAITING = "id: small\ntitle: Small\nsummary: Small.\nsections: [visits, {id: rows, when: service.visits.weekends}]\n"


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("weekends: yes", ["visits", "rows"]), ("weekends: no", ["visits"]), ("minutes: 30", ["visits"])],
)
def test_a_section_waits_for_a_yes(tmp_path: Path, answer: str, shown: list[str]) -> None:
    folder = small(tmp_path, **{"small": WAITING, "sections/visits": SWITCH})
    model = load_model("small", [folder])
    answers = fitted(tmp_path, SMALL.replace("WEEKENDS", answer), model)
    assert [section.id for section in shown_sections(model, answers)] == shown


@pytest.mark.parametrize("when", ["service.visits.start", "service.weekends", "rows.weekends", "weekends", "never"])
def test_a_section_waits_only_for_a_question_of_yes_or_no(tmp_path: Path, when: str) -> None:
    waiting = WAITING.replace("service.visits.weekends", when)
    folder = small(tmp_path, **{"small": waiting, "sections/visits": SWITCH})
    with pytest.raises(SpecgenError, match=r"rows waits for|when: .* is not possible"):
        load_model("small", [folder])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "causal_pathways: [{pathway: PW1, provider_percent: 70, other_percent: 5, agencies: [{percent: 20}]}]",
            "causal_pathways[1].provider_percent: the shares of the result come to 95 percent; "
            "make them 100: 5 percent are missing [total]",
        ),
        (
            "causal_pathways: [{pathway: PW1, provider_percent: 90, other_percent: 20}]",
            "come to 110 percent; make them 100: 10 percent are too many [total]",
        ),
        ("causal_pathways: [{pathway: PW1, provider_percent: 90, other_percent: 10}]", ""),
        ("causal_pathways: [{pathway: PW1, provider_percent: 90}]", ""),
        (
            "measures: [{id: M1, unit: days}]\npopulation_outcomes: [{measure: M1}]",
            "population_outcomes[1].measure: M1 is counted as days",
        ),
        ("measures: [{id: M1, unit: percent}, {id: M2}]\npopulation_outcomes: [{measure: M1}, {measure: M2}]", ""),
        (
            "population: {limit: {people: 2000}, areas: [{users_a_year: 1200}, {users_a_year: 950}]}",
            "population.limit.people: the limit of 2000 is below the 2150 expected in all areas",
        ),
        ("population: {limit: {people: 2150}, areas: [{users_a_year: 1200}, {users_a_year: 950}]}", ""),
        ("population: {limit: {people: 20}, areas: [{users_a_year: 1200}, {name: North}]}", ""),
    ],
)
def test_what_does_not_hold_together_is_reported(tmp_path: Path, text: str, said: str) -> None:
    answers = fitted(tmp_path, f"model: population\ndocument: {{jurisdiction: wales}}\n{text}\n", POPULATION)
    found = "\n".join(str(problem) for problem in consistent(answers, POPULATION))
    assert said in found if said else not found


@pytest.mark.parametrize("linked", ["no", ""])
def test_answers_that_wait_for_a_yes_are_not_lost_in_silence(tmp_path: Path, linked: str) -> None:
    text = f"model: population\npopulation: {{reward_linked: {linked}}}\npayment: {{floor: All hours are paid.}}\n"
    found = [str(problem) for problem in consistent(fitted(tmp_path, text, POPULATION), POPULATION)]
    said = "warning: payment: is not printed while population.reward_linked is not answered with yes"
    assert [line for line in found if said in line] == found != []


def test_answers_that_have_their_yes_are_no_warning(tmp_path: Path) -> None:
    text = "model: population\npopulation: {reward_linked: yes}\npayment: {floor: All hours are paid.}\n"
    assert list(consistent(fitted(tmp_path, text, POPULATION), POPULATION)) == []


def drafted(folder: Path, sample: str, **changes: Any) -> Document:
    """The draft of a sample with some answers changed: a path with __ for its dots, and the answer."""
    file = next(file for file in SAMPLES if file.stem == sample)
    answers, _ = load(file)
    assert answers is not None
    values: Any = deepcopy(dict(answers.values))
    texts = dict(answers.texts)
    for name, change in changes.items():
        path = tuple(name.split("__"))
        group = values
        for step in path[:-1]:
            group = group.setdefault(step, {})
        group[path[-1]] = change
        texts = {place: text for place, text in texts.items() if place[: len(path)] != path}
    made = draft(replace(answers, values=values, texts=texts), load_council(None), today=date(2026, 11, 16))
    (folder / "draft.docx").write_bytes(made.document)
    return read_document(folder / "draft.docx")


@pytest.mark.parametrize("sample", long_but([file.stem for file in SAMPLES], "quick-start", "population"))
def test_several_commissioners_read_right(tmp_path: Path, sample: str) -> None:
    text = drafted(tmp_path, sample, definitions__words__commissioner="Commissioners").text
    singular = "has|is|was|does|agrees|asks|decides|gives|keeps|leads|makes|owns|pays|receives|reviews|tells|uses"
    assert re.findall(rf"[^.]*\bthe Commissioners (?:{singular})\b[^.]*", text, re.IGNORECASE) == []
    assert re.findall(r"(?:\ba|Commissioners’s|Commissionerses) Commissioners?", text) == []
    assert "the Commissioners" in text


def test_a_pathway_that_nobody_described_is_open(tmp_path: Path) -> None:
    described = [{"pathway": "PW1", "inputs": "Area team"}]
    document = drafted(tmp_path, "population", causal_pathways=described)
    assert "area team" in document.text
    assert "(PW2)" in document.text
    assert "(PW3)" in document.text


def test_the_sections_of_reward_are_there_only_when_the_price_depends_on_outcomes(tmp_path: Path) -> None:
    linked = drafted(tmp_path, "population").text
    plain = drafted(tmp_path, "population", population__reward_linked=False).text
    assert "A part of the price depends on Outcomes" in linked
    assert "Payment does not depend on Outcomes" in plain
    assert "Examples of one payment" in linked
    assert "Examples of one payment" not in plain
    assert "[To complete" not in plain
