"""Add, copy, move and take out rows of a list, and answers, in the text of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specgen.commands.add import with_questions
from specgen.formats.yamlfile.edit.editor import move_row, remove, set_value
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.lookup import is_answered
from specgen.formats.yamlfile.yaml_file import ValuePath, read
from specgen.inputs.answers.other_answers import is_awaited
from specgen.inputs.council.council import Council
from specgen.inputs.models.model import Model
from specgen.inputs.models.question_tree import order_in
from specgen.problems import Problem, SpecgenError, path_text

__all__ = ["add_new_row", "copy_row", "move_row_by", "take_out"]

ID: Final = "id"  # names the row, and two rows cannot have one name


def add_new_row(text: str, path: ValuePath, model: Model, council: Council, file: str) -> str | Problem:
    """Return the text with a further, empty row at the end of a list."""
    if is_awaited(_value(text, path)):
        text_or_problem = take_out(text, path, file)
        if isinstance(text_or_problem, Problem):
            return text_or_problem
        text = text_or_problem
    try:
        return with_questions(text, path_text(path), model, council, file=file)
    except SpecgenError as error:
        return error.problems[0]


def copy_row(text: str, path: ValuePath, model: Model, council: Council, file: str) -> str | Problem:
    """Return the text with a copy of a row at the end of its list; the copy has an id of its own."""
    rows, row = _value(text, path[:-1]), _value(text, path)
    after = add_new_row(text, path[:-1], model, council, file)
    if isinstance(after, Problem) or not isinstance(rows, list) or not isinstance(row, Mapping):
        return after
    for name, value in row.items():
        if name != ID and is_answered(value):
            edited = set_value(after, (*path[:-1], len(rows), name), value, order=order_in(model), file=file)
            if isinstance(edited, Problem):
                return edited
            after = edited
    return after


def move_row_by(text: str, path: ValuePath, by: int, file: str) -> str | Problem:
    """Return the text with a row one place further up (-1) or down (1)."""
    number = path[-1]
    assert isinstance(number, int)  # noqa: S101
    return move_row(text, path[:-1], min(number, number + by), file=file)


def take_out(text: str, path: ValuePath, file: str) -> str | Problem:
    """Return the text without an answer or a row. The name of a question stays, with the help above it."""
    if isinstance(path[-1], str):
        emptied = set_value(text, path, None, file=file)
        if not isinstance(emptied, Problem):
            return emptied
    return remove(text, path, file=file)


def _value(text: str, path: ValuePath) -> object:
    yaml, _ = read(text, "")
    return None if yaml is None else value_of(yaml.values, path)
