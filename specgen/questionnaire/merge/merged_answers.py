"""Write what a form changes into the text of a file of answers, and leave every other letter as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from specgen.formats.yamlfile.edit.editor import Order, add_row, insert, remove, set_value
from specgen.formats.yamlfile.edit.layout import block_lines, plain_values
from specgen.formats.yamlfile.edit.nested_values import value_of, with_value
from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.problems import Problem, WrongInput
from specgen.questionnaire.merge.answer_merge import ADD, REMOVE, Edit

__all__ = ["with_edits"]

NAMES: Final = frozenset({"model", "council"})  # what a file of answers begins with


def with_edits(text: str, edits: Sequence[Edit], there: Mapping[str, object], order: Order, file: str) -> str:
    """Return a text of answers with some edits; `there` is what it says. Raises WrongInput with all that cannot be
    written.
    """
    problems = list[Problem]()
    for change in _changes(edits, there, order, file):
        after = change(text)
        if isinstance(after, Problem):
            problems.append(after)
        else:
            text = after
    if problems:
        raise WrongInput(problems)
    return text


def _changes(
    edits: Sequence[Edit], there: Mapping[str, object], order: Order, file: str
) -> Iterator[Callable[[str], str | Problem]]:
    """Yield the changes of the text one after the other: answers, rows put in, rows taken out from the last on."""
    values = {path: _ordered(value, path, order) for path, value in _sets(edits, there).items()}
    if values and there.keys() <= NAMES:  # a new file is written at one go
        block = "\n".join(block_lines(plain_values({str(path[0]): value for path, value in values.items()})))
        yield partial(insert, path=(), block=block, order=order, file=file)
        return
    for path, value in values.items():
        yield partial(set_value, path=path, value=value, order=order, file=file)
    for edit in edits:
        if edit.kind == ADD and isinstance(value_of(there, edit.path), list):
            row = "\n".join(block_lines([plain_values(edit.value)]))
            yield partial(add_row, path=edit.path, block=row, order=order, file=file)
    for edit in edits:
        if edit.kind == REMOVE:
            yield partial(remove, path=edit.path, file=file)


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
