"""Fitted answers in, a warning for each one out that the document has no room for while another says what it says.

Nothing that somebody wrote is left out without a word: a baseline's period while the baseline is still to be
collected, a rule for groups of bidders where they may not bid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from specgen.formats.yamlfile.lookup import Row, group, rows
from specgen.formats.yamlfile.yaml_file import Answers, Steps
from specgen.inputs.models.model import Model
from specgen.problems import Problem

__all__ = ["unprinted"]

Left = Iterator[tuple[Steps, str, str]]  # path, why it is not printed, what would be right
OF_A_RECORD = ("value", "period", "source")
OF_YEAR_1 = ("due", "collected_by")


def unprinted(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield a warning for each answer that the document leaves out because of another answer."""
    for section in model.sections:
        if section.at and not is_asked(section.when, answers.values) and answers.values.get(section.at[0]):
            why = f"{section.when} is not answered with yes"
            yield _warning(answers, section.at, why, f"answer it with yes, or take {section.at[0]} out")
    asked = {
        section.at[0]: answers.values.get(section.at[0])
        for section in model.sections
        if section.at and is_asked(section.when, answers.values)
    }
    for check in (_baselines, _covered, _added_up, _not_taken_up, _groups, _step_in, _gains, _of_wales):
        for path, why, remedy in check(asked):
            yield _warning(answers, path, why, remedy)


def is_asked(when: str, values: Row) -> bool:
    """True unless the section waits for a yes to some question, and there is none."""
    if when in ("always", "answered"):
        return True
    found: object = values
    for step in when.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found is True


def _warning(answers: Answers, path: Steps, why: str, remedy: str) -> Problem:
    problem = answers.problem(path, f"is not printed while {why}", remedy, "unprinted", at_key=True)
    return replace(problem, level="warning")


def _baselines(values: Row) -> Left:
    """A recorded baseline has a value, one of year 1 a day on which it is due."""
    for index, measure in enumerate(rows(values, "measures")):
        baseline = group(measure, "baseline")
        status = baseline.get("status")
        if status is None:
            continue
        unfit = {"recorded": OF_YEAR_1, "year_1": OF_A_RECORD}.get(str(status), (*OF_A_RECORD, *OF_YEAR_1))
        for name in unfit:
            if name in baseline:
                right = "recorded" if name in OF_A_RECORD else "year_1"
                path: Steps = ("measures", index, "baseline", name)
                yield path, f"the status of the baseline is {status}", f"write status: {right}, or take {name} out"


def _covered(values: Row) -> Left:
    outcomes = group(values, "outcomes")
    covered: dict[object, object] = {}
    for row in rows(outcomes, "list"):
        areas = row.get("framework_areas")
        covered |= {area: row.get("id", "") for area in areas} if isinstance(areas, Sequence) else {}
    for index, row in enumerate(rows(outcomes, "not_covered")):
        if row.get("area") in covered:
            why = f"outcome {covered[row['area']]} covers the area {row['area']}"
            yield ("outcomes", "not_covered", index), why, "take the row out, or the area out of the outcome"


def _added_up(values: Row) -> Left:
    outcomes = group(values, "outcomes")
    rule = group(outcomes, "aggregation")
    if outcomes.get("basis") == "framework" and "method" not in rule:
        for name in rule:
            why = "no outcomes.aggregation.method is chosen"
            yield ("outcomes", "aggregation", name), why, "choose a method, or take the group out"


def _not_taken_up(values: Row) -> Left:
    for index, row in enumerate(rows(group(values, "local_outcomes"), "list")):
        if row.get("status") == "not_taken_up":
            for name in ("counted", "collectable", "baseline_due", "direction", "year_2", "year_3"):
                if name in row:
                    path: Steps = ("local_outcomes", "list", index, name)
                    yield path, "the outcome is not taken up", f"take {name} out, or give the row another status"


def _groups(values: Row) -> Left:
    providers = group(values, "providers")
    if providers.get("consortia") is False and "consortia_rule" in providers:
        remedy = "write consortia: yes, or take the rule out"
        yield ("providers", "consortia_rule"), "organisations may not bid as a group", remedy


def _step_in(values: Row) -> Left:
    failure = group(values, "failure")
    if group(failure, "step_in") and all(row.get("stage") != "step_in" for row in rows(failure, "service")):
        remedy = "add a row with stage: step_in to failure.service, or take the group out"
        yield ("failure", "step_in"), "none of the steps is step_in", remedy


def _gains(values: Row) -> Left:
    gaining = group(values, "gain_sharing")
    used = gaining.get("used")
    if used and "no_reason" in gaining:
        yield ("gain_sharing", "no_reason"), "gains are shared", "take the reason out, or write used: no"
    for name in gaining if used is False else ():
        if name not in ("used", "no_reason"):
            yield ("gain_sharing", name), "gains are not shared", f"take {name} out, or write used: yes"


def _of_wales(values: Row) -> Left:
    """What only the law of Wales asks for stands only where that law applies."""
    jurisdiction = group(values, "document").get("jurisdiction")
    for path in (("language", "welsh"), ("workforce", "registration_fee")):
        if jurisdiction not in (None, "wales") and path[1] in group(values, path[0]):
            why = f"the law of {str(jurisdiction).title()} applies"
            yield path, why, f"take {path[1]} out, or write jurisdiction: wales"
