"""An entry of law is checked, old, waived or unchecked by its source and the day, and fits some answers only."""

from __future__ import annotations

from datetime import date

import pytest

from specgen.inputs.law.entry import Check, Cite, Condition, Entry, Waiver, holds_until
from specgen.inputs.law.law_files import load_law
from specgen.inputs.law.named import law_names, laws_in, unknown_laws_in
from specgen.system.resources import built_in_models

DAY = date(2026, 11, 28)
CHECK = Check(DAY, "Legal Services", "a line of the Act")
CITE = Cite(title="Care Act 2014", url="https://www.legislation.gov.uk/ukpga/2014/23")


@pytest.mark.parametrize(
    ("entry", "today", "state"),
    [
        pytest.param(Entry("a", (CITE,), CHECK), DAY, "checked", id="on the day"),
        pytest.param(Entry("a", (CITE,), CHECK), date(2027, 5, 28), "checked", id="after six months"),
        pytest.param(Entry("a", (CITE,), CHECK), date(2027, 5, 29), "old", id="a day later"),
        pytest.param(Entry("a", (CITE,)), DAY, "unchecked", id="no check"),
        pytest.param(Entry("a", (Cite(title="Care Act 2014"),), CHECK), DAY, "unchecked", id="no address"),
        pytest.param(Entry("a", (CITE,), Check(DAY, "Legal")), DAY, "unchecked", id="no line of the source"),
        pytest.param(Entry("a", (CITE,), None, Waiver(DAY, "Legal", "why")), DAY, "waived", id="waived"),
        pytest.param(
            Entry("a", (CITE,), CHECK, Waiver(date(2027, 6, 1), "Legal", "why")), date(2027, 6, 2), "waived",
            id="waived when the check was old",
        ),
        pytest.param(
            Entry("a", (CITE,), Check(date(2027, 6, 1), "Legal", "line"), Waiver(DAY, "Legal", "why")),
            date(2027, 6, 2), "checked", id="checked after it was waived",
        ),
    ],
)  # fmt: skip
def test_the_state_of_an_entry_is_worked_out(entry: Entry, today: date, state: str) -> None:
    assert entry.state(today) == state


@pytest.mark.parametrize(
    ("checked", "last"),
    [
        (date(2026, 11, 28), date(2027, 5, 28)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 9, 30)),
    ],
)
def test_a_check_holds_for_six_months(checked: date, last: date) -> None:
    assert holds_until(checked) == last


FROM_55 = Condition(("scope", "age_minimum"), at_least=55)
SINCE = Condition(("contract", "began_on"), at_least="2025-02-24")
BEFORE = Condition(("contract", "began_on"), less_than="2025-02-24")
HEALTH = Condition(("contract", "health"), choices=(True,))


@pytest.mark.parametrize(
    ("condition", "answers", "is_met"),
    [
        (FROM_55, {"scope": {"age_minimum": 65}}, True),
        (FROM_55, {"scope": {"age_minimum": 18}}, False),
        (FROM_55, {"scope": {}}, True),
        (SINCE, {"contract": {"began_on": date(2025, 2, 24)}}, True),
        (SINCE, {"contract": {"began_on": date(2025, 2, 23)}}, False),
        (BEFORE, {"contract": {"began_on": date(2025, 2, 24)}}, False),
        (HEALTH, {"contract": {"health": False}}, False),
        (HEALTH, {"contract": {"health": True}}, True),
    ],
)
def test_a_condition_is_met_by_the_answer_or_by_none(
    condition: Condition, answers: dict[str, object], is_met: bool
) -> None:
    assert condition.is_met(answers) is is_met


def test_regulations_under_an_act_are_not_the_act() -> None:
    laws = load_law("england", (built_in_models(),)).laws
    text = "(Equality Act 2010) and the Health and Social Care Act 2008 (Regulated Activities) Regulations 2014"
    found = [one.words for one in laws_in(text, law_names(laws))]
    assert found == ["Equality Act 2010", "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014"]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("the Children Act 1989 applies", ["Children Act 1989"]),
        ("the Care Act 2014 applies", []),
        ("the Made-up Services (Wales) Regulations 2031", ["Made-up Services (Wales) Regulations 2031"]),
        ("see [2031] UKSC 9 and QS5", ["[2031] UKSC 9", "QS5"]),
        ("The Act says so. In Part 2 of the contract, a Regulation", []),
    ],
)
def test_a_name_that_is_in_no_file_of_law_is_found(text: str, unknown: list[str]) -> None:
    laws = load_law("england", (built_in_models(),)).laws
    assert [one.words for one in unknown_laws_in(text, law_names(laws))] == unknown
