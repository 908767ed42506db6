"""Count a draft's clauses and captions through its sections, and find what references lead to.

A section's numbers follow from how far the lists were counted where it begins. So a section that begins as it did is
not counted again, and a change moves the numbers of no more sections than it has to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from specgen.document.bookmarks import POINT
from specgen.document.finish import COVER
from specgen.formats.word.numbering import CountState, ListCounts, Number, Numbering
from specgen.preview.fragment import Fragment

__all__ = ["DraftNumbers", "NumberedFragment", "Reached", "reach"]

Sequences = tuple[tuple[str, int], ...]
START: Final[tuple[CountState, Sequences]] = ((), ()), ()


@dataclass(frozen=True)
class Reached:
    """What a reference leads to: what it prints, the number of the section, and the line there."""

    text: str
    section: int
    line: int


@dataclass(frozen=True, eq=False)
class NumberedFragment:
    """A section with its numbers, by line."""

    fragment: Fragment
    numbers: Mapping[int, Number]
    captions: Mapping[int, int]
    marks: Mapping[str, tuple[int, str]]  # key -> its line, and what a reference prints
    points: Mapping[str, int]  # key of an open point -> the clause in which it stands first; -1: before any
    end: tuple[CountState, Sequences]


class DraftNumbers:
    """The numbers of one draft, and those of the draft before, as far as they are the same."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._kept: dict[int, tuple[object, Fragment, NumberedFragment]] = {}

    def count(self, around: Fragment, sections: Sequence[Fragment]) -> list[NumberedFragment]:
        """Return each section with its numbers; `around` is what stands before, between and behind them."""
        state, done, counted = START, 0, dict[int, NumberedFragment]()
        for line, numbers in sorted(around.sections.items()):
            state = self._counted(around, range(done, line), state).end
            done = line
            for number in numbers:
                counted[number] = self._section(number, sections[number], state)
                state = counted[number].end
        return [counted.get(number) or self._section(number, one, state) for number, one in enumerate(sections)]

    def _section(self, number: int, fragment: Fragment, state: tuple[CountState, Sequences]) -> NumberedFragment:
        kept = self._kept.get(number)
        if kept is not None and kept[0] == state and kept[1] is fragment:
            return kept[2]
        found = self._counted(fragment, fragment.counted, state)
        self._kept[number] = state, fragment, found
        return found

    def _counted(
        self, fragment: Fragment, indexes: Sequence[int], state: tuple[CountState, Sequences]
    ) -> NumberedFragment:
        lists, sequences = ListCounts(self._numbering, state[0]), dict(state[1])
        numbers, captions = dict[int, Number](), dict[int, int]()
        marks, points, clause = dict[str, tuple[int, str]](), dict[str, int](), -1
        for index in indexes:
            line = fragment.lines[index]
            number = None if line.place is None else lists.count(line.place)
            if number is not None:
                numbers[index] = number
            if line.sequence:
                captions[index] = sequences[line.sequence] = sequences.get(line.sequence, 0) + 1
            clause = index if number is not None or line.is_heading else clause
            for span in line.spans:
                if span.kind == "mark":
                    words = _label(fragment, index, captions, number)
                    marks.update({} if words is None else {span.key: (index, words)})
                elif span.kind == "gap":
                    points.setdefault(span.key, clause)
        end = lists.state, tuple(sequences.items())
        return NumberedFragment(fragment, numbers, captions, marks, points, end)


def _label(fragment: Fragment, index: int, captions: Mapping[int, int], number: Number | None) -> str | None:
    """Return what a reference to a line prints: 6.3, Schedule A, Table 2, or the words of an unnumbered heading."""
    line = fragment.lines[index]
    if index in captions:
        before = [span.text for span in line.spans[: [span.kind for span in line.spans].index("sequence")]]
        return f"{''.join(before)}{captions[index]}"
    if number is not None:
        return number.full
    return line.text if line.is_heading else None


def reach(key: str, sections: Sequence[NumberedFragment]) -> Reached | None:
    """Return what a reference leads to; None if that is not in the draft."""
    for number, section in enumerate(sections):
        if key in section.marks:
            line, words = section.marks[key]
            return Reached(words, number, line)
    if not key.startswith(POINT):
        return None
    return _reach_point(key.removeprefix(POINT), sections) or Reached(COVER, -1, 0)


def _reach_point(key: str, sections: Sequence[NumberedFragment]) -> Reached | None:
    for number, section in enumerate(sections):
        if key not in section.points:
            continue
        line = section.points[key]
        if line >= 0:
            return Reached(_label(section.fragment, line, {}, section.numbers.get(line)) or "", number, line)
        return _last_clause(sections[:number])
    return None


def _last_clause(sections: Sequence[NumberedFragment]) -> Reached | None:
    for number, section in reversed([*enumerate(sections)]):
        for line in reversed(section.fragment.counted):
            if line in section.numbers or section.fragment.lines[line].is_heading:
                words = _label(section.fragment, line, {}, section.numbers.get(line))
                return Reached(words or "", number, line)
    return None
