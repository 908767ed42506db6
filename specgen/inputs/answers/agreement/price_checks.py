"""Check that the elements of a price fit each other, their measures and what they are paid for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.agreement.intervals import HOW_OFTEN, ON_RESULTS, TIMES_A_YEAR, on_results
from specgen.inputs.answers.agreement.totals import Faults, plain, shares_not_all
from specgen.problems import Fault

__all__ = ["area_shares", "price_faults"]

SUMS: Final = ("week", "four_weeks", "month", "year")
FITTING: Final = {  # what a rate may be for, by what the element is paid for
    **dict.fromkeys(("hours_delivered", "hours_planned"), ("hour",)),
    "block": SUMS,
    "availability": (*SUMS, "hour", "person"),
    **dict.fromkeys(ON_RESULTS, ("achievement", "person")),
}
PAID_FOR: Final = {
    "hours_delivered": "hours delivered",
    "hours_planned": "hours planned",
    "block": "a fixed sum for the period",
    "availability": "being ready to give care",
}


def price_faults(values: Row) -> Faults:
    """The elements total 100 percent, scales have neither gaps nor overlaps, and nothing is paid too early."""
    elements = rows_at(group_at(values, "payment"), "elements")
    percents = [number_at(row, "percent") for row in elements]
    if elements and None not in percents:
        yield from shares_not_all(("payment", "elements"), "the shares of the elements", percents)
    measures = {row["id"]: row for row in rows_at(values, "measures") if "id" in row}
    for index, element in enumerate(elements):
        path: ValuePath = ("payment", "elements", index)
        yield from _rate(element, path)
        yield from _scale(rows_at(element, "scale"), (*path, "scale"))
        baseline = group_at(measures.get(element.get("measure"), {}), "baseline").get("status")
        start = element.get("start_year")
        if on_results(element.get("basis")) and baseline == "year_1" and start == 1:
            message = f"pays for {element['measure']} in year 1, in which its baseline is still collected"
            yield (*path, "start_year"), Fault(message, "write 2 or a later year", "start")
        yield from _interval(element, measures.get(element.get("measure"), {}), path)


def _rate(element: Row, path: ValuePath) -> Faults:
    """A rate is for what the element is paid for: the formula of a payment multiplies the two."""
    basis, per = str(element.get("basis")), str(group_at(element, "rate").get("per"))
    fitting = FITTING.get(basis, ())
    if "per" in group_at(element, "rate") and fitting and per not in fitting:
        message = f"is {per}, and the element is paid for {PAID_FOR.get(basis, 'results')}"
        remedy = f"write {' or '.join(fitting)}, or change the basis of the element"
        yield (*path, "rate", "per"), Fault(message, remedy, "rate")


def _interval(element: Row, measure: Row, path: ValuePath) -> Faults:
    """An element that depends on results is paid when its measure has a result."""
    paid, taken = str(element.get("when")), str(measure.get("frequency"))
    if not on_results(element.get("basis")) or paid not in TIMES_A_YEAR or taken not in TIMES_A_YEAR:
        return
    if TIMES_A_YEAR[taken] % TIMES_A_YEAR[paid]:
        message = f"is paid {HOW_OFTEN[paid]}, and {measure['id']} is taken {HOW_OFTEN[taken]}"
        remedy = "pay it as often as the measure is taken, or each time that several of its periods end"
        yield (*path, "when"), Fault(message, remedy, "interval")


def _scale(steps: Sequence[Row], path: ValuePath) -> Faults:
    bounds = [(number_at(row, "from"), number_at(row, "to")) for row in steps]
    if not bounds or any(low is None for low, _ in bounds):
        return
    if bounds[0][0] != 0:
        message = f"the scale starts at {plain(bounds[0][0])} and says nothing of what is below"
        yield (*path, 0, "from"), Fault(message, "start the first row with from: 0", "scale")
    for index, (low, high) in enumerate(bounds):
        at: ValuePath = (*path, index, "to")
        following = bounds[index + 1][0] if index + 1 < len(bounds) else None
        if high is not None and low is not None and high <= low:
            yield (
                at,
                Fault(
                    f"the row ends at {plain(high)} and starts at {plain(low)}",
                    "end it above its start",
                    "scale",
                ),
            )
        elif high is None and index + 1 < len(bounds):
            yield at, Fault("only the last row may have no end", f"write to: {plain(following)}", "scale")
        elif high is not None and following is None:
            yield (
                at,
                Fault(f"says nothing of results from {plain(high)}", "leave `to` out in the last row", "scale"),
            )
        elif high is not None and following is not None and high != following:
            what = "leaves a gap before" if high < following else "overlaps"
            message = f"ends at {plain(high)} and {what} the next row, which starts at {plain(following)}"
            yield at, Fault(message, "let one row start where the one before ends", "scale")


def area_shares(values: Row) -> Faults:
    """The shares of the areas in the price come to 100 percent, and every area has one if any has."""
    areas = rows_at(group_at(values, "population"), "areas")
    shares = [number_at(area, "price_percent") for area in areas]
    given = [share for share in shares if share is not None]
    if given and len(given) == len(shares):
        path: ValuePath = ("population", "areas", len(areas) - 1, "price_percent")
        yield from shares_not_all(path, "the shares of the areas in the price", shares)
    elif given:
        for number in (number for number, share in enumerate(shares) if share is None):
            rest = 100 - sum(given, Decimal(0))
            share = f", such as {plain(rest)}" if len(given) == len(shares) - 1 and rest > 0 else ""
            message = f"{areas[number].get('name', 'the area')} has no share of the price, and other areas have one"
            remedy = f"write price_percent{share}, or leave it out of all areas"
            yield ("population", "areas", number, "price_percent"), Fault(message, remedy, "total", "warning")
