"""Give templates the worked examples of payment and of a gain, exact to the penny."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from specgen.context.gain_share import gain_names, shares_of_gain
from specgen.context.price import NOTHING, is_by_the_hour, one_payment, pay_for, scale_of, share_of, split
from specgen.context.values import OpenPoint, Record
from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at
from specgen.inputs.answers.agreement.intervals import TIMES_A_YEAR, on_results

__all__ = ["FILTERS", "worked_examples"]


def worked_examples(values: Row) -> dict[str, object]:
    """Return what templates may print of the examples, by name; None where an answer they need is missing."""
    payment, contract = group_at(values, "payment"), group_at(values, "contract")
    elements, total = rows_at(payment, "elements"), number_at(contract, "annual_value")
    cap = number_at(group_at(values, "failure"), "cap_percent")
    gaining = group_at(values, "gain_sharing")
    prices = _prices(elements, total, cap, number_at(gaining, "cap_year_percent"))
    return {
        "price_examples": prices,
        "scale_examples": _scales(elements, total, values) if prices and total is not None else [],
        "gain_shares": shares_of_gain(gaining),
        "gain_example": gain_names(gaining, elements),
    }


def _prices(
    elements: Sequence[Row], total: Decimal | None, cap: Decimal | None, gain_cap: Decimal | None
) -> Record | None:
    """Return the expected price of a year by element, the part that depends on results, and the limits to it."""
    percents = [percent for row in elements if (percent := number_at(row, "percent")) is not None]
    if not elements or len(percents) < len(elements) or any("basis" not in row for row in elements):
        return None
    total = None if total is None else share_of(total, Decimal(100))
    parts = split(total, percents) if total is not None and sum(percents) == 100 else ()
    risky = [on_results(row["basis"]) for row in elements]
    at_risk = sum((part for part, one in zip(parts, risky, strict=False) if one), NOTHING)
    most = None if cap is None or total is None else min(at_risk, share_of(total, cap))
    return Record(
        {
            "at_risk_percent": sum((percent for percent, one in zip(percents, risky, strict=True) if one), Decimal(0)),
            "secure_percent": sum(
                (percent for percent, one in zip(percents, risky, strict=True) if not one), Decimal(0)
            ),
            "hourly_percent": sum(
                (percent for percent, row in zip(percents, elements, strict=True) if is_by_the_hour(row)), Decimal(0)
            ),
            "total": total if parts else None,
            "rows": [
                Record(
                    {"id": str(row.get("id", "")), "name": str(row.get("name", "")), "percent": percent, "amount": part}
                )
                for row, percent, part in zip(elements, percents, parts, strict=False)
            ],
            "cap": share_of(total, cap) if parts and total is not None and cap is not None else None,
            "cap_binds": cap is None or cap < sum(percent for percent, one in zip(percents, risky, strict=True) if one),
            "most_lost": most if parts else None,
            "least": total - most if parts and total is not None and most is not None else None,
            "corrected": list(parts) != [share_of(total or NOTHING, percent) for percent in percents],
            "gain_cap": share_of(total, gain_cap) if parts and total is not None and gain_cap is not None else None,
        }
    )


def _scales(elements: Sequence[Row], total: Decimal, values: Row) -> list[Record]:
    """Return one payment for a result reached in part, for each element that has one."""
    examples = (_scale(row, total, values) for row in elements)
    return [example for example in examples if example]


def _scale(element: Row, total: Decimal, values: Row) -> Record | None:
    scale = scale_of(element)
    measure = next((row for row in rows_at(values, "measures") if row.get("id") == element.get("measure")), None)
    if not on_results(element.get("basis")) or measure is None or "scale_basis" not in element:
        return None
    percent, payments = number_at(element, "percent"), TIMES_A_YEAR.get(str(element.get("when")))
    if percent is None or payments is None or "rate" in element:
        return None
    relative = element["scale_basis"] == "percent_of_target"
    target = _target(measure, element) if relative else None
    top = _reached_from(measure, target) if relative else None
    part = next(((low, high) for low, high, pay in scale if 0 < pay < 100 and (top is None or low < top)), None)
    if part is None:
        return None
    low, high = part
    high = high if top is None else top if high is None else min(high, top)
    result = low if high is None else (low + high) / 2
    if high is not None and high == top:
        result = max(low, result.quantize(Decimal("0.1"), ROUND_FLOOR))
    pay = pay_for(result, scale)
    unit = str(measure.get("unit", ""))
    return Record(
        {
            "id": str(element.get("id", "")),
            "measure": str(measure["id"]),
            "unit": unit,
            "relative": relative,
            "result": result,
            "result_unit": "percent" if relative else unit,
            "target": target,
            "year": element.get("start_year"),
            "value": None if target is None else result * target / 100,
            "pay": pay,
            "amount": one_payment(total, percent, payments, pay),
        }
    )


def _reached_from(measure: Row, target: Decimal | None) -> Decimal | None:
    """Return the percentage of the target from which the margin of chance makes a result count as all of it; nothing
    is sure to miss a target that is not known.
    """
    margin = number_at(measure, "tolerance")
    if not margin:
        return None
    return (target - margin) * 100 / target if target else NOTHING


def _target(measure: Row, element: Row) -> Decimal | None:
    """Return the first target that the element is paid against, if it is a plain level that can be reached in part."""
    targets = group_at(measure, "targets")
    plain = targets.get("kind") == "level" and measure.get("direction") == "higher"
    if not plain or measure.get("unit") not in ("percent", "average"):
        return None
    return number_at(targets, f"year_{element.get('start_year')}")


def payments_a_year(when: object) -> object:
    """Return how many payments there are in a year that are made this often."""
    return when if isinstance(when, OpenPoint) else TIMES_A_YEAR[str(when)]


FILTERS: Final[dict[str, Callable[..., object]]] = {"payments_a_year": payments_a_year}
