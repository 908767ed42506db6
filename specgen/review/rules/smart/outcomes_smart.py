"""Find what keeps an outcome from being specific, measurable, achievable, realistic and time-based.

S, M and T are read from the answers. A and R are worked out from baseline, targets and the reasons that are given;
where these are missing they are asked for, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at, text_at, texts_of
from specgen.review.review_data import review_data
from specgen.review.rules.facts.improvement import levels_of
from specgen.review.rules.facts.specification import Specification, plain
from specgen.review.rules.rule_family import Family
from specgen.review.rules.smart.smart_rules import (
    RULES,
    SMART_ACTIVITY,
    SMART_ALL,
    SMART_ALONE,
    SMART_BASELINE,
    SMART_FEASIBLE,
    SMART_HELP,
    SMART_JUMP,
    SMART_LATE,
    SMART_METHOD,
    SMART_OF_WHAT,
    SMART_OF_WHOM,
    SMART_OLD_BASELINE,
    SMART_ONE_RESULT,
    SMART_WHO,
)
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.problems import Problem

YEAR: Final = lazy_pattern(r"\b(?:19|20)(\d\d)(?:\s*(?:[-–/]|to)\s*(?:20)?(\d\d))?\b")
CHANGE: Final = lazy_pattern(
    r"\b(?:increas|reduc|ris|fall|cut|improv|drop|decreas)\w*\b[^.;]{0,30}?\b(?:of|by) (?:at least |about )?"
    r"(\d+(?:\.\d+)?)\s?(?:%|per ?cent)(?! of (?:the|its) baseline| points?|age points?)",
    re.IGNORECASE,
)
HOW_MEASURED: Final = {
    "method": "method", "source": "record", "collected_by": "collector", "frequency": "interval",
}  # fmt: skip


@cache
def thresholds() -> Mapping[str, object]:
    return review_data("smart")


def check_statements(spec: Specification) -> Iterator[Problem]:
    """Yield outcomes that are not specific, and changes in percent of nobody knows what."""
    for number, row in enumerate(spec.rows("outcomes", "list")):
        statement, path = text_at(row, "statement"), ("outcomes", "list", number, "statement")
        if not statement:
            continue
        words, plain_text = re.findall(r"[\w’'-]+", statement), statement.lower().lstrip()
        longest = int(str(thresholds()["longest_statement"]))
        if len(words) > longest or ";" in statement or plain_text.count(" and ") > 2:
            why = f"has {len(words)} words" if len(words) > longest else "may hold more than one result"
            yield spec.problem(SMART_ONE_RESULT, path, f"{row.get('id')} {why}", "split it: one result an outcome")
        if any(_begins(plain_text, verb) for verb in texts_of(thresholds().get("activities"))):
            message = f"{row.get('id')} begins with “{words[0]}” and reads as an activity"
            yield spec.problem(SMART_ACTIVITY, path, message, "say what will be different for people")
        elif not {_without_ending(word.lower()) for word in words} & set(texts_of(thresholds().get("people"))):
            message = f"{row.get('id')} does not say for whom something will be different"
            yield spec.problem(SMART_WHO, path, message, "name the people")
    for path_, text in spec.texts:
        if path_[:1] in (("outcomes",), ("objectives",), ("measures",), ("sustainability",)):
            for found in CHANGE.finditer(text):
                message = f"“{found.group()}” does not say of what"
                yield spec.problem(SMART_OF_WHAT, path_, message, "write percentage points, or percent of the baseline")


def _without_ending(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s").rstrip("’'")


def _begins(text: str, word: str) -> bool:
    behind = text[len(word) : len(word) + 1]
    return text.startswith(word) and not (behind.isalnum() or behind == "_")


def check_measures(spec: Specification) -> Iterator[Problem]:
    """Yield measures that cannot be worked out, or have no baseline, where others are asked to rely on them."""
    for id, (number, measure) in spec.measures.items():
        path: ValuePath = ("measures", number)
        missing = [what for name, what in HOW_MEASURED.items() if spec.lacks(*path, name)]
        if spec.is_issued and missing:
            message = f"{id} has no {' and no '.join(missing)}"
            yield spec.problem(SMART_METHOD, path, message, "answer them, or the measure cannot be worked out")
        counted = [name for name in ("numerator", "denominator") if spec.lacks(*path, name)]
        if spec.is_issued and counted and measure.get("unit") in ("percent", "rate_per_1000"):
            yield spec.problem(
                SMART_OF_WHOM, path, f"{id} has no {' and no '.join(counted)}", "say who is counted among whom"
            )
        lacking = [name for name in _lacking(measure) if spec.lacks(*path, "baseline", name)]
        if spec.is_issued and lacking:
            message = f"the baseline of {id} has no {' and no '.join(lacking)}"
            yield spec.problem(SMART_BASELINE, path, message, "record it, or plan to collect it in year 1")
        yield from _old(spec, id, number, measure)
        yield from _feasible(spec, id, number, measure)


def _lacking(measure: Row) -> list[str]:
    baseline = group_at(measure, "baseline")
    needed = {"recorded": ("value", "period", "source"), "year_1": ("due", "collected_by")}
    status = baseline.get("status")
    return [name for name in needed.get(str(status), ()) if baseline.get(name) in (None, "")] if status else ["status"]


def _old(spec: Specification, id: str, number: int, measure: Row) -> Iterator[Problem]:
    start, period = spec.day("contract", "start"), text_at(measure, "baseline", "period")
    ends = [(int(last or first), bool(last)) for first, last in YEAR.findall(period)]
    if start is None or not ends:
        return
    year, is_financial = max(ends)
    ended = date(2000 + year, 3, 31) if is_financial else date(2000 + year, 12, 31)
    months = (start.year - ended.year) * 12 + start.month - ended.month
    if months > int(str(thresholds()["oldest_baseline"])):
        message = f"ended {months} months before the contract starts ({spec.at(('contract', 'start'))})"
        at: ValuePath = ("measures", number, "baseline", "period")
        yield spec.problem(SMART_OLD_BASELINE, at, message, f"count {id} again before targets rest on it",
                           against=(("contract", "start"),))  # fmt: skip


def _feasible(spec: Specification, id: str, number: int, measure: Row) -> Iterator[Problem]:
    levels, targets = levels_of(measure), group_at(measure, "targets")
    path: ValuePath = ("measures", number, "targets")
    percent, value = measure.get("unit") == "percent", number_at(group_at(measure, "baseline"), "value")
    for name, level in levels:
        if percent and level in (0, 100):
            message = f"asks for {plain(level)}% of {id}: all or none"
            yield spec.problem(
                SMART_ALL, (*path, name), message, "say why that is feasible, or leave room for one mishap"
            )
    steps: list[tuple[str, Decimal]] = (
        [("", value), *levels] if value is not None and targets.get("year_1") is not None else [*levels]
    )
    for (_, one), (name, two) in pairwise(steps):
        points, share = abs(two - one), abs(two - one) * 100 / one if one else Decimal(0)
        most = thresholds()["points_in_a_year" if percent else "change_in_a_year"]
        if (points if percent else share) > Decimal(str(most)):
            change = f"{plain(points)} points" if percent else f"{plain(share.quantize(Decimal(1)))}%"
            message = f"goes from {plain(one)} to {plain(two)}, {change} in one year"
            yield spec.problem(
                SMART_JUMP, (*path, name), message, "give the evidence for it, or spread it over more years"
            )
    months = spec.number("contract", "initial_term_months")
    first = min((int(name[-1]) for name, _ in levels), default=0)
    if first and months and (first - 1) * 12 >= months:
        at: ValuePath = ("contract", "initial_term_months")
        message = f"is the first target of {id}, and the initial term has {plain(months)} months ({spec.at(at)})"
        yield spec.problem(
            SMART_LATE, (*path, f"year_{first}"), message, "set a target within the initial term", against=(at,)
        )


def check_achievable(spec: Specification) -> Iterator[Problem]:
    """Yield outcomes for which nobody says who else helps, why they are feasible, or who checks what is counted."""
    pathways = spec.rows("attribution", "pathways")
    helped = {row.get("outcome") for row in pathways if rows_at(row, "agencies")}
    described = {row.get("outcome") for row in pathways}
    checked = spec.number("monitoring", "service", "visits", "each_year") or spec.rows("payment", "elements")
    for number, row in enumerate(spec.rows("outcomes", "list")):
        id, path = row.get("id"), ("outcomes", "list", number)
        if row.get("provider_role") == "helps_deliver" and id in described and id not in helped:
            at = ("attribution", "pathways")
            message = f"the provider helps to deliver {id} with others, and its pathway names none ({spec.at(at)})"
            yield spec.problem(
                SMART_HELP, (*path, "provider_role"), message, "name the agency in the pathway", against=(at,)
            )
        if spec.is_issued and spec.lacks(*path, "feasible_because"):
            yield spec.problem(SMART_FEASIBLE, path, f"nothing says why {id} is feasible", "write feasible_because")
        shown = [measure for _, measure in spec.measures.values() if measure.get("outcome") == id]
        if shown and not checked and all(measure.get("collected_by") == "provider" for measure in shown):
            message = f"the provider alone collects all that shows {id}, and no visit or check is planned"
            yield spec.problem(SMART_ALONE, path, message, "let somebody else collect or check a part of it")


FAMILY = Family("SMART outcomes", RULES, facts=(check_statements, check_measures, check_achievable))
