"""Say in words where each paragraph of a part stands: under which heading, in which table cell, in which header.

The positions are those of the file as it was opened, so that they still hold when a check has changed the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import TBL, TC, TR, P
from specgen.formats.word.elements import paragraph_text, shortened
from specgen.formats.word.styles import outline_level
from specgen.problems import Fault, Place, Problem
from specgen.system.lazy_pattern import lazy_pattern

TAG_OF_NO_WORDS: Final = lazy_pattern(r"\{%.*?%\}|\{#.*?#\}|\{\{\s*mark\(.*?\}\}")


class Cell(NamedTuple):
    """Where a paragraph stands in a table; all count from 1."""

    table: int
    row: int
    column: int
    is_head: bool = False

    def __str__(self) -> str:
        return f"table {self.table}, row {self.row}, column {self.column}"


@dataclass(frozen=True)
class ParagraphPlace(Place):
    """The place of one paragraph: the index counts every paragraph of the part, from 1; 0 stands for the whole file."""

    part: str = ""
    story: str = ""  # header, footer; "" for the body
    index: int = 0
    heading: str = ""
    cell: Cell | None = None
    text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", self._in_words())

    @property
    def short(self) -> str:
        """The place without the words."""
        return str(self.cell) if self.cell else f"paragraph {self.index}"

    def _in_words(self) -> str:
        if not self.index:
            return self.story
        under = f"“{self.heading}”" if self.heading and self.heading != self.text else ""
        words = f" “{self.text}”" if self.text else ""
        return ", ".join(filter(None, (self.story, under, f"{self.short}{words}")))


def problem_at(line: int, message: str, remedy: str, rule: str, level: str = "error") -> Problem:
    """Return a problem of one line of a template's tags: a line is a paragraph."""
    return Problem(Place(line=line), message, remedy, rule, level)


def place_of(problem: Problem) -> ParagraphPlace:
    """Return the place of a problem of a part of a Word file."""
    return problem.place if isinstance(problem.place, ParagraphPlace) else ParagraphPlace(story=problem.place.path)


def in_file(problem: Problem, file: str) -> Problem:
    """Return a problem of a part of a Word file with the name of the file."""
    return replace(problem, place=Place(file, path=problem.place.path))


class Positions:
    """The paragraphs of one part, each with its place."""

    def __init__(self, root: etree._Element, part: str, story: str, levels: Mapping[str, int]) -> None:
        self.root = root
        self.part = part
        self.story = story
        cells = _cells(root)
        self._places: dict[etree._Element, ParagraphPlace] = {}
        heading = ""
        for index, paragraph in enumerate(root.iter(P), 1):
            text = shortened(paragraph_text(paragraph))
            if level_of(paragraph, levels):
                heading = shortened(TAG_OF_NO_WORDS.sub("", paragraph_text(paragraph)))
            cell = next((cells[ancestor] for ancestor in paragraph.iterancestors(TC) if ancestor in cells), None)
            self._places[paragraph] = ParagraphPlace(
                part=part, story=story, index=index, heading=heading, cell=cell, text=text
            )
        self._by_index = tuple(self._places)

    def of(self, node: etree._Element | None) -> ParagraphPlace:
        """Return the place of the paragraph that a node stands in, or else of the first one in it or beside it."""
        around = node
        while around is not None:
            if around in self._places:
                return self._places[around]
            inside = None if around.tag == name("w:body") else next(around.iter(P), None)
            outside = next(around.iterancestors(P), None)
            paragraph = outside if outside is not None else inside
            if paragraph is not None and paragraph in self._places:
                return self._places[paragraph]
            around = around.getparent()
        return ParagraphPlace(part=self.part, story=self.story)

    def at(self, index: int) -> ParagraphPlace:
        """Return the place of a paragraph by its number."""
        if 0 < index <= len(self._by_index):
            return self._places[self._by_index[index - 1]]
        return ParagraphPlace(part=self.part)

    def problem(self, node: etree._Element | None, fault: Fault) -> Problem:
        """Return a fault as a problem of the paragraph that a node stands in."""
        return fault.at(self.of(node))

    def place_problem(self, problem: Problem) -> Problem:
        """Return a problem of a line of tags with the place of its paragraph."""
        return replace(problem, place=self.at(problem.place.line))

    def index_of(self, paragraph: etree._Element) -> int:
        return self._places[paragraph].index if paragraph in self._places else 0


def level_of(paragraph: etree._Element, levels: Mapping[str, int]) -> int:
    """Return the level of a heading, from 1; 0 for any other paragraph."""
    properties = paragraph.find(name("w:pPr"))
    if properties is None:
        return 0
    outline, style = properties.find(name("w:outlineLvl")), properties.find(name("w:pStyle"))
    if outline is not None:
        return outline_level(outline)
    return 0 if style is None else levels.get(style.get(name("w:val"), ""), 0)


def _cells(root: etree._Element) -> dict[etree._Element, Cell]:
    cells_by_node = {}
    for table_number, table in enumerate(root.iter(TBL), 1):
        rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]
        for row_number, row in enumerate(rows, 1):
            cells = [cell for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row]
            for column, cell in enumerate(cells, 1):
                cells_by_node[cell] = Cell(table_number, row_number, column)
    return cells_by_node
