"""Check answers against their model, and type each as its question asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain

from specgen.formats.yamlfile.lookup import is_answered
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.inputs.answers.agreement.repeated_answers import without_repeats
from specgen.inputs.answers.answer_types import typed
from specgen.inputs.answers.answers import Answers, Awaited
from specgen.inputs.answers.limits import outside_limits
from specgen.inputs.answers.other_answers import first_question, is_awaited, other_answer
from specgen.inputs.answers.renamed_answers import renamed_choice, renamed_question
from specgen.inputs.answers.shares import resolve_shares
from specgen.inputs.council.council import Council
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import question_tree
from specgen.inputs.models.section import Question
from specgen.problems import Fault, Problem, nearest, quoted_value, suggest

__all__ = ["named_model", "validate_answers"]

MAX_PROBLEMS = 100
NAME_IT = "--council NAME, or council: NAME in the answers"


def named_model(answers: YamlFile, known: Sequence[str], council: Council) -> tuple[str, tuple[Problem, ...]]:
    """Return the name of the model that the answers follow; empty when they name none of those known."""
    value = answers.values.get("model")
    if isinstance(value, str) and value.strip() in known:
        return value.strip(), ()
    listed = f"write one of {', '.join(known)}" if len(known) > 1 else f"write model: {', '.join(known)}"
    if value is None or isinstance(value, list | dict):
        return "", (answers.problem_at(("model",), "needs an answer", listed, "missing", at_key=True),)
    remedy = suggest(str(value), known, f"{listed}{_council_hint(council, 'has it')}")
    return "", (answers.problem_at(("model",), f"there is no model {quoted_value(value)}", remedy, "choice"),)


def validate_answers(
    answers: YamlFile,
    model: Model,
    council: Council,
    lists: Mapping[str, Mapping[str, str]],
    asked_by: Callable[[str], Sequence[str]] = lambda _name: (),
) -> tuple[Answers, tuple[Problem, ...]]:
    """Return the typed answers and all that does not fit. `lists` holds the ids of rows that are data, and `asked_by`
    the models that ask a question which this model does not: such answers are left out, with a warning unless it is
    the council that gives them, for all its models.
    """
    context = _Context(answers, model, [], asked_by, iter([_council_hint(council, "asks it")]))
    values: dict[str, object] = {}
    with suppress(_Enough):
        _check(context, values, lists)
    problems = sorted(context.problems, key=lambda problem: (problem.place.line, problem.place.column))
    if len(problems) == MAX_PROBLEMS:
        last = f"no more than {MAX_PROBLEMS} problems are shown"
        problems.append(Problem(replace(problems[-1].place, path=""), last, level="note"))
    return Answers(values, answers, context.awaited), tuple(problems)


def _check(context: _Context, values: dict[str, object], lists: Mapping[str, Mapping[str, str]]) -> None:
    tree = question_tree(context.model)
    typed_values = _typed_value(context.answers.values, tree, (), context)
    values.update(typed_values if isinstance(typed_values, dict) else {})
    for path, fault in resolve_shares(values):
        context.add(path, fault)
    _jurisdiction(values, tree, context)
    for path, fault in outside_limits(values, context.model):
        context.add(path, fault)
    chosen = [(name, known) for name, known in lists.items() if known]  # no framework, nothing to compare with
    own = ((name, dict.fromkeys(known, "")) for name, known in _row_ids(values, tree, ()))
    ids: dict[str, Mapping[str, str]] = dict((*own, *chosen))
    for path, fault in chain(_dangling(values, tree, ids), without_repeats(values, tree)):  # until it is enough
        context.add(path, fault)


def _council_hint(council: Council, what: str) -> str:
    """Return a further remedy where no council was named: it may have been forgotten."""
    return "" if council.folders else f"; or name the council that {what}: {NAME_IT}"


class _Enough(Exception):
    """Nobody reads more problems than this."""


@dataclass(frozen=True)
class _Context:
    """What every step of the way down needs: the answers, the model, and where problems are put."""

    answers: YamlFile
    model: Model
    problems: list[Problem]
    asked_by: Callable[[str], Sequence[str]]
    hints: Iterator[str]  # said once, of the first part that nobody asks
    awaited: dict[ValuePath, Awaited] = field(default_factory=dict)

    def add(self, path: ValuePath, fault: Fault, *, at_key: bool = False) -> None:
        self._add(fault.at(self.answers.place_of(path, at_key=at_key)))

    def warn_left_out(self, path: ValuePath, message: str, remedy: str) -> None:
        """Add a warning about an answer that only other models ask; what a council answers is for all its models."""
        place = self.answers.place_of(path, at_key=True)
        if place.file == self.answers.file:
            self._add(Problem(place, message, remedy, "other-model", "warning"))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) == MAX_PROBLEMS:
            raise _Enough


def _typed_value(value: object, question: Question, path: ValuePath, context: _Context) -> object:
    """The typed value, or None for what is empty or does not fit."""
    if value is None or path in context.answers.refused:
        return None
    if is_awaited(value) and question.name and question.kind != "group":
        return _other_answer(value, question, path, context)
    if is_awaited(value) and question.name and (first := first_question(question)):
        return _other_answer(value, first[-1], (*path, *(one.name for one in first)), context)
    if question.kind == "group":
        return _group(value, question, path, context)
    if question.kind in ("rows", "list"):
        return _items(value, question, path, context)
    if isinstance(value, dict) and "other" in value:
        return _other_answer(value, question, path, context)
    if isinstance(value, list | dict):
        what = "a list" if isinstance(value, list) else "a group of answers"
        where = "after the dash" if isinstance(path[-1], int) else "after the colon"
        remedy = f"write one answer {where}, in quotes if it starts with a bracket"
        context.add(path, Fault(f"{what} stands where one answer is asked for", remedy, "type"))
        return None
    answer = typed(value, context.answers.texts.get(path), question)
    if isinstance(answer, Fault):
        context.add(path, renamed_choice(context.model.changes, path, value) or answer)
        return None
    return answer


def _other_answer(value: object, question: Question, path: ValuePath, context: _Context) -> object:
    """Own words, or None for what is awaited, which is noted, and for what does not fit."""
    answer = other_answer(value if isinstance(value, dict) else {}, question)
    if isinstance(answer, Fault):
        context.add(path, answer)
    elif isinstance(answer, Awaited):
        context.awaited[path] = answer
    return answer if isinstance(answer, str) else None


def _group(value: object, question: Question, path: ValuePath, context: _Context) -> object:
    if not isinstance(value, dict):
        names = " and ".join([f"{child.name}:" for child in question.questions[:2]])
        if isinstance(value, list):
            remedy = f"take the dashes away: this group has {names} once, on lines of their own"
            context.add(path, Fault("a list stands where a group of answers is asked for", remedy, "type"))
        elif path and isinstance(path[-1], int):
            remedy = f"start the row with `- {question.questions[0].name}:` and go on below"
            context.add(path, Fault(f"{quoted_value(value)} stands where a row is asked for", remedy, "type"))
        else:
            message = f"{quoted_value(value)} stands where a group of answers is asked for"
            context.add(path, Fault(message, f"write {names} on lines of their own below it, indented", "type"))
        return None
    children = question.by_name
    answers: dict[str, object] = {}
    for name, part in value.items():
        if name not in children and (*path, name) in context.model.dropped:
            message = f"is left out: the model {context.model.id} has no such section here"
            context.warn_left_out((*path, name), message, "take it out of the answers if it is not wanted")
        elif name not in children and not path and (others := context.asked_by(name)):
            message = f"is not part of the model {context.model.id} and is left out"
            context.warn_left_out((name,), message, f"it is part of {' and '.join(others)}")
        elif name not in children:
            fault = renamed_question(context.model.changes, (*path, name)) or _unknown(name, question, context)
            context.add((*path, name), fault, at_key=True)
        elif (answer := _typed_value(part, children[name], (*path, name), context)) is not None:
            answers[name] = answer
    return answers or None


def _items(value: object, question: Question, path: ValuePath, context: _Context) -> object:
    if not isinstance(value, list):
        rows = question.kind == "rows"
        what = "a list of rows" if rows else "a list"
        start = f"- {question.questions[0].name}:" if rows and question.questions else "- "
        subject = "one row without a dash" if isinstance(value, dict) else quoted_value(value)
        remedy = f"start each {'row' if rows else 'item'} on its own line with `{start.strip()}`"
        context.add(path, Fault(f"{subject} stands where {what} is asked for", remedy, "type"))
        return None
    answers = [_typed_value(item, question.single, (*path, number), context) for number, item in enumerate(value)]
    if all(item in (None, "") for item in value) or not is_answered(value):
        return None
    for number, item in enumerate(value):
        if item in (None, ""):
            context.add((*path, number), Fault("is empty", "write the answer, or take the dash away", "empty"))
    if question.kind == "rows":
        _check_ids(value, answers, question, path, context)
        return [{} if row is None else row for row in answers]
    return [item for item in answers if item is not None] or None


def _check_ids(
    given: Sequence[object], answers: Sequence[object], question: Question, path: ValuePath, context: _Context
) -> None:
    """Rows that others point at need a name of their own."""
    column = next((column for column in question.questions if column.name == "id"), None)
    numbers: dict[object, int] = {}
    for number, (before, after) in enumerate(zip(given, answers, strict=True) if column else ()):
        id = after.get("id") if isinstance(after, dict) else None
        place = (*path, number, "id")
        if isinstance(before, dict) and before.get("id") in (None, ""):
            remedy = f"write id: {column.examples[0]}" if column and column.examples else ""
            context.add(place, Fault("needs an answer: other rows point at it", remedy, "missing"), at_key=True)
        elif id is not None and id in numbers:
            first = context.answers.value_positions.get((*path, numbers[id], "id"))
            where = f" on line {first.line}" if first else ""
            message = f"{quoted_value(id)} is already the id of the row{where}"
            context.add(place, Fault(message, "give this row its own", "duplicate"))
        elif id is not None:
            numbers[id] = number


def _unknown(name: str, question: Question, context: _Context) -> Fault:
    message = "is not asked here" if not question.title else f"is not asked under {question.title}"
    known = [child.name for child in question.questions]
    elsewhere = [place for section in context.model.sections for place in _named(name, section.question, section.at)]
    near = nearest(name.lower(), known, 0.8 if elsewhere else 0.6)
    if near:
        return Fault(message, f"did you mean {near}?", "unknown")
    if 0 < len(elsewhere) < 3:
        return Fault(message, f"it belongs under {' or '.join(elsewhere)}", "unknown")
    listed = ", ".join(known[:15]) + (" ..." if len(known) > 15 else "")
    hint = "" if question.title else next(context.hints, "")
    return Fault(message, f"asked here: {listed}{hint}", "unknown")


def _named(name: str, question: Question, at: tuple[str, ...]) -> Iterator[str]:
    for child in question.questions:
        if child.name == name:
            yield ".".join(at)
        yield from _named(name, child, (*at, child.name))


def _jurisdiction(values: Mapping[str, object], tree: Question, context: _Context) -> None:
    """The one answer without which not even a draft can be written."""
    path = ("document", "jurisdiction")
    questions = {child.name: child for group in tree.questions if group.name == path[0] for child in group.questions}
    group, given = values.get(path[0]), context.answers.values.get(path[0])
    answered = isinstance(group, dict) and path[1] in group
    wrong = isinstance(given, dict) and given.get(path[1]) not in (None, "") and not is_awaited(given[path[1]])
    refused = context.answers.refused & {path[:1], path}
    if path[1] in questions and not answered and not wrong and not refused:
        remedy = f"write {' or '.join(code for code, _ in questions[path[1]].choices)}"
        context.add(path, Fault("needs an answer: it decides whose law applies", remedy, "missing"), at_key=True)


def _row_ids(value: object, question: Question, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids of every list of rows that has them, by the path of the list."""
    if question.kind == "rows" and any(column.name == "id" for column in question.questions):
        rows = value if isinstance(value, list) else []
        yield ".".join(path), tuple(str(row["id"]) for row in rows if "id" in row)
    elif question.kind == "group":
        for child in question.questions:
            part = value.get(child.name) if isinstance(value, dict) else None
            yield from _row_ids(part, child, (*path, child.name))


def _dangling(
    value: object, question: Question, ids: Mapping[str, Mapping[str, str]], path: ValuePath = ()
) -> Iterator[tuple[ValuePath, Fault]]:
    """References to rows that are not there."""
    if question.refers_to in ids and isinstance(value, str) and value not in ids[question.refers_to]:
        yield path, _no_such_row(value, question.refers_to, ids[question.refers_to])
    if isinstance(value, dict):
        for child in question.questions:
            if child.has_references:
                yield from _dangling(value.get(child.name), child, ids, (*path, child.name))
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _dangling(item, question, ids, (*path, number))


def _no_such_row(id: str, target: str, ids: Mapping[str, str]) -> Fault:
    if not ids:
        return Fault(
            f"{quoted_value(id)} is not in {target}, which has no rows", f"add a row with id: {id}", "reference"
        )
    near = next((known for known in ids if known.casefold() == id.casefold()), "")
    listed = [f"{known} {meaning[:1].lower()}{meaning[1:]}".strip() for known, meaning in ids.items()]
    separator = "; " if any(ids.values()) else ", "
    remedy = f"did you mean {near}?" if near else f"write one of {separator.join(listed[:30])}"
    remedy += " ..." if not near and len(ids) > 30 else ""
    holder = "an area of the outcome framework" if target == FRAMEWORK_AREAS else f"in {target}"
    return Fault(f"{quoted_value(id)} is not {holder}", remedy, "reference")
