"""Hold what a change of a file starts from and what it tries: edits, and what the file has to say after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from specgen.formats.yamlfile.edit.nodes import Edit, NodeTree
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile

Order = Callable[[ValuePath], Sequence[str]]  # the names of the questions of a group, in the order of the model


@dataclass(frozen=True)
class Source:
    """A text without its byte order mark, what it says, and where."""

    text: str
    yaml: YamlFile
    tree: NodeTree

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\r" if "\r" in self.text and "\n" not in self.text else "\n"


@dataclass(frozen=True)
class Attempt:
    """Edits of the text, and what the file has to say after them."""

    edits: Sequence[Edit]
    wanted: object
