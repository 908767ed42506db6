"""Show what is announced and not there yet as an open point that says what it waits for, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from specgen.context.filters import date_words
from specgen.context.render_log import POINT, RenderLog
from specgen.context.schedules.calendar_schedule import AwaitedDate
from specgen.context.values import OpenPoint, QuestionPath, key_of, point_title
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.answers import Answers, Awaited
from specgen.inputs.models.model import Model, Section
from specgen.inputs.models.question_tree import question_at, section_at

__all__ = ["awaited_dates", "awaited_points", "awaited_words"]


def awaited_words(answers: Answers) -> dict[str, str]:
    """Return what each missing answer waits for, by its path with rows by their id."""
    return {_key(path, answers): _words(awaited) for path, awaited in answers.awaited.items()}


def awaited_points(answers: Answers, model: Model, shown: Iterable[Section], log: RenderLog) -> tuple[OpenPoint, ...]:
    """Return the open points of what is awaited, for the sections that a document has."""
    return tuple(_points(answers, model, tuple(shown), log))


def awaited_dates(answers: Answers, points: Iterable[OpenPoint]) -> tuple[AwaitedDate, ...]:
    """Return the days by which something is announced, of what a document has."""
    days = {_key(path, answers): awaited.by for path, awaited in answers.awaited.items()}
    return tuple(
        AwaitedDate(point_title(point), day, POINT + key_of(point))
        for point in points
        if isinstance(day := days.get(key_of(point)), date)
    )


def _points(answers: Answers, model: Model, shown: Sequence[Section], log: RenderLog) -> Iterator[OpenPoint]:
    for path in answers.awaited:
        section, question = section_at(shown, path), question_at(model, path)
        if section is not None and question is not None:
            _name_rows(path, answers, model, log)
            yield OpenPoint(question, QuestionPath(section, tuple(_key(path, answers).split(".")), log))


def _name_rows(path: ValuePath, answers: Answers, model: Model, log: RenderLog) -> None:
    for size, step in enumerate(path):
        row, question = value_of(answers.values, path[: size + 1]), question_at(model, path[:size])
        if isinstance(step, int) and isinstance(row, dict) and question is not None:
            log.name_row(tuple(_key(path[: size + 1], answers).split(".")), row, question)


def _key(path: ValuePath, answers: Answers) -> str:
    steps: list[str] = []
    for size, step in enumerate(path):
        row = value_of(answers.values, path[: size + 1]) if isinstance(step, int) else None
        id = row.get("id") if isinstance(row, dict) else None
        steps.append(str(id or step + 1) if isinstance(step, int) else step)
    return ".".join(steps)


def _words(awaited: Awaited) -> str:
    return f"{awaited.words}, by {date_words(awaited.by)}" if isinstance(awaited.by, date) else awaited.words
