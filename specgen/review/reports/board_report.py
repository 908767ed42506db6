"""Work out what a board reads of a review: the verdict, the outcomes against SMART, the scorecard, findings, waivers.

The values go into a Word template, as everything does that is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from specgen.problems import Problem
from specgen.review.findings import Reviewed
from specgen.review.reports.grouping import KINDS, Entry, entries_of, groups_of, verdict
from specgen.review.rules.facts.specification import Specification
from specgen.review.rules.smart.grid import MET, NOT_MET, PARTLY, Point, scorecard, smart_grid

TEMPLATE: Final = "reports/review.docx"
MOST: Final = 400  # findings that a board is shown; more are counted


def board_values(reviewed: Reviewed, spec: Specification) -> dict[str, object]:
    """Return what the template prints of a review of some answers."""
    entries, problems = entries_of(reviewed), reviewed.all_problems
    kinds = Counter(entry.kind for entry in entries)
    return {
        "verdict": verdict([reviewed]),
        "counts": [{"kind": names[1].capitalize(), "number": kinds[kind]} for kind, names in KINDS.items()],
        "smart": list(_smart(spec, problems)),
        "should": list(_points(spec, problems, is_should=True)),
        "should_not": list(_points(spec, problems, is_should=False)),
        "groups": [_group(group.title, group.entries) for group in groups_of(entries[:MOST])],
        "more": max(len(entries) - MOST, 0),
        "waivers": [
            {
                "rule": waived.problem.rule,
                "where": waived.problem.place.path,
                "what": waived.problem.message,
                "role": waived.waiver.role,
                "date": waived.waiver.date,
                "reason": waived.waiver.reason,
            }
            for waived in reviewed.waived
        ],
    }


def _group(title: str, entries: Sequence[Entry]) -> dict[str, object]:
    rows = [
        {
            "where": _where(entry.problem),
            "what": entry.problem.message,
            "better": entry.problem.remedy,
            "rule": entry.problem.rule,
            "kind": entry.kind.capitalize(),
        }
        for entry in entries
    ]
    return {"title": title, "rows": rows}


def _where(problem: Problem) -> str:
    line = f", line {problem.place.line}" if problem.place.line else ""
    return f"{problem.place.path or problem.place.file}{line}"


def _smart(spec: Specification, problems: Iterable[Problem]) -> Iterator[dict[str, object]]:
    """Yield a row for each outcome: the state of each part, and what is asked for or was found."""
    for row in smart_grid(spec, problems):
        cells = {cell.letter: _state(cell.state, cell.because, cell.rules) for cell in row.cells}
        yield {"outcome": row.id, "statement": row.statement, **cells}


def _points(spec: Specification, problems: Iterable[Problem], *, is_should: bool) -> Iterator[dict[str, object]]:
    for point in scorecard(spec, problems):
        if point.is_should == is_should:
            why = "; ".join(filter(None, (point.because, ", ".join(point.rules)))) or "–"
            yield {"point": point.text, "result": _result(point), "why": why}


def _result(point: Point) -> str:
    """Return the state in the words of its side: what should not be done is avoided or found."""
    if point.is_should:
        return point.state.capitalize()
    return {MET: "Avoided", PARTLY: "Found", NOT_MET: "Found"}[point.state]


def _state(state: str, because: str, rules: Sequence[str]) -> str:
    more = ", ".join(rules) or (because if state != MET else "")
    return f"{state.capitalize()}{f': {more}' if more else ''}"
