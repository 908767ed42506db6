"""Show what is announced and not there yet as an open point that says what it waits for, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from specgen.context.filters import date_words
from specgen.context.render_log import OpenPointRow, RenderLog
from specgen.context.schedules.calendar_schedule import AwaitedDate
from specgen.context.values import OpenPoint, QuestionPath, open_point_row
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.answers.answers import Answers, Awaited
from specgen.inputs.models.model import Model, Section
from specgen.inputs.models.question_tree import question_at

__all__ = ["awaited_dates", "awaited_points", "awaited_words"]


def awaited_words(answers: Answers) -> dict[str, str]:
    """Return what each missing answer waits for, by its path with rows by their id."""
    return {_key(path, answers): _words(awaited) for path, awaited in answers.awaited.items()}


def awaited_points(
    answers: Answers, model: Model, shown: Iterable[Section], log: RenderLog
) -> tuple[OpenPointRow, ...]:
    """Return the open points of what is awaited, for the sections that a document has."""
    return tuple(_points(answers, model, shown, log))


def awaited_dates(answers: Answers, rows: Iterable[OpenPointRow]) -> tuple[AwaitedDate, ...]:
    """Return the days by which something is announced, of what a document has."""
    days = {_key(path, answers): awaited.by for path, awaited in answers.awaited.items()}
    return tuple(
        AwaitedDate(row.title.partition("; awaited")[0], day, f"point.{row.key}")
        for row in rows
        if isinstance(day := days.get(row.key), date)
    )


def _points(answers: Answers, model: Model, shown: Iterable[Section], log: RenderLog) -> Iterator[OpenPointRow]:
    sections = list(shown)
    for path in answers.awaited:
        names = tuple(step for step in path if isinstance(step, str))
        section = next((one for one in sections if one.at and names[: len(one.at)] == one.at), None)
        question = question_at(model, path)
        if section is not None and question is not None:
            place = QuestionPath(section, tuple(_key(path, answers).split(".")), log)
            _name_rows(path, answers, model, log)
            yield open_point_row(OpenPoint(question, place))


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
