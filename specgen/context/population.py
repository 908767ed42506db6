"""Rows of a contract for a population in, what a template prints of them out: a target as a number of people, and the
row that goes with a pathway, gaps and all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from specgen.context.filters import number_words, sum_of
from specgen.context.targets import YEARS
from specgen.context.values import Group, OpenPoint, code_of

Number = int | Decimal


def people_equivalent(percent: Number, people: int) -> int:
    """Return how many of these people a percentage means, to the nearest whole person, halves upwards."""
    return int((Decimal(percent) * people / 100).quantize(Decimal(1), ROUND_HALF_UP))


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
    people = own if isinstance(own, int) else sum_of(areas, "users_a_year")
    if not isinstance(people, int):
        return people
    targets = [measure["targets"][year] for year in YEARS if isinstance(measure["targets"][year], Number)]
    baseline = measure["baseline"]["value"] if measure["baseline"]["status"] == "recorded" else None
    if not targets:
        return measure["targets"]["year_2"] if measure["baseline"]["status"] == "recorded" else "Not known yet"
    known = baseline if isinstance(baseline, Number) else None
    level = level_of(targets[-1], code_of(measure["targets"]["kind"]), code_of(measure["direction"]), known)
    if level is None:
        return "Known once there is a baseline"
    return f"{number_words(people_equivalent(level, people))} of {number_words(people)}"


def row_where(rows: Any, column: str, key: object) -> object:
    """Return the row with this answer in a column; without one, a row of which only that answer is known."""
    if isinstance(rows, OpenPoint):
        return next(iter(rows))
    for row in rows:
        if row[column] == key:
            return row
    first: Group = rows[0]
    place = replace(first._place, path=(*first._place.path[:-1], str(key)))
    return Group({column: key}, first._question, place)


FILTERS: Final[dict[str, Callable[..., object]]] = {"about_people": about_people, "row_where": row_where}
