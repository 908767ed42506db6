"""Put questions and rows into a file: in lines of their own, or in brackets where their neighbours stand in some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from specgen.formats.yamlfile.edit.layout import STEP, in_brackets
from specgen.formats.yamlfile.edit.nested_values import value_of, with_value
from specgen.formats.yamlfile.edit.nodes import Edit, NodeTree
from specgen.formats.yamlfile.edit.places import insertion_place, is_in_flow, line_of
from specgen.formats.yamlfile.edit.trial_edit import Attempt, Order, Source
from specgen.formats.yamlfile.yaml_file import ValuePath, read

__all__ = ["below", "put_in", "put_row"]


def put_in(source: Source, path: ValuePath, block: str, order: Order) -> Iterator[Attempt]:
    values = _values_of(block)
    if not isinstance(values, Mapping):
        return
    tree, group = source.tree, source.tree.root if not path else source.tree.node(path)
    if path and group is None:
        if isinstance(path[-1], str):
            yield from put_in(source, path[:-1], _named(path[-1], block), order)
        return
    assert group is not None  # noqa: S101
    there = value_of(source.yaml.values, path)
    if (there is not None and not isinstance(there, Mapping)) or any(name in (there or {}) for name in values):
        return
    wanted = with_value(source.yaml.values, path, {**(there or {}), **values})
    if not isinstance(group, yaml.MappingNode):
        yield from _begun(source, path, group, block, values, wanted)
    elif group.flow_style:
        yield Attempt([_in_flow(tree, group, next(iter(values)), in_brackets(values)[1:-1], order(path))], wanted)
    else:
        column = tree.column(group)
        at, lead = insertion_place(tree, group, next(iter(values)), order(path), is_top=not path)
        lines = "\n".join(_indented(block, column))
        tail = "\n" if lead == "before" else ""
        yield Attempt([Edit(at, at, _led(tree.text, at, is_top=not path) + lines + "\n" + tail)], wanted)
        # An empty line behind a text below |+ would belong to that text.
        yield Attempt([Edit(at, at, _led(tree.text, at, is_top=False) + lines + "\n" + tail)], wanted)


def put_row(source: Source, path: ValuePath, block: str, order: Order) -> Iterator[Attempt]:
    rows = _values_of(block)
    tree, node = source.tree, source.tree.node(path)
    if not isinstance(rows, list):
        return
    if node is None:
        yield from put_in(source, path[:-1], _named(str(path[-1]), block), order)
        return
    there = value_of(source.yaml.values, path)
    if there is not None and not isinstance(there, list):
        return
    wanted = with_value(source.yaml.values, path, [*(there or []), *rows])
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        yield from _begun(source, path, node, block, rows, wanted)
    elif node.flow_style:
        at = tree.end(node.value[-1])
        yield Attempt([Edit(at, at, f", {in_brackets(rows)[1:-1]}")], wanted)
    else:
        column = tree.column(node)
        at, _ = insertion_place(tree, node, "", (), is_top=False)
        lines = "\n".join(_indented(block, column))
        yield Attempt([Edit(at, at, _led(tree.text, at, is_top=False) + lines + "\n")], wanted)


def _begun(
    source: Source, path: ValuePath, empty: yaml.Node, block: str, values: object, wanted: object
) -> Iterator[Attempt]:
    """Yield the first lines of a group or list of which only the name, or the dash, stands there."""
    tree = source.tree
    start, end = empty.start_mark.index, tree.end(empty)
    if is_in_flow(tree, path):
        yield Attempt([Edit(start, end, (" " if start == end else "") + in_brackets(values))], wanted)
        return
    column = line_of(tree, path)[1] + STEP
    kept = len(tree.text[:start].rstrip(" ")) if start < end else start
    yield Attempt([Edit(kept, end, ""), below(tree, end, _indented(block, column))], wanted)


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


def below(tree: NodeTree, end: int, lines: Sequence[str]) -> Edit:
    """Return the edit that writes lines below the one on which something ends."""
    at = tree.line_end(end)
    return Edit(at, at, _led(tree.text, at, is_top=False) + "\n".join(lines) + "\n")


def _led(text: str, at: int, *, is_top: bool) -> str:
    """Return what has to stand before new lines: the end of the last line, and an empty line before a section."""
    if at and text[at - 1] not in "\r\n":
        return "\n\n" if is_top else "\n"
    is_after_empty = re.search(r"(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)\Z", text[:at]) is not None
    return "\n" if is_top and at and not is_after_empty else ""


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
