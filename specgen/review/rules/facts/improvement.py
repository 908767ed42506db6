"""Find targets that contradict baseline, scale, direction or term, and prices and steps that rest on no target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from specgen.context.price import percent_of, target_for
from specgen.context.targets import YEARS
from specgen.formats.yamlfile.lookup import Row, group_at, number_at, rows_at, text_at
from specgen.inputs.answers.agreement.intervals import on_results
from specgen.review.rules.facts.specification import Specification, plain
from specgen.review.rules.facts.target_rules import (
    PAY_BASELINE,
    PAY_NO_TARGET,
    PAY_TARGET,
    RULES,
    STEP_BASELINE,
    STEP_DIRECTION,
    STEP_TARGET,
    TARGET_BASELINE,
    TARGET_DIRECTION,
    TARGET_SCALE,
)
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.yaml_file import ValuePath
    from specgen.problems import Problem

SCALE: Final = lazy_pattern(
    r"\b(\d{1,2})\s*(?:to|-|–)\s*(\d{1,3})\s+(?:point )?(?:rating )?scale\b"
    r"|\bscale (?:of|from) (\d{1,2})\s*(?:to|-|–)\s*(\d{1,3})\b",
    re.IGNORECASE,
)
BETTER: Final = {"higher": "above", "lower": "below"}


def check_targets(spec: Specification) -> Iterator[Problem]:
    """Yield targets that cannot be, or that are no improvement."""
    for id, (number, measure) in spec.measures.items():
        path: ValuePath = ("measures", number, "targets")
        baseline, targets = group_at(measure, "baseline"), group_at(measure, "targets")
        at: ValuePath = ("measures", number, "baseline", "status")
        if baseline.get("status") == "year_1" and number_at(targets, "year_1") is not None:
            message = f"is {plain(number_at(targets, 'year_1'))}, and the baseline of {id} is collected in year 1"
            message += f" ({spec.at(at)})"
            yield spec.problem(TARGET_BASELINE, (*path, "year_1"), message, "set targets from year 2", against=(at,))
        yield from _on_scale(spec, id, number, measure)
        yield from _improving(spec, number, measure)


def levels_of(measure: Row) -> list[tuple[str, Decimal]]:
    """Return the years of a measure that have a target, each with the level that it means."""
    targets = group_at(measure, "targets")
    known = number_at(group_at(measure, "baseline"), "value")
    found = []
    for year, name in enumerate(YEARS, 1):
        if number_at(targets, name) is not None:
            level = target_for(measure, year, known) if targets.get("kind") else number_at(targets, name)
            found += [(name, level)] if level is not None else []
    return found


def _on_scale(spec: Specification, id: str, number: int, measure: Row) -> Iterator[Problem]:
    least, most, at = _bounds(number, measure)
    value = number_at(group_at(measure, "baseline"), "value")
    levels: list[tuple[ValuePath, Decimal]] = [(("targets", name), level) for name, level in levels_of(measure)]
    levels += [(("baseline", "value"), value)] if value is not None else []
    for path, level in levels:
        if (least is not None and level < least) or (most is not None and level > most):
            message = f"comes to {plain(level)}, and {id} runs from {plain(least)} to {plain(most)} ({spec.at(at)})"
            yield spec.problem(TARGET_SCALE, ("measures", number, *path), message, "write a value on the scale",
                               against=(at,))  # fmt: skip


def _bounds(number: int, measure: Row) -> tuple[Decimal | None, Decimal | None, ValuePath]:
    """Return the least and the most that a measure can be, and where that is said."""
    if measure.get("unit") == "percent":
        return Decimal(0), Decimal(100), ("measures", number, "unit")
    for name in ("name", "method", "numerator"):
        if found := SCALE.search(text_at(measure, name)):
            low, high = (one for one in found.groups() if one)
            return Decimal(low), Decimal(high), ("measures", number, name)
    if measure.get("unit") in ("rate_per_1000",):
        return Decimal(0), Decimal(1000), ("measures", number, "unit")
    return Decimal(0), None, ("measures", number)


def _improving(spec: Specification, number: int, measure: Row) -> Iterator[Problem]:
    direction = measure.get("direction")
    if direction not in BETTER:
        return
    path: ValuePath = ("measures", number, "targets")
    at: ValuePath = ("measures", number, "baseline", "value")
    value, tolerance = number_at(group_at(measure, "baseline"), "value"), number_at(measure, "tolerance") or Decimal(0)
    levels = levels_of(measure)
    for name, level in levels:
        gained = None if value is None else level - value if direction == "higher" else value - level
        if gained is not None and (gained < 0 or (gained <= 0 and name == levels[-1][0])):
            message = f"comes to {plain(level)}, which is no better than the baseline ({spec.at(at)}: {plain(value)}):"
            message += f" {direction} is better ({spec.at(('measures', number, 'direction'))})"
            yield spec.problem(TARGET_DIRECTION, (*path, name), message, f"write a level {BETTER[str(direction)]} it",
                               against=(at,))  # fmt: skip
            return
    if value is not None and levels and tolerance and abs(levels[-1][1] - value) <= tolerance:
        margin: ValuePath = ("measures", number, "tolerance")
        message = (
            f"comes to {plain(levels[-1][1])}, within the margin of chance ({spec.at(margin)}: {plain(tolerance)})"
        )
        message += f" of the baseline ({spec.at(at)}: {plain(value)})"
        last, remedy = (*path, levels[-1][0]), "set a target outside it"
        yield spec.problem(TARGET_DIRECTION, last, message, remedy, against=(margin, at), level="warning")
    for (before, one), (name, two) in pairwise(levels):
        if (two < one) if direction == "higher" else (two > one):
            message = f"comes to {plain(two)}, worse than the year before ({spec.at((*path, before))}: {plain(one)})"
            yield spec.problem(TARGET_DIRECTION, (*path, name), message, "let targets improve, or say why not",
                               against=((*path, before),))  # fmt: skip


def check_payment(spec: Specification) -> Iterator[Problem]:
    """Yield elements that pay where there is no target, at the baseline, or in full below the target."""
    for number, element in enumerate(spec.rows("payment", "elements")):
        id = str(element.get("measure"))
        if id not in spec.measures or not on_results(element.get("basis")):
            continue
        row, measure = spec.measures[id]
        relative = element.get("scale_basis") == "percent_of_target"
        path: ValuePath = ("payment", "elements", number)
        if element.get("scale_basis") != "level":
            yield from _without_target(spec, path, element, row, measure)
        yield from _scale(spec, path, element, row, measure, relative=relative)


def _without_target(spec: Specification, path: ValuePath, element: Row, row: int, measure: Row) -> Iterator[Problem]:
    """A year of the first term in which an element is paid and its measure has no target."""
    targets, term, months = group_at(measure, "targets"), spec.term, spec.number("contract", "initial_term_months")
    if term is None or months is None or spec.value("outcomes", "after_last_target") == "last":
        return
    first = number_at(element, "start_year") or 1
    years = range(int(first), min(len(YEARS), int(months + 11) // 12) + 1)
    missing = [year for year in years if number_at(targets, YEARS[year - 1]) is None]
    if not missing or len(missing) == len(years) == 0:
        return
    at: ValuePath = ("measures", row, "targets")
    which = ", ".join(map(str, missing))
    message = f"pays for {measure['id']} in year {which}, for which it has no target ({spec.at(at)})"
    remedy = "set that target, start later, or say under outcomes.after_last_target that the last one goes on"
    yield spec.problem(PAY_NO_TARGET, (*path, "measure"), message, remedy, against=(at,))


def _scale(
    spec: Specification, path: ValuePath, element: Row, row: int, measure: Row, *, relative: bool
) -> Iterator[Problem]:
    steps, direction = rows_at(element, "scale"), measure.get("direction")
    bounds = [(number_at(step, "from"), number_at(step, "pay")) for step in steps]
    if not bounds or any(low is None or pay is None for low, pay in bounds) or direction not in BETTER:
        return
    scale = [(low, pay) for low, pay in bounds if low is not None and pay is not None]
    rising = relative or direction == "higher"
    for number, ((_, one), (_, two)) in enumerate(pairwise(scale), 1):
        if (two < one) if rising else (two > one):
            at: ValuePath = (*path, "scale", number, "pay")
            message = f"pays {plain(two)}% for a better result than the {plain(one)}% of the row before"
            message = (
                message if rising else f"pays {plain(two)}% for a worse result than the {plain(one)}% of the row before"
            )
            yield spec.problem(PAY_TARGET, at, message, "pay no less for a better result")
            return
    baseline = number_at(group_at(measure, "baseline"), "value")
    first = int(number_at(element, "start_year") or 1)
    target = target_for(measure, first, baseline)
    where: ValuePath = ("measures", row, "baseline", "value")
    if relative:
        full = next((low for low, pay in scale if pay >= 100), None)
        if full is not None and full < 100:
            message = f"pays in full from {plain(full)}% of the target"
            yield spec.problem(PAY_TARGET, (*path, "scale"), message, "pay in full from 100", at_key=True)
        elif full is None or full > 100:
            message = "pays only a part for a target that is reached"
            yield spec.problem(PAY_TARGET, (*path, "scale"), message, "pay in full from 100", at_key=True)
    if baseline is None or target is None or not rising:
        return
    result = percent_of(baseline, target, direction, number_at(measure, "tolerance")) if relative else baseline
    paid = max((pay for low, pay in scale if low <= result), default=Decimal(0))
    if paid > 0:
        message = f"pays {plain(paid)}% in year {first} for a result that has not moved from the baseline"
        message += f" ({spec.at(where)}: {plain(baseline)})"
        remedy = "let the scale begin to pay above the baseline"
        yield spec.problem(PAY_BASELINE, (*path, "scale"), message, remedy, against=(where,), at_key=True)


def check_steps(spec: Specification) -> Iterator[Problem]:
    """Yield steps that are taken on good results, on a reached target, or with no baseline to judge by."""
    for number, step in enumerate(spec.rows("failure", "service")):
        id, threshold = str(step.get("measure")), number_at(step, "threshold")
        if id not in spec.measures:
            continue
        row, measure = spec.measures[id]
        path: ValuePath = ("failure", "service", number)
        direction, comparator = str(measure.get("direction")), step.get("comparator")
        at: ValuePath = ("measures", row, "direction")
        if direction in BETTER and comparator == BETTER[direction]:
            message = (
                f"is taken when {id} is {comparator} {plain(threshold)}, and {direction} is better ({spec.at(at)})"
            )
            remedy = f"write {'above' if comparator == 'below' else 'below'}"
            yield spec.problem(STEP_DIRECTION, (*path, "comparator"), message, remedy, against=(at,))
            continue
        status: ValuePath = ("measures", row, "baseline", "status")
        if group_at(measure, "baseline").get("status") == "year_1" and threshold is not None:
            message = f"is {plain(threshold)}, and the baseline of {id} is still to be collected ({spec.at(status)})"
            remedy = "set the threshold when the baseline is known, or judge by another measure"
            yield spec.problem(STEP_BASELINE, (*path, "threshold"), message, remedy, against=(status,))
        levels = levels_of(measure)
        if threshold is None or not levels or direction not in BETTER:
            continue
        name, level = levels[0]
        if (threshold > level) if direction == "higher" else (threshold < level):
            target: ValuePath = ("measures", row, "targets", name)
            message = (
                f"is {plain(threshold)}, and a provider that reaches the target of {plain(level)} ({spec.at(target)})"
            )
            yield spec.problem(STEP_TARGET, (*path, "threshold"), f"{message} would still fail",
                               "set it at the target or at a worse value", against=(target,))  # fmt: skip


FAMILY = Family("Baselines, targets, scales and steps", RULES, facts=(check_targets, check_payment, check_steps))
