"""Take answers of an earlier release along: old names become new ones, and what is asked in another way is asked again.

The old answer to a question that is asked again stays in the file as a comment, below the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from specgen.formats.yamlfile.edit.editor import insert, move, rename, set_aside, set_value
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile, read
from specgen.inputs.models.blank_answers import BlankAnswers, is_any
from specgen.inputs.models.changes import Change, general_path
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import order_in, question_at
from specgen.inputs.models.section import Question
from specgen.problems import Problem, WrongInput, path_text

__all__ = ["Migrated", "migrated", "migrated_defaults"]

DEFAULTS: Final = "defaults"  # of a council.yaml
Refused = Callable[[YamlFile], Sequence[Problem]]


@dataclass(frozen=True)
class Migrated:
    """The text of the file as it is now, and a sentence for each answer that was taken along."""

    text: str
    notes: tuple[str, ...]


def migrated(text: str, model: Model, refused: Refused, file: str = "") -> Migrated:
    """Return a file of answers with the names and the questions of this release. `refused` returns what does not fit in
    a file. Raises WrongInput for one that cannot be read, or in which a place cannot be changed.
    """
    notes: list[str] = []
    asked = _Asked(model)
    is_old = any(True for _ in _old_answers(_read(text, file).values, model.changes))
    for change in model.changes:
        meant = change.is_renamed or change.values or (is_old and not change.refused_by)
        for path in [*_paths(_read(text, file).values, change.was)] if meant else ():
            text, note = _taken_along(text, path, change, asked, file)
            notes += [note] if note else []
    conditional = {change.now: change for change in model.changes if change.refused_by}
    for problem in refused(_read(text, file)) if conditional else ():
        path = _path_of(_read(text, file), problem)
        change_meant = conditional.get(general_path(path))
        if change_meant is not None and change_meant.refused_by == problem.rule:
            text, note = _asked_again(text, path, change_meant, asked, file)
            notes.append(note)
    return Migrated(text, tuple(notes))


def migrated_defaults(text: str, models: Sequence[Model], file: str) -> Migrated:
    """Return a council.yaml whose defaults have the names of this release, in whichever of the models they are asked.

    Raises WrongInput as `migrated` does.
    """
    notes: list[str] = []
    done = set[tuple[str, str]]()
    for model in models:
        for known in model.changes:
            if known.refused_by or (known.was, known.now) in done:
                continue
            done.add((known.was, known.now))
            change = replace(known, was=f"{DEFAULTS}.{known.was}", now=f"{DEFAULTS}.{known.now}")
            for path in [*_paths(_read(text, file).values, change.was)] if known.is_renamed or known.values else ():
                text, note = _taken_along(text, path, change, _Asked(model, (DEFAULTS,)), file)
                notes += [note] if note else []
    return Migrated(text, tuple(notes))


@dataclass(frozen=True)
class _Asked:
    """The questions of a model, where their answers stand below other names of the file."""

    model: Model
    below: ValuePath = ()

    def order(self, path: ValuePath) -> Sequence[str]:
        """Return the names of the questions of a group, in the order of the model."""
        return order_in(self.model)(path[len(self.below) :])

    def at(self, path: ValuePath) -> Question | None:
        return question_at(self.model, path[len(self.below) :])


def _old_answers(values: object, changes: Sequence[Change]) -> Iterator[ValuePath]:
    """Yield the answers that only an earlier release asked for: they show how old a file is."""
    for change in changes:
        for path in _paths(values, change.was):
            if change.is_renamed or str(value_of(values, path)) in change.values:
                yield path


def _paths(values: object, pattern: str) -> Iterator[ValuePath]:
    """Yield the paths of answers that a general path stands for."""
    found: list[ValuePath] = [()]
    for step in pattern.split("."):
        name = step.removesuffix("[]")
        groups = [(path, group) for path in found if isinstance(group := value_of(values, path), Mapping)]
        found = [(*path, name) for path, group in groups if name in group]
        if step.endswith("[]"):
            found = [*chain.from_iterable(_rows(values, path) for path in found)]
    yield from found


def _rows(values: object, path: ValuePath) -> Iterator[ValuePath]:
    rows = value_of(values, path)
    yield from ((*path, number) for number in range(len(rows) if isinstance(rows, list) else 0))


def _taken_along(text: str, path: ValuePath, change: Change, asked: _Asked, file: str) -> tuple[str, str]:
    value = value_of(_read(text, file).values, path)
    if change.ask_again:
        return _asked_again(text, path, change, asked, file)
    to = _concrete(change.now, path)
    if str(value) in change.values:
        text = _checked(set_value(text, path, change.values[str(value)], file=file))
        note = f"{path_text(path)}: {value} is {change.values[str(value)]} now"
    elif not change.is_renamed:
        return text, ""
    else:
        note = f"{path_text(path)} is {path_text(to)} now"
    if change.is_renamed and to[:-1] == path[:-1]:
        text = _checked(rename(text, path, str(to[-1]), file=file))
    elif change.is_renamed:
        text = _checked(move(text, path, to, order=asked.order, file=file))
    return text, note


def _asked_again(text: str, path: ValuePath, change: Change, asked: _Asked, file: str) -> tuple[str, str]:
    """Keep the old answer as a comment, and put in the question as it is asked now, unless it is answered already."""
    to = _concrete(change.now, path)
    reason = f"Asked again as {to[-1]} since {change.day}. {change.ask_again} The answer was:"
    text = _checked(set_aside(text, path, reason, file=file))
    question = asked.at(to)
    if question is not None and to not in _read(text, file).key_positions:
        names = tuple(step for step in to if isinstance(step, str))
        block = "\n".join(BlankAnswers(is_any).lines(question, names)) + "\n"
        text = _checked(insert(text, to[:-1], block, order=asked.order, file=file))
    return text, f"{path_text(path)} is asked again as {path_text(to)}: {change.ask_again}"


def _concrete(pattern: str, like: ValuePath) -> ValuePath:
    """Return a general path with the row numbers of another path, in their order."""
    numbers = iter([step for step in like if isinstance(step, int)])
    steps: list[str | int] = []
    for step in pattern.split("."):
        steps += [step.removesuffix("[]"), *([next(numbers, 0)] if step.endswith("[]") else [])]
    return tuple(steps)


def _path_of(answers: YamlFile, problem: Problem) -> ValuePath:
    return next((path for path in answers.key_positions if path_text(path) == problem.place.path), ())


def _read(text: str, file: str) -> YamlFile:
    answers, problems = read(text.encode(), file)
    if answers is None:
        raise WrongInput(problems)
    return answers


def _checked(edited: str | Problem) -> str:
    if isinstance(edited, Problem):
        raise WrongInput(edited)
    return edited
