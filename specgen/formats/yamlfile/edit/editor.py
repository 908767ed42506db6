"""Change answers in the text of a YAML file: set a value, put in questions or a row, take out, rename, move, set aside.

Every function takes a text and returns a text in which every other letter is as it was: comments, order, layout, line
ends and a byte order mark. What comes out is read again and compared with what was wanted; where the two differ, or the
file cannot be read, a `Problem` comes back instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final

from specgen.formats.yamlfile.edit.layout import WIDTH, plain_values
from specgen.formats.yamlfile.edit.nested_values import value_of, with_value, without
from specgen.formats.yamlfile.edit.nodes import LINE_END, Edit, NodeTree, apply_edits
from specgen.formats.yamlfile.edit.places import comments_above, is_in_flow, line_of, raw_lines, removal, row_stretch
from specgen.formats.yamlfile.edit.put_in import put_in, put_row
from specgen.formats.yamlfile.edit.set_value import put_value
from specgen.formats.yamlfile.edit.trial_edit import Attempt, Order, Source
from specgen.formats.yamlfile.yaml_file import ValuePath, read
from specgen.problems import Problem

__all__ = ["Order", "add_row", "insert", "move", "move_row", "remove", "rename", "set_aside", "set_value"]

BOM: Final = "\ufeff"


def _no_order(_path: ValuePath) -> Sequence[str]:
    return ()


def set_value(text: str, path: ValuePath, value: object, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Write a value at a path, in the layout of the one that stands there; groups that are not there are put in."""
    return _edited(text, path, file, lambda source: put_value(source, path, plain_values(value), order))


def insert(text: str, path: ValuePath, block: str, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Put lines of YAML, names with comments and perhaps answers, into the group at a path (`()`: the whole file)."""
    return _edited(text, path, file, lambda source: put_in(source, path, block, order))


def add_row(text: str, path: ValuePath, block: str, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Put a row, lines of YAML that start with a dash, at the end of the list at a path."""
    return _edited(text, path, file, lambda source: put_row(source, path, block, order))


def remove(text: str, path: ValuePath, *, file: str = "") -> str | Problem:
    """Take out an answer or a row with its lines; comments above it stay."""
    return _edited(text, path, file, lambda source: _remove(source, path))


def rename(text: str, path: ValuePath, name: str, *, file: str = "") -> str | Problem:
    """Give a question another name, in its place."""
    return _edited(text, path, file, lambda source: _rename(source, path, name))


def move(text: str, path: ValuePath, to: ValuePath, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Take an answer to another path, with the comments directly above it."""
    block = ""

    def taken_out(source: Source) -> Iterator[Attempt]:
        nonlocal block
        block = raw_lines(source.tree, path, str(to[-1]), with_comments=True)
        yield from _remove(source, path, with_comments=True)

    shorter = _edited(text, path, file, taken_out)
    return shorter if isinstance(shorter, Problem) else insert(shorter, to[:-1], block, order=order, file=file)


def move_row(text: str, path: ValuePath, number: int, *, file: str = "") -> str | Problem:
    """Let a row of the list at a path, counted from 0, and the one below it change places, each with its comments."""
    return _edited(text, path, file, lambda source: _change_places(source, path, number))


def set_aside(text: str, path: ValuePath, reason: str, *, file: str = "") -> str | Problem:
    """Take out an answer and keep it as a comment in its place, below the reason."""
    return _edited(text, path, file, lambda source: _set_aside(source, path, reason))


def _remove(source: Source, path: ValuePath, *, with_comments: bool = False) -> Iterator[Attempt]:
    if source.tree.node(path) is None:
        return
    edits = removal(source.tree, path)
    if with_comments and (above := comments_above(source.tree, path)):
        edits = [Edit(above[0], above[1], ""), *edits]
    yield Attempt(edits, without(source.yaml.values, path))
    yield Attempt(edits, without(source.yaml.values, path, emptied_is_none=True))


def _rename(source: Source, path: ValuePath, name: str) -> Iterator[Attempt]:
    key = source.tree.key(path)
    if key is not None:
        value = value_of(source.yaml.values, path)
        wanted = with_value(without(source.yaml.values, path), (*path[:-1], name), value)
        yield Attempt([Edit(key.start_mark.index, key.end_mark.index, name)], wanted)


def _set_aside(source: Source, path: ValuePath, reason: str) -> Iterator[Attempt]:
    if source.tree.node(path) is None:
        return
    start, column = line_of(source.tree, path)
    indent = " " * column
    kept = [*wrap(reason, WIDTH - column - 2), *raw_lines(source.tree, path, str(path[-1])).rstrip().split("\n")]
    comment = "".join(f"{indent}# {line}".rstrip() + "\n" for line in kept)
    for attempt in _remove(source, path):
        yield Attempt([Edit(start, start, comment), *attempt.edits], attempt.wanted)


def _change_places(source: Source, path: ValuePath, number: int) -> Iterator[Attempt]:
    upper, lower, rows = (*path, number), (*path, number + 1), value_of(source.yaml.values, path)
    if not isinstance(rows, list) or number < 0 or number + 1 >= len(rows):
        return
    exchanged = [*rows[:number], rows[number + 1], rows[number], *rows[number + 2 :]]
    wanted = with_value(source.yaml.values, path, exchanged)
    first, second = row_stretch(source.tree, upper), row_stretch(source.tree, lower)
    texts = [LINE_END.sub("\n", source.tree.text[start:end]) for start, end in (first, second)]
    if not is_in_flow(source.tree, upper) and not texts[1].endswith("\n"):  # the last line of the file
        texts = [texts[0].removesuffix("\n"), f"{texts[1]}\n"]
    yield Attempt([Edit(*first, texts[1]), Edit(*second, texts[0])], wanted)


def _edited(text: str, path: ValuePath, file: str, change: Callable[[Source], Iterable[Attempt]]) -> str | Problem:
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    answers, problems = read(body, file)
    errors = [problem for problem in problems if problem.level == "error"]
    if answers is None or errors:
        return errors[0]
    source = Source(body, answers, NodeTree(body))
    for attempt in change(source):
        edits = [_with_newlines(edit, source.newline) for edit in attempt.edits]
        after = apply_edits(body, edits)
        read_again, problems = read(after, file)
        is_sound = read_again is not None and not any(problem.level == "error" for problem in problems)
        if is_sound and read_again is not None and _is_same(read_again.values, attempt.wanted, body):
            return mark + after
    message = "cannot be changed here without touching what stands around it"
    return answers.problem_at(path, message, "change it by hand", "edit")


def _is_same(values: object, wanted: object, body: str) -> bool:
    """Whether a file says what is wanted; a last line that has got its line end is no other text."""
    if values == wanted or body.endswith(("\n", "\r")):
        return values == wanted
    return _without_line_ends(values) == _without_line_ends(wanted)


def _without_line_ends(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _without_line_ends(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_without_line_ends(part) for part in value]
    return value.rstrip("\n") if isinstance(value, str) else value


def _with_newlines(edit: Edit, newline: str) -> Edit:
    return Edit(edit.start, edit.end, edit.text.replace("\n", newline))
