"""Change answers in the text of a YAML file: set a value, put in questions or a row, take out, rename, move, set aside.

Every function takes a text and returns a text in which every other letter is as it was: comments, order, layout, line
ends and a byte order mark. What comes out is read again and compared with what was wanted; where the two differ, or the
file cannot be read, a `Problem` comes back instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

import yaml

from specgen.formats.yamlfile.edit.layout import STEP, WIDTH, behind_a_colon, block_lines, in_brackets, plain_values
from specgen.formats.yamlfile.edit.nodes import Edit, NodeTree, apply_edits
from specgen.formats.yamlfile.edit.places import comments_above, insertion_place, line_of, raw_lines, removal
from specgen.formats.yamlfile.edit.values import value_of, with_value, without
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile, read
from specgen.problems import Problem

__all__ = ["Order", "add_row", "insert", "move", "remove", "rename", "set_aside", "set_value"]

BOM: Final = "\ufeff"
Order = Callable[[ValuePath], Sequence[str]]  # the names of the questions of a group, in the order of the model


def _no_order(_path: ValuePath) -> Sequence[str]:
    return ()


def set_value(text: str, path: ValuePath, value: object, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Write a value at a path, in the layout of the one that stands there; groups that are not there are put in."""
    return _edited(text, path, file, lambda source: _set(source, path, plain_values(value), order))


def insert(text: str, path: ValuePath, block: str, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Put lines of YAML, names with comments and perhaps answers, into the group at a path (`()`: the whole file)."""
    return _edited(text, path, file, lambda source: _insert(source, path, block, order))


def add_row(text: str, path: ValuePath, block: str, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Put a row, lines of YAML that start with a dash, at the end of the list at a path."""
    return _edited(text, path, file, lambda source: _add_row(source, path, block, order))


def remove(text: str, path: ValuePath, *, file: str = "") -> str | Problem:
    """Take out an answer or a row with its lines; comments above it stay."""
    return _edited(text, path, file, lambda source: _remove(source, path))


def rename(text: str, path: ValuePath, name: str, *, file: str = "") -> str | Problem:
    """Give a question another name, in its place."""
    return _edited(text, path, file, lambda source: _rename(source, path, name))


def move(text: str, path: ValuePath, to: ValuePath, *, order: Order = _no_order, file: str = "") -> str | Problem:
    """Take an answer to another path, with the comments directly above it."""
    block = ""

    def taken_out(source: _Source) -> Iterator[_Attempt]:
        nonlocal block
        block = raw_lines(source.tree, path, str(to[-1]), with_comments=True)
        yield from _remove(source, path, with_comments=True)

    shorter = _edited(text, path, file, taken_out)
    return shorter if isinstance(shorter, Problem) else insert(shorter, to[:-1], block, order=order, file=file)


def set_aside(text: str, path: ValuePath, reason: str, *, file: str = "") -> str | Problem:
    """Take out an answer and keep it as a comment in its place, below the reason."""
    return _edited(text, path, file, lambda source: _set_aside(source, path, reason))


@dataclass(frozen=True)
class _Source:
    """A text without its byte order mark, what it says, and where."""

    text: str
    yaml: YamlFile
    tree: NodeTree

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\r" if "\r" in self.text and "\n" not in self.text else "\n"


@dataclass(frozen=True)
class _Attempt:
    """Edits of the text, and what the file has to say after them."""

    edits: Sequence[Edit]
    wanted: object


def _edited(text: str, path: ValuePath, file: str, change: Callable[[_Source], Iterable[_Attempt]]) -> str | Problem:
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    answers, problems = read(body, file)
    errors = [problem for problem in problems if problem.level == "error"]
    if answers is None or errors:
        return errors[0]
    source = _Source(body, answers, NodeTree(body))
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


def _set(source: _Source, path: ValuePath, value: object, order: Order) -> Iterator[_Attempt]:
    tree, node = source.tree, source.tree.node(path)
    if node is None:
        yield from _set_new(source, path, value, order)
        return
    wanted = with_value(source.yaml.values, path, value)
    start, end = node.start_mark.index, tree.end(node)
    if _is_block(node):
        yield from (_Attempt(edits, wanted) for edits in _block_replaced(tree, path, node, value))
        return
    like = tree.text[start:end]
    space = " " if start == end else ""
    if value is None:
        start = len(tree.text[:start].rstrip(" ")) if like else start
        yield _Attempt([Edit(start, end, "")], wanted)
        return
    if _is_in_brackets(tree, path):
        yield _Attempt([Edit(start, end, space + in_brackets(value))], wanted)
        return
    column = line_of(tree, path)[1]
    if isinstance(value, Mapping | list):
        block = block_lines(value, column + STEP)
        if block and not like:
            yield _Attempt([_below(tree, end, block)], wanted)
        yield _Attempt([Edit(start, end, space + in_brackets(value))], wanted)
        return
    for written in behind_a_colon(value, column, like):
        kept = value
        if isinstance(value, str) and written.startswith(("|", ">")) and "-" not in written[:2]:
            kept = value.rstrip("\n") + "\n"
        last = "\n" if like.endswith(("\n", "\r")) else ""  # of a text below |+, whose empty lines belong to it
        yield _Attempt([Edit(start, end, space + written + last)], with_value(source.yaml.values, path, kept))


def _below(tree: NodeTree, end: int, lines: Sequence[str]) -> Edit:
    """Return the edit that writes lines below the one on which something ends."""
    at = tree.line_end(end)
    return Edit(at, at, _led(tree.text, at, is_top=False) + "\n".join(lines) + "\n")


def _block_replaced(tree: NodeTree, path: ValuePath, node: yaml.Node, value: object) -> Iterator[list[Edit]]:
    """Yield the edits that put a value in the place of lines of their own."""
    key = tree.key(path) if isinstance(path[-1], str) else None
    if key is None:
        dash = tree.item_start(path)
        end = len(tree.text[: tree.after(node)].rstrip("\r\n"))
        lines = block_lines([value], dash - tree.line_start(dash))
        yield [Edit(dash, end, "\n".join(lines).lstrip())]
        return
    colon = tree.text.index(":", key.end_mark.index) + 1
    first, after = tree.line_end(colon), tree.after(node)
    if isinstance(value, Mapping | list) and value:
        block = "\n".join(block_lines(value, tree.column(node))) + "\n"
        yield [Edit(first, after, block)]
    for written in behind_a_colon(value, tree.column(key)):
        yield [Edit(colon, colon, f" {written}".rstrip()), Edit(first, after, "")]


def _set_new(source: _Source, path: ValuePath, value: object, order: Order) -> Iterator[_Attempt]:
    last = path[-1]
    if isinstance(last, int):
        yield from _add_row(source, path[:-1], "\n".join(block_lines([value])), order)
    else:
        yield from _insert(source, path[:-1], "\n".join(block_lines({last: value})), order)


def _insert(source: _Source, path: ValuePath, block: str, order: Order) -> Iterator[_Attempt]:
    values = _values_of(block)
    if not isinstance(values, Mapping):
        return
    tree, group = source.tree, source.tree.root if not path else source.tree.node(path)
    if path and group is None:
        if isinstance(path[-1], str):
            yield from _insert(source, path[:-1], _named(path[-1], block), order)
        return
    assert group is not None  # noqa: S101
    there = value_of(source.yaml.values, path)
    if (there is not None and not isinstance(there, Mapping)) or any(name in (there or {}) for name in values):
        return
    wanted = with_value(source.yaml.values, path, {**(there or {}), **values})
    if not isinstance(group, yaml.MappingNode):
        yield from _begun(source, path, group, block, values, wanted)
    elif group.flow_style:
        yield _Attempt([_in_flow(tree, group, next(iter(values)), in_brackets(values)[1:-1], order(path))], wanted)
    else:
        column = tree.column(group)
        at, lead = insertion_place(tree, group, next(iter(values)), order(path), is_top=not path)
        lines = "\n".join(_indented(block, column))
        tail = "\n" if lead == "before" else ""
        yield _Attempt([Edit(at, at, _led(tree.text, at, is_top=not path) + lines + "\n" + tail)], wanted)


def _begun(
    source: _Source, path: ValuePath, empty: yaml.Node, block: str, values: object, wanted: object
) -> Iterator[_Attempt]:
    """Yield the first lines of a group or list of which only the name, or the dash, stands there."""
    tree = source.tree
    start, end = empty.start_mark.index, tree.end(empty)
    if _is_in_brackets(tree, path):
        yield _Attempt([Edit(start, end, (" " if start == end else "") + in_brackets(values))], wanted)
        return
    column = line_of(tree, path)[1] + STEP
    kept = len(tree.text[:start].rstrip(" ")) if start < end else start
    yield _Attempt([Edit(kept, end, ""), _below(tree, end, _indented(block, column))], wanted)


def _in_flow(tree: NodeTree, group: yaml.CollectionNode, name: str, written: str, names: Sequence[str]) -> Edit:
    """Return the edit that puts a pair into braces: behind the nearest that stands before it in the model."""
    pairs = {key.value: value for key, value in group.value}
    before = [other for other in names[: names.index(name)] if other in pairs] if name in names else list(pairs)
    if not pairs:
        inside = group.start_mark.index + 1
        return Edit(inside, inside, written)
    if not before:
        first = group.value[0][0].start_mark.index
        return Edit(first, first, f"{written}, ")
    at = tree.end(pairs[before[-1]])
    return Edit(at, at, f", {written}")


def _add_row(source: _Source, path: ValuePath, block: str, order: Order) -> Iterator[_Attempt]:
    rows = _values_of(block)
    tree, node = source.tree, source.tree.node(path)
    if not isinstance(rows, list):
        return
    if node is None:
        yield from _insert(source, path[:-1], _named(str(path[-1]), block), order)
        return
    there = value_of(source.yaml.values, path)
    if there is not None and not isinstance(there, list):
        return
    wanted = with_value(source.yaml.values, path, [*(there or []), *rows])
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        yield from _begun(source, path, node, block, rows, wanted)
    elif node.flow_style:
        at = tree.end(node.value[-1])
        yield _Attempt([Edit(at, at, f", {in_brackets(rows)[1:-1]}")], wanted)
    else:
        column = tree.column(node)
        at, _ = insertion_place(tree, node, "", (), is_top=False)
        lines = "\n".join(_indented(block, column))
        yield _Attempt([Edit(at, at, _led(tree.text, at, is_top=False) + lines + "\n")], wanted)


def _remove(source: _Source, path: ValuePath, *, with_comments: bool = False) -> Iterator[_Attempt]:
    if source.tree.node(path) is None:
        return
    edits = removal(source.tree, path)
    if with_comments and (above := comments_above(source.tree, path)):
        edits = [Edit(above[0], above[1], ""), *edits]
    yield _Attempt(edits, without(source.yaml.values, path))
    yield _Attempt(edits, without(source.yaml.values, path, emptied_is_none=True))


def _rename(source: _Source, path: ValuePath, name: str) -> Iterator[_Attempt]:
    key = source.tree.key(path)
    if key is not None:
        value = value_of(source.yaml.values, path)
        wanted = with_value(without(source.yaml.values, path), (*path[:-1], name), value)
        yield _Attempt([Edit(key.start_mark.index, key.end_mark.index, name)], wanted)


def _set_aside(source: _Source, path: ValuePath, reason: str) -> Iterator[_Attempt]:
    if source.tree.node(path) is None:
        return
    start, column = line_of(source.tree, path)
    indent = " " * column
    kept = [*wrap(reason, WIDTH - column - 2), *raw_lines(source.tree, path, str(path[-1])).rstrip().split("\n")]
    comment = "".join(f"{indent}# {line}".rstrip() + "\n" for line in kept)
    for attempt in _remove(source, path):
        yield _Attempt([Edit(start, start, comment), *attempt.edits], attempt.wanted)


def _values_of(block: str) -> object:
    """Return what lines of YAML say on their own."""
    answers, problems = read(f"block:\n{chr(10).join(_indented(block, STEP))}\n", "")
    if answers is None or any(problem.level == "error" for problem in problems):
        return None
    return answers.values["block"]


def _named(name: str, block: str) -> str:
    return "\n".join([f"{name}:", *_indented(block, STEP)]) + "\n"


def _indented(block: str, column: int) -> list[str]:
    lines = re.split(r"\r\n|\n|\r", block.removesuffix("\n"))
    return [" " * column + line if line.strip() else "" for line in lines]


def _led(text: str, at: int, *, is_top: bool) -> str:
    """Return what has to stand before new lines: the end of the last line, and an empty line before a section."""
    if at and text[at - 1] not in "\r\n":
        return "\n\n" if is_top else "\n"
    is_after_empty = re.search(r"(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)\Z", text[:at]) is not None
    return "\n" if is_top and at and not is_after_empty else ""


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _is_in_brackets(tree: NodeTree, path: ValuePath) -> bool:
    """Whether something around a value is written in brackets or braces."""
    around = [tree.root if not size else tree.node(path[:size]) for size in range(len(path))]
    return any(isinstance(node, yaml.CollectionNode) and node.flow_style for node in around)
