"""Write a value where one stands, in its layout, or put in the question that it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from specgen.formats.yamlfile.edit.layout import STEP, behind_a_colon, block_lines, in_brackets
from specgen.formats.yamlfile.edit.nested_values import with_value
from specgen.formats.yamlfile.edit.nodes import Edit, NodeTree
from specgen.formats.yamlfile.edit.places import is_in_flow, line_of
from specgen.formats.yamlfile.edit.put_in import below, put_in, put_row
from specgen.formats.yamlfile.edit.trial_edit import Attempt, Order, Source
from specgen.formats.yamlfile.yaml_file import ValuePath

__all__ = ["put_value"]


def put_value(source: Source, path: ValuePath, value: object, order: Order) -> Iterator[Attempt]:
    tree, node = source.tree, source.tree.node(path)
    if node is None:
        yield from _set_new(source, path, value, order)
        return
    wanted = with_value(source.yaml.values, path, value)
    start, end = node.start_mark.index, tree.end(node)
    if _is_block(node):
        yield from (Attempt(edits, wanted) for edits in _block_replaced(tree, path, node, value))
        return
    like = tree.text[start:end]
    space = " " if start == end else ""
    if value is None:
        start = len(tree.text[:start].rstrip(" ")) if like else start
        yield Attempt([Edit(start, end, "")], wanted)
        return
    if is_in_flow(tree, path):
        yield Attempt([Edit(start, end, space + in_brackets(value))], wanted)
        return
    column = line_of(tree, path)[1]
    if isinstance(value, Mapping | list):
        block = block_lines(value, column + STEP)
        if block and not like:
            yield Attempt([below(tree, end, block)], wanted)
        yield Attempt([Edit(start, end, space + in_brackets(value))], wanted)
        return
    for written in behind_a_colon(value, column, like):
        kept = value
        if isinstance(value, str) and written.startswith(("|", ">")) and "-" not in written[:2]:
            kept = value.rstrip("\n") + "\n"
        last = "\n" if like.endswith(("\n", "\r")) else ""  # of a text below |+, whose empty lines belong to it
        yield Attempt([Edit(start, end, space + written + last)], with_value(source.yaml.values, path, kept))


def _block_replaced(tree: NodeTree, path: ValuePath, node: yaml.Node, value: object) -> Iterator[list[Edit]]:
    """Yield the edits that put a value in the place of lines of their own."""
    key = tree.key(path) if isinstance(path[-1], str) else None
    if key is None:
        dash = tree.item_start(path)
        end = len(tree.text[: tree.after(node)].rstrip("\r\n"))
        column = dash - tree.line_start(dash)
        yield [Edit(dash, end, "\n".join(block_lines([value], column)).lstrip())]
        if isinstance(value, str):  # on one line, in case lines below would become part of the text
            yield from ([Edit(dash, end, f"- {written}")] for written in behind_a_colon(value, column))
        return
    colon = tree.text.index(":", key.end_mark.index) + 1
    first, after = tree.line_end(colon), tree.after(node)
    if isinstance(value, Mapping | list) and value:
        block = "\n".join(block_lines(value, tree.column(node))) + "\n"
        yield [Edit(first, after, block)]
    for written in behind_a_colon(value, tree.column(key)):
        yield [Edit(colon, colon, f" {written}".rstrip()), Edit(first, after, "")]


def _set_new(source: Source, path: ValuePath, value: object, order: Order) -> Iterator[Attempt]:
    last = path[-1]
    if isinstance(last, int):
        yield from put_row(source, path[:-1], "\n".join(block_lines([value])), order)
    else:
        yield from put_in(source, path[:-1], "\n".join(block_lines({last: value})), order)


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style
