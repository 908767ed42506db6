"""Resolve what templates extend, include and fill into the lines that documents will be printed from.

The words that a council prints stand in several files, and which file they stand in changes nothing for those who read
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from specgen.certify.template_lines import read_lines
from specgen.compare.lines import SUPER, Block, Line, Node, Piece, normal, pieces_joined
from specgen.formats.opc.package import NotAWordFile
from specgen.problems import CannotRead, about_file
from specgen.system.files import read_file
from specgen.system.resources import HOUSE
from specgen.templates.loader import TemplateLoader
from specgen.templates.tags.malformed_tags import OPENERS

NAMED: Final = re.compile(r"[\"']([^\"']+\.docx)[\"']")
ALONE: Final = re.compile(r"\{% include [\"'][^\"']+[\"'] %\}")
SETS: Final = re.compile(r"\{% set [^=]+%\}")  # {% set x %} ... {% endset %}; not {% set x = 1 %}
DEEPEST: Final = 30  # templates that extend or include each other; more is no wording but an attack

Definitions = Mapping[str, Sequence[tuple[Node | Piece, ...]]]


@dataclass(frozen=True)
class Texts:
    """The templates of one loader as they are printed."""

    loader: TemplateLoader
    same_styles: Mapping[str, str] = field(default_factory=dict, hash=False)
    used: set[Path] = field(default_factory=set, compare=False)  # the files that were read

    def lines(self, template: str) -> tuple[Line, ...]:
        """Return the lines that a template prints, each with the conditions it stands under; () if there is none.

        Raises SpecgenError.
        """
        return tuple(with_conditions(self._expanded(template, ())))

    def _expanded(self, template: str, around: tuple[str, ...]) -> list[Line]:
        chain = [self._read(template)]
        visited = [template]
        while (parent := _parent(chain[-1])) and not _is_house(parent) and len(visited) < DEEPEST:
            if parent in (*visited, *around):
                break
            visited.append(parent)
            chain.append(self._read(parent))
        definitions: dict[str, list[tuple[Node | Piece, ...]]] = {}
        for nodes in chain:
            for block in _blocks(nodes):
                definitions.setdefault(block.name, []).append(block.inside)
        expander = _Expander(self, definitions, (*around, *visited))
        return [line for node in chain[-1] for line in expander.node(node, "", 0)]

    def _read(self, template: str) -> tuple[Node, ...]:
        file = self.loader.find(template)
        if file is None:
            return ()
        self.used.add(file)
        try:
            return _lines_of(read_file(file), tuple(sorted(self.same_styles.items())))
        except NotAWordFile as error:
            raise CannotRead(about_file(template, str(error), error.remedy)) from error


@cache
def _lines_of(data: bytes, same_styles: tuple[tuple[str, str], ...]) -> tuple[Node, ...]:
    return read_lines(data, dict(same_styles))


@dataclass(frozen=True)
class _Expander:
    """Puts blocks, parents' blocks and included templates in their places."""

    texts: Texts
    definitions: Definitions
    around: tuple[str, ...]

    def node(self, node: Node | Piece, block: str, depth: int) -> Iterator[Line]:
        """Yield the lines of a node that stands in a block, of which this is the definition `depth` from the child."""
        if isinstance(node, Piece):
            yield Line("paragraph", (node,))
        elif isinstance(node, Block):
            for inner in self.definitions[node.name][0]:
                yield from self.node(inner, node.name, 0)
        elif SUPER.fullmatch(node.text):
            for inner in self._above(block, depth):
                yield from self.node(inner, block, depth + 1)
        elif node.word in ("include", "import", "from"):
            yield from self._included(node)
        elif node.word != "extends":
            pieces = tuple(self._pieces(node.pieces, block, depth))
            if normal("".join(piece.text for piece in pieces)):
                yield replace(node, pieces=pieces)

    def _included(self, line: Line) -> Iterator[Line]:
        if not ALONE.fullmatch(line.text):
            yield line
        for template in NAMED.findall(line.text):
            if template not in self.around and len(self.around) < DEEPEST:
                yield from self.texts._expanded(template, self.around)

    def _pieces(self, pieces: Sequence[Node | Piece], block: str, depth: int) -> Iterator[Piece]:
        for piece in pieces:
            if isinstance(piece, Block):
                inside = tuple(pieces_joined(self.definitions[piece.name][0]))
                yield from self._pieces(inside, piece.name, 0)
            elif isinstance(piece, Piece) and SUPER.fullmatch(piece.text):
                yield from self._pieces(tuple(pieces_joined(self._above(block, depth))), block, depth + 1)
            elif isinstance(piece, Piece):
                yield piece

    def _above(self, block: str, depth: int) -> tuple[Node | Piece, ...]:
        definitions = self.definitions.get(block, ())
        return definitions[depth + 1] if depth + 1 < len(definitions) else ()


def _is_house(template: str) -> bool:
    """Whether a template is a house, the nearest or a named council's: its cover is no wording of a model."""
    return template.rpartition("/")[2] == HOUSE


def _parent(nodes: Sequence[Node]) -> str:
    for node in nodes:
        if isinstance(node, Line) and node.word == "extends":
            named = NAMED.search(node.text)
            return named.group(1) if named else ""
    return ""


def _blocks(nodes: Sequence[Node | Piece]) -> Iterator[Block]:
    for node in nodes:
        if isinstance(node, Block):
            yield node
            yield from _blocks(node.inside)
        elif isinstance(node, Line):
            yield from _blocks(node.pieces)


def with_conditions(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, each with what has to be so for it to be printed."""
    open_ones: list[list[str]] = []
    for line in lines:
        word = line.word
        if word.startswith("end") and open_ones:
            open_ones.pop()
        if word in ("elif", "else") and open_ones:
            open_ones[-1].append(line.text)
            outside = open_ones[:-1]
        else:
            outside = list(open_ones)
        yield replace(line, conditions=tuple(" ".join(heads) for heads in outside))
        if word in OPENERS and (word != "set" or SETS.fullmatch(line.text)):
            open_ones.append([line.text])
