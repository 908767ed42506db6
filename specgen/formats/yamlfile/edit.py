"""Replace single values of a YAML file and leave every other letter of it, comments included, as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from specgen.formats.yamlfile.yaml_file import LOADER


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
                node = node.value[step]
            else:
                return None
        return node

    def replaced(self, node: yaml.Node, text: str) -> Edit:
        """Return the edit that writes another text in the place of a single value."""
        return Edit(node.start_mark.index, self.end(node), text)

    def after(self, node: yaml.Node) -> int:
        """Return where the line after a value starts: comments at the end of its line stay with it."""
        end = max(self.end(leaf) for leaf in _leaves(node))
        newline = self.text.find("\n", end)
        return len(self.text) if newline < 0 else newline + 1

    def end(self, node: yaml.Node) -> int:
        """Return where a value ends, without the empty lines below it."""
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def column(self, node: yaml.Node) -> int:
        """Return how far a value is indented."""
        return int(node.start_mark.column)


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
