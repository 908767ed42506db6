"""Give the columns of each table widths after what stands in them, in a council's own house.

Columns are drawn for the built-in house and its samples. With other letters on other pages a word would break, or a
long text would run down a narrow column beside an empty one. A table stays as wide as it is.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.system.lazy_pattern import lazy_pattern

MARGINS: Final = 220  # twips, of both sides of a cell
NARROW, WIDE = frozenset("fijlrtI1.,:;'’|()[]- "), frozenset("mwMW%@")  # letters of about half, and of one and a half
STEPS: Final = (1200, 480, 180, 60)  # twips that one column gives another at a time
MOST_STEPS: Final = 40
PART_OF_A_LINE: Final = 0.2  # counts too: many small steps make a line less, and none of them alone
MOST_ROWS: Final = 40  # whose height counts: the others are like them
SAFE: Final = 1.13  # times the width that a word is thought to have: no two fonts are alike
BROKEN: Final = 50  # lines that a broken word counts for
OF_TEXT: Final = 0.84  # the width of a letter of plain text, of one in the head of a table
AT_A_BREAK: Final = lazy_pattern(r"(?<=-)|[ \n\t]+")


@dataclass
class _Column:
    """What stands in one column: for each row the lengths of its paragraphs, and the longest word of all."""

    lengths: list[tuple[float, ...]] = field(default_factory=list)
    longest: float = 0.0
    known: dict[int, list[float]] = field(default_factory=dict)

    def heights(self, width: int) -> list[float]:
        """Return how tall each cell is at a width, in lines."""
        if width not in self.known:
            room = max(width - MARGINS, 1)
            self.known[width] = [
                sum(max(1, ceil(one / room)) + PART_OF_A_LINE * one / room for one in cell) for cell in self.lengths
            ]
        return self.known[width]

    def missing(self, width: int) -> float:
        return max(0.0, self.longest + MARGINS - width)


def fit_columns(root: etree._Element, letter: float, bold: Set[str] = frozenset()) -> None:
    """Change the tables of a finished body; `letter` is the width of a letter in their heads, in twips, and `bold` are
    the ids of the styles whose letters are as wide.
    """
    for table in root.iter(name("w:tbl")):
        grid = table.findall(f"{name('w:tblGrid')}/{name('w:gridCol')}")
        rows = [row.findall(name("w:tc")) for row in table.iterchildren(name("w:tr"))]
        widths = [int(node.get(name("w:w"), "")) for node in grid if node.get(name("w:w"), "").isdecimal()]
        plain = len(widths) == len(grid) > 1 and all(len(row) == len(grid) for row in rows)
        if not rows or not plain or next(table.iter(name("w:gridSpan")), None) is not None:
            continue
        fitted = _fitted(_columns(rows, len(grid), letter, bold), widths)
        if fitted != widths:
            _write(grid, rows, fitted)


def _columns(rows: Sequence[Sequence[etree._Element]], count: int, letter: float, bold: Set[str]) -> list[_Column]:
    columns = [_Column() for _ in range(count)]
    for at, row in enumerate(rows):
        for column, cell in zip(columns, row, strict=True):
            wide = letter if at == 0 or _is_bold(cell, bold) else letter * OF_TEXT
            texts = [
                "".join(text.text or "" for text in paragraph.iter(name("w:t"))) for paragraph in cell.iter(name("w:p"))
            ]
            if at < MOST_ROWS:
                column.lengths.append(tuple(_length(text) * wide for text in texts))
            words = [_length(word) for text in texts for word in AT_A_BREAK.split(text)]
            column.longest = max(column.longest, max(words, default=0) * wide * SAFE)
    return columns


def _is_bold(cell: etree._Element, bold: Set[str]) -> bool:
    styles = cell.iter(name("w:pStyle"), name("w:rStyle"))
    return next(cell.iter(name("w:b")), None) is not None or any(one.get(name("w:val")) in bold for one in styles)


def _length(text: str) -> float:
    """Return the length of a text in letters of usual width."""
    return len(text) + 0.45 * (sum(sign in WIDE for sign in text) - sum(sign in NARROW for sign in text))


def _fitted(columns: list[_Column], widths: list[int]) -> list[int]:
    """Return widths with which no word breaks, if they have room for all, and the rows are as low as can be."""
    best = _cost(columns, widths)
    for _ in range(MOST_STEPS):
        tries = [moved for moved in _moves(columns, widths) if min(moved) > MARGINS]
        costs = [(_cost(columns, moved), moved) for moved in tries]
        cost, moved = min(costs, default=(best, widths))
        if cost >= best:
            break
        best, widths = cost, moved
    return widths


def _moves(columns: list[_Column], widths: list[int]) -> list[list[int]]:
    """Return the widths after each step from a column to one that is the tallest of some row, or breaks a word."""
    heights = [column.heights(width) for column, width in zip(columns, widths, strict=True)]
    rows = list(zip(*heights, strict=True))
    takers = {row.index(max(row)) for row in rows if max(row) > 1 + PART_OF_A_LINE}
    takers |= {at for at, column in enumerate(columns) if column.missing(widths[at])}
    moves = []
    for taker in takers:
        for giver in range(len(widths)):
            for step in STEPS if giver != taker else ():
                moved = list(widths)
                moved[giver], moved[taker] = widths[giver] - step, widths[taker] + step
                moves.append(moved)
    return moves


def _cost(columns: list[_Column], widths: Sequence[int]) -> float:
    heights = [column.heights(width) for column, width in zip(columns, widths, strict=True)]
    broken = sum(column.missing(width) / STEPS[2] for column, width in zip(columns, widths, strict=True))
    rows: list[float] = [max(row) for row in zip(*heights, strict=True)]
    return BROKEN * broken + sum(rows)


def _write(grid: Sequence[etree._Element], rows: Sequence[Sequence[etree._Element]], widths: Sequence[int]) -> None:
    for at, node in enumerate(grid):
        node.set(name("w:w"), str(widths[at]))
        for row in rows:
            cell = row[at].find(f"{name('w:tcPr')}/{name('w:tcW')}")
            if cell is not None:
                cell.set(name("w:w"), str(widths[at]))
                cell.set(name("w:type"), "dxa")
