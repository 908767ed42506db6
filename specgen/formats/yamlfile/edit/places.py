"""Find where in a YAML file new lines go, which lines an answer takes, and which comments belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent
from typing import Final

import yaml

from specgen.formats.yamlfile.edit.nodes import LINE_END, Edit, NodeTree
from specgen.formats.yamlfile.yaml_file import ValuePath

__all__ = ["comments_above", "insertion_place", "is_in_flow", "line_of", "raw_lines", "removal", "row_stretch"]

COMMA: Final = re.compile(r"\s*,[ \t]*")


def insertion_place(
    tree: NodeTree, group: yaml.CollectionNode, name: str, names: Sequence[str], *, is_top: bool
) -> tuple[int, str]:
    """Return where lines go into a group or list, and whether they stand before or after their neighbour: after the
    nearest that stands before them in the order of the model, with the comments that belong to it; else at the end.
    """
    pairs: dict[object, yaml.Node] = dict(enumerate(group.value))
    if isinstance(group, yaml.MappingNode):
        pairs = {key.value: value for key, value in group.value}
    column = tree.column(group)
    before: list[object] = list(pairs)
    if name in names:
        before = [other for other in names[: names.index(name)] if other in pairs]
    if before:
        return _past_comments(tree, tree.after(pairs[before[-1]]), column), "after"
    first = group.value[0][0].start_mark.index
    start = tree.line_start(first)
    if tree.text[start:first].strip():  # behind a dash, where nothing can stand before it
        return _past_comments(tree, tree.after(group.value[0][1]), column), "after"
    return _above_comments(tree, start, column), "before" if is_top else "after"


def line_of(tree: NodeTree, path: ValuePath) -> tuple[int, int]:
    """Return where the line starts that an answer opens, and how far it is indented; in brackets, or behind a dash, the
    line of what is around it.
    """
    for size in range(len(path), 0, -1):
        around = tree.root if size == 1 else tree.node(path[: size - 1])
        if not isinstance(around, yaml.CollectionNode) or around.flow_style or is_in_flow(tree, path[:size]):
            continue
        item = tree.item_start(path[:size])
        start = tree.line_start(item)
        if not tree.text[start:item].strip():
            return start, item - start
    return 0, 0


def raw_lines(tree: NodeTree, path: ValuePath, name: str, *, with_comments: bool = False) -> str:
    """Return an answer as the file writes it, under a name and without its indent."""
    key, node = tree.key(path), tree.node(path)
    assert node is not None  # noqa: S101
    if is_in_flow(tree, path) or key is None:
        return f"{name}: {tree.text[node.start_mark.index : tree.end(node)]}".rstrip()
    column = key.start_mark.column
    text = " " * column + name + tree.text[key.end_mark.index : tree.after(node)]
    if with_comments and (above := comments_above(tree, path)):
        text = tree.text[above[0] : above[1]] + text
    return dedent(LINE_END.sub("\n", text))


def comments_above(tree: NodeTree, path: ValuePath) -> tuple[int, int] | None:
    """Return the stretch of the comments directly above an answer, in the same column."""
    if is_in_flow(tree, path):
        return None
    item = tree.item_start(path)
    start = tree.line_start(item)
    above = start if tree.text[start:item].strip() else _above_comments(tree, start, item - start)
    return (above, start) if above < start else None


def removal(tree: NodeTree, path: ValuePath) -> list[Edit]:
    """Return the edits that take out an answer or a row."""
    around = tree.root if len(path) == 1 else tree.node(path[:-1])
    node = tree.node(path)
    assert node is not None  # noqa: S101
    assert isinstance(around, yaml.CollectionNode)  # noqa: S101
    item = tree.item_start(path)
    if around.flow_style:
        return [_out_of_brackets(tree, around, item, tree.end(node))]
    start, after = tree.line_start(item), tree.after(node)
    lead = tree.text[start:item]
    if not lead.strip():
        return [Edit(start, after, "")]
    end = len(tree.text[:after].rstrip("\r\n"))  # behind a dash, which stays
    comment = re.search(r"[ \t]+#.*\Z", tree.text[tree.end(node) : end]) if isinstance(node, yaml.ScalarNode) else None
    if comment:
        return [Edit(item, tree.end(node), "")]
    return [Edit(start + len(lead.rstrip()), end, "")]


def row_stretch(tree: NodeTree, path: ValuePath) -> tuple[int, int]:
    """Return the stretch of a row from its dash on, with the comments above it and those that follow it indented; in
    brackets, and where its dash stands behind another, without what is around it.
    """
    node = tree.node(path)
    assert node is not None  # noqa: S101
    item = tree.item_start(path)
    start = tree.line_start(item)
    if is_in_flow(tree, path):
        return item, tree.end(node)
    if tree.text[start:item].strip():
        return item, len(tree.text[: tree.after(node)].rstrip("\r\n"))
    column = item - start
    return _above_comments(tree, start, column), _past_comments(tree, tree.after(node), column)


def _out_of_brackets(tree: NodeTree, around: yaml.CollectionNode, start: int, end: int) -> Edit:
    parts = [part if isinstance(part, tuple) else (part, part) for part in around.value]
    number = next(index for index, (first, _) in enumerate(parts) if first.start_mark.index == start)
    if number + 1 < len(parts) and (comma := COMMA.match(tree.text, end)):
        return Edit(start, comma.end(), "")
    if number:
        before = tree.end(parts[number - 1][1])
        if re.fullmatch(r"\s*,\s*", tree.text[before:start]):
            return Edit(before, end, "")
    return Edit(start, end, "")


def is_in_flow(tree: NodeTree, path: ValuePath) -> bool:
    """Whether something around a value is written in brackets or braces."""
    around = [tree.root if not size else tree.node(path[:size]) for size in range(len(path))]
    return any(isinstance(node, yaml.CollectionNode) and node.flow_style for node in around)


def _past_comments(tree: NodeTree, index: int, column: int) -> int:
    """Return where the comments end that are indented deeper than an item, which they follow."""
    place = index
    for end, line in tree.lines_from(index):
        text = line.lstrip()
        if text.startswith("#") and len(line) - len(text) > column:
            place = end
        elif text:
            break
    return place


def _above_comments(tree: NodeTree, index: int, column: int) -> int:
    """Return where the comments start that stand directly above a line, in its column."""
    place = index
    for start, line in tree.lines_before(index):
        text = line.lstrip()
        if not text.startswith("#") or len(line) - len(text) != column:
            break
        place = start
    return place
