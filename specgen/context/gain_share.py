"""Work out a gain from a smaller care arrangement, week by week, and how it is shared.

The value of a week and each share of it are rounded to the nearest penny, a half upwards; what is left goes to the
commissioner, so that the shares always add up to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from specgen.context.price import NOTHING, PENNY, share_of
from specgen.context.values import Record
from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at

__all__ = ["Gain", "Step", "gain", "gain_names", "shares_of_gain"]

USUAL_HOURS: Final = (Decimal(12), Decimal(8))  # the care arrangement of the example when the answers name none


class Step(NamedTuple):
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


class Gain(NamedTuple):
    weekly: Decimal
    steps: tuple[Step, ...]
    capped: bool


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


def gain_names(answers: Row, elements: Sequence[Row]) -> Record | None:
    """Return one gain over the time for which it is shared, week by week in steps."""
    hours = group_at(answers, "example")
    before, after = (number_at(hours, name) for name in ("hours_before", "hours_after"))
    if not hours:
        before, after = USUAL_HOURS
    steps = _steps(answers)
    rate, vat = _rate(answers, elements)
    if not answers.get("used") or before is None or after is None or before <= after:
        return None
    if not steps or rate is None or before - after < (number_at(group_at(answers, "trigger"), "reduction_hours") or 0):
        return None
    cap = number_at(answers, "cap_per_person")
    made = gain(before - after, rate, steps, number_at(group_at(answers, "reinvestment"), "percent") or Decimal(0), cap)
    return Record(
        {
            "hours_before": before,
            "hours_after": after,
            "hours_saved": before - after,
            "rate": rate,
            "vat": vat,
            "weekly": made.weekly,
            "weeks": steps[-1][1],
            "capped": made.capped,
            "rows": [Record({**step._asdict(), "value": step.value}) for step in made.steps],
            "provider": sum((step.provider for step in made.steps), NOTHING),
            "commissioner": sum((step.commissioner for step in made.steps), NOTHING),
            "reinvested": sum((step.reinvested for step in made.steps), NOTHING),
            "total": made.weekly * steps[-1][1],
        }
    )


def shares_of_gain(answers: Row) -> list[Record]:
    """Return the steps of a gain with the share of each side; none while a number is missing."""
    reinvested = number_at(group_at(answers, "reinvestment"), "percent") or Decimal(0)
    return [
        Record(
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
    later = [(number_at(row, "from_week"), number_at(row, "provider_percent")) for row in rows_at(answers, "taper")]
    given = [(Decimal(1), number_at(answers, "provider_percent")), *later]
    weeks = number_at(answers, "duration_weeks")
    starts = [(int(first), percent) for first, percent in given if first is not None and percent is not None]
    if weeks is None or len(starts) < len(given):
        return []
    ends = [*(first - 1 for first, _ in starts[1:]), int(weeks)]
    return [(first, last, percent) for (first, percent), last in zip(starts, ends, strict=True)]


def _rate(answers: Row, elements: Sequence[Row]) -> tuple[Decimal | None, str]:
    """Return the hourly rate that a gain is counted at and its VAT: its own, else that of the first hours element."""
    by_hour = next((rate for row in elements if (rate := group_at(row, "rate")).get("per") == "hour"), {})
    own = number_at(answers, "hourly_rate")
    return (number_at(by_hour, "amount"), str(by_hour.get("vat", ""))) if own is None else (own, "excluded")
