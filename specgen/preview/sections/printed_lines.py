"""Put numbers and references into the lines of a section, as a reader of the draft sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from specgen.document.repair import ITEM_LEVEL
from specgen.document.table_of_contents import FRONT_HEADING, HEADINGS
from specgen.preview.printed_section import PrintedBlock, PrintedCell, PrintedLine, PrintedSpan, PrintedTable
from specgen.preview.sections.draft_numbers import NumberedDraft, reach
from specgen.preview.sections.fragment import FragmentCell, FragmentLine, FragmentTable
from specgen.preview.sections.spans import Span

__all__ = ["PrintedLines", "anchor_of", "gap_anchor"]

TOP: Final = (*HEADINGS, FRONT_HEADING)
DEEPER: Final = re.compile(r"heading ([2-9])")
AT_RIGHT: Final = re.compile(r"\b(?:number|right)\b")
UNKNOWN: Final = "?"


class PrintedLines:
    """The lines of one section of a draft; `ids` names each of the sections that references lead to."""

    def __init__(self, own: int, draft: NumberedDraft, ids: Sequence[str]) -> None:
        self._draft, self._ids = draft, ids
        self._section = draft.sections[own]
        self.gaps: dict[str, int] = {}  # key of an open point -> its first mark, counted from 1
        self.reaches = -1  # the last section that references lead to; behind all of them where one leads nowhere
        self._marks = 0

    def blocks(self) -> Iterator[PrintedBlock]:
        """Yield the paragraphs and tables of the section, without those that have no words."""
        waiting: PrintedLine | None = None  # the caption of the table that follows
        for block in self._section.fragment.blocks:
            if isinstance(block, FragmentTable):
                yield PrintedBlock(None, self._table(block, waiting))
                waiting = None
                continue
            if waiting is not None:
                yield PrintedBlock(waiting)
            line, waiting = self._line(block), None
            if block in self._section.captions:
                waiting = line
            elif line.spans or line.number:
                yield PrintedBlock(line)
        if waiting is not None:
            yield PrintedBlock(waiting)

    def _table(self, table: FragmentTable, caption: PrintedLine | None) -> PrintedTable:
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in table.rows)
        return PrintedTable(caption, table.heads, rows)

    def _cell(self, cell: FragmentCell) -> PrintedCell:
        lines = tuple(line for line in map(self._line, cell.lines) if line.spans or line.number)
        right = any(AT_RIGHT.search(self._section.fragment.lines[index].style) for index in cell.lines)
        return PrintedCell(lines, cell.columns, right)

    def _line(self, index: int) -> PrintedLine:
        line, number = self._section.fragment.lines[index], self._section.numbers.get(index)
        kind, level = _kind(line, None if number is None else number.level)
        label = "" if number is None else number.label
        return PrintedLine(kind, level, label, index + 1, tuple(self._spans(line, self._section.captions.get(index))))

    def _spans(self, line: FragmentLine, caption: int | None) -> Iterator[PrintedSpan]:
        for span in line.spans:
            if span.kind == "sequence":
                yield PrintedSpan(str(caption or ""))
            elif span.kind == "reference":
                yield self._reference(span)
            elif span.kind == "gap":
                self._marks += 1
                self.gaps.setdefault(span.key, self._marks)
                yield PrintedSpan(span.text, "gap", span.key, self._marks)
            elif span.kind != "mark" and span.text:
                yield PrintedSpan(span.text, span.kind)

    def _reference(self, span: Span) -> PrintedSpan:
        found = reach(span.key, span.instead, self._draft)
        if found is None:
            self.reaches = len(self._ids)
            return PrintedSpan(UNKNOWN, "missing")
        self.reaches = max(self.reaches, found.section)
        if found.section < 0:
            return PrintedSpan(found.text)
        return PrintedSpan(found.text, "reference", self._ids[found.section], found.line + 1)


def _kind(line: FragmentLine, level: int | None) -> tuple[str, int]:
    deeper = DEEPER.fullmatch(line.style)
    if line.style in TOP:
        return "heading", 0
    if deeper:
        return "heading", int(deeper[1]) - 1
    if line.is_bullet:
        return "bullet", 0 if line.place is None else line.place[1]
    if level is None:
        return "text", 0
    return ("item" if level >= ITEM_LEVEL else "clause"), level


def anchor_of(section: str, line: int) -> str:
    """Return the id of a line in the HTML of its section."""
    return f"draft-{section}-{line}"


def gap_anchor(section: str, number: int) -> str:
    """Return the id of a mark of an open point in the HTML of its section."""
    return f"draft-{section}-gap-{number}"
