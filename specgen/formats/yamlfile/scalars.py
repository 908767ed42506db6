"""Map each character of a YAML scalar to its line and column in the file, so that a finding can point at a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import yaml

from specgen.formats.yamlfile.events import Position, ValuePath
from specgen.formats.yamlfile.yaml_file import LOADER

ESCAPES: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ",
    '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
WIDTHS: Final = {"x": 2, "u": 4, "U": 8}


@dataclass(frozen=True)
class Lines:
    """A text and where its lines start, to turn an offset into line and column."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(index + 1 for index, letter in enumerate(self.text) if letter == "\n")]

    def place(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)


@dataclass(frozen=True)
class Scalar:
    """One value of the file; `raw` is how the file writes it, from `offset` on."""

    path: ValuePath
    value: str
    style: str  # "" plain, ' or " quoted, | or > block
    offset: int
    raw: str
    lines: Lines

    @cached_property
    def offsets(self) -> tuple[int, ...] | None:
        """Where each letter of the value stands in the file; None if the two cannot be told to be the same."""
        return _aligned(self.value, _written(self.raw, self.style), len(self.raw), self.offset)

    def place(self, index: int) -> Position:
        if self.offsets is None or index >= len(self.offsets):
            return self.lines.place(self.offset)
        return self.lines.place(self.offsets[index])

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the letters from start to end stand in the file."""
        if self.offsets is None or not start < end <= len(self.offsets):
            return None
        last = self.offsets[end - 1]
        return self.offsets[start], last + _length(self.lines.text, last, self.style)


@lru_cache(maxsize=4)  # the checks of one draft ask for the same text several times
def scalars(text: str) -> tuple[Scalar, ...]:
    """Return every value (not the names before the colons) of a file that has been read without a fault."""
    return tuple(_scalars(text))


def _scalars(text: str) -> Iterator[Scalar]:
    lines = Lines(text)
    events = iter(yaml.parse(text, Loader=LOADER))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            yield from _node(event, events, (), lines)


def encoded(word: str, style: str) -> str:
    """Return how a word is written inside a scalar of this style."""
    if style == "'":
        return word.replace("'", "''")
    return word.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else word


def _node(event: Any, events: Iterator[Any], path: ValuePath, lines: Lines) -> Iterator[Scalar]:
    if isinstance(event, yaml.ScalarEvent):
        start, end = _offset(event.start_mark), _offset(event.end_mark)
        yield Scalar(path, event.value, event.style or "", start, lines.text[start:end], lines)
    elif isinstance(event, yaml.SequenceStartEvent):
        number = 0
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            yield from _node(inner, events, (*path, number), lines)
            number += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            name = [part.value for part in _node(key, events, path, lines)]
            values = _node(next(events), events, (*path, *name), lines)
            if isinstance(key, yaml.ScalarEvent):
                yield from values
            else:  # no name, which has been reported: what stands behind it is nobody's answer
                list(values)


def _offset(mark: Any) -> int:
    return int(mark.index)


Letters = Iterator[tuple[str, int]]


def _written(raw: str, style: str) -> Letters:
    """Yield the letters of a scalar as the file writes it, without white space, each with its place in `raw`."""
    if style in ("|", ">"):
        head = raw.find("\n")
        body: Letters = ((letter, index) for index, letter in enumerate(raw) if index > head >= 0)
    elif style == "'":
        body = _single(raw)
    elif style == '"':
        body = _double(raw)
    else:
        body = ((letter, index) for index, letter in enumerate(raw))
    return ((letter, index) for letter, index in body if not letter.isspace())


def _single(raw: str) -> Letters:
    index = 1
    while index < len(raw) - 1:
        yield raw[index], index
        index += 2 if raw[index] == "'" else 1


def _double(raw: str) -> Letters:
    index = 1
    while index < len(raw) - 1:
        if raw[index] != "\\":
            yield raw[index], index
            index += 1
            continue
        sign = raw[index + 1]
        width = WIDTHS.get(sign, 0)
        if width:
            yield chr(int(raw[index + 2 : index + 2 + width], 16)), index
        elif sign in ESCAPES:
            yield ESCAPES[sign], index
        index += 2 + width


def _aligned(value: str, written: Letters, length: int, offset: int) -> tuple[int, ...] | None:
    offsets, last = [], 0
    for letter in value:
        if letter.isspace():
            offsets.append(offset + last)
            continue
        following = next(written, None)
        if following is None or following[0] != letter:
            return None
        offsets.append(offset + following[1])
        last = min(following[1] + 1, length)
    return tuple(offsets)


def _length(text: str, offset: int, style: str) -> int:
    """Return how many letters of the file write the one letter at an offset."""
    if style == "'" and text[offset] == "'":
        return 2
    if style == '"' and text[offset] == "\\":
        return 2 + WIDTHS.get(text[offset + 1], 0)
    return 1
