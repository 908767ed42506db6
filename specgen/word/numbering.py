"""Paragraphs, styles and numbering definitions in, the number that Word shows before each paragraph out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from specgen.word.names import name
from specgen.word.tree import child, value

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class Number:
    """What stands before a numbered paragraph: `(a)` alone, and `6.3(a)` in full (Word's REF switches \\r and \\w)."""

    shown: str
    full: str
    level: int


@dataclass(frozen=True)
class _Level:
    text: str
    format: str
    start: int

    @cached_property
    def names_its_parents(self) -> bool:
        return len(re.findall(r"%\d", self.text)) > 1


class Numbering:
    """The numbering of one document: which list a style or a list id belongs to, and how each level is written."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._linked: dict[tuple[str, str], int] = {}  # (abstract list, style id) -> level
        if numbering is not None:
            self._read_lists(numbering)
        self._styles = _style_lists(styles)

    def _read_lists(self, numbering: etree._Element) -> None:
        for abstract in numbering.findall(name("w:abstractNum")):
            key = abstract.get(name("w:abstractNumId"), "")
            levels = {}
            for node in abstract.findall(name("w:lvl")):
                index = int(node.get(name("w:ilvl"), "0"))
                levels[index] = _Level(
                    value(node, "w:lvlText"),
                    value(node, "w:numFmt") or "decimal",
                    int(value(node, "w:start") or "1"),
                )
                if style := value(node, "w:pStyle"):
                    self._linked[key, style] = index
            self._abstract[key] = levels
        for node in numbering.findall(name("w:num")):
            self._lists[node.get(name("w:numId"), "")] = value(node, "w:abstractNumId")

    def numbers(self, paragraphs: Iterable[etree._Element]) -> Iterator[tuple[etree._Element, Number | None]]:
        """Yield each paragraph with its number, or None where none is shown; bullets count as none."""
        counters: dict[str, list[int]] = {}
        for paragraph in paragraphs:
            place = self._place(paragraph)
            if place is None:
                yield paragraph, None
                continue
            abstract, level = place
            counts = counters.setdefault(abstract, [0] * 9)
            counts[level] = counts[level] + 1 if counts[level] else self._abstract[abstract][level].start
            counts[level + 1 :] = [0] * (8 - level)
            yield paragraph, self._number(abstract, level, counts)

    def has_bullet(self, paragraph: etree._Element) -> bool:
        """True if the paragraph is an item of a bulleted list."""
        place = self._place(paragraph)
        return place is not None and self._abstract[place[0]][place[1]].format == "bullet"

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = child(paragraph, "w:pPr")
        if properties is None:
            return None
        style = value(properties, "w:pStyle")
        number_id, level = self._styles.get(style, ("", -1))
        own = child(properties, "w:numPr")
        if own is not None:
            number_id = value(own, "w:numId") or number_id
            level = int(value(own, "w:ilvl") or max(level, 0))
        abstract = self._lists.get(number_id)
        if abstract is None or abstract not in self._abstract:  # numId 0 takes a style's number away
            return None
        if level < 0:
            level = self._linked.get((abstract, style), 0)
        return (abstract, level) if level in self._abstract[abstract] else None

    def _number(self, abstract: str, level: int, counts: list[int]) -> Number | None:
        definition = self._abstract[abstract][level]
        if definition.format in ("bullet", "none"):
            return None
        full = shown = self._written(abstract, level, counts)
        above = level - 1
        if level and not definition.names_its_parents:
            while above > 0 and not self._abstract[abstract][above].names_its_parents:
                full = self._written(abstract, above, counts) + full
                above -= 1
            full = self._written(abstract, above, counts) + full
        return Number(shown, full, level)

    def _written(self, abstract: str, level: int, counts: list[int]) -> str:
        levels = self._abstract[abstract]

        def digit(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            count = counts[index] or levels[index].start
            return _formatted(count, levels[index].format)

        return re.sub(r"%(\d)", digit, levels[level].text)


def _style_lists(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """Return style id -> (list id, level or -1), each style taking over its parent's list."""
    nodes = {node.get(name("w:styleId"), ""): node for node in styles.findall(name("w:style"))}
    found = {}
    for style in nodes:
        current, seen = style, set[str]()
        while current in nodes and current not in seen:
            seen.add(current)
            own = nodes[current].find(f"{name('w:pPr')}/{name('w:numPr')}")
            if own is not None:
                level = value(own, "w:ilvl")
                found[style] = (value(own, "w:numId"), int(level) if level else -1)
                break
            current = value(nodes[current], "w:basedOn")
    return found


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
    return str(count)
