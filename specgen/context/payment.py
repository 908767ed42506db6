"""Answers in, worked examples of payment out: exact to the penny, so that the parts always add up to the whole.

Two rules of rounding, both printed in the document. A yearly price: each part to the nearest penny, a half upwards,
and the difference to the largest part. A gain: the value of a week and each share of it to the nearest penny, and
what is left to the commissioner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from specgen.context.values import Names
from specgen.formats.yamlfile.lookup import Row, group, number, rows
from specgen.inputs.answers.consistency import on_results

__all__ = ["Gain", "Step", "gain", "on_results", "pay_for", "share_of", "split", "worked_examples"]

PENNY: Final = Decimal("0.01")
NOTHING: Final = Decimal("0.00")
USUAL_HOURS: Final = (Decimal(12), Decimal(8))  # the package of the example when the answers name none


@dataclass(frozen=True)
class Step:
    """Some weeks of a gain with one share of the provider, and what each side receives in them."""

    first_week: int
    last_week: int
    percent: Decimal
    provider: Decimal
    commissioner: Decimal
    reinvested: Decimal

    @property
    def value(self) -> Decimal:
        return self.provider + self.commissioner + self.reinvested


@dataclass(frozen=True)
class Gain:
    weekly: Decimal
    steps: tuple[Step, ...]
    capped: bool




def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Return a percentage of an amount to the nearest penny, a half upwards."""
    return (amount * percent / 100).quantize(PENNY, ROUND_HALF_UP)


def split(total: Decimal, percents: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the parts of a total, which add up to it; the percentages come to 100."""
    parts = [share_of(total, percent) for percent in percents]
    if parts:
        parts[percents.index(max(percents))] += total.quantize(PENNY, ROUND_HALF_UP) - sum(parts)
    return tuple(parts)


def pay_for(result: Decimal, scale: Iterable[tuple[Decimal, Decimal | None, Decimal]]) -> Decimal:
    """Return the percentage that a scale of (from, to, pay) pays for a result; `to` itself is in the next row."""
    for low, high, pay in scale:
        if low <= result and (high is None or result < high):
            return pay
    return Decimal(0)


def gain(
    hours_saved: Decimal,
    rate: Decimal,
    shares: Sequence[tuple[int, int, Decimal]],
    reinvest: Decimal,
    cap: Decimal | None = None,
) -> Gain:
    """Return a gain over its weeks: `shares` are (first week, last week, percent of the provider), in order.

    What is above the provider's cap goes to the commissioner.
    """
    weekly = (hours_saved * rate).quantize(PENNY, ROUND_HALF_UP)
    left = None if cap is None else cap.quantize(PENNY, ROUND_HALF_UP)
    steps, capped = [], False
    for first, last, percent in shares:
        weeks = last - first + 1
        provider_weekly = share_of(weekly, percent)
        reinvested = weeks * min(share_of(weekly, reinvest), weekly - provider_weekly)
        provider = weeks * provider_weekly
        if left is not None:
            capped = capped or provider > left
            provider = min(provider, left)
            left -= provider
        steps.append(Step(first, last, percent, provider, weeks * weekly - provider - reinvested, reinvested))
    return Gain(weekly, tuple(steps), capped)


def worked_examples(values: Row) -> dict[str, object]:
    """Return what templates may print of the examples, by name; None where an answer they need is missing."""
    payment, contract = group(values, "payment"), group(values, "contract")
    elements, total = rows(payment, "elements"), number(contract, "annual_value")
    cap = number(group(values, "failure"), "cap_percent")
    gaining = group(values, "gain_sharing")
    prices = _prices(elements, total, cap, number(gaining, "cap_year_percent"))
    return {
        "price_examples": prices,
        "scale_examples": _scales(elements, total, values) if prices and total is not None else [],
        "gain_shares": _shares(gaining),
        "gain_example": _gain(gaining, elements),
    }


def _prices(
    elements: Sequence[Row], total: Decimal | None, cap: Decimal | None, gain_cap: Decimal | None
) -> Names | None:
    """Return the expected price of a year by element, the part that depends on results, and the limits to it."""
    percents = [percent for row in elements if (percent := number(row, "percent")) is not None]
    if not elements or len(percents) < len(elements) or any("basis" not in row for row in elements):
        return None
    total = None if total is None else total.quantize(PENNY, ROUND_HALF_UP)
    parts = split(total, percents) if total is not None and sum(percents) == 100 else ()
    risky = [on_results(row["basis"]) for row in elements]
    at_risk = sum((part for part, one in zip(parts, risky, strict=False) if one), NOTHING)
    most = None if cap is None or total is None else min(at_risk, share_of(total, cap))
    return Names(
        {
            "at_risk_percent": sum((percent for percent, one in zip(percents, risky, strict=True) if one), Decimal(0)),
            "secure_percent": sum(
                (percent for percent, one in zip(percents, risky, strict=True) if not one), Decimal(0)
            ),
            "total": total if parts else None,
            "rows": [
                Names(
                    {"id": str(row.get("id", "")), "name": str(row.get("name", "")), "percent": percent, "amount": part}
                )
                for row, percent, part in zip(elements, percents, parts, strict=False)
            ],
            "cap": share_of(total, cap) if parts and total is not None and cap is not None else None,
            "most_lost": most if parts else None,
            "least": total - most if parts and total is not None and most is not None else None,
            "gain_cap": share_of(total, gain_cap) if parts and total is not None and gain_cap is not None else None,
        }
    )


def _scales(elements: Sequence[Row], total: Decimal, values: Row) -> list[Names]:
    """Return an example of payment for a part achievement for each element that has one."""
    percents = [number(row, "percent") or Decimal(0) for row in elements]
    amounts = split(total, percents) if sum(percents) == 100 else ()
    found = (_scale(row, amount, values) for row, amount in zip(elements, amounts, strict=False))
    return [example for example in found if example]


def _scale(element: Row, amount: Decimal, values: Row) -> Names | None:
    scale = [
        (low, number(row, "to"), pay)
        for row in rows(element, "scale")
        if (low := number(row, "from")) is not None and (pay := number(row, "pay")) is not None
    ]
    measure = next((row for row in rows(values, "measures") if row.get("id") == element.get("measure")), None)
    part = next(((low, high) for low, high, pay in scale if 0 < pay < 100), None)
    if not on_results(element.get("basis")) or measure is None or part is None or "scale_basis" not in element:
        return None
    low, high = part
    result = low if high is None else (low + high) / 2
    pay = pay_for(result, scale)
    relative = element["scale_basis"] == "percent_of_target"
    target = _target(measure, element) if relative else None
    return Names(
        {
            "id": str(element.get("id", "")),
            "measure": str(measure["id"]),
            "unit": str(measure.get("unit", "")),
            "relative": relative,
            "result": result,
            "target": target,
            "year": element.get("start_year"),
            "value": None if target is None else result * target / 100,
            "pay": pay,
            "full": amount,
            "amount": share_of(amount, pay),
        }
    )


def _target(measure: Row, element: Row) -> Decimal | None:
    """Return the first target that the element is paid against, if it is a plain level that can be reached in part."""
    targets = group(measure, "targets")
    plain = targets.get("kind") == "level" and measure.get("direction") == "higher"
    if not plain or measure.get("unit") not in ("percent", "average"):
        return None
    return number(targets, f"year_{element.get('start_year')}")


def _gain(answers: Row, elements: Sequence[Row]) -> Names | None:
    """Return one gain over the time for which it is shared, week by week in steps."""
    hours = group(answers, "example")
    before, after = (number(hours, name) for name in ("hours_before", "hours_after"))
    if not hours:
        before, after = USUAL_HOURS
    steps = _steps(answers)
    rate, vat = _rate(answers, elements)
    if not answers.get("used") or before is None or after is None or before <= after:
        return None
    if not steps or rate is None:
        return None
    cap = number(answers, "cap_per_person")
    made = gain(before - after, rate, steps, number(group(answers, "reinvestment"), "percent") or Decimal(0), cap)
    return Names(
        {
            "hours_before": before,
            "hours_after": after,
            "hours_saved": before - after,
            "rate": rate,
            "vat": vat,
            "weekly": made.weekly,
            "weeks": steps[-1][1],
            "capped": made.capped,
            "rows": [Names({**vars(step), "value": step.value}) for step in made.steps],
            "provider": sum((step.provider for step in made.steps), NOTHING),
            "commissioner": sum((step.commissioner for step in made.steps), NOTHING),
            "reinvested": sum((step.reinvested for step in made.steps), NOTHING),
            "total": made.weekly * steps[-1][1],
        }
    )


def _shares(answers: Row) -> list[Names]:
    """Return the steps of a gain with the share of each side; none while a number is missing."""
    reinvested = number(group(answers, "reinvestment"), "percent") or Decimal(0)
    return [
        Names(
            {
                "first_week": first,
                "last_week": last,
                "provider": percent,
                "commissioner": 100 - reinvested - percent,
                "reinvested": reinvested,
            }
        )
        for first, last, percent in _steps(answers)
    ]


def _steps(answers: Row) -> list[tuple[int, int, Decimal]]:
    """Return first week, last week and share of the provider, step by step; none while a number is missing."""
    later = [(number(row, "from_week"), number(row, "provider_percent")) for row in rows(answers, "taper")]
    given = [(Decimal(1), number(answers, "provider_percent")), *later]
    weeks = number(answers, "duration_weeks")
    starts = [(int(first), percent) for first, percent in given if first is not None and percent is not None]
    if weeks is None or len(starts) < len(given):
        return []
    ends = [*(first - 1 for first, _ in starts[1:]), int(weeks)]
    return [(first, last, percent) for (first, percent), last in zip(starts, ends, strict=True)]


def _rate(answers: Row, elements: Sequence[Row]) -> tuple[Decimal | None, str]:
    """Return the hourly rate that a gain is counted at and its VAT: its own, else that of the first hours element."""
    by_hour = next((rate for row in elements if (rate := group(row, "rate")).get("per") == "hour"), {})
    own = number(answers, "hourly_rate")
    return (number(by_hour, "amount"), str(by_hour.get("vat", ""))) if own is None else (own, "excluded")
