"""Answers and their Model -> the answers as each question means them, and everything that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

from specgen.formats.yamlfile.yaml_file import Answers, Steps
from specgen.inputs.answers.answer_types import Misfit, shown, typed
from specgen.inputs.answers.limits import outside_limits
from specgen.inputs.models.model import Model
from specgen.inputs.models.section import Question
from specgen.problems import Problem

__all__ = ["fit", "named_model"]

MAX_PROBLEMS = 100


def named_model(answers: Answers, known: Sequence[str]) -> tuple[str, tuple[Problem, ...]]:
    """The name of the model these answers follow; empty when they name none of those known."""
    value = answers.values.get("model")
    if isinstance(value, str) and value.strip() in known:
        return value.strip(), ()
    listed = f"write one of {', '.join(known)}" if len(known) > 1 else f"write model: {', '.join(known)}"
    if value is None or isinstance(value, list | dict):
        return "", (answers.problem(("model",), "needs an answer", listed, "missing", at_key=True),)
    near = get_close_matches(str(value), known, n=1)
    remedy = f"did you mean {near[0]}?" if near else listed
    return "", (answers.problem(("model",), f"there is no model {shown(value)}", remedy, "choice"),)


def fit(
    answers: Answers,
    model: Model,
    lists: Mapping[str, Sequence[str]],
    asked_by: Callable[[str], Sequence[str]] = lambda _name: (),
) -> tuple[Answers, tuple[Problem, ...]]:
    """Answers that are missing are left out of the values; `lists` holds the ids of rows that are data, and
    `asked_by` the models that ask a question which this model does not: such answers are left out, with a warning.
    """
    look = _Look(answers, model, [], asked_by)
    values: dict[str, object] = {}
    with suppress(_Enough):
        _check(look, values, lists)
    problems = sorted(look.problems, key=lambda problem: (problem.place.line, problem.place.column))
    if len(problems) == MAX_PROBLEMS:
        last = f"no more than {MAX_PROBLEMS} problems are shown"
        problems.append(Problem(replace(problems[-1].place, path=""), last, level="note"))
    return replace(answers, values=values), tuple(problems)


def _check(look: _Look, values: dict[str, object], lists: Mapping[str, Sequence[str]]) -> None:
    tree = _tree(look.model)
    fitted = _fitted(look.answers.values, tree, (), look)
    values.update(fitted if isinstance(fitted, dict) else {})
    _jurisdiction(values, tree, look)
    for path, misfit in outside_limits(values, look.model):
        look.say(path, misfit)
    chosen = [(name, known) for name, known in lists.items() if known]  # no framework, nothing to compare with
    ids = {name: dict.fromkeys(known) for name, known in (*_row_ids(values, tree, ()), *chosen)}
    for path, misfit in _dangling(values, tree, ids):
        look.say(path, misfit)


class _Enough(Exception):
    """Nobody reads more problems than this."""


@dataclass(frozen=True)
class _Look:
    """What every step of the way down needs: the answers, the model, and where problems are put."""

    answers: Answers
    model: Model
    problems: list[Problem]
    asked_by: Callable[[str], Sequence[str]]

    def say(self, path: Steps, misfit: Misfit, *, at_key: bool = False, level: str = "error") -> None:
        found = self.answers.problem(path, misfit.message, misfit.remedy, misfit.rule, at_key=at_key)
        self.problems.append(replace(found, level=level))
        if len(self.problems) == MAX_PROBLEMS:
            raise _Enough


@lru_cache(maxsize=8)
def _tree(model: Model) -> Question:
    """All that may stand in the file, as one group."""
    plain = tuple(_group_question(name, "text") for name in ("model", "council"))
    children: dict[str, Question] = {question.name: question for question in plain}
    for section in model.sections:
        if len(section.at) == 1:
            children[section.at[0]] = section.question
        elif section.at:
            _hang(children, section.at, section.question)
    return replace(_group_question("", "group"), questions=tuple(children.values()))


def _hang(children: dict[str, Question], at: tuple[str, ...], question: Question) -> None:
    outer = children.get(at[0], _group_question(at[0], "group"))
    inner = {child.name: child for child in outer.questions}
    if len(at) == 2:
        inner[at[1]] = question
    else:
        _hang(inner, at[1:], question)
    children[at[0]] = replace(outer, questions=tuple(inner.values()))


def _group_question(name: str, kind: str) -> Question:
    title = name.replace("_", " ").capitalize()
    return Question(name, title, "", "", "", "model", kind, "", (), "", (), ())


def _fitted(value: object, question: Question, path: Steps, look: _Look) -> object:
    """The typed value, or None for what is empty or does not fit."""
    if value is None or path in look.answers.refused:
        return None
    if question.kind == "group":
        return _group(value, question, path, look)
    if question.kind in ("rows", "list"):
        return _items(value, question, path, look)
    if isinstance(value, list | dict):
        what = "a list" if isinstance(value, list) else "a group of answers"
        where = "after the dash" if isinstance(path[-1], int) else "after the colon"
        remedy = f"write one answer {where}, in quotes if it starts with a bracket"
        look.say(path, Misfit(f"{what} stands where one answer is asked for", remedy))
        return None
    found = typed(value, look.answers.texts.get(path), question)
    if isinstance(found, Misfit):
        look.say(path, found)
        return None
    return found


def _group(value: object, question: Question, path: Steps, look: _Look) -> object:
    if not isinstance(value, dict):
        names = " and ".join([f"{child.name}:" for child in question.questions[:2]])
        if isinstance(value, list):
            remedy = f"take the dashes away: this group has {names} once, on lines of their own"
            look.say(path, Misfit("a list stands where a group of answers is asked for", remedy))
        elif path and isinstance(path[-1], int):
            remedy = f"start the row with `- {question.questions[0].name}:` and go on below"
            look.say(path, Misfit(f"{shown(value)} stands where a row is asked for", remedy))
        else:
            message = f"{shown(value)} stands where a group of answers is asked for"
            look.say(path, Misfit(message, f"write {names} on lines of their own below it, indented"))
        return None
    children = question.by_name
    made: dict[str, object] = {}
    for name, part in value.items():
        if name not in children and (*path, name) in look.model.dropped:
            message = f"is left out: the model {look.model.id} has no such section here"
            misfit = Misfit(message, "take it out of the answers if it is not wanted", "other-model")
            look.say((*path, name), misfit, at_key=True, level="warning")
        elif name not in children and not path and (others := look.asked_by(name)):
            message = f"is not part of the model {look.model.id} and is left out"
            misfit = Misfit(message, f"it is part of {' and '.join(others)}", "other-model")
            look.say((name,), misfit, at_key=True, level="warning")
        elif name not in children:
            look.say((*path, name), _unknown(name, question, look.model), at_key=True)
        elif (found := _fitted(part, children[name], (*path, name), look)) is not None:
            made[name] = found
    return made or None


def _items(value: object, question: Question, path: Steps, look: _Look) -> object:
    if not isinstance(value, list):
        rows = question.kind == "rows"
        what = "a list of rows" if rows else "a list"
        start = f"- {question.questions[0].name}:" if rows and question.questions else "- "
        subject = "one row without a dash" if isinstance(value, dict) else shown(value)
        remedy = f"start each {'row' if rows else 'item'} on its own line with `{start.strip()}`"
        look.say(path, Misfit(f"{subject} stands where {what} is asked for", remedy))
        return None
    made = [_fitted(item, question.single, (*path, number), look) for number, item in enumerate(value)]
    if all(item in (None, "") for item in value) or not _any_answer(value):
        return None
    for number, item in enumerate(value):
        if item in (None, ""):
            look.say((*path, number), Misfit("is empty", "write the answer, or take the dash away", "empty"))
    if question.kind == "rows":
        _check_ids(value, made, question, path, look)
        return [{} if row is None else row for row in made]
    return [item for item in made if item is not None] or None


def _any_answer(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_any_answer, value))
    if isinstance(value, dict):
        return any(map(_any_answer, value.values()))
    return value not in (None, "")


def _check_ids(given: Sequence[object], made: Sequence[object], question: Question, path: Steps, look: _Look) -> None:
    """Rows that others point at need a name of their own."""
    column = next((column for column in question.questions if column.name == "id"), None)
    seen: dict[object, int] = {}
    for number, (before, after) in enumerate(zip(given, made, strict=True) if column else ()):
        id = after.get("id") if isinstance(after, dict) else None
        place = (*path, number, "id")
        if isinstance(before, dict) and before.get("id") in (None, ""):
            remedy = f"write id: {column.examples[0]}" if column and column.examples else ""
            look.say(place, Misfit("needs an answer: other rows point at it", remedy, "missing"), at_key=True)
        elif id is not None and id in seen:
            first = look.answers.value_places.get((*path, seen[id], "id"))
            where = f" on line {first.line}" if first else ""
            message = f"{shown(id)} is already the id of the row{where}"
            look.say(place, Misfit(message, "give this row its own", "duplicate"))
        elif id is not None:
            seen[id] = number


def _unknown(name: str, question: Question, model: Model) -> Misfit:
    message = "is not asked here" if not question.title else f"is not asked under {question.title}"
    known = [child.name for child in question.questions]
    elsewhere = [place for section in model.sections for place in _named(name, section.question, section.at)]
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.8 if elsewhere else 0.6)
    if near:
        return Misfit(message, f"did you mean {near[0]}?", "unknown")
    if 0 < len(elsewhere) < 3:
        return Misfit(message, f"it belongs under {' or '.join(elsewhere)}", "unknown")
    listed = ", ".join(known[:15]) + (" ..." if len(known) > 15 else "")
    return Misfit(message, f"asked here: {listed}", "unknown")


def _named(name: str, question: Question, at: tuple[str, ...]) -> Iterator[str]:
    for child in question.questions:
        if child.name == name:
            yield ".".join(at)
        yield from _named(name, child, (*at, child.name))


def _jurisdiction(values: Mapping[str, object], tree: Question, look: _Look) -> None:
    """The one answer without which not even a draft can be written."""
    path = ("document", "jurisdiction")
    questions = {child.name: child for group in tree.questions if group.name == path[0] for child in group.questions}
    group, given = values.get(path[0]), look.answers.values.get(path[0])
    answered = isinstance(group, dict) and path[1] in group
    wrong = isinstance(given, dict) and given.get(path[1]) not in (None, "")
    refused = look.answers.refused & {path[:1], path}
    if path[1] in questions and not answered and not wrong and not refused:
        remedy = f"write {' or '.join(code for code, _ in questions[path[1]].choices)}"
        misfit = Misfit("needs an answer: it decides whose law applies", remedy, "missing")
        look.say(path, misfit, at_key=True)


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
    value: object, question: Question, ids: Mapping[str, Mapping[str, None]], path: Steps = ()
) -> Iterator[tuple[Steps, Misfit]]:
    """References to rows that are not there."""
    if question.refers_to in ids and isinstance(value, str) and value not in ids[question.refers_to]:
        yield path, _no_such_row(value, question.refers_to, tuple(ids[question.refers_to]))
    if isinstance(value, dict):
        for child in question.questions:
            if child.has_references:
                yield from _dangling(value.get(child.name), child, ids, (*path, child.name))
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _dangling(item, question, ids, (*path, number))


def _no_such_row(id: str, target: str, ids: Sequence[str]) -> Misfit:
    if not ids:
        return Misfit(f"{shown(id)} is not in {target}, which has no rows", f"add a row with id: {id}", "reference")
    near = [known for known in ids if known.casefold() == id.casefold()]
    listed = ", ".join(ids[:30]) + (" ..." if len(ids) > 30 else "")
    remedy = f"did you mean {near[0]}?" if near else f"write one of {listed}"
    return Misfit(f"{shown(id)} is not in {target}", remedy, "reference")
