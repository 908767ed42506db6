"""Count the words of a contract that look like defined terms and were not taken, with the place where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from specgen.inputs.contract.contract_definition import ContractDefinition
from specgen.inputs.contract.contract_line import Line
from specgen.inputs.contract.contract_lines import read_asides, read_lines
from specgen.inputs.contract.definition_starts import DUTY
from specgen.inputs.contract.term_shapes import QUOTED, cleaned, is_label, is_mentioned, may_be_term, term_key

FEWEST: Final = 3  # bold words at one place that look like a list of terms; among definitions one is enough
LONGEST: Final = 6  # words of a term that is only emphasised
PARTS: Final = re.compile(r"[:–—=-]")
TOP: Final = re.compile(r"\s*(?:,|\.|\().*")


@dataclass(frozen=True)
class PassedOver:
    """The words that look like terms at one place."""

    place: str  # in Schedule 3, in clause 4, below “Key people”
    words: tuple[str, ...]


def words_passed_over(data: bytes, found: Sequence[ContractDefinition]) -> tuple[PassedOver, ...]:
    """Return what looks like a term in a Word file and is none of the definitions found in it, place by place in the
    order of the file. Raises NotAWordFile.
    """
    lines = (*read_lines(data), *chain.from_iterable(read_asides(data)))
    starts = {one.order for one in found}
    known = {term_key(word) for one in found for word in (one.term, *one.others, one.acronym) if word}
    places: dict[str, list[str]] = {}
    among: set[str] = set()
    head = ""
    for line, word in _looks(lines):
        head = line.text if line.is_head else head
        if not word or term_key(word) in known or line.index in starts:
            continue
        place = _place(line, head)
        among |= {place} if line.section else set()
        if word not in places.setdefault(place, []):
            places[place].append(word)
    return tuple(
        PassedOver(place, tuple(words)) for place, words in places.items() if len(words) >= FEWEST or place in among
    )


def _looks(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield each line with the word in it that looks like a term; "" for none."""
    beside = {(line.cell.table, line.cell.row) for line in lines if line.cell is not None and line.cell.column == 2}
    for line in lines:
        looks = _in_cell(line, beside) if line.cell is not None else _at_start(line)
        word = cleaned(line.bold or _quoted(line)) if looks else ""
        fits = may_be_term(word) and not is_label(word) and not is_mentioned(word) and len(word.split()) <= LONGEST
        yield line, word if fits else ""


def _at_start(line: Line) -> bool:
    if line.is_head or line.text == line.bold:
        return False
    start = line.bold or _quoted(line)
    rest = line.text[len(start) :].strip()
    meaning = rest.lstrip(":–—=- ")
    if not start or not meaning or start.endswith((".", "?", "!")) or meaning[0] in "[_." or DUTY.match(meaning):
        return False
    parted = start.endswith((":", "–", "—", "-", "=")) or PARTS.match(rest) is not None
    return parted or (bool(line.bold) and re.match(r"[a-z]\w* \w", rest) is not None)


def _in_cell(line: Line, beside: set[tuple[int, int]]) -> bool:
    cell = line.cell
    if cell is None or cell.column != 1 or cell.is_head or cell.row == 1 or (cell.table, cell.row) not in beside:
        return False
    return bool(line.text) and line.text == (line.bold or _quoted(line))


def _quoted(line: Line) -> str:
    match = re.match(QUOTED, line.text)
    return match.group() if match else ""


def _place(line: Line, head: str) -> str:
    top = TOP.sub("", line.clause)
    if top:
        return f"in clause {top}" if top[:1].isdigit() else f"in {top}"
    return f"below “{head}”" if head else "at the start"
