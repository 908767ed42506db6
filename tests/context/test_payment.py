"""Compare the worked examples with another calculation, in fractions, to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.context.gain_share import gain
from specgen.context.payment import worked_examples
from specgen.context.price import pay_for, share_of, split
from specgen.context.values import Record
from specgen.formats.yamlfile.yaml_file import load
from specgen.inputs.answers.agreement.intervals import ON_RESULTS
from tests.judges.policy import ROOT

SAMPLES = ROOT / "sample_inputs"

pounds = st.integers(0, 10**11).map(lambda pennies: Decimal(pennies) / 100)
percents = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
hours = st.integers(1, 16_800).map(lambda hundredths: Decimal(hundredths) / 100)
rates = st.integers(0, 20_000).map(lambda pennies: Decimal(pennies) / 100)


@st.composite
def whole(draw: st.DrawFn, most: int = 9) -> list[Decimal]:
    """Shares of up to two decimals that come to 100 percent."""
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), max_size=most - 1)))
    bounds = [0, *cuts, 10_000]
    return [Decimal(high - low) / 100 for low, high in pairwise(bounds)]


@st.composite
def tapers(draw: st.DrawFn) -> list[tuple[int, int, Decimal]]:
    lengths = draw(st.lists(st.integers(1, 60), min_size=1, max_size=5))
    steps, first = [], 1
    for length in lengths:
        steps.append((first, first + length - 1, draw(percents)))
        first += length
    return steps


def pennies(amount: Decimal | Fraction) -> int:
    """The nearest number of pennies, a half upwards, without any Decimal arithmetic."""
    return floor(Fraction(amount) * 100 + Fraction(1, 2))


def as_pennies(amount: Decimal) -> int:
    exact = Fraction(amount) * 100
    assert exact.denominator == 1, "an amount has to be a whole number of pennies"
    return int(exact)


@given(pounds, percents)
def test_a_share_is_the_nearest_penny(amount: Decimal, percent: Decimal) -> None:
    assert as_pennies(share_of(amount, percent)) == pennies(Fraction(amount) * Fraction(percent) / 100)


@given(pounds, whole())
def test_the_elements_of_the_price_add_up_to_it(total: Decimal, shares: list[Decimal]) -> None:
    parts = [as_pennies(part) for part in split(total, shares)]
    exact = [Fraction(total) * Fraction(share) for share in shares]  # in pennies: pounds times percent
    largest = shares.index(max(shares))
    assert sum(parts) == pennies(total)
    for place, (part, wanted) in enumerate(zip(parts, exact, strict=True)):
        allowed = Fraction(len(parts), 2) if place == largest else Fraction(1, 2)
        assert abs(part - wanted) <= allowed
        if place != largest:
            assert part == floor(wanted + Fraction(1, 2))


@given(st.lists(st.integers(1, 150), max_size=6, unique=True), st.data())
def test_a_scale_pays_by_the_row_that_holds_the_result(bounds: list[int], data: st.DataObject) -> None:
    starts = [0, *sorted(bounds)]
    pays = [Decimal(data.draw(st.integers(0, 100))) for _ in starts]
    ends = [*map(Decimal, starts[1:]), None]
    scale = [(Decimal(low), high, pay) for low, high, pay in zip(starts, ends, pays, strict=True)]
    result = data.draw(st.decimals(0, 200, places=1))
    reached = sum(Fraction(start) <= Fraction(result) for start in starts)
    assert pay_for(result, scale) == pays[reached - 1]


@given(hours, rates, tapers(), percents, st.none() | pounds)
def test_a_gain_is_shared_to_the_penny(
    saved: Decimal, rate: Decimal, steps: list[tuple[int, int, Decimal]], share: Decimal, cap: Decimal | None
) -> None:
    room = min(100 - percent for _, _, percent in steps)
    reinvest = min(share, room)
    made = gain(saved, rate, steps, reinvest, cap)
    weekly = pennies(Fraction(saved) * Fraction(rate))
    expected, capped = week_by_week(weekly, steps, reinvest, cap)
    assert as_pennies(made.weekly) == weekly
    assert made.capped == capped
    for step, (provider, commissioner, reinvested) in zip(made.steps, expected, strict=True):
        assert as_pennies(step.provider) == provider
        assert as_pennies(step.reinvested) == reinvested
        assert as_pennies(step.commissioner) == commissioner
        assert min(provider, commissioner, reinvested) >= 0
    everything = sum(step.provider + step.commissioner + step.reinvested for step in made.steps)
    assert everything == made.weekly * steps[-1][1]
    if cap is not None:
        assert sum(step.provider for step in made.steps) <= cap


def week_by_week(
    weekly: int, steps: Sequence[tuple[int, int, Decimal]], reinvest: Decimal, cap: Decimal | None
) -> tuple[list[tuple[int, int, int]], bool]:
    """The same gain, a week at a time and in whole pennies."""
    left = None if cap is None else pennies(cap)
    found, capped = [], False
    for first, last, percent in steps:
        provider = commissioner = reinvested = 0
        for _ in range(first, last + 1):
            mine = floor(Fraction(weekly) * Fraction(percent) / 100 + Fraction(1, 2))
            back = min(floor(Fraction(weekly) * Fraction(reinvest) / 100 + Fraction(1, 2)), weekly - mine)
            paid = mine if left is None else min(mine, left)
            capped = capped or paid < mine
            left = None if left is None else left - paid
            provider, commissioner, reinvested = provider + paid, commissioner + weekly - paid - back, reinvested + back
        found.append((provider, commissioner, reinvested))
    return found, capped


def test_the_example_of_twelve_hours_and_eight() -> None:
    made = gain(Decimal(4), Decimal("32.50"), [(1, 26, Decimal(40))], Decimal(20))
    (step,) = made.steps
    assert (made.weekly, step.provider, step.commissioner, step.reinvested, made.capped) == (
        Decimal("130.00"),
        Decimal("1352.00"),
        Decimal("1352.00"),
        Decimal("676.00"),
        False,
    )


@given(pounds, whole(), st.lists(st.sampled_from(("hours_delivered", *ON_RESULTS)), min_size=9, max_size=9), percents)
def test_the_examples_of_a_file_of_answers(
    total: Decimal, shares: list[Decimal], bases: list[str], cap: Decimal
) -> None:
    elements = [
        {"id": f"P{n}", "basis": basis, "percent": share}
        for n, (share, basis) in enumerate(zip(shares, bases, strict=False))
    ]
    made = worked_examples(
        {"contract": {"annual_value": total}, "payment": {"elements": elements}, "failure": {"cap_percent": cap}}
    )
    prices: Any = made["price_examples"]
    risky = sum(
        as_pennies(row["amount"])
        for row, basis in zip(prices["rows"], bases, strict=False)
        if basis != "hours_delivered"
    )
    assert prices["at_risk_percent"] + prices["secure_percent"] == 100
    assert as_pennies(prices["total"]) == pennies(total)
    assert as_pennies(prices["most_lost"]) == min(risky, pennies(Fraction(total) * Fraction(cap) / 100))
    assert prices["least"] + prices["most_lost"] == prices["total"]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"payment": {}},
        {"payment": {"elements": [{}]}, "contract": {"annual_value": 5}},
        {"gain_sharing": {"used": False, "duration_weeks": 26, "provider_percent": 40}},
        {"gain_sharing": {"used": True, "example": {"hours_before": 8, "hours_after": 12}}},
    ],
)
def test_without_the_answers_there_is_no_example(values: dict[str, object]) -> None:
    made = worked_examples(values)
    assert (made["price_examples"], made["scale_examples"], made["gain_example"]) == (None, [], None)


@pytest.mark.parametrize(
    ("margin", "target", "shown"),
    [
        (None, 54, [(Decimal("53.19"), Decimal(50))]),
        (1, 54, [(Decimal("52.65"), Decimal(50))]),
        (2, 54, []),  # whoever is within the scale is within the margin
        (1, None, []),  # nobody knows who is within the margin
    ],
)
def test_no_example_pays_a_part_for_what_the_margin_of_chance_pays_in_full(
    margin: int | None, target: int | None, shown: list[tuple[Decimal, Decimal]]
) -> None:
    scale = [{"from": 0, "to": 97, "pay": 0}, {"from": 97, "to": 100, "pay": 50}, {"from": 100, "pay": 100}]
    element = {
        "id": "P1",
        "basis": "service_outcomes",
        "percent": 100,
        "measure": "M1",
        "scale_basis": "percent_of_target",
        "scale": scale,
        "when": "annual",
        "start_year": 1,
    }
    measure = {"id": "M1", "unit": "percent", "direction": "higher", "targets": {"kind": "level", "year_1": target}}
    values = {
        "contract": {"annual_value": Decimal(100)},
        "payment": {"elements": [element]},
        "measures": [{**measure, "tolerance": margin}],
    }
    examples: Any = worked_examples(values)["scale_examples"]
    assert [(example["value"], example["pay"]) for example in examples] == shown


def test_the_examples_of_the_sample() -> None:
    answers, _ = load(SAMPLES / "reward.yaml")
    assert answers is not None
    made = worked_examples(answers.values)
    prices, gained = made["price_examples"], made["gain_example"]
    assert isinstance(prices, Record)
    assert isinstance(gained, Record)
    amounts = [str(row["amount"]) for row in _listed(prices["rows"])]
    assert amounts == ["7213440.00", "509184.00", "169728.00", "339456.00", "254592.00"]
    assert str(prices["total"]) == "8486400.00"
    assert str(prices["most_lost"]) == "1272960.00"  # 15% of it, all that depends on results
    assert str(gained["weekly"]) == "115.60"
    assert [str(step["provider"]) for step in _listed(gained["rows"])] == ["751.40", "348.60"]  # 450.84 uncapped
    assert gained["capped"] is True
    assert str(gained["provider"]) == "1100.00"


def _listed(rows: object) -> list[Any]:
    assert isinstance(rows, list)
    return rows
