"""Count a draft's clauses and captions through its sections, and find what references lead to.

A section's numbers follow from how far the lists were counted where it begins. So a section that begins as it did is
not counted again, and a change moves the numbers of no more sections than it has to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from specgen.context.render_log import POINT
from specgen.document.finish import COVER
from specgen.formats.word.numbering import CountState, ListCounts, Number, Numbering
from specgen.preview.sections.fragment import Fragment

__all__ = ["DraftNumbers", "NumberedDraft", "NumberedFragment", "Reached", "reach"]

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


@dataclass(frozen=True, eq=False)
class NumberedDraft:
    """All sections of a draft with their numbers. `around` are the open points that are printed around them: how many
    sections stand before each, and what a reference to it prints, if a clause around the sections has it.
    """

    sections: Sequence[NumberedFragment]
    around: Mapping[str, tuple[int, str]]


class DraftNumbers:
    """The numbers of one draft, and those of the draft before, as far as they are the same."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._kept: dict[int, tuple[object, Fragment, NumberedFragment]] = {}

    def count(self, around: Fragment, sections: Sequence[Fragment]) -> NumberedDraft:
        """Return a draft with its numbers; `around` is what stands before, between and behind its sections."""
        state, done, counted, outer = START, 0, dict[int, NumberedFragment](), dict[str, tuple[int, str]]()
        for line, numbers in (*sorted(around.sections.items()), (len(around.lines), ())):
            piece = self._counted(around, range(done, line), state)
            for key, clause in piece.points.items():
                words = "" if clause < 0 else _label(around, clause, piece.captions, piece.numbers.get(clause))
                outer.setdefault(key, (len(counted), words or ""))
            state, done = piece.end, line
            for number in numbers:
                counted[number] = self._section(number, sections[number], state)
                state = counted[number].end
        for number, section in enumerate(sections):
            if number not in counted:  # it stands in a header, say
                counted[number] = self._section(number, section, state)
        return NumberedDraft([counted[number] for number in range(len(sections))], outer)

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


def reach(key: str, instead: str, draft: NumberedDraft) -> Reached | None:
    """Return what a reference leads to; None if that is not in the draft. An open point that stands nowhere leads to
    what the reference names instead.
    """
    for number, section in enumerate(draft.sections):
        if key in section.marks:
            line, words = section.marks[key]
            return Reached(words, number, line)
    return _reach_point(key.removeprefix(POINT), instead, draft) if key.startswith(POINT) else None


def _reach_point(key: str, instead: str, draft: NumberedDraft) -> Reached:
    """Return the clause in which an open point stands first."""
    before, words = draft.around.get(key, (len(draft.sections), ""))
    for number, section in enumerate(draft.sections[:before]):
        if key in section.points:
            line = section.points[key]
            if line >= 0:
                return Reached(_words_at(section, line), number, line)
            before = number
            break
    else:
        if key not in draft.around and (found := reach(instead, "", draft)):
            return found  # it stands nowhere
    return Reached(words, -1, 0) if words else _last_clause(draft.sections[:before])


def _last_clause(sections: Sequence[NumberedFragment]) -> Reached:
    for number, section in reversed([*enumerate(sections)]):
        for line in reversed(section.fragment.counted):
            if line in section.numbers or section.fragment.lines[line].is_heading:
                return Reached(_words_at(section, line), number, line)
    return Reached(COVER, -1, 0)


def _words_at(section: NumberedFragment, line: int) -> str:
    return _label(section.fragment, line, {}, section.numbers.get(line)) or ""
