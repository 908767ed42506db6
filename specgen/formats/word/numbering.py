"""Compute the number that Word shows before each paragraph from its styles and list definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import ParagraphFormats, child, value
from specgen.formats.word.paragraph_contents import ParagraphContents
from specgen.formats.word.styles import ON, chain, list_of, style_nodes

ORDINALS = {1: "st", 2: "nd", 3: "rd"}
LEVELS = 9  # that a list can have
CountState = tuple[tuple[tuple[str, tuple[int | None, ...]], ...], tuple[str, ...]]  # counts by definition; lists begun
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Number(NamedTuple):
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


class _List(NamedTuple):
    """One list (w:num): the definition it counts with, its levels, and where it starts the count anew."""

    definition: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]
    linked: Mapping[str, int]  # style id -> the level that names it

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start)


class Numbering:
    """The numbering of one document: which list a style or a list id belongs to, and how each level is written."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        nodes = style_nodes(styles)
        self._lists = {} if numbering is None else _read_lists(numbering, nodes)
        self._styles = _style_lists(nodes, self._lists)

    @property
    def styles(self) -> set[str]:
        """The ids of the styles that belong to a list."""
        return set(self._styles)

    def numbers_in(self, contents: ParagraphContents) -> dict[etree._Element, Number]:
        """Return the number of each paragraph of a story that shows one; what is deleted counts nowhere."""
        counted = (paragraph for paragraph in contents.pieces if paragraph not in contents.uncounted)
        numbered = self.numbers(counted, ParagraphFormats(contents.styles, contents.lists))
        return {paragraph: number for paragraph, number in numbered if number is not None}

    def numbers(
        self, paragraphs: Iterable[etree._Element], looks: ParagraphFormats | None = None
    ) -> Iterator[tuple[etree._Element, Number | None]]:
        """Yield each paragraph with its number, or None where none is shown; bullets count as none."""
        counts = ListCounts(self)
        for paragraph in paragraphs:
            place = self.place(paragraph, looks)
            yield paragraph, None if place is None else counts.count(place)

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
            style = "" if properties is None else value(properties, "w:pStyle")
            own = None if properties is None else child(properties, "w:numPr")
        number_id, level = self._styles.get(style, ("", 0))
        if own is not None:
            number_id = value(own, "w:numId") or number_id
            level = _integer(value(own, "w:ilvl"), level)
        numbered_list = self._lists.get(number_id)  # numId 0 takes a style's number away
        return (number_id, level) if numbered_list is not None and level in numbered_list.levels else None


class ListCounts:
    """How far the lists of a document have been counted; counting can go on from a state."""

    def __init__(self, numbering: Numbering, state: CountState = ((), ())) -> None:
        self._lists = numbering._lists
        self._counts, self._begun = {key: list(counts) for key, counts in state[0]}, set(state[1])

    @property
    def state(self) -> CountState:
        """All that the next number depends on."""
        return tuple((key, tuple(counts)) for key, counts in self._counts.items()), tuple(sorted(self._begun))

    def count(self, place: tuple[str, int]) -> Number | None:
        """Count a paragraph at a place of a list and return its number, or None where none is shown."""
        number_id, level = place
        numbered_list = self._lists[number_id]
        counts = self._counts.setdefault(numbered_list.definition, [None] * LEVELS)
        if number_id not in self._begun:
            self._begun.add(number_id)
            for index in numbered_list.starts:
                counts[index] = None
        _count(numbered_list, level, counts)
        return _number(numbered_list, level, counts)


def _read_lists(numbering: etree._Element, styles: Mapping[str, etree._Element]) -> dict[str, _List]:
    """Return list id -> list; a definition that names a list style stands for the definition of that style's list."""
    definitions = {node.get(name("w:abstractNumId"), ""): node for node in numbering.findall(name("w:abstractNum"))}
    nodes = {node.get(name("w:numId"), ""): node for node in numbering.findall(name("w:num"))}
    levels = {key: dict(map(_level, node.findall(name("w:lvl")))) for key, node in definitions.items()}
    linked = {
        key: {
            style: _integer(level.get(name("w:ilvl"), ""))
            for level in node.findall(name("w:lvl"))
            if (style := value(level, "w:pStyle"))
        }
        for key, node in definitions.items()
    }
    lists: dict[str, _List] = {}
    for number_id, node in nodes.items():
        definition = _definition(number_id, nodes, definitions, styles)
        if definition not in definitions:
            continue
        changes = node.findall(name("w:lvlOverride"))
        own = dict(_level(level) for change in changes for level in change.findall(name("w:lvl")))
        starts = {
            index: _integer(start)
            for change in changes
            if (start := value(change, "w:startOverride"))
            and 0 <= (index := _integer(change.get(name("w:ilvl"), ""))) < LEVELS
        }
        lists[number_id] = _List(definition, levels[definition] | own, starts, linked[definition])
    return lists


def _definition(
    number_id: str,
    lists: Mapping[str, etree._Element],
    definitions: Mapping[str, etree._Element],
    styles: Mapping[str, etree._Element],
) -> str:
    """Return the id of the definition that a list counts with, through the list styles that definitions name."""
    visited, key = set[str](), ""
    while number_id in lists and number_id not in visited:
        visited.add(number_id)
        key = value(lists[number_id], "w:abstractNumId")
        style = value(definitions[key], "w:numStyleLink") if key in definitions else ""
        number_id = list_of(style, styles)[0] if style else ""
    return key


def _count(numbered_list: _List, level: int, counts: list[int | None]) -> None:
    """Count a paragraph at a level; one above it that no paragraph has had yet counts as begun, as in Word."""
    for index in range(level):
        if counts[index] is None and index in numbered_list.levels:
            counts[index] = numbered_list.start(index)
    before = counts[level]
    counts[level] = numbered_list.start(level) if before is None else before + 1
    for index in range(level + 1, LEVELS):
        if index in numbered_list.levels and level < numbered_list.levels[index].restarts_below:
            counts[index] = None


def _level(node: etree._Element) -> tuple[int, _Level]:
    index = _integer(node.get(name("w:ilvl"), ""))
    legal, restarts = child(node, "w:isLgl"), value(node, "w:lvlRestart")
    level = _Level(
        value(node, "w:lvlText"),
        value(node, "w:numFmt") or "decimal",
        _integer(value(node, "w:start")),
        min(_integer(restarts, index), index),
        legal is not None and legal.get(name("w:val"), "1") in ON,
    )
    return index, level


def _integer(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() else otherwise


def _number(numbered_list: _List, level: int, counts: Sequence[int | None]) -> Number | None:
    definition = numbered_list.levels[level]
    label = "" if definition.format == "bullet" else _written(numbered_list, level, counts)
    if not label.strip():
        return None
    full = label
    above = level - 1
    if level and not definition.names_its_parents:
        while above > 0 and not numbered_list.levels[above].names_its_parents:
            full = _written(numbered_list, above, counts) + full
            above -= 1
        full = _written(numbered_list, above, counts) + full
    return Number(label, full.rstrip("."), level)


def _written(numbered_list: _List, level: int, counts: Sequence[int | None]) -> str:
    """Return the text of a level with its numbers; nothing for a level that there is not, or that has a bullet."""
    definition = numbered_list.levels.get(level)
    if definition is None or definition.format == "bullet":
        return ""

    def written(piece: str | int) -> str:
        if isinstance(piece, str):
            return piece
        count, named = counts[piece] if 0 <= piece <= level else None, numbered_list.levels.get(piece)
        if count is None or named is None:
            return ""
        return _formatted(count, "decimal" if definition.legal else named.format)

    return "".join(map(written, definition.pieces))


def _style_lists(styles: Mapping[str, etree._Element], lists: Mapping[str, _List]) -> dict[str, tuple[str, int]]:
    """Return style id -> list id and level; the empty id stands for the default paragraph style.

    A style's level is the one that names it, or else the one that it says itself; what it does not say it takes over
    from its parent.
    """
    found: dict[str, tuple[str, int]] = {}
    for style, node in styles.items():
        number_id, _ = list_of(style, styles)
        if number_id:
            found[style] = number_id, _style_level(style, styles, lists.get(number_id))
            if node.get(name("w:type")) == "paragraph" and node.get(name("w:default")) in ON:
                found[""] = found[style]
    return found


def _style_level(style: str, styles: Mapping[str, etree._Element], numbered_list: _List | None) -> int:
    for node in chain(style, styles):
        named = None if numbered_list is None else numbered_list.linked.get(node.get(name("w:styleId"), ""))
        own = node.find(f"{name('w:pPr')}/{name('w:numPr')}")
        level = "" if own is None else value(own, "w:ilvl")
        if named is not None or level:
            return _integer(level) if named is None else named
    return 0


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
    if form in ("none", "bullet"):
        return ""
    if form == "ordinal":
        return f"{count}{ORDINALS.get(count % 10 if count // 10 % 10 != 1 else 0, 'th')}"
    if form == "numberInDash":
        return f"- {count} -"
    return f"{count:02}" if form == "decimalZero" else str(count)
