"""Say targets in their unit, and as a number of people, gaps and all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Final

from specgen.context.filters import number_words, sum_of
from specgen.context.values import Absent, OpenPoint, Record, code_of, is_awaited

Number = int | Decimal

MINUS: Final = "\N{MINUS SIGN}"
YEARS: Final = ("year_1", "year_2", "year_3", "year_4", "year_5")


def in_unit(number: object, unit: object) -> object:
    """Return 44% for a measure in percent, 12.5 for any other."""
    if not isinstance(number, int | Decimal):
        return number
    return number_words(number) + ("%" if unit == "percent" else "")


def target(measure: Any, year: str) -> object:
    """Return a measure's target for one year as a cell shows it: 70%, +4 points, −10% of baseline, or why there
    is none.
    """
    targets, baseline = measure["targets"], measure["baseline"]["status"]
    value = targets[year]
    if isinstance(value, int | Decimal):
        kind = targets["kind"]
        if kind not in ("points", "relative"):
            return in_unit(value, measure["unit"])
        sign = "" if not value else MINUS if measure["direction"] == "lower" else "+"
        unit = "% of baseline" if kind == "relative" else " point" if value == 1 else " points"
        return f"{sign}{number_words(value)}{unit}"
    if _is_awaited_year(value):
        return value
    if baseline == "year_1" and year == "year_1":
        return "Baseline year"
    if baseline == "not_applicable":
        return "None set"
    if targets["status"] == "to_agree":
        return "None set" if any(_is_awaited_year(targets[one]) for one in YEARS) else "To be agreed"
    return value if isinstance(value, OpenPoint) else "None set"


def _is_awaited_year(value: object) -> bool:
    return isinstance(value, OpenPoint) and is_awaited(value)


def targets(measure: Any) -> list[Record]:
    """Return the years that have a target, or need one, with the words for it."""
    rows = [(number, year, measure["targets"][year]) for number, year in enumerate(YEARS, 1)]
    return [
        Record({"number": number, "words": target(measure, year)})
        for number, year, value in rows
        if not isinstance(value, Absent | OpenPoint)
        or (isinstance(value, OpenPoint) and target(measure, year) is value)
    ]


def yearly_targets(indicator: Any) -> list[Record]:
    """Return the years for which an indicator has a target, or waits for one, with it."""
    rows = [(number, indicator["years"][year]) for number, year in enumerate(YEARS, 1)]
    return [Record({"number": number, "value": value}) for number, value in rows if not isinstance(value, Absent)]


def people_equivalent(percent: Number, people: int, direction: str = "higher") -> int:
    """Return how many of these people it takes to reach a percentage: a whole number that does reach it."""
    rounding = ROUND_FLOOR if direction == "lower" else ROUND_CEILING
    return int((Decimal(percent) * people / 100).quantize(Decimal(1), rounding))


def level_of(target: Number, kind: str, direction: str, baseline: Number | None) -> Number | None:
    """Return the level that a target means, or None while there is no baseline to count it from."""
    if kind == "level":
        return target
    if baseline is None or kind not in ("points", "relative"):
        return None
    change = target if kind == "points" else baseline * Decimal(target) / 100
    return baseline - change if direction == "lower" else baseline + change


def about_people(entry: Any, measure: Any, areas: Any) -> object:
    """Return `1,333 of 2,150` for the last target of a population outcome, or why there is no such number."""
    if isinstance(measure, OpenPoint):
        return measure
    if measure["unit"] != "percent":
        return "Does not apply"
    own = entry["people_a_year"]
    people = own if isinstance(own, int | OpenPoint) else sum_of(areas, "users_a_year")
    if not isinstance(people, int):
        return people
    targets = [measure["targets"][year] for year in YEARS if isinstance(measure["targets"][year], Number)]
    baseline = measure["baseline"]["value"] if measure["baseline"]["status"] == "recorded" else None
    if not targets:
        return measure["targets"]["year_2"] if measure["baseline"]["status"] == "recorded" else "Not known yet"
    known = baseline if isinstance(baseline, Number) else None
    direction = code_of(measure["direction"])
    level = level_of(targets[-1], code_of(measure["targets"]["kind"]), direction, known)
    if level is None:
        return "Known once there is a baseline"
    return f"{number_words(people_equivalent(level, people, direction))} of {number_words(people)}"


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "in_unit": in_unit,
    "target": target,
    "targets": targets,
    "yearly_targets": yearly_targets,
    "about_people": about_people,
}
