"""Warn about each answer that the document does not print because of what another answer says.

Nothing that somebody wrote is left out without a word: a baseline's period while the baseline is still to be
collected, a rule for groups of bidders where they may not bid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specgen.formats.yamlfile.lookup import Row, group_at, rows_at, value_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.answers import Answers
from specgen.inputs.models.model import Model
from specgen.problems import Fault, Problem

__all__ = ["unprinted"]

Faults = Iterator[tuple[ValuePath, Fault]]
OF_A_RECORD = ("value", "period", "source")
OF_YEAR_1 = ("due", "collected_by")


def unprinted(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield a warning for each answer that the document leaves out because of another answer."""
    for section in model.sections:
        if section.at and not is_asked(section.when, answers.values) and answers.values.get(section.at[0]):
            remedy = f"answer it with yes, or take {section.at[0]} out"
            fault = _not_printed(f"{section.when} is not answered with yes", remedy)
            yield fault.at(answers.yaml.place_of(section.at, at_key=True), "warning")
    asked = {
        section.at[0]: answers.values.get(section.at[0])
        for section in model.sections
        if section.at and is_asked(section.when, answers.values)
    }
    for check in (_baselines, _covered, _added_up, _not_taken_up, _groups, _step_in, _gains, _of_wales):
        for path, fault in check(asked):
            yield fault.at(answers.yaml.place_of(path, at_key=True), "warning")


def is_asked(when: str, values: Row) -> bool:
    """True unless the section waits for a yes to some question, and there is none."""
    if when in ("always", "answered"):
        return True
    return value_at(values, *when.split(".")) is True


def _not_printed(why: str, remedy: str) -> Fault:
    return Fault(f"is not printed while {why}", remedy, "unprinted")


def _baselines(values: Row) -> Faults:
    """A recorded baseline has a value, one of year 1 a day on which it is due."""
    for index, measure in enumerate(rows_at(values, "measures")):
        baseline = group_at(measure, "baseline")
        status = baseline.get("status")
        if status is None:
            continue
        unfit = {"recorded": OF_YEAR_1, "year_1": OF_A_RECORD}.get(str(status), (*OF_A_RECORD, *OF_YEAR_1))
        for name in unfit:
            if name in baseline:
                right = "recorded" if name in OF_A_RECORD else "year_1"
                path: ValuePath = ("measures", index, "baseline", name)
                remedy = f"write status: {right}, or take {name} out"
                yield path, _not_printed(f"the status of the baseline is {status}", remedy)


def _covered(values: Row) -> Faults:
    outcomes = group_at(values, "outcomes")
    covered: dict[object, object] = {}
    for row in rows_at(outcomes, "list"):
        areas = row.get("framework_areas")
        covered |= {area: row.get("id", "") for area in areas} if isinstance(areas, Sequence) else {}
    for index, row in enumerate(rows_at(outcomes, "not_covered")):
        if row.get("area") in covered:
            why = f"outcome {covered[row['area']]} covers the area {row['area']}"
            path: ValuePath = ("outcomes", "not_covered", index)
            yield path, _not_printed(why, "take the row out, or the area out of the outcome")


def _added_up(values: Row) -> Faults:
    outcomes = group_at(values, "outcomes")
    rule = group_at(outcomes, "aggregation")
    if outcomes.get("basis") == "framework" and "method" not in rule:
        for name in rule:
            why = "no outcomes.aggregation.method is chosen"
            yield ("outcomes", "aggregation", name), _not_printed(why, "choose a method, or take the group out")


def _not_taken_up(values: Row) -> Faults:
    for index, row in enumerate(rows_at(group_at(values, "local_outcomes"), "list")):
        if row.get("status") == "not_taken_up":
            for name in ("counted", "collectable", "baseline_due", "direction", "year_2", "year_3"):
                if name in row:
                    path: ValuePath = ("local_outcomes", "list", index, name)
                    remedy = f"take {name} out, or give the row another status"
                    yield path, _not_printed("the outcome is not taken up", remedy)


def _groups(values: Row) -> Faults:
    providers = group_at(values, "providers")
    if providers.get("consortia") is False and "consortia_rule" in providers:
        remedy = "write consortia: yes, or take the rule out"
        yield ("providers", "consortia_rule"), _not_printed("organisations may not bid as a group", remedy)


def _step_in(values: Row) -> Faults:
    failure = group_at(values, "failure")
    if group_at(failure, "step_in") and all(row.get("stage") != "step_in" for row in rows_at(failure, "service")):
        remedy = "add a row with stage: step_in to failure.service, or take the group out"
        yield ("failure", "step_in"), _not_printed("none of the steps is step_in", remedy)


def _gains(values: Row) -> Faults:
    gaining = group_at(values, "gain_sharing")
    used = gaining.get("used")
    if used and "no_reason" in gaining:
        yield ("gain_sharing", "no_reason"), _not_printed("gains are shared", "take the reason out, or write used: no")
    for name in gaining if used is False else ():
        if name not in ("used", "no_reason"):
            yield ("gain_sharing", name), _not_printed("gains are not shared", f"take {name} out, or write used: yes")


def _of_wales(values: Row) -> Faults:
    """What only the law of Wales asks for stands only where that law applies."""
    jurisdiction = group_at(values, "document").get("jurisdiction")
    for path in (("language", "welsh"), ("workforce", "registration_fee")):
        if jurisdiction not in (None, "wales") and path[1] in group_at(values, path[0]):
            why = f"the law of {str(jurisdiction).title()} applies"
            yield path, _not_printed(why, f"take {path[1]} out, or write jurisdiction: wales")
