"""Work out the payments of a contract year, to the penny, by the formulas that a draft prints.

The worked examples of a draft and a calculation for any set of results come from the same functions, so that what is
printed is what is paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from specgen.context.targets import YEARS, level_of
from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at
from specgen.inputs.answers.agreement.intervals import TIMES_A_YEAR, on_results

__all__ = ["Counted", "Results", "YearOfPayments", "payments_of_year", "share_of", "split"]

PENNY: Final = Decimal("0.01")
NOTHING: Final = Decimal("0.00")
ALL: Final = Decimal(100)
BY_THE_HOUR: Final = frozenset({"hours_delivered", "hours_planned"})

Scale = Iterable[tuple[Decimal, Decimal | None, Decimal]]


class Counted(NamedTuple):
    """What a measure shows for one period: its value, the people counted, and the part that the check has found."""

    value: Decimal | None
    people: int | None = None
    part: Decimal = ALL


@dataclass(frozen=True)
class Results:
    """All that a year's payments depend on, beside the answers; each sequence has one entry for a period."""

    counted: Mapping[str, Sequence[Counted]] = field(default_factory=dict)  # by the id of the element
    given: Mapping[str, Sequence[Decimal]] = field(default_factory=dict)  # by element, hours in percent of the plans
    hours: Mapping[str, Sequence[Decimal]] = field(default_factory=dict)  # by element that is paid by the hour
    hours_in: Mapping[str, Sequence[Mapping[str, Decimal]]] = field(default_factory=dict)  # of those, in its periods
    baselines: Mapping[str, Decimal] = field(default_factory=dict)  # by measure, for those collected in year 1
    earlier: Mapping[str, Decimal] = field(default_factory=dict)  # by element, its last result with enough people
    balancing: Mapping[str, Sequence[Decimal | None]] = field(default_factory=dict)  # by the id of the element
    earlier_shares: Mapping[str, Decimal] = field(default_factory=dict)  # by element, the share last paid


class YearOfPayments(NamedTuple):
    payments: Mapping[str, tuple[Decimal, ...]]  # by the id of the element
    restored: Decimal  # paid with the last payment, where more was lost than the limit allows

    @property
    def total(self) -> Decimal:
        return sum((sum(parts, NOTHING) for parts in self.payments.values()), NOTHING) + self.restored


def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Return a percentage of an amount to the nearest penny, a half upwards."""
    return (amount * percent / 100).quantize(PENNY, ROUND_HALF_UP)


def split(total: Decimal, percents: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the parts of a total, which add up to it; the percentages come to 100."""
    parts = [share_of(total, percent) for percent in percents]
    if parts:
        parts[percents.index(max(percents))] += total.quantize(PENNY, ROUND_HALF_UP) - sum(parts)
    return tuple(parts)


def pay_for(result: Decimal, scale: Scale) -> Decimal:
    """Return the percentage that a scale of (from, to, pay) pays for a result; `to` itself is in the next row."""
    for low, high, pay in scale:
        if low <= result and (high is None or result < high):
            return pay
    return Decimal(0)


def one_payment(expected: Decimal, percent: Decimal, payments: int | Decimal, pay: Decimal = ALL) -> Decimal:
    """Return expected price × share ÷ payments in a year × share paid for the result."""
    return (expected * percent * pay / (10_000 * payments)).quantize(PENNY, ROUND_HALF_UP)


def is_by_the_hour(element: Row) -> bool:
    """True for an element of the price that is paid by the hour."""
    return element.get("basis") in BY_THE_HOUR


def scale_of(element: Row) -> list[tuple[Decimal, Decimal | None, Decimal]]:
    """Return the rows of an element's scale that are complete."""
    return [
        (low, number_at(row, "to"), pay)
        for row in rows_at(element, "scale")
        if (low := number_at(row, "from")) is not None and (pay := number_at(row, "pay")) is not None
    ]


def payments_of_year(values: Row, year: int, expected: Decimal, results: Results) -> YearOfPayments:
    """Return what is paid in one contract year with this expected price, for answers that are complete."""
    payment = group_at(values, "payment")
    elements = rows_at(payment, "elements")
    paid: dict[str, list[Decimal]] = {}
    lost = NOTHING
    for element in elements:
        id, percent = str(element["id"]), number_at(element, "percent") or NOTHING
        if year < int(number_at(element, "start_year") or 1):
            _before_start(paid, element, elements, str(payment.get("before_start")), expected, results)
        elif on_results(element["basis"]):
            pays = _shares_paid(values, element, year, results)
            bases, divisor = _price_of_periods(elements, id, _count(element), expected, results)
            amounts = [one_payment(base, percent, divisor, pay) for base, pay in zip(bases, pays, strict=True)]
            lost += sum((one_payment(base, percent, divisor) for base in bases), NOTHING) - sum(amounts, NOTHING)
            paid[id] = amounts
        else:
            least = number_at(payment, "block_hours_percent") if element["basis"] == "block" else None
            paid[id] = _without_results(element, expected, results, least)
    cap = number_at(group_at(values, "failure"), "cap_percent")
    whole = _price_of_year(elements, expected, results)
    restored = NOTHING if cap is None else max(NOTHING, lost - share_of(whole, cap))
    return YearOfPayments({id: tuple(amounts) for id, amounts in paid.items()}, restored)


def target_for(measure: Row, year: int, baseline: Decimal | None, after_last: object = "last") -> Decimal | None:
    """Return the level to reach in a contract year; the last target goes on, unless the answers say otherwise."""
    targets = group_at(measure, "targets")
    set_years = [(n, value) for n, name in enumerate(YEARS, 1) if (value := number_at(targets, name)) is not None]
    past = [value for n, value in set_years if n <= year]
    if not past or (after_last == "none" and year > set_years[-1][0]):
        return None
    known = number_at(group_at(measure, "baseline"), "value") if baseline is None else baseline
    level = level_of(past[-1], str(targets.get("kind")), str(measure.get("direction")), known)
    return None if level is None else Decimal(level)


def percent_of(result: Decimal, target: Decimal, direction: object, tolerance: Decimal | None) -> Decimal:
    """Return a result as a percentage of its target, the margin of chance included; all of it where this would
    divide by nothing.
    """
    above, below = (target, result) if direction == "lower" else (result, target)
    missed = result - target if direction == "lower" else target - result
    if below == 0 or (tolerance is not None and 0 < missed <= tolerance):
        return ALL
    return above * 100 / below


def _count(element: Row) -> int:
    return TIMES_A_YEAR[str(element["when"])]


def _price_of_periods(
    elements: Sequence[Row], id: str, count: int, expected: Decimal, results: Results
) -> tuple[Sequence[Decimal], int | Decimal]:
    """Return for each period of an element what its share is taken of, and by what that is divided: what the elements
    that are paid by the hour come to, by their shares; else the expected price, by the payments in a year.
    """
    hourly = [element for element in elements if is_by_the_hour(element)]
    if not hourly:
        return [expected] * count, count
    amounts = [
        sum((hours[str(one["id"])] * _rate(one) for one in hourly), Decimal(0)) for hours in results.hours_in[id]
    ]
    return amounts, sum((number_at(one, "percent") or NOTHING for one in hourly), Decimal(0)) / 100


def _price_of_year(elements: Sequence[Row], expected: Decimal, results: Results) -> Decimal:
    """Return what the limit of a year is taken of."""
    hourly = [element for element in elements if is_by_the_hour(element)]
    if not hourly:
        return expected
    amounts = (sum(results.hours[str(one["id"])], Decimal(0)) * _rate(one) for one in hourly)
    return sum(amounts, Decimal(0)) * 100 / sum((number_at(one, "percent") or NOTHING for one in hourly), Decimal(0))


def _rate(element: Row) -> Decimal:
    return number_at(group_at(element, "rate"), "amount") or NOTHING


def _before_start(
    paid: dict[str, list[Decimal]],
    element: Row,
    elements: Sequence[Row],
    rule: str,
    expected: Decimal,
    results: Results,
) -> None:
    """Add what is paid of an element's share in a year before it starts."""
    id, percent = str(element["id"]), number_at(element, "percent") or NOTHING
    if rule in ("paid", "first_element"):
        count = _count(element if rule == "paid" else elements[0])
        bases, divisor = _price_of_periods(elements, id, count, expected, results)
        paid[id] = [one_payment(base, percent, divisor) for base in bases]


def _without_results(element: Row, expected: Decimal, results: Results, least: Decimal | None) -> list[Decimal]:
    rate, count = group_at(element, "rate"), _count(element)
    amount = number_at(rate, "amount")
    if is_by_the_hour(element):
        hours = results.hours.get(str(element["id"]), ())
        return [(one * _rate(element)).quantize(PENNY, ROUND_HALF_UP) for one in hours]
    is_rate = amount is not None and rate.get("per") == "year"
    year = amount if amount is not None and is_rate else expected * (number_at(element, "percent") or NOTHING) / 100
    given = results.given.get(str(element["id"]), [ALL] * count)
    parts = [Decimal(1) if least is None or one >= least else one / least for one in given]
    return [(year * part / count).quantize(PENNY, ROUND_HALF_UP) for part in parts]


def _shares_paid(values: Row, element: Row, year: int, results: Results) -> list[Decimal]:
    """Return the percentage that each period's payment of an element comes to."""
    id, payment = str(element["id"]), group_at(values, "payment")
    measure = next(row for row in rows_at(values, "measures") if row.get("id") == element.get("measure"))
    baseline = results.baselines.get(str(measure["id"]))
    after = group_at(values, "outcomes").get("after_last_target")
    target = target_for(measure, year, baseline, after)
    relative = element.get("scale_basis") == "percent_of_target"
    without = NOTHING if payment.get("no_result") == "nothing" else ALL
    settling = int(number_at(payment, "settling_periods") or 0) if year == 1 and _count(element) > 1 else 0
    periods = results.counted[id]
    balancing = results.balancing.get(id, [None] * len(periods))
    pays = []
    last = results.earlier_shares.get(id, ALL)
    for index in range(len(periods)):
        result = _result(periods, index, measure, str(payment.get("few_people")), results.earlier.get(id))
        is_missing = result is None or (relative and target is None)
        if index < settling:
            pay = ALL
        elif _is_unbalanced(values, measure, balancing[index]):
            pay = NOTHING
        elif result is None or is_missing:
            pay = last if payment.get("no_result") == "last_share" else without
        else:
            if relative and target is not None:
                result = percent_of(result, target, measure.get("direction"), number_at(measure, "tolerance"))
            pay = pay_for(result, scale_of(element))
        last = last if is_missing else pay
        pays.append(pay)
    return pays


def _result(
    periods: Sequence[Counted], index: int, measure: Row, few_people: str, earlier: Decimal | None
) -> Decimal | None:
    """Return the result of one period, by the rule for too few people where it applies; None if there is none."""
    least = number_at(measure, "minimum_people") or Decimal(1)
    one = periods[index]
    if _is_enough(one, least):
        return None if one.value is None else one.value * one.part / 100
    if few_people == "last_value":
        before = [each for each in periods[:index] if _is_enough(each, least) and each.value is not None]
        return before[-1].value if before else earlier
    other = index + 1 if index + 1 < len(periods) else index - 1
    pair = [one, periods[other]] if 0 <= other != index else [one]
    values = [(each.value, each.people or 0, each.part) for each in pair if each.value is not None]
    people = sum(count for _, count, _ in values)
    if people < least or people == 0:
        return None
    return sum((value * count * part for value, count, part in values), NOTHING) / people / 100


def _is_enough(counted: Counted, least: Decimal) -> bool:
    return counted.people is None or counted.people >= least


def _is_unbalanced(values: Row, measure: Row, value: Decimal | None) -> bool:
    """True where less service is paid for and the measure that balances it is worse than its baseline."""
    entry = next((row for row in rows_at(values, "population_outcomes") if row.get("measure") == measure.get("id")), {})
    balance = next((row for row in rows_at(values, "measures") if row.get("id") == entry.get("balanced_by")), None)
    baseline = None if balance is None else number_at(group_at(balance, "baseline"), "value")
    if value is None or baseline is None or balance is None:
        return False
    margin = number_at(balance, "tolerance") or Decimal(0)
    return value > baseline + margin if balance.get("direction") == "lower" else value < baseline - margin
