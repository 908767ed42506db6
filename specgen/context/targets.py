"""Answers as a template sees them in, what follows from them out: targets in their unit, parties by name, the week
in rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from specgen.context.filters import number_words, upper_first
from specgen.context.terms import Terms
from specgen.context.values import Absent, Names, OpenPoint, code_of

MINUS: Final = "\N{MINUS SIGN}"
YEARS: Final = ("year_1", "year_2", "year_3", "year_4", "year_5")
DAYS: Final = {
    "monday": "Monday",
    "tuesday": "Tuesday",
    "wednesday": "Wednesday",
    "thursday": "Thursday",
    "friday": "Friday",
    "saturday": "Saturday",
    "sunday": "Sunday",
    "bank_holidays": "Bank holidays",
}


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
    if baseline == "year_1" and year == "year_1":
        return "Baseline year"
    if baseline == "not_applicable":
        return "None set"
    if targets["status"] == "to_agree":
        return "To be agreed"
    return value if isinstance(value, OpenPoint) else "None set"


def targets(measure: Any) -> list[Names]:
    """Return the years that have a target, or need one, with the words for it."""
    rows = [(number, year, measure["targets"][year]) for number, year in enumerate(YEARS, 1)]
    return [
        Names({"number": number, "words": target(measure, year)})
        for number, year, value in rows
        if not isinstance(value, Absent | OpenPoint)
        or (isinstance(value, OpenPoint) and target(measure, year) is value)
    ]


def party_words(terms: Terms) -> Callable[[object], object]:
    """Return the function `party`: the contract's words for whoever a choice names."""

    def party(choice: object) -> object:
        provider, commissioner = terms["provider"], terms["commissioner"]
        if choice == "provider":
            return provider["the"]
        if choice == "commissioner":
            return commissioner["the"]
        if choice == "joint":
            return f"{provider['the']} and {commissioner['the']} together"
        return choice

    return party


def week(availability: Any) -> list[Names]:
    """Return a row for each day and for bank holidays: from, to and night cover, other hours and days off included."""
    pattern, days = availability["pattern"], availability["days"]
    usual = {"always": ("00:00", "24:00"), "bespoke": ("As agreed", "As agreed")}.get(code_of(pattern), ("", ""))
    start, end = (
        usual[index] if usual[index] and isinstance(availability[name], Absent | OpenPoint) else availability[name]
        for index, name in enumerate(("start", "end"))
    )
    night = availability["night"]
    cover = "See below" if isinstance(night, OpenPoint) else upper_first(night)
    other = {code_of(row["day"]): row for row in _rows(availability["other_hours"])}
    rows = []
    for code, name in DAYS.items():
        if code in other:
            rows.append({"day": name, "start": other[code]["start"], "end": other[code]["end"], "night": cover})
        elif isinstance(days, OpenPoint) or code in [code_of(day) for day in days]:
            rows.append({"day": name, "start": start, "end": end, "night": cover})
        else:
            rows.append({"day": name, "start": "No service", "end": "No service", "night": "No service"})
    rows += [
        {"day": upper_first(row["day"]), "start": row["start"], "end": row["end"], "night": cover}
        for row in other.values()
        if code_of(row["day"]) not in DAYS
    ]
    return [Names(row) for row in rows]


def _rows(rows: Any) -> Iterable[Any]:
    return rows if isinstance(rows, Iterable) else ()


FILTERS: Final[dict[str, Callable[..., object]]] = {"in_unit": in_unit, "target": target, "targets": targets}
