"""Gather every date of the answers, and every event that comes back, into the rows of one calendar.

Nobody has to type it out, and it cannot say another date than the clause. A row names who acts by the code of a choice
(provider, commissioner, joint) or in words, and its clause by that clause's mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from specgen.formats.yamlfile.lookup import Row, ids_of, rows_at, value_at
from specgen.inputs.answers.agreement.intervals import TIMES_A_YEAR

RHYTHM_WORDS: Final = {
    52: "Every week",
    13: "Every four weeks",
    12: "Every month",
    4: "Every three months",
    2: "Every six months",
    1: "Every year",
}
MAKERS: Final = {"independent": "an independent body"}  # who is no party to the contract


Entry = tuple[str, object, object, object, str]  # event, name, date, who, mark


class AwaitedDate(NamedTuple):
    """An answer that is not there yet, and the day by which it is announced."""

    title: str
    by: date
    mark: str


def calendar(
    values: Row, ends: object, latest_end: object, awaited: Iterable[AwaitedDate] = ()
) -> list[dict[str, object]]:
    """Return the dates in order, then what is dated in words, then what comes back, the most frequent first.

    A row has `kind` (date, words or rhythm), `when` (a date, or words), `event` (what sort of thing it is), `name` (its
    own name, may be empty), `who` and `mark`.
    """
    entries = [
        *_contract_dates(values, ends, latest_end),
        *_start_dates(values),
        *_workforce_dates(values),
        *_result_dates(values),
        *(("awaited", one.title, one.by, "", one.mark) for one in awaited),
    ]
    dated = sorted(_rows("date", entries, date), key=lambda row: str(row["when"]))
    repeated = sorted(_repeated(values), key=lambda row: -int(str(row["times"])))
    return [*dated, *_rows("words", entries, str), *repeated]


def _rows(kind: str, entries: Iterable[Entry], type_: type) -> Iterator[dict[str, object]]:
    """Return what has a date, or words in its place; what is not answered has neither."""
    for event, name, when, who, mark in entries:
        if isinstance(when, type_) and when:
            yield _row(kind, when, event, name, who, mark)


def _contract_dates(values: Row, ends: object, latest_end: object) -> Iterator[Entry]:
    yield (
        "procurement",
        "",
        value_at(values, "contract", "procurement", "began_on"),
        "commissioner",
        "contract.procurement",
    )
    yield "start", "", value_at(values, "contract", "start"), "", "contract.term"
    yield "end", "", ends, "", "contract.end"
    if latest_end != ends:
        yield "latest_end", "", latest_end, "", "contract.extension"
    if value_at(values, "data_protection", "impact_assessment", "status") == "planned":
        when = value_at(values, "data_protection", "impact_assessment", "date")
        yield "data_protection", "", when, "commissioner", "data_protection.terms"


def _start_dates(values: Row) -> Iterator[Entry]:
    start = value_at(values, "contract", "start")
    yield "preparation", "", value_at(values, "transition", "mobilisation", "start"), "joint", "transition.start"
    for row in rows_at(values, "transition", "mobilisation", "milestones"):
        yield "milestone", row.get("milestone"), row.get("by"), row.get("owner"), "transition.milestones"
    exit_plan = _months_on(start, value_at(values, "transition", "exit", "plan_months"))
    yield "exit_plan", "", exit_plan, "provider", "transition.plan"
    if _is_welsh(values):
        language_plan = _days_on(start, value_at(values, "language", "welsh", "plan_days"))
        yield "language_plan", "", language_plan, "provider", "language.plan"
        workers_by = value_at(values, "language", "welsh", "workers_by")
        yield "language_workers", "", workers_by, "provider", "language.workers"
    for row in rows_at(values, "language", "equality", "actions"):
        yield "equality", row.get("action"), row.get("by"), row.get("owner"), "language.actions"
    for row in rows_at(values, "document", "next_steps"):
        yield "next_step", row.get("step"), row.get("by"), "commissioner", "document"


def _workforce_dates(values: Row) -> Iterator[Entry]:
    yield "training", "", value_at(values, "workforce", "training", "by"), "provider", "workforce.training"
    qualified_by = value_at(values, "workforce", "qualifications", "by")
    yield "qualifications", "", qualified_by, "provider", "workforce.qualifications"
    contracted_by = value_at(values, "workforce", "pay", "contracted_hours", "by")
    yield "contracted_hours", "", contracted_by, "provider", "workforce.contracted_hours"


def _result_dates(values: Row) -> Iterator[Entry]:
    for row in rows_at(values, "objectives", "list"):
        yield "objective", row.get("id"), row.get("due"), row.get("lead"), "objectives.list"
    for row in rows_at(values, "objectives", "deliverables"):
        yield "deliverable", _named(row), row.get("due"), "provider", "objectives.deliverables"
    for row in rows_at(values, "measures"):
        if value_at(row, "baseline", "status") == "year_1":
            who = _maker(value_at(row, "baseline", "collected_by"))
            yield "baseline", row.get("id"), value_at(row, "baseline", "due"), who, "outcomes.baselines"
    for row in rows_at(values, "monitoring", "service", "indicators"):
        for step in (row, *rows_at(row, "later")):
            yield "indicator", _named(row), step.get("by"), "provider", "service_monitoring.indicators"
    for row in rows_at(values, "local_outcomes", "list"):
        yield "local_baseline", row.get("id"), row.get("baseline_due"), "provider", "local_outcomes.baseline"
    for row in rows_at(values, "population_outcomes"):
        yield "population", row.get("measure"), row.get("target_date"), "provider", "population_outcomes.targets"
    for row in rows_at(values, "sustainability", "outcomes"):
        yield "sustainability", _named(row, "statement"), row.get("by"), "provider", "sustainability.outcomes"


def _repeated(values: Row) -> Iterator[dict[str, object]]:
    """Return what comes back, with how often it does in a year."""
    for event, name, rhythm, who, mark in [*_monitoring(values), *_reporting(values)]:
        times = TIMES_A_YEAR.get(rhythm, 0) if isinstance(rhythm, str) else rhythm
        if isinstance(times, int) and times > 0:
            words = RHYTHM_WORDS[times] if isinstance(rhythm, str) else _times_words(times)
            yield {**_row("rhythm", words, event, name, who, mark), "times": times}


def _monitoring(values: Row) -> Iterator[Entry]:
    for row in rows_at(values, "monitoring", "service", "reports"):
        yield "report", row.get("name"), row.get("frequency"), "provider", "service_monitoring.reports"
    for row in rows_at(values, "monitoring", "service", "meetings"):
        yield "meeting", row.get("name"), row.get("frequency"), row.get("chair"), "service_monitoring.meetings"
    visits = value_at(values, "monitoring", "service", "visits", "each_year")
    yield "visits", "", visits, "commissioner", "service_monitoring.visits"
    plan = value_at(values, "monitoring", "service", "improvement_plan", "frequency")
    yield "improvement", "", plan, "provider", "service_monitoring.improvement"
    months = value_at(values, "monitoring", "individual", "review_months")
    if isinstance(months, int) and months > 0 and 12 % months == 0 and 12 // months in RHYTHM_WORDS:
        code = next(code for code, times in TIMES_A_YEAR.items() if times == 12 // months)
        yield "reviews", "", code, "provider", "individual_monitoring.later"
    for code in TIMES_A_YEAR:
        for who in dict.fromkeys(_maker(row.get("collected_by")) for row in rows_at(values, "measures")):
            alike = [
                row
                for row in rows_at(values, "measures")
                if row.get("frequency") == code and _maker(row.get("collected_by")) == who
            ]
            if alike:
                yield "measures", ids_of(alike), code, who, "measures"


def _reporting(values: Row) -> Iterator[Entry]:
    for row in rows_at(values, "objectives", "deliverables"):
        yield "deliverable", _named(row), row.get("repeats"), "provider", "objectives.deliverables"
    for row in rows_at(values, "payment", "elements"):
        worked_out = f", worked out {row['worked_out']}" if row.get("worked_out") else ""
        yield "payment", f"{_named(row)}{worked_out}", row.get("when"), "commissioner", "payment.elements"
    yield "risks", "", value_at(values, "risks", "reviewed"), "joint", "risks.reviewed"
    sustainability = value_at(values, "sustainability", "reported")
    yield "sustainability_report", "", sustainability, "provider", "sustainability.reported"
    yield "workforce", "", value_at(values, "workforce", "reported"), "provider", "workforce.reported"
    yield "supervision", "", value_at(values, "workforce", "supervision_each_year"), "provider", "workforce.supervision"


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
    return value_at(values, "document", "jurisdiction") == "wales"


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
