"""Test that a sound specification says nothing, and that one break of it raises its rule and no unrelated one."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from specgen.review.rules.facts import dates, links, sums
from specgen.review.rules.facts.specification import months_on
from tests.support.examples import examples
from tests.support.rule_examples import fact_problems
from tests.support.valid_specifications import Answers, specifications

Break = Callable[[Answers, int], None]


def _set(value: Any, *path: str | int) -> Break:
    """Return what writes a value at a path; a function is given the whole and the old value."""

    def change(answers: Answers, seed: int) -> None:
        where: Any = answers
        for step in path[:-1]:
            where = where.setdefault(step, {}) if isinstance(step, str) else where[step % len(where)]
        last = path[-1]
        where[last] = value(answers, where.get(last), seed) if callable(value) else value

    return change


def _take(*path: str | int) -> Break:
    def change(answers: Answers, seed: int) -> None:
        where: Any = answers
        for step in path[:-1]:
            where = where[step]
        del where[path[-1]]

    return change


def _start(answers: Answers) -> date:
    start: date = answers["contract"]["start"]
    return start


def _after(answers: Answers, old: object, seed: int) -> date:
    """A day after the longest term."""
    contract = answers["contract"]
    months = contract["initial_term_months"] + contract.get("extension_months", 0)
    return months_on(_start(answers), months) + timedelta(days=seed)


def _all(*changes: Break) -> Break:
    def change(answers: Answers, seed: int) -> None:
        for one in changes:
            one(answers, seed)

    return change


def _swap_use(answers: Answers, old: object, seed: int) -> list[str]:
    return ["monitor", "trigger"]


BREAKS: dict[str, Break] = {
    "DATE-END": _set(lambda answers, old, seed: old + timedelta(days=seed), "contract", "end"),
    "DATE-OUTCOME": _set(_after, "outcomes", "list", -1, "end"),
    "DATE-TERM": _set(_after, "workforce", "training", "by"),
    "DATE-OBJECTIVE": _set(
        lambda answers, old, seed: _start(answers) - timedelta(days=seed - 1), "objectives", "list", -1, "due"
    ),
    "DATE-DELIVERABLE": _set(
        lambda answers, old, seed: answers["objectives"]["list"][0]["due"] + timedelta(days=seed),
        "objectives", "deliverables", 0, "due",
    ),
    "DATE-MOBILISATION": _set("Mobilisation plan", "objectives", "deliverables", 0, "name"),
    "DATE-BEFORE-START": _set(
        lambda answers, old, seed: _start(answers) - timedelta(days=seed), "objectives", "deliverables", 0, "due"
    ),
    "DATE-PROCUREMENT": _set(
        lambda answers, old, seed: _start(answers) + timedelta(days=seed), "contract", "procurement", "began_on"
    ),
    "DATE-BASELINE": _set("the year 2036-37", "measures", 0, "baseline", "period"),
    "DATE-TARGET-YEAR": _set(8, "payment", "elements", -1, "start_year"),
    "DATE-FUTURE": _set(
        lambda answers, old, seed: [
            {"date": answers["document"]["date"] + timedelta(days=seed), "who": "People", "stage": "design"}
        ],
        "introduction", "developed_with",
    ),
    "DATE-VERSION": _all(
        _set("0.3", "document", "version"),
        _set([{"version": "0.3", "date": date(2026, 6, 1)}], "document", "history"),
    ),
    "SUM-LOTS": _set(lambda answers, old, seed: old + seed, "contract", "lots", 0, "people"),
    "SUM-GROUPS": _set(
        lambda answers, old, seed: [f"{answers['scope']['people']} older people", f"{seed} others"], "scope", "groups"
    ),
    "SUM-MOST-LOTS": _set(lambda answers, old, seed: old + seed, "providers", "most_lots"),
    "SUM-PEOPLE": _set(
        lambda answers, old, seed: answers["scope"]["people"] + seed, "measures", -1, "minimum_people"
    ),
    "MONEY-TOTAL": _set(lambda answers, old, seed: old * 2, "contract", "total_value"),
    "MONEY-BUDGET": _set(
        lambda answers, old, seed: answers["contract"]["annual_value"] - seed, "need", "budget", "yearly"
    ),
    "MONEY-HOURS": _set(lambda answers, old, seed: round(old * 1.5, 2), "payment", "elements", 0, "rate", "amount"),
    "MONEY-ELEMENT": _all(
        _set("block", "payment", "elements", 0, "basis"),
        _set("month", "payment", "elements", 0, "rate", "per"),
    ),
    "MONEY-PERIOD": _set("It has £100 a week, that is £9,000 a year.", "collaboration", "community"),
    "LINK-MEASURE": _set(
        lambda answers, old, seed: [*old, {"id": "O9", "statement": "People choose", "level": "service"}],
        "outcomes", "list",
    ),
    "LINK-OBJECTIVE": _set(["O1"], "objectives", "list", -1, "outcomes"),
    "LINK-NO-OUTCOME": _take("measures", 0, "outcome"),
    "LINK-ACTIVITY": _set(["O1"], "core_activities", "activities", 0, "outcomes"),
    "LINK-PATHWAY": _all(
        _set("population", "outcomes", "list", 0, "level"),
        _set([{"id": "PW1", "outcome": "O2"}], "attribution", "pathways"),
    ),
    "LINK-USE": _set(_swap_use, "measures", 0, "use"),
    "LINK-PAID": _all(_take("payment", "elements", -1, "measure"), _set(["monitor", "trigger"], "measures", -1, "use")),
    "LINK-STEPS": _take("failure", "individual"),
    "LINK-GAIN": _all(
        _set(True, "gain_sharing", "used"),
        _set("block", "payment", "elements", 0, "basis"),
        _set({"vat": "exempt"}, "payment", "elements", 0, "rate"),
    ),
}  # fmt: skip
# What the same break says besides, with the reason.
BESIDES = {
    "LINK-MEASURE": {"LINK-OBJECTIVE", "LINK-ACTIVITY"},  # a new outcome has none of them
    "LINK-NO-OUTCOME": {"LINK-MEASURE"},  # the outcome that the measure showed has none now
    "DATE-VERSION": {"DATE-FUTURE"},  # where the document is older than the version that its history has
    "LINK-PAID": {"LINK-USE"},  # one step only, on the first measure
}


@examples(fixed=8, long=200)
@given(specifications())
def test_a_sound_specification_says_nothing(answers: Answers) -> None:
    assert [str(problem) for problem in fact_problems(_text(answers))] == []


@pytest.mark.parametrize("rule", BREAKS)
@examples(fixed=2, long=40)
@given(answers=specifications(), seed=st.integers(1, 9))
def test_one_break_raises_its_rule_and_no_unrelated_one(rule: str, answers: Answers, seed: int) -> None:
    broken = copy.deepcopy(answers)
    BREAKS[rule](broken, seed)
    found = {problem.rule for problem in fact_problems(_text(broken))}
    assert rule in found
    assert found - {rule} - BESIDES.get(rule, set()) == set()


def test_every_rule_of_links_dates_sums_and_money_is_broken() -> None:
    families = (dates.FAMILY, sums.FAMILY, links.FAMILY)
    rules = {rule.id for family in families for rule in family.rules}
    assert rules - set(BREAKS) == {"SUM-AREAS", "MONEY-LOTS", "MONEY-CHARGE"}  # of other samples: the folder `broken`


class _Dumper(yaml.SafeDumper):
    """Writes every value out, where another one is the same."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(answers: Answers) -> str:
    return yaml.dump(answers, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
