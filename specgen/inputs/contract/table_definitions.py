"""Find the definitions that stand in the rows of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from specgen.inputs.contract.clause_definitions import definitions_in_clauses
from specgen.inputs.contract.contract_definition import SURE, ContractDefinition, ended, opened
from specgen.inputs.contract.contract_line import Line, with_letter
from specgen.inputs.contract.term_shapes import (
    cleaned,
    is_acronym,
    is_label,
    is_mentioned,
    long_form,
    may_be_term,
    names_in,
    quoted_terms,
)

TERM_HEAD: Final = re.compile(
    r"(?:defined |the )?(?:terms?|words?|expressions?|phrases?|definitions?)"
    r"(?: ?(?:or|and|/) ?(?:words?|terms?|expressions?|phrases?))?(?: (?:used|defined))?"
)
MEANING_HEAD: Final = re.compile(
    r"(?:the )?(?:meanings?|definitions?|means|interpretation|explanation)(?: of .*| given)?"
    r"|what (?:it|this|they|we|the \w+) means?(?: by it)?"
)
LOOSE_MEANING: Final = re.compile(r"descriptions?|details?")
SHORT_HEAD: Final = re.compile(r"abbreviations?|acronyms?|initials")
LONG_HEAD: Final = re.compile(r"meanings?|full (?:form|name|title|term)|stands for|definitions?|in full|explanation")
CLAUSE_HEADS: Final = (
    re.compile(r"(?:clause|source|paragraph|where)\b.*"),
    re.compile(r"(?:ref(?:erence)?|no|number|item)\b.*"),
)
NUMBER: Final = re.compile(
    r"(?:clause )?((?:schedule \d+|\d+(?:\.\d+)+)(?:\([a-z]+\))*|\d+(?:\([a-z]+\))+)\.?", re.IGNORECASE
)
NUMBERED: Final = re.compile(r"\s*\d+$")  # Band 1, Band 2: the rows of a scale
SHAPED: Final = 0.8  # of the rows of a table without a head of its own

Rows = dict[int, dict[int, list[Line]]]


def definitions_in_tables(lines: Sequence[Line]) -> Iterator[ContractDefinition]:
    """Yield each row that defines a term; rows that have no term of their own belong to the one above."""
    tables: dict[int, Rows] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for line in lines:
        if line.cell is not None:
            tables[line.cell.table][line.cell.row][line.cell.column].append(line)
    for rows in tables.values():
        columns = _columns(rows)
        if columns is not None:
            yield from _rows(rows, columns)
        else:
            yield from _in_cells(rows)


def _in_cells(rows: Rows) -> Iterator[ContractDefinition]:
    """Yield the definitions that stand whole in cells: in a table of one column, or in two languages side by side."""
    if all(len(row) == 1 for row in rows.values()) and _section(rows):
        lines = [replace(line, cell=None) for row in rows.values() for cell in row.values() for line in cell]
        yield from definitions_in_clauses(lines)
        return
    for row in rows.values():
        for cell in row.values():
            whole = definitions_in_clauses([replace(line, cell=None) for line in cell])
            yield from (one for one in whole if one.shape == "quoted" and one.confidence >= SURE)


@dataclass(frozen=True)
class _Columns:
    term: int
    meaning: int
    clause: int  # 0: none
    confidence: float
    short: bool  # a list of abbreviations
    headless: bool


def _columns(rows: Rows) -> _Columns | None:
    """Return which column holds what; None for a table that defines nothing."""
    first, section = rows[min(rows)], _section(rows)
    heads = {column: _head(lines) for column, lines in first.items()}
    clause = next((c for head in CLAUSE_HEADS for c, text in heads.items() if head.fullmatch(text)), 0)
    short = next((column for column, text in heads.items() if SHORT_HEAD.fullmatch(text)), 0)
    if short:
        full = next((c for c, text in heads.items() if c > short and LONG_HEAD.fullmatch(text)), 0)
        return _Columns(short, full, clause, 0.92, short=True, headless=False) if full else None
    term = next((column for column, text in heads.items() if TERM_HEAD.fullmatch(text)), 0)
    meaning = next((column for column, text in heads.items() if column > term and MEANING_HEAD.fullmatch(text)), 0)
    if term and meaning:
        return _Columns(term, meaning, clause, 0.97, short=False, headless=False)
    loose = next((column for column, text in heads.items() if column > term and LOOSE_MEANING.fullmatch(text)), 0)
    if term and loose and section:
        return _Columns(term, loose, clause, 0.93, short=False, headless=False)
    return _without_head(rows) if section else None


def _without_head(rows: Rows) -> _Columns | None:
    """Return the columns of a table among the definitions whose rows have the shape of definitions."""
    width = max(max(row) for row in rows.values())
    if width > 3:
        return None
    for term in range(1, width):
        pairs = [(_joined(row.get(term, [])), _joined(row.get(term + 1, []))) for row in rows.values()]
        full = [(left, right) for left, right in pairs if left and right]
        if len({NUMBERED.sub("", left) for left, _ in full}) * 2 <= len(full):
            continue
        shaped = [pair for pair in full if _is_shaped(*pair)]
        if len(full) > 1 and len(shaped) >= SHAPED * len(full):
            clause = 1 if term == 2 else 0
            return _Columns(term, term + 1, clause, 0.93 if len(shaped) > 2 else 0.85, short=False, headless=True)
    return None


def _is_shaped(left: str, right: str) -> bool:
    term = cleaned(left)
    if not may_be_term(term) or is_label(term) or len(term.split()) > 8:
        return False
    if re.match(r"(?:shall )?means?\b|has the meaning", right):
        return True
    return len(right.split()) > 2 and not re.match(r"[£$€\d]", right) and not re.search(r"£\s?\d", right)


def _rows(rows: Rows, columns: _Columns) -> Iterator[ContractDefinition]:
    current: ContractDefinition | None = None
    for number in sorted(rows):
        if number == min(rows) and not columns.headless:
            continue
        row = rows[number]
        if not columns.headless and [*map(_head, row.values())] == [*map(_head, rows[min(rows)].values())]:
            continue
        left, right = _joined(row.get(columns.term, [])), _joined(row.get(columns.meaning, []))
        if not left and right and current is not None:
            current = replace(current, meaning=f"{current.meaning} {right}")
            continue
        if current is not None:
            yield replace(current, meaning=ended(current.meaning))
            current = None
        if left and right:
            current = _row(row, left, right, columns)
    if current is not None:
        yield replace(current, meaning=ended(current.meaning))


def _row(row: Mapping[int, list[Line]], left: str, right: str, columns: _Columns) -> ContractDefinition | None:
    line = row[columns.term][0]
    clause = _clause(row, columns, line)
    if columns.short:
        return _abbreviation(line, left, right, clause)
    names, acronym = names_in(left)
    terms = names if acronym else quoted_terms(left) or names
    acronym = acronym or next((one for one in terms[1:] if is_acronym(one)), "")
    term = terms[0] if terms else ""
    if not term or len(term.split()) > 12 or is_mentioned(term) or re.match(r"does not include|see\b", right):
        return None
    confidence = columns.confidence if term[:1].isupper() or term[:1].isdigit() else columns.confidence - 0.2
    others = tuple(one for one in terms[1:] if one != acronym)
    return ContractDefinition(
        term, opened(right), clause, "table", round(confidence, 2), f"{left} | {right}"[:160],
        line.paragraph, others, acronym, line.index, line.section,
    )  # fmt: skip


def _abbreviation(line: Line, left: str, right: str, clause: str) -> ContractDefinition | None:
    short, full = cleaned(left), ended(right)
    if len(short.split()) > 1 or len(full.split()) > 12:
        return None
    confidence = 0.92 if long_form(short, full) == full else 0.72
    return ContractDefinition(
        full, "", clause, "acronym", confidence, f"{left} | {right}"[:160], line.paragraph, (), short, line.index
    )


def _clause(row: Mapping[int, list[Line]], columns: _Columns, line: Line) -> str:
    if columns.clause and (cell := row.get(columns.clause)):
        if match := NUMBER.fullmatch(_joined(cell)):
            return match.group(1)
        if any("." in one.number for one in cell):
            return next(one.number for one in cell if "." in one.number)
    own = next(
        (one.number for lines in row.values() for one in lines if re.fullmatch(r"\d+(?:\.\d+)+", one.number)), ""
    )
    return own or line.clause


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(map(with_letter, lines)).strip()


def _head(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines).casefold().strip(' :.*“”"')


def _section(rows: Rows) -> int:
    return next((line.section for row in rows.values() for lines in row.values() for line in lines), 0)
