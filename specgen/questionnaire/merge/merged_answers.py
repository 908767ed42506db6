"""Write what a form changes into the text of a file of answers, and leave every other letter as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from specgen.formats.yamlfile.edit.editor import Order, add_row, insert, remove, set_value
from specgen.formats.yamlfile.edit.layout import block_lines, plain_values
from specgen.formats.yamlfile.edit.nested_values import value_of, with_value
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.inputs.models.model import ABOUT_THE_FILE
from specgen.problems import Problem, WrongInput
from specgen.questionnaire.merge.answer_merge import ADD, REMOVE, Edit

__all__ = ["with_edits"]

TOP: Final = re.compile(r"^([a-z][a-z0-9_]*)[ \t]*:(?=[ \t\r\n]|\Z)", re.MULTILINE)  # the name of a part
HEAD: Final = "#"  # what stands above the first part


def with_edits(text: str, edits: Sequence[Edit], there: Mapping[str, object], order: Order, file: str) -> str:
    """Return a text of answers with some edits; `there` is what it says. Raises WrongInput with all that cannot be
    written.
    """
    pieces, problems = _pieces(text, there), list[Problem]()
    for name, change in _changes(edits, there, order, file):
        if name not in pieces:  # a part that is not there yet comes last, to its place among the others
            pieces = {"": "".join(pieces.values())}
            name = ""
        after = change(pieces[name])
        if isinstance(after, Problem):
            problems.append(after)
        else:
            pieces[name] = after
    if problems:
        raise WrongInput(problems)
    return "".join(pieces.values())


def _pieces(text: str, there: Mapping[str, object]) -> dict[str, str]:
    """Return the text of each part of a file by its name: to edit one of them takes a fraction of the time."""
    starts = [match.start() for match in TOP.finditer(text)]
    names = [match[1] for match in TOP.finditer(text)]
    if names != list(there):  # in brackets, in quotes, below an indented line: then as one
        return {"": text}
    ends = [*starts[1:], len(text)]
    pieces = {name: text[start:end] for name, start, end in zip(names, starts, ends, strict=True)}
    return {HEAD: text[: starts[0]], **pieces} if starts else {"": text}


def _changes(
    edits: Sequence[Edit], there: Mapping[str, object], order: Order, file: str
) -> Iterator[tuple[str, Callable[[str], str | Problem]]]:
    """Yield the changes of the text one after the other, each with the part that it changes: answers, rows put in, rows
    taken out from the last on; what is not there yet comes last.
    """
    values = {path: _ordered(value, path, order) for path, value in _sets(edits, there).items()}
    if values and there.keys() <= set(ABOUT_THE_FILE):  # a new file is written at one go
        block = "\n".join(block_lines(plain_values({str(path[0]): value for path, value in values.items()})))
        yield "", partial(insert, path=(), block=block, order=order, file=file)
        return
    for path, value in values.items():
        if path[0] in there:
            yield str(path[0]), partial(set_value, path=path, value=value, order=order, file=file)
    for edit in edits:
        if edit.kind == ADD and isinstance(value_of(there, edit.path), list):
            row = "\n".join(block_lines([plain_values(edit.value)]))
            yield str(edit.path[0]), partial(add_row, path=edit.path, block=row, order=order, file=file)
    for edit in edits:
        if edit.kind == REMOVE:
            yield str(edit.path[0]), partial(remove, path=edit.path, file=file)
    for path, value in values.items():
        if path[0] not in there:
            yield "", partial(set_value, path=path, value=value, order=order, file=file)


def _sets(edits: Iterable[Edit], there: Mapping[str, object]) -> dict[ValuePath, object]:
    """Return what to write where: groups and lists that are not there are written whole."""
    values: dict[ValuePath, object] = {}
    for edit in edits:
        if edit.kind == REMOVE or (edit.kind == ADD and isinstance(value_of(there, edit.path), list)):
            continue
        top = next(
            (edit.path[:size] for size in range(1, len(edit.path)) if _is_missing(there, edit.path[:size])), None
        )
        top = edit.path if top is None else top
        inner, old = edit.path[len(top) :], values.get(top)
        value = edit.value
        if edit.kind == ADD:
            rows = value_of(old, inner)
            value = [*(rows if isinstance(rows, list) else ()), edit.value]
        values[top] = with_value(old, inner, value)
    return values


def _is_missing(there: Mapping[str, object], path: ValuePath) -> bool:
    return not isinstance(value_of(there, path), Mapping | list)


def _ordered(value: object, path: ValuePath, order: Order) -> object:
    """Return a value with the questions of each group in the order of the model."""
    if isinstance(value, Mapping):
        names = [name for name in order(path) if name in value]
        names += [name for name in value if name not in names]
        return {name: _ordered(value[name], (*path, name), order) for name in names}
    if isinstance(value, list):
        return [_ordered(part, (*path, number), order) for number, part in enumerate(value)]
    return value
