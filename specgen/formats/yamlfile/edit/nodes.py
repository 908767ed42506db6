"""Find the stretch of text that each value of a YAML file takes, and replace stretches of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import yaml

from specgen.formats.yamlfile.yaml_file import LOADER, ValuePath

LINE_END: Final = re.compile(r"\r\n|\n|\r")
KEEPS_BLANK_LINES: Final = re.compile(r"[|>][0-9]?\+")


@dataclass(frozen=True)
class Edit:
    """A stretch of the file and what to write there instead."""

    start: int
    end: int
    text: str


class NodeTree:
    """The nodes of one YAML file, each with the stretch of text that it takes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: yaml.Node | None = yaml.compose(text, Loader=LOADER)

    def scalar(self, path: Sequence[str | int]) -> yaml.Node | None:
        """Return the single value at a path."""
        node = self.node(path)
        return node if isinstance(node, yaml.ScalarNode) else None

    def node(self, path: Sequence[str | int]) -> yaml.Node | None:
        """Return what stands at a path."""
        node = self.root
        for step in path:
            if isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step] if step < len(node.value) else None
            else:
                return None
        return node

    def key(self, path: ValuePath) -> yaml.Node | None:
        """Return the name before the colon of what stands at a path."""
        group = self.node(path[:-1])
        pairs = group.value if isinstance(group, yaml.MappingNode) else ()
        return next((key for key, _ in pairs if key.value == path[-1]), None)

    def replaced(self, node: yaml.Node, text: str) -> Edit:
        """Return the edit that writes another text in the place of a single value."""
        return Edit(node.start_mark.index, self.end(node), text)

    def after(self, node: yaml.Node) -> int:
        """Return where the line after a value starts: comments at the end of its line stay with it."""
        return self.line_end(max(self.end(leaf) for leaf in _leaves(node)))

    def end(self, node: yaml.Node) -> int:
        """Return where a value ends, without the empty lines below it unless they belong to its text."""
        start, end = node.start_mark.index, node.end_mark.index
        text = self.text[start:end]
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and KEEPS_BLANK_LINES.match(text):
            return int(end) - len(text) + len(text.rstrip(" \t"))
        return int(start) + len(text.rstrip())

    def column(self, node: yaml.Node) -> int:
        """Return how far a value is indented."""
        return int(node.start_mark.column)

    def item_start(self, path: ValuePath) -> int:
        """Return where the name of an answer starts, or the dash of a row; in brackets a row starts with its value."""
        if isinstance(path[-1], str):
            key = self.key(path)
            assert key is not None  # noqa: S101
            return int(key.start_mark.index)
        rows, row = self.node(path[:-1]), self.node(path)
        assert isinstance(rows, yaml.SequenceNode)  # noqa: S101
        assert row is not None  # noqa: S101
        if rows.flow_style:
            return int(row.start_mark.index)
        return self._dash(row.start_mark.index, self.column(rows))

    def line_start(self, index: int) -> int:
        """Return where the line at a place starts."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Return where the next line starts; behind a line break, the place itself."""
        return index if index and self.text[index - 1] in "\r\n" else self._next_line(index)

    def lines_from(self, index: int) -> Iterator[tuple[int, str]]:
        """Yield the end and the text of each line from the start of one on."""
        while index < len(self.text):
            end = self._next_line(index)
            yield end, self.text[index:end].rstrip("\r\n")
            index = end

    def lines_before(self, index: int) -> Iterator[tuple[int, str]]:
        """Yield the start and the text of each line above the one that starts at a place, from below."""
        while index > 0:
            last = index - 2 if self.text[:index].endswith("\r\n") else index - 1
            start = self.line_start(last)
            yield start, self.text[start:last]
            index = start

    def _next_line(self, index: int) -> int:
        end = LINE_END.search(self.text, index)
        return len(self.text) if end is None else end.end()

    def _dash(self, index: int, column: int) -> int:
        """Return where the dash of a row stands, on the line of its value or above it."""
        own = self.line_start(index)
        above = ((start, line) for start, line in self.lines_before(own) if not line.lstrip().startswith("#"))
        own_line = self.text[own : self._next_line(own)].rstrip("\r\n")
        for start, line in chain(((own, own_line),), above):
            if line[column : column + 1] == "-" and line[column + 1 : column + 2] in (" ", "\t", ""):
                return start + column
        return index


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with all the edits made; they must not overlap."""
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the single values in something, and the collections in brackets."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        for part in node.value:
            for child in part if isinstance(part, tuple) else (part,):
                yield from _leaves(child)
    else:
        yield node
