"""Lay out the hours of a service as a week: a row for each day and for bank holidays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from specgen.context.values import Absent, OpenPoint, Record, code_of
from specgen.context.wording.letter_case import upper_first

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


def week(availability: Any) -> list[Record]:
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
    return [Record(row) for row in rows]


def _rows(rows: Any) -> Iterable[Any]:
    return rows if isinstance(rows, Iterable) else ()
