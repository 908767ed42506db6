"""Find dates out of order: an end before its start, a day outside the contract, a past that is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from specgen.context.targets import YEARS
from specgen.formats.yamlfile.lookup import Row, group_at, rows_at, text_at
from specgen.review.rules.facts.date_rules import (
    DATE_BASELINE,
    DATE_BEFORE_START,
    DATE_DELIVERABLE,
    DATE_END,
    DATE_FUTURE,
    DATE_MOBILISATION,
    DATE_OBJECTIVE,
    DATE_OUTCOME,
    DATE_PROCUREMENT,
    DATE_TARGET_YEAR,
    DATE_TERM,
    DATE_VERSION,
    RULES,
)
from specgen.review.rules.facts.specification import Specification, Term, months_on
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.problems import Problem

GETTING_READY: Final = lazy_pattern(
    r"mobili[sz]|getting ready|readiness|transition plan|set-?up|start-?up", re.IGNORECASE
)
YEAR: Final = lazy_pattern(r"\b(20\d\d)(?:\s*(?:[-–/]|to)\s*(?:20)?(\d\d))?\b")
START: Final = ("contract", "start")
# Days by which something is to be reached under the contract.
DUE: Final = (
    ("workforce", "training", "by"),
    ("workforce", "qualifications", "by"),
    ("language", "welsh", "workers_by"),
)
DUE_IN_ROWS: Final = (
    (("population_outcomes",), "target_date"),
    (("monitoring", "service", "indicators"), "by"),
    (("sustainability", "outcomes"), "by"),
    (("language", "equality", "actions"), "by"),
    (("local_outcomes", "list"), "baseline_due"),
)
# Days of things that had happened when the document was written.
PAST: Final = (
    ("population", "numbers_date"),
    ("language", "equality", "date"),
    ("development", "business_case", "approved_on"),
    ("need", "data", "financial", "date"),
    ("need", "data", "qualitative", "date"),
    ("need", "data", "market", "date"),
    ("need", "data", "preparedness", "date"),
)
PAST_IN_ROWS: Final = (
    (("document", "history"), "date"),
    (("need", "evidence"), "date"),
    (("development", "parties"), "agreed_on"),
)


def check_order(spec: Specification) -> Iterator[Problem]:
    """Yield days of the contract, of getting ready and of what is due in the wrong order."""
    yield from _last_day(spec)
    start = spec.day(*START)
    if start is None:
        return
    began = ("contract", "procurement", "began_on")
    if (day := spec.day(*began)) and day >= start:
        message = f"is {day}, and the contract starts on {start} ({spec.at(START)})"
        yield spec.problem(
            DATE_PROCUREMENT, began, message, "a procurement begins before its contract", against=(START,)
        )
    yield from _getting_ready(spec, start)
    yield from _deliverables(spec, start)


def check_term(spec: Specification) -> Iterator[Problem]:
    """Yield what lies before the contract starts or after its last possible day."""
    term = spec.term
    if term is None:
        return
    for row, outcome in enumerate(spec.rows("outcomes", "list")):
        yield from _outcome(spec, ("outcomes", "list", row), outcome, term)
    for path in DUE:
        yield from _within(spec, path, spec.day(*path), term)
    for names, column in DUE_IN_ROWS:
        for row, values in enumerate(spec.rows(*names)):
            yield from _within(spec, (*names, row, column), values.get(column), term)
    yield from _objectives(spec, term)
    yield from _baselines(spec, term)
    yield from _target_years(spec, term)


def check_past(spec: Specification) -> Iterator[Problem]:
    """Yield what had happened when the document was written, and has a later date; and versions out of order."""
    written = spec.day("document", "date")
    if written is None:
        return
    dated: list[tuple[ValuePath, object]] = [(path, spec.day(*path)) for path in PAST]
    dated += [((*names, row, column), values.get(column)) for names, column in PAST_IN_ROWS
              for row, values in enumerate(spec.rows(*names))]  # fmt: skip
    dated += [(("introduction", "developed_with", row, "date"), values.get("date"))
              for row, values in enumerate(spec.rows("introduction", "developed_with"))
              if values.get("stage", "design") == "design"]  # fmt: skip
    for path, day in dated:
        if isinstance(day, date) and day > written:
            message = f"is {day}, later than the document itself ({spec.at(('document', 'date'))}: {written})"
            yield spec.problem(DATE_FUTURE, path, message, "write the day on which it happened",
                               against=(("document", "date"),))  # fmt: skip
    yield from _versions(spec)


def _last_day(spec: Specification) -> Iterator[Problem]:
    end, term, start = spec.day("contract", "end"), spec.term, spec.day(*START)
    if end and start and end < start:
        message = f"is {end}, before the contract starts ({spec.at(START)}: {start})"
        yield spec.problem(DATE_END, ("contract", "end"), message, "end it after its start", against=(START,))
        return
    if end is None or term is None or end == term.last:
        return
    months, own = ("contract", "initial_term_months"), ("contract", "end")
    message = f"is {end}, and {spec.value(*months)} months ({spec.at(months)}) from {term.start}"
    message += f" ({spec.at(START)}) end on {term.last}"
    yield spec.problem(DATE_END, own, message, f"write {term.last}, or another term", against=(months, START))


def _getting_ready(spec: Specification, start: date) -> Iterator[Problem]:
    at = ("transition", "mobilisation")
    begins = spec.day(*at, "start")
    if begins and begins >= start:
        message = f"is {begins}, and the service starts on {start} ({spec.at(START)})"
        yield spec.problem(
            DATE_MOBILISATION, (*at, "start"), message, "begin to get ready before that", against=(START,)
        )
    for row, milestone in enumerate(spec.rows(*at, "milestones")):
        path, day = (*at, "milestones", row, "by"), milestone.get("by")
        if not isinstance(day, date):
            continue
        if begins and day < begins:
            message = f"is {day}, before getting ready begins ({spec.at((*at, 'start'))}: {begins})"
            yield spec.problem(DATE_MOBILISATION, path, message, f"write {begins} or later", against=((*at, "start"),))


def _deliverables(spec: Specification, start: date) -> Iterator[Problem]:
    objectives = {row.get("id"): (number, row) for number, row in enumerate(spec.rows("objectives", "list"))}
    for number, row in enumerate(spec.rows("objectives", "deliverables")):
        path, due = ("objectives", "deliverables", number, "due"), row.get("due")
        if not isinstance(due, date):
            continue
        readies = GETTING_READY.search(text_at(row, "name")) is not None
        if readies and due > start:
            message = f"“{row.get('name')}” is due on {due}, after the service starts ({spec.at(START)}: {start})"
            yield spec.problem(DATE_MOBILISATION, path, message, f"make it due before {start}", against=(START,))
        elif not readies and due < start:
            message = f"is due on {due}, before the contract starts ({spec.at(START)}: {start})"
            yield spec.problem(DATE_BEFORE_START, path, message, f"write {start} or later", against=(START,))
        other, objective = objectives.get(row.get("objective"), (0, {}))
        last = objective.get("due")
        if isinstance(last, date) and due > last and not row.get("repeats"):
            at = ("objectives", "list", other, "due")
            message = f"is due on {due}, after the objective that it serves ({spec.at(at)}: {last})"
            yield spec.problem(DATE_DELIVERABLE, path, message, f"write {last} or earlier", against=(at,))


def _outcome(spec: Specification, path: ValuePath, outcome: Row, term: Term) -> Iterator[Problem]:
    start, end = outcome.get("start"), outcome.get("end")
    if isinstance(start, date) and isinstance(end, date) and end <= start:
        message = f"is {end}, and the outcome starts on {start} ({spec.at((*path, 'start'))})"
        yield spec.problem(DATE_OUTCOME, (*path, "end"), message, "end it after its start", against=((*path, "start"),))
        return
    for name, day in (("start", start), ("end", end)):
        yield from _within(spec, (*path, name), day, term)


def _within(spec: Specification, path: ValuePath, day: object, term: Term) -> Iterator[Problem]:
    if not isinstance(day, date) or term.start <= day <= term.latest:
        return
    if day < term.start:
        message = f"is {day}, before the contract starts ({spec.at(START)}: {term.start})"
        yield spec.problem(DATE_TERM, path, message, f"write {term.start} or later", against=(START,))
        return
    lengths = tuple(
        ("contract", name) for name in ("initial_term_months", "extension_months") if spec.value("contract", name)
    )
    said = " and ".join(spec.at(at) for at in (START, *lengths))
    message = f"is {day}, after the last day that the contract can have, {term.latest} by {said}"
    rule = DATE_OUTCOME if path[0] == "outcomes" else DATE_TERM
    yield spec.problem(rule, path, message, f"write {term.latest} or earlier", against=(START, *lengths))


def _objectives(spec: Specification, term: Term) -> Iterator[Problem]:
    ends = {row.get("id"): (number, row.get("end")) for number, row in enumerate(spec.rows("outcomes", "list"))}
    for number, row in enumerate(spec.rows("objectives", "list")):
        path: ValuePath = ("objectives", "list", number)
        start, due = row.get("start"), row.get("due")
        if not isinstance(due, date):
            continue
        if isinstance(start, date) and due <= start:
            message = f"is {due}, and the objective starts on {start} ({spec.at((*path, 'start'))})"
            yield spec.problem(DATE_OBJECTIVE, (*path, "due"), message, "end it after its start",
                               against=((*path, "start"),))  # fmt: skip
        elif due < term.start and not GETTING_READY.search(text_at(row, "statement")):
            message = f"is due on {due}, before the contract starts ({spec.at(START)}: {term.start})"
            yield spec.problem(DATE_BEFORE_START, (*path, "due"), message, f"write {term.start} or later",
                               against=(START,))  # fmt: skip
        for id in row.get("outcomes") or ():  # type: ignore[attr-defined]
            other, end = ends.get(id, (0, None))
            if isinstance(end, date) and due > end:
                at: ValuePath = ("outcomes", "list", other, "end")
                message = f"is {due}, after the end of {id}, which it serves ({spec.at(at)}: {end})"
                yield spec.problem(DATE_OBJECTIVE, (*path, "due"), message, f"write {end} or earlier", against=(at,))
        if due > term.latest:
            yield from _within(spec, (*path, "due"), due, term)


def _baselines(spec: Specification, term: Term) -> Iterator[Problem]:
    year_end = months_on(term.start, 12)
    written = spec.day("document", "date")
    for id, (number, measure) in spec.measures.items():
        baseline, path = group_at(measure, "baseline"), ("measures", number, "baseline")
        due = baseline.get("due")
        if baseline.get("status") == "year_1" and isinstance(due, date):
            # the year's last results may take a quarter to count
            if due < term.start or due > months_on(year_end, 3):
                message = (
                    f"is {due}, and the baseline of {id} is to be collected in year 1, which runs from {term.start}"
                )
                message += f" to {year_end - timedelta(1)} ({spec.at(START)})"
                yield spec.problem(DATE_BASELINE, (*path, "due"), message, "write a day of that year or soon after it",
                                   against=(START,))  # fmt: skip
        elif baseline.get("status") == "recorded" and written is not None:
            years = [int(found.group(1)) for found in YEAR.finditer(text_at(baseline, "period"))]
            if years and min(years) > written.year:
                at = ("document", "date")
                message = (
                    f"lies in {min(years)}, and the document of {written} calls the baseline recorded ({spec.at(at)})"
                )
                yield spec.problem(DATE_BASELINE, (*path, "period"), message, "write the period that was counted",
                                   against=(at,))  # fmt: skip


def _target_years(spec: Specification, term: Term) -> Iterator[Problem]:
    """A target of a year that the term does not reach, and a price that starts after it."""
    lengths = tuple(
        ("contract", name) for name in ("initial_term_months", "extension_months") if spec.value("contract", name)
    )
    said = " and ".join(spec.at(at) for at in lengths)
    for id, (number, measure) in spec.measures.items():
        for year, name in enumerate(YEARS, 1):
            if year > term.years and name in group_at(measure, "targets"):
                message = (
                    f"is a target of {id} for year {year}, and the contract has {term.years} years at most by {said}"
                )
                yield spec.problem(DATE_TARGET_YEAR, ("measures", number, "targets", name), message,
                                   "take it out, or lengthen the term", against=lengths)  # fmt: skip
    for number, row in enumerate(spec.rows("payment", "elements")):
        first = row.get("start_year")
        if isinstance(first, int) and first > term.years:
            message = f"is year {first}, and the contract has {term.years} years at most by {said}"
            yield spec.problem(DATE_TARGET_YEAR, ("payment", "elements", number, "start_year"), message,
                               f"write {term.years} or less", against=lengths)  # fmt: skip


def _versions(spec: Specification) -> Iterator[Problem]:
    """Versions follow each other, and the current one is not among the earlier ones."""
    current, at = spec.text("document", "version"), ("document", "version")
    before: tuple[ValuePath, Row] | None = None
    for number, row in enumerate(rows_at(spec.group("document"), "history")):
        path: ValuePath = ("document", "history", number)
        version, day = _numbers(text_at(row, "version")), row.get("date")
        if version and version >= (_numbers(current) or (10**6,)):
            message = f"is {row['version']}, and the document is version {current} ({spec.at(at)})"
            yield spec.problem(DATE_VERSION, (*path, "version"), message, "list only earlier versions", against=(at,))
        elif before and version and isinstance(day, date):
            last, earlier = before[1].get("date"), _numbers(text_at(before[1], "version"))
            if isinstance(last, date) and earlier and (version > earlier) != (day >= last) and version != earlier:
                message = f"version {row['version']} is of {day}, and version {before[1]['version']} of {last}"
                message += f" ({spec.at((*before[0], 'date'))})"
                yield spec.problem(DATE_VERSION, (*path, "date"), message, "a later version has a later date",
                                   against=((*before[0], "date"),))  # fmt: skip
        before = (path, row)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


FAMILY = Family("Dates in order", RULES, facts=(check_order, check_term, check_past))
