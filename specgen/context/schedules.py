"""The answers of the sections that a draft has in, rows that nobody has to type out: traceability and calendar.

Traceability follows each outcome to its objectives, activities, measures, payment elements and steps at failure. The
calendar gathers every date, and every event that comes back. A row names who does it by the code of a choice (provider,
commissioner, joint) or in words, and its clause by that clause's mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from specgen.context.values import Names

__all__ = ["calendar", "schedules", "traceability"]

Row = Mapping[str, object]
RHYTHMS: Final = {"weekly": 52, "monthly": 12, "quarterly": 4, "six_monthly": 2, "annual": 1}  # times in a year
RHYTHM_WORDS: Final = {
    52: "Every week",
    12: "Every month",
    4: "Every three months",
    2: "Every six months",
    1: "Every year",
}
MAKERS: Final = {"independent": "an independent body"}  # who is no party to the contract


def schedules(values: Row, ends: object, latest_end: object) -> dict[str, list[Names]]:
    """Return `traceability` and `calendar` as templates see them; `ends` and `latest_end` are the contract's."""
    return {
        "traceability": [Names(row) for row in traceability(values)],
        "calendar": [Names(row) for row in calendar(values, ends, latest_end)],
    }


def traceability(values: Row) -> list[dict[str, object]]:
    """Return a row for each outcome with the ids of what serves it and the marks of its clauses; none as long as
    there are no outcomes or no measures.
    """
    outcomes, measures = _rows(values, "outcomes", "list"), _rows(values, "measures")
    return [_trace(str(row["id"]), values, measures) for row in outcomes if row.get("id")] if measures else []


def _trace(outcome: str, values: Row, measures: Sequence[Row]) -> dict[str, object]:
    counted = [str(row["id"]) for row in measures if row.get("outcome") == outcome and row.get("id")]
    pathways = [row for row in _rows(values, "attribution", "pathways") if row.get("outcome") == outcome]
    by_pathway = {activity for row in pathways for activity in _texts(row.get("activities"))}
    serving = [row for row in _rows(values, "objectives", "list") if outcome in _texts(row.get("outcomes"))]
    active = [
        row
        for row in _rows(values, "core_activities", "activities")
        if outcome in _texts(row.get("outcomes")) or row.get("id") in by_pathway
    ]
    paying = [row for row in _rows(values, "payment", "elements") if row.get("measure") in counted]
    failing = [row for row in _rows(values, "failure", "service") if row.get("measure") in counted]
    population = _rows(values, "population_outcomes")
    marks = (
        ("outcomes.table", True),
        ("population_outcomes.targets", [row for row in population if row.get("measure") in counted]),
        ("objectives.list", serving),
        ("core_activities.activities", active),
        ("attribution.pathways", pathways),
        (
            "causal_pathways.view",
            [row for row in _rows(values, "causal_pathways") if row.get("pathway") in _ids(pathways)],
        ),
        ("payment.elements", paying),
        ("failure.service", failing),
        ("measures", counted),
    )
    return {
        "outcome": outcome,
        "objectives": _ids(serving),
        "activities": _ids(active),
        "measures": tuple(counted),
        "payments": _ids(paying),
        "triggers": _ids(failing),
        "marks": tuple(mark for mark, there in marks if there),
    }


def calendar(values: Row, ends: object, latest_end: object) -> list[dict[str, object]]:
    """Return the dates in their order, then what comes back, the most frequent first.

    A row has `kind` (date or rhythm), `when` (a date, or words), `event` (what sort of thing it is), `name` (its own
    name, may be empty), `who` and `mark`.
    """
    dated = sorted(_dated(values, ends, latest_end), key=lambda row: str(row["when"]))
    repeated = sorted(_repeated(values), key=lambda row: -int(str(row["times"])))
    return [*dated, *repeated]


def _dated(values: Row, ends: object, latest_end: object) -> Iterator[dict[str, object]]:
    """Return what has a date; a date that is not answered leaves its row out."""
    rows = [*_contract_dates(values, ends, latest_end), *_start_dates(values), *_result_dates(values)]
    for event, name, when, who, mark in rows:
        if isinstance(when, date):
            yield _row("date", when, event, name, who, mark)


Entry = tuple[str, object, object, object, str]  # event, name, date, who, mark


def _contract_dates(values: Row, ends: object, latest_end: object) -> Iterator[Entry]:
    yield "procurement", "", _at(values, "contract", "procurement", "began_on"), "commissioner", "contract"
    yield "start", "", _at(values, "contract", "start"), "", "contract.term"
    yield "end", "", ends, "", "contract.end"
    if latest_end != ends:
        yield "latest_end", "", latest_end, "", "contract.extension"
    if _at(values, "data_protection", "impact_assessment", "status") == "planned":
        when = _at(values, "data_protection", "impact_assessment", "date")
        yield "data_protection", "", when, "commissioner", "data_protection.terms"


def _start_dates(values: Row) -> Iterator[Entry]:
    start = _at(values, "contract", "start")
    yield "preparation", "", _at(values, "transition", "mobilisation", "start"), "joint", "transition.start"
    for row in _rows(values, "transition", "mobilisation", "milestones"):
        yield "milestone", row.get("milestone"), row.get("by"), row.get("owner"), "transition.milestones"
    exit_plan = _months_on(start, _at(values, "transition", "exit", "plan_months"))
    yield "exit_plan", "", exit_plan, "provider", "transition.plan"
    if _is_welsh(values):
        language_plan = _days_on(start, _at(values, "language", "welsh", "plan_days"))
        yield "language_plan", "", language_plan, "provider", "language.plan"
        yield "language_workers", "", _at(values, "language", "welsh", "workers_by"), "provider", "language.workers"
    yield "training", "", _at(values, "workforce", "training", "by"), "provider", "workforce.training"
    yield "qualifications", "", _at(values, "workforce", "qualifications", "by"), "provider", "workforce.qualifications"
    for row in _rows(values, "language", "equality", "actions"):
        yield "equality", row.get("action"), row.get("by"), row.get("owner"), "language.actions"


def _result_dates(values: Row) -> Iterator[Entry]:
    for row in _rows(values, "objectives", "list"):
        yield "objective", row.get("id"), row.get("due"), row.get("lead"), "objectives.list"
    for row in _rows(values, "objectives", "deliverables"):
        yield "deliverable", _named(row), row.get("due"), "provider", "objectives.deliverables"
    for row in _rows(values, "measures"):
        if _at(row, "baseline", "status") == "year_1":
            who = _maker(_at(row, "baseline", "collected_by"))
            yield "baseline", row.get("id"), _at(row, "baseline", "due"), who, "outcomes.baselines"
    for row in _rows(values, "local_outcomes", "list"):
        yield "local_baseline", row.get("id"), row.get("baseline_due"), "provider", "local_outcomes.list"
    for row in _rows(values, "population_outcomes"):
        yield "population", row.get("measure"), row.get("target_date"), "provider", "population_outcomes.targets"
    for row in _rows(values, "sustainability", "outcomes"):
        yield "sustainability", _named(row, "statement"), row.get("by"), "provider", "sustainability.outcomes"


def _repeated(values: Row) -> Iterator[dict[str, object]]:
    """Return what comes back, with how often it does in a year."""
    for event, name, rhythm, who, mark in [*_monitoring(values), *_reporting(values)]:
        times = RHYTHMS.get(rhythm, 0) if isinstance(rhythm, str) else rhythm
        if isinstance(times, int) and times > 0:
            words = RHYTHM_WORDS[times] if isinstance(rhythm, str) else _times_words(times)
            yield {**_row("rhythm", words, event, name, who, mark), "times": times}


def _monitoring(values: Row) -> Iterator[Entry]:
    for row in _rows(values, "monitoring", "service", "reports"):
        yield "report", row.get("name"), row.get("frequency"), "provider", "service_monitoring.reports"
    for row in _rows(values, "monitoring", "service", "meetings"):
        yield "meeting", row.get("name"), row.get("frequency"), row.get("chair"), "service_monitoring.meetings"
    visits = _at(values, "monitoring", "service", "visits", "each_year")
    yield "visits", "", visits, "commissioner", "service_monitoring"
    plan = _at(values, "monitoring", "service", "improvement_plan", "frequency")
    yield "improvement", "", plan, "provider", "service_monitoring.improvement"
    months = _at(values, "monitoring", "individual", "review_months")
    if isinstance(months, int) and months > 0 and 12 % months == 0 and 12 // months in RHYTHM_WORDS:
        code = next(code for code, times in RHYTHMS.items() if times == 12 // months)
        yield "reviews", "", code, "provider", "individual_monitoring.later"
    for code in RHYTHMS:
        for who in dict.fromkeys(_maker(row.get("collected_by")) for row in _rows(values, "measures")):
            alike = [
                row
                for row in _rows(values, "measures")
                if row.get("frequency") == code and _maker(row.get("collected_by")) == who
            ]
            if alike:
                yield "measures", _ids(alike), code, who, "measures"


def _reporting(values: Row) -> Iterator[Entry]:
    for row in _rows(values, "objectives", "deliverables"):
        yield "deliverable", _named(row), row.get("repeats"), "provider", "objectives.deliverables"
    yield "risks", "", _at(values, "risks", "reviewed"), "joint", "risks.reviewed"
    yield "sustainability_report", "", _at(values, "sustainability", "reported"), "provider", "sustainability.reported"
    yield "workforce", "", _at(values, "workforce", "reported"), "provider", "workforce.reported"
    yield "supervision", "", _at(values, "workforce", "supervision_each_year"), "provider", "workforce.supervision"


def _row(kind: str, when: object, event: str, name: object, who: object, mark: str) -> dict[str, object]:
    return {"kind": kind, "when": when, "event": event, "name": name or "", "who": who or "", "mark": mark}


def _times_words(times: int) -> str:
    return {1: "Once a year", 2: "Twice a year"}.get(times, f"{times} times a year")


def _named(row: Row, name: str = "name") -> str:
    """Return D1, Mobilisation plan: the id and the name, as far as they are known."""
    return ", ".join(str(row[key]) for key in ("id", name) if row.get(key))


def _maker(code: object) -> object:
    return MAKERS.get(code, code) if isinstance(code, str) else code


def _is_welsh(values: Row) -> bool:
    return _at(values, "document", "jurisdiction") == "wales"


def _days_on(start: object, days: object) -> date | None:
    return start + timedelta(days=days) if isinstance(start, date) and isinstance(days, int) else None


def _months_on(start: object, months: object) -> date | None:
    if not isinstance(start, date) or not isinstance(months, int):
        return None
    total = start.month - 1 + months
    first = date(start.year + total // 12, total % 12 + 1, 1)
    for day in range(start.day, 0, -1):
        try:
            return first.replace(day=day)
        except ValueError:  # 31 January and a month on is the last day of February
            continue
    return None


def _ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(str(row["id"]) for row in rows if row.get("id"))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _at(values: object, *path: str) -> object:
    found = values
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _rows(values: Row, *path: str) -> list[Row]:
    found = _at(values, *path)
    rows = found if isinstance(found, Sequence) and not isinstance(found, str) else ()
    return [row for row in rows if isinstance(row, Mapping)]
