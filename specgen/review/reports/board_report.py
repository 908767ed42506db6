"""Work out what a board reads of a review: the verdict, the outcomes against SMART, the scorecard, findings, waivers.

The values go into a Word template, as everything does that is printed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from specgen.formats.yamlfile.lookup import Row, is_answered, rows_at, text_at, texts_of, value_at
from specgen.problems import Problem
from specgen.review.findings import Reviewed
from specgen.review.reports.grouping import KINDS, Entry, entries_of, groups_of, verdict
from specgen.review.rules.prose.phrases import word_list
from specgen.review.rules.registry import RULES, kind_of

TEMPLATE: Final = "reports/review.docx"
# The letters of the ideas for rules, and which part of SMART each is about: a baseline makes a measure usable.
SMART: Final = {"S": "specific", "M": "measurable", "B": "measurable", "P": "measurable", "A": "achievable",
                "R": "realistic", "T": "time_bound"}  # fmt: skip
PARTS: Final = ("specific", "measurable", "achievable", "realistic", "time_bound")
MET: Final = "Met"
MOST: Final = 400  # findings that a board is shown; more are counted


def board_values(reviewed: Reviewed, values: Row) -> dict[str, object]:
    """Return what the template prints of a review of some answers."""
    entries = entries_of(reviewed)
    kinds = Counter(entry.kind for entry in entries)
    return {
        "verdict": verdict([reviewed]),
        "counts": [{"kind": names[1].capitalize(), "number": kinds[kind]} for kind, names in KINDS.items()],
        "smart": list(_smart(entries, values)),
        "should": list(_points("should", entries, values)),
        "should_not": list(_points("should_not", entries, values)),
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


def _smart(entries: Sequence[Entry], values: Row) -> Iterator[dict[str, object]]:
    """Yield a row for each outcome: each part of SMART is met, or the rules that say what is missing."""
    outcomes = rows_at(values, "outcomes", "list")
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in entries:
        rule = RULES.get(entry.problem.rule)
        parts = {SMART[idea[0]] for idea in rule.ideas if idea[0] in SMART and idea[1:].isdigit()} if rule else set()
        for outcome in _outcomes_of(entry.problem.place.path, values) if parts else ():
            for part in parts:
                missing[outcome, part].append(entry.problem.rule)
    for row in outcomes:
        id = text_at(row, "id")
        cells = {part: ", ".join(dict.fromkeys(missing[id, part])) or MET for part in PARTS}
        yield {"outcome": id, "statement": text_at(row, "statement"), **cells}


def _outcomes_of(path: str, values: Row) -> tuple[str, ...]:
    """Return the outcomes that an answer is about: its own row, or those that a measure or an objective serves."""
    for start, names in (("outcomes.list[", ("outcomes", "list")), ("measures[", ("measures",)),
                         ("objectives.list[", ("objectives", "list"))):  # fmt: skip
        if path.startswith(start):
            number = path[len(start) :].partition("]")[0]
            rows = rows_at(values, *names)
            row = rows[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(rows) else {}
            if names[0] == "outcomes":
                return (text_at(row, "id"),)
            return (text_at(row, "outcome"),) if names[0] == "measures" else texts_of(row.get("outcomes"))
    return ()


def _points(side: str, entries: Sequence[Entry], values: Row) -> Iterator[dict[str, object]]:
    """Yield each point with its result: met, partly with the rules that found something, or not answered."""
    found = Counter(entry.problem.rule for entry in entries)
    for row in rows_at(word_list("scorecard"), side):
        ideas = set(texts_of(row.get("ideas")))
        rules = [f"{rule} ({found[rule]})" for rule in found if rule in RULES and ideas & set(RULES[rule].ideas)]
        answers = texts_of(row.get("answers"))
        answered = [is_answered(value_at(values, *path.split("."))) for path in answers]
        if answers and not any(answered):
            result = "Not answered"
        elif rules or not all(answered):
            result = "Partly"
        else:
            result = MET
        yield {"point": text_at(row, "point"), "result": result, "rules": ", ".join(rules) or "–"}


def is_of_form(problem: Problem) -> bool:
    """Whether a problem is about the form of the answers: nothing can be printed from them then."""
    return problem.level == "error" and problem.rule not in RULES and kind_of(problem) == "mistake"

