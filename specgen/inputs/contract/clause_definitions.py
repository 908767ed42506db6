"""Find the definitions that stand in paragraphs of their own, and join the paragraphs of a long one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Final

from specgen.inputs.contract.contract_definition import LIKELY, ContractDefinition, ended, opened
from specgen.inputs.contract.contract_line import Line, is_below, with_letter
from specgen.inputs.contract.definition_starts import HEADED, Start, begins_with_term, start_of
from specgen.inputs.contract.term_shapes import QUOTED, is_acronym, is_welsh, names_in, without_welsh

GOES_ON: Final = re.compile(r"(?:[a-z(]|(?i:for the avoidance of doubt|provided that|and|or)\b)")
ENDS_OPEN: Final = re.compile(r"(?:[:,;–—-]|\band|\bor)$")
SAYS_MORE: Final = re.compile(r"(?:It|They|This|These|Such|For (?:this|these) purposes?|Where (?:the|a|an)|An? )\b")
# A clause of its own among the definitions: what the parties shall do, with a term in brackets.
OPERATES: Final = re.compile(
    r"(?:The|Each|Either|Both) [^.“\"]{3,60}? (?:shall|must|will|may)\b[^.]*\((?:the|each|an?) [“\"]"
)
INTERPRETS: Final = re.compile(
    r"(?:in (?:this|these)|references?|any reference|a reference|unless|words|the headings?|headings?|clause headings|"
    r"the (?:schedules|interpretation|singular)|where the context|if there)\b",
    re.IGNORECASE,
)
ONE_OF_SEVERAL: Final = re.compile(
    rf"(?:(?<=[;,.:] )|(?<=[;,] and )|(?<=[;,] or )|^(?:\w+ ){{0,6}}){QUOTED} (?:(?:shall )?means?|has the meaning)\b"
)
GROWTH: Final = {"plain": 0.06, "colon": 0.2, "tab": 0.17, "bold": 0.06, HEADED: 0.16}
ALIKE: Final = 3  # definitions of one set, from which on its weak shapes count


def definitions_in_clauses(lines: Sequence[Line]) -> Iterator[ContractDefinition]:
    """Yield each definition that starts a paragraph, with all the paragraphs that belong to it."""
    outside = [piece for line in lines if line.cell is None for piece in _pieces(line)]
    followed = zip_longest(outside, outside[1:])
    starts = [start_of(line, following) for line, following in followed]
    last = {start.line.section: position for position, start in enumerate(starts) if start is not None}
    read: list[_Reading] = []
    current: _Reading | None = None
    for position, (line, start) in enumerate(zip(outside, starts, strict=True)):
        if start is not None:
            current = _Reading(start)
            read.append(current)
        elif current is not None and _continues(line, current, more_follow=position < last[current.start.line.section]):
            current.more.append(with_letter(line))
            current.last = line
        elif not _is_between(line):
            current = None
    yield from _definitions(read)


def _pieces(line: Line) -> Iterator[Line]:
    """Yield a line; one that defines several terms in a row as a line for each."""
    starts = [found.start() for found in ONE_OF_SEVERAL.finditer(line.text)]
    if len(starts) < 2:
        yield line
        return
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(line.text)], strict=True):
        text = re.sub(r"[;,]? (?:and|or)$", "", line.text[start:end].strip())
        yield replace(line, text=text) if not start else replace(line, text=text, bold="", before_tab="", marked="")


@dataclass
class _Reading:
    """A definition that is being read."""

    start: Start
    more: list[str] = field(default_factory=list)
    last: Line | None = None

    def definition(self, confidence: float) -> ContractDefinition:
        start = self.start
        meaning = " ".join([start.meaning, *self.more])
        meaning = ended(meaning if start.meaning else opened(meaning))
        acronym = start.acronym or next((one for one in start.terms[1:] if is_acronym(one) and not start.apart), "")
        return ContractDefinition(
            start.terms[0], meaning, start.line.clause, start.shape, confidence, start.line.text[:160],
            start.line.paragraph, () if start.apart else tuple(term for term in start.terms[1:] if term != acronym),
            acronym, start.line.index, start.line.section,
        )  # fmt: skip


def _definitions(read: Sequence[_Reading]) -> Iterator[ContractDefinition]:
    weak = Counter((one.start.line.section, one.start.shape) for one in read if one.start.confidence < LIKELY)
    likely = Counter(
        one.start.line.section for one in read if one.start.confidence >= LIKELY
    )  # a weak shape among them
    in_welsh = without_welsh(one.start.terms[0] for one in read)
    for one in read:
        start, section = one.start, one.start.line.section
        alike = weak[section, start.shape] + (likely[section] if section else 0)
        definition = one.definition(_grown(start, alike))
        if not definition.meaning and start.shape != "acronym":
            continue
        if in_welsh and "(" in definition.term:
            names, _ = names_in(definition.term.rpartition(" (")[0])
            definition = replace(definition, term=names[0], others=(*names[1:], *definition.others))
        yield definition
        for term in start.terms[1:] if start.apart else ():
            yield replace(definition, term=term)


def _grown(start: Start, alike: int) -> float:
    """Return how sure a shape is that comes again and again among the definitions."""
    confidence = start.confidence
    if alike < ALIKE:
        return confidence
    grown = confidence + GROWTH.get(start.shape, 0.0) + (0.06 if alike > 4 and start.shape == "colon" else 0.0)
    return round(min(grown, max(confidence, 0.96)), 2)


def _is_between(line: Line) -> bool:
    """Whether a line stands between definitions and ends none: a letter of the alphabet."""
    return len(line.text) < 2


def _continues(line: Line, current: _Reading, *, more_follow: bool) -> bool:
    """Whether a line belongs to the definition above it."""
    above = current.start.line
    if line.is_head or is_welsh(line.text) or begins_with_term(line):
        return False
    if INTERPRETS.match(line.text) and not line.is_item:
        return False
    last = current.last or above
    if OPERATES.match(line.text) and not ENDS_OPEN.search(last.text):
        return False
    if line.is_item and not (above.is_item and not _is_deeper(line, above)):
        return bool(above.section) or last.is_item or bool(ENDS_OPEN.search(last.text))
    if line.number:
        return is_below(line.number, above.number)
    if not above.section and not ENDS_OPEN.search(last.text):
        return False
    if GOES_ON.match(line.text) or ENDS_OPEN.search(last.text) or not (current.start.meaning or current.more):
        return True
    return len(line.text.split()) > 3 and (more_follow or bool(SAYS_MORE.match(line.text)))


def _is_deeper(line: Line, above: Line) -> bool:
    """Whether an item is a part of the item above: a bullet of a letter, (i) of (a)."""
    if not line.number:
        return bool(above.number)
    if is_below(line.number, above.number):
        return True
    own, upper = line.number.rsplit("(", 1)[-1], above.number.rsplit("(", 1)[-1]
    return bool(re.match(r"[ivx]+\)", own)) and not re.match(r"[ivxh]+\)", upper)
