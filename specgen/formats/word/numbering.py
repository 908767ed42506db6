"""Compute the number that Word shows before each paragraph from its styles and list definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import ParagraphFormats, child, value
from specgen.formats.word.styles import list_of, style_nodes

LEVELS = 9  # that a list can have
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class Number:
    """What stands before a numbered paragraph: `(a)`, and `6.3(a)` as a reference to it reads.

    That is Word's REF \\w, which leaves out a full stop at the end.
    """

    label: str
    full: str
    level: int


@dataclass(frozen=True)
class _Level:
    text: str
    format: str
    start: int
    restarts_below: int  # the count starts again after a paragraph at a level below this one (from 0)
    legal: bool  # all its numbers are written 1, 2, 3

    @cached_property
    def pieces(self) -> tuple[str | int, ...]:
        """The text in pieces, the index of a level for each %1, %2."""
        split = re.split(r"%(\d)", self.text)
        return tuple(int(piece) - 1 if number % 2 else piece for number, piece in enumerate(split))

    @cached_property
    def names_its_parents(self) -> bool:
        return len(self.pieces) > 3


@dataclass(frozen=True)
class _List:
    """One list (w:num): the definition it counts with, its levels, and where it starts the count anew."""

    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """The numbering of one document: which list a style or a list id belongs to, and how each level is written."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._linked: dict[tuple[str, str], int] = {}  # (definition, style id) -> level
        if numbering is not None:
            self._read_lists(numbering)
        self._styles = _style_lists(styles)

    @property
    def styles(self) -> set[str]:
        """The ids of the styles that belong to a list."""
        return set(self._styles)

    def _read_lists(self, numbering: etree._Element) -> None:
        definitions: dict[str, dict[int, _Level]] = {}
        for abstract in numbering.findall(name("w:abstractNum")):
            key = abstract.get(name("w:abstractNumId"), "")
            definitions[key] = dict(map(_level, abstract.findall(name("w:lvl"))))
            for node in abstract.findall(name("w:lvl")):
                if style := value(node, "w:pStyle"):
                    self._linked[key, style] = int(node.get(name("w:ilvl"), "0"))
        for node in numbering.findall(name("w:num")):
            key = value(node, "w:abstractNumId")
            if key in definitions:
                changes = node.findall(name("w:lvlOverride"))
                own = dict(_level(level) for change in changes for level in change.findall(name("w:lvl")))
                starts = {
                    int(change.get(name("w:ilvl"), "0")): int(start)
                    for change in changes
                    if (start := value(change, "w:startOverride"))
                }
                self._lists[node.get(name("w:numId"), "")] = _List(key, definitions[key] | own, starts)

    def numbers(
        self, paragraphs: Iterable[etree._Element], looks: ParagraphFormats | None = None
    ) -> Iterator[tuple[etree._Element, Number | None]]:
        """Yield each paragraph with its number, or None where none is shown; bullets count as none."""
        counters: dict[str, list[int | None]] = {}
        begun = set[str]()
        for paragraph in paragraphs:
            place = self.place(paragraph, looks)
            if place is None:
                yield paragraph, None
                continue
            number_id, level = place
            numbered_list = self._lists[number_id]
            counts = counters.setdefault(numbered_list.abstract, [None] * LEVELS)
            if number_id not in begun:
                begun.add(number_id)
                for index in numbered_list.starts:
                    counts[index] = None
            before = counts[level]
            counts[level] = (
                numbered_list.starts.get(level, numbered_list.levels[level].start) if before is None else before + 1
            )
            for index in range(level + 1, LEVELS):
                if index in numbered_list.levels and level < numbered_list.levels[index].restarts_below:
                    counts[index] = None
            yield paragraph, _number(numbered_list, level, counts)

    def has_bullet(self, paragraph: etree._Element) -> bool:
        """True if the paragraph is an item of a bulleted list."""
        place = self.place(paragraph)
        return place is not None and self._lists[place[0]].levels[place[1]].format == "bullet"

    def place(self, paragraph: etree._Element, looks: ParagraphFormats | None = None) -> tuple[str, int] | None:
        """Return the list that a paragraph is an item of, and its level in it.

        `looks` are those of the whole document, if they are at hand.
        """
        if looks is not None:
            style, own = looks.styles.get(paragraph, ""), looks.lists.get(paragraph)
        else:
            properties = child(paragraph, "w:pPr")
            if properties is None:
                return None
            style, own = value(properties, "w:pStyle"), child(properties, "w:numPr")
        number_id, level = self._styles.get(style, ("", -1))
        if own is not None:
            number_id = value(own, "w:numId") or number_id
            level = int(value(own, "w:ilvl") or max(level, 0))
        numbered_list = self._lists.get(number_id)  # numId 0 takes a style's number away
        if numbered_list is None:
            return None
        if level < 0:
            level = self._linked.get((numbered_list.abstract, style), 0)
        return (number_id, level) if level in numbered_list.levels else None


def _level(node: etree._Element) -> tuple[int, _Level]:
    index = int(node.get(name("w:ilvl"), "0"))
    legal = child(node, "w:isLgl")
    level = _Level(
        value(node, "w:lvlText"),
        value(node, "w:numFmt") or "decimal",
        int(value(node, "w:start") or "1"),
        int(value(node, "w:lvlRestart") or index),
        legal is not None and legal.get(name("w:val"), "1") in ("1", "true", "on"),
    )
    return index, level


def _number(numbered_list: _List, level: int, counts: Sequence[int | None]) -> Number | None:
    definition = numbered_list.levels[level]
    if definition.format in ("bullet", "none"):
        return None
    full = label = _written(numbered_list, level, counts)
    above = level - 1
    if level and not definition.names_its_parents:
        while above > 0 and not numbered_list.levels[above].names_its_parents:
            full = _written(numbered_list, above, counts) + full
            above -= 1
        full = _written(numbered_list, above, counts) + full
    return Number(label, full.rstrip("."), level)


def _written(numbered_list: _List, level: int, counts: Sequence[int | None]) -> str:
    legal = numbered_list.levels[level].legal

    def written(piece: str | int) -> str:
        if isinstance(piece, str):
            return piece
        count = counts[piece]
        form = "decimal" if legal else numbered_list.levels[piece].format
        return _formatted(numbered_list.levels[piece].start if count is None else count, form)

    return "".join(map(written, numbered_list.levels[level].pieces))


def _style_lists(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Return style id -> (list id, level or -1), each style taking over what it does not say from its parent."""
    nodes = style_nodes(styles)
    lists = {style: list_of(style, nodes) for style in nodes}
    return {style: (number_id, int(level) if level else -1) for style, (number_id, level) in lists.items() if number_id}


def _formatted(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)  # Word goes on with aa, bb
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, letter in ROMAN:
            roman += letter * (count // value)
            count %= value
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)
