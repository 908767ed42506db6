"""Warn about each answer that the document does not print because of what another answer says.

Nothing that somebody wrote is left out without a word: a baseline's period while the baseline is still to be
collected, a rule for groups of bidders where they may not bid. `unprinted` says why, for what is known beforehand;
`unread_answers` finds all the rest by what a rendering has read, whatever the templates are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from specgen.formats.yamlfile.lookup import Row, group_at, rows_at, value_at
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.answers import Answers
from specgen.inputs.models.model import Model, Question, Section
from specgen.problems import Fault, Problem, path_text

__all__ = ["unprinted", "unread_answers"]

IsPrinted = Callable[[tuple[str, ...]], bool]
RULE = "unprinted"
OTHERS_CHANGE = "take it out, or change the answer that leaves no place for it"

Faults = Iterator[tuple[ValuePath, Fault]]
OF_A_RECORD = ("value", "period", "source")
OF_YEAR_1 = ("due", "collected_by")


def unprinted(answers: Answers, model: Model) -> Iterator[Problem]:
    """Yield a warning for each answer that the document leaves out because of another answer."""
    for section in model.sections:
        is_left_out = section.at and not is_asked(section.when, answers.values)
        if is_left_out and _says_something(answers.values.get(section.at[0])):
            remedy = f"answer it with yes, or take {section.at[0]} out"
            fault = _not_printed(f"{section.when} is not answered with yes", remedy)
            yield fault.at(answers.yaml.place_of(section.at, at_key=True), "warning")
    asked = {
        section.at[0]: answers.values.get(section.at[0])
        for section in model.sections
        if section.at and is_asked(section.when, answers.values)
    }
    for check in (
        _usual_hours,
        _hours_of_lots,
        _baselines,
        _covered,
        _added_up,
        _not_taken_up,
        _groups,
        _step_in,
        _gains,
        _of_wales,
    ):
        for path, fault in check(asked):
            yield fault.at(answers.yaml.place_of(path, at_key=True), "warning")


def unread_answers(
    answers: Answers, sections: Iterable[Section], is_printed: IsPrinted, known: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield a warning for each answer to these sections that is not printed: the outermost group, where none in it is.

    `is_printed` is asked for paths with rows by their id or number. What is said by a `known` problem is not repeated,
    and what a council answers for every document is left.
    """
    said = {problem.place.path for problem in known if problem.rule == RULE}

    def is_dealt_with(answer: _Answer) -> bool:
        whole_paths = (path_text(answer.path[:size]) for size in range(1, len(answer.path) + 1))
        return is_printed(answer.place) or not said.isdisjoint(whole_paths)

    for section in sections:
        value = value_at(answers.values, *section.at) if section.at else None
        whole = _Answer(section.question, value, section.at, section.at)
        for path in () if value is None else _left_out(whole, is_dealt_with):
            place = answers.yaml.place_of(path, at_key=True)
            if place.file == answers.yaml.file:
                message = "is not printed: the wording has no place for it beside the other answers"
                yield Fault(message, OTHERS_CHANGE, RULE).at(place, "warning")


class _Answer(NamedTuple):
    question: Question
    value: object
    path: ValuePath
    place: tuple[str, ...]  # the path with rows by their id or number


def _left_out(answer: _Answer, is_dealt_with: Callable[[_Answer], bool]) -> list[ValuePath]:
    """Return the paths of what is left out: that of the whole answer, if all in it is."""
    parts = list(_parts(answer))
    if not parts:
        is_single = not isinstance(answer.value, Mapping)
        return [answer.path] if is_single and not is_dealt_with(answer) else []
    results = [_left_out(part, is_dealt_with) for part in parts]
    if all(paths == [part.path] for paths, part in zip(results, parts, strict=True)):
        return [answer.path]
    return [path for paths in results for path in paths]


def _parts(answer: _Answer) -> Iterator[_Answer]:
    question, value, path, place = answer.question, answer.value, answer.path, answer.place
    if question.kind == "group" and isinstance(value, Mapping):
        for child in question.questions:
            if value.get(child.name) is not None:
                yield _Answer(child, value[child.name], (*path, child.name), (*place, child.name))
    elif question.kind == "rows" and isinstance(value, Sequence):
        for index, row in enumerate(value):
            id = row.get("id") if isinstance(row, Mapping) else None
            yield _Answer(question.single, row, (*path, index), (*place, str(id or index + 1)))


def is_asked(when: str, values: Row) -> bool:
    """True unless the section waits for a yes to some question, and there is none."""
    if when in ("always", "answered"):
        return True
    return value_at(values, *when.split(".")) is True


def _says_something(value: object) -> bool:
    """Whether somebody has answered a part of it: the numbers of rows alone are those of a new file."""
    if isinstance(value, Mapping):
        return any(_says_something(part) for name, part in value.items() if name != "id")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(map(_says_something, value))
    return value is not None and value != ""


def _not_printed(why: str, remedy: str) -> Fault:
    return Fault(f"is not printed while {why}", remedy, RULE)


def _usual_hours(values: Row) -> Faults:
    """The usual hours stand beside each day of the service that has no other ones."""
    availability = group_at(values, "availability")
    days, other = availability.get("days"), {row.get("day") for row in rows_at(availability, "other_hours")}
    if isinstance(days, Sequence) and other.issuperset(days):
        for name in ("start", "end"):
            if name in availability:
                remedy = f"take {name} out, or a row out of availability.other_hours"
                yield ("availability", name), _not_printed("each day of the service has other hours", remedy)


def _hours_of_lots(values: Row) -> Faults:
    """Where each lot has its own hours, there are none of the whole service, and with night cover it is the same."""
    lots, own = rows_at(group_at(values, "contract"), "lots"), rows_at(values, "lots")
    for column, names in (("hours", ("pattern", "days", "start", "end", "other_hours")), ("night", ("night",))):
        if lots and len(own) == len(lots) and all(row.get(column) for row in own):
            for name in names:
                if name in group_at(values, "availability"):
                    remedy = f"take {name} out, or take out of lots what is so for the whole service"
                    yield ("availability", name), _not_printed(f"each lot has its own {column}, under lots", remedy)


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
