"""Hold a printed section as plain data: what a process that runs a council's templates may hand over.

Headings, clauses, lists and tables with their numbers, in the order of the draft. It is nothing but texts and numbers:
HTML is made of it, and escaped, by a process that runs no template.
"""

from __future__ import annotations

from dataclasses import dataclass

from specgen.problems import Problem

__all__ = ["OpenQuestion", "PrintedBlock", "PrintedCell", "PrintedLine", "PrintedSection", "PrintedSpan",
           "PrintedTable", "SectionEntry"]  # fmt: skip


@dataclass(frozen=True)
class PrintedSpan:
    """A piece of text. `kind` is text, bold, italic, gap, reference or missing."""

    text: str
    kind: str = "text"
    key: str = ""  # the path of a gap's answer; the section that a reference leads to
    anchor: int = 0  # the line there, counted from 1; which gap of the section it is


@dataclass(frozen=True)
class PrintedLine:
    """A paragraph. `kind` is heading, clause, item, bullet or text; `level` counts from 0."""

    kind: str
    level: int
    number: str
    anchor: int
    spans: tuple[PrintedSpan, ...]


@dataclass(frozen=True)
class PrintedCell:
    lines: tuple[PrintedLine, ...]
    columns: int = 1  # that it is wide
    is_right: bool = False


@dataclass(frozen=True)
class PrintedTable:
    caption: PrintedLine | None
    heads: int  # rows at its top
    rows: tuple[tuple[PrintedCell, ...], ...]


@dataclass(frozen=True)
class PrintedBlock:
    """A paragraph or a table."""

    line: PrintedLine | None
    table: PrintedTable | None = None


@dataclass(frozen=True)
class OpenQuestion:
    """An open point that a section prints."""

    key: str  # the path of the missing answer, rows by their id
    title: str
    anchor: str  # the id of its first mark in the HTML
    section: str  # the id of the section that asks it


@dataclass(frozen=True)
class SectionEntry:
    """A section of the model, in the order of the draft."""

    id: str
    number: str
    title: str
    place: str  # front, body, schedule
    is_shown: bool
    open_points: int  # of the questions that it asks, wherever the draft prints them


@dataclass(frozen=True)
class PrintedSection:
    entry: SectionEntry
    blocks: tuple[PrintedBlock, ...]
    open_points: tuple[OpenQuestion, ...]
    outline: tuple[SectionEntry, ...]
    problems: tuple[Problem, ...]  # of the answers: what does not fit its question
    faults: tuple[Problem, ...] = ()  # why this section could not be printed
