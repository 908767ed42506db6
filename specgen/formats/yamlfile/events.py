"""Build plain values and their positions from the events of a YAML parser, and report what is wrong in the structure.

PyYAML says what stands in the file; what it means is decided here, so that `22:00` and `no` stay text, and
nothing that could run, grow or hide in a file (tags, aliases, merge keys) is ever built.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from specgen.formats.yamlfile.characters import MAX_PROBLEMS, UNFIT, UNSEEN, explain_character, name_unseen
from specgen.formats.yamlfile.plain_scalar import scalar
from specgen.problems import Place, Problem, path_text, quoted_value

__all__ = ["MAX_NESTING", "Builder", "Position", "Stop", "ValuePath"]

MAX_NESTING = 50
MAX_VALUES = 50_000


class Position(NamedTuple):
    """Both count from 1; the column counts characters. `file` is named where a value comes from another file."""

    line: int
    column: int
    file: str = ""


ValuePath = tuple[str | int, ...]  # keys and row numbers, which count from 0


class Stop(Exception):
    """The file is refused as a whole; nothing after this point is looked at."""


@dataclass
class _Frame:
    """A mapping or list being filled; `path` is None inside something that has been refused."""

    container: dict[str, object] | list[object]
    path: ValuePath | None
    key: str | None = None
    awaits_key: bool = True
    lines: dict[str, int] = field(default_factory=dict)


class Builder:
    """Take the parser's events one by one; a stack of frames holds what is unfinished, without recursion."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.root: object = None
        self.key_positions: dict[ValuePath, Position] = {}
        self.value_positions: dict[ValuePath, Position] = {}
        self.texts: dict[ValuePath, str] = {}
        self.refused: set[ValuePath] = set()
        self.problems: list[Problem] = []
        self._frames: list[_Frame] = []
        self._count = 0
        self._documents = 0
        self._take: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        handler = self._take.get(type(event))
        if handler:
            handler(event)

    def sorted_problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(self.problems, key=lambda problem: (problem.place.line, problem.place.column)))

    def _scalar(self, event: Any) -> None:
        self._decorations(event)
        plain = event.implicit[0] and not event.style
        path = self._path(event, is_plain_text=plain)
        if path is None:
            return
        value: object = event.value
        if plain:
            self.texts[path] = event.value
            value = scalar(event.value)
            self._swallowed_list(event, path)
            self._swallowed_by_comment(event, path)
        elif event.style == '"' and (unfit := UNFIT.search(event.value)):
            self._problem(event.start_mark, explain_character(unfit[0]), "take it out", "character", path)
        self._put(value)

    def _mapping(self, event: Any) -> None:
        self._open(event, {})

    def _sequence(self, event: Any) -> None:
        self._open(event, [])

    def _open(self, event: Any, container: dict[str, object] | list[object]) -> None:
        if len(self._frames) == MAX_NESTING:
            self._problem(event.start_mark, f"is nested more than {MAX_NESTING} levels deep", "", "nesting", ())
            raise Stop
        self._decorations(event)
        path = self._path(event, is_plain_text=False)
        if path is not None:
            self._put(container)
        self._frames.append(_Frame(container, path))

    def _end(self, _event: Any) -> None:
        self._frames.pop()

    def _alias(self, event: Any) -> None:
        self._problem(event.start_mark, "starts with * (a YAML alias), which is not used here", _QUOTE_IT, "alias")
        if self._path(event, is_plain_text=False) is not None:
            self._put(None)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            remedy = "keep one specification in a file and take this line out"
            self._problem(event.start_mark, "a second document starts here", remedy, "document")
            raise Stop
        if event.version or event.tags:
            self._problem(event.start_mark, "a line that starts with % is not used here", "take it out", "directive")

    def _decorations(self, event: Any) -> None:
        if event.anchor is not None:
            self._problem(
                event.start_mark, "starts with & (a YAML anchor), which is not used here", _QUOTE_IT, "anchor"
            )
        if event.tag is not None:
            self._problem(event.start_mark, "starts with ! (a YAML tag), which is not used here", _QUOTE_IT, "tag")

    def _path(self, event: Any, *, is_plain_text: bool) -> ValuePath | None:
        """Where this value goes: its path, or None when it is a key or stands inside something refused."""
        self._count += 1
        if self._count > MAX_VALUES:
            self._problem(event.start_mark, f"holds more than {MAX_VALUES:,} values", "", "size")
            raise Stop
        if not self._frames:
            return ()
        frame = self._frames[-1]
        if isinstance(frame.container, list):
            return self._record(frame, len(frame.container), event)
        if frame.awaits_key:
            frame.awaits_key, frame.key = False, None
            frame.key = self._key(frame, event, is_plain_text=is_plain_text)
            return None
        frame.awaits_key = True
        return None if frame.key is None else self._record(frame, frame.key, event)

    def _record(self, frame: _Frame, step: str | int, event: Any) -> ValuePath | None:
        if frame.path is None:
            return None
        path = (*frame.path, step)
        mark = event.start_mark
        self.value_positions[path] = Position(mark.line + 1, mark.column + 1)
        if isinstance(step, int):
            self.key_positions[path] = self.value_positions[path]
        return path

    def _key(self, frame: _Frame, event: Any, *, is_plain_text: bool) -> str | None:
        """The name before a colon, or None when it is refused; then what follows it is dropped as well."""
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self._problem(
                    event.start_mark,
                    "what starts with a bracket here is read as a list or a group",
                    _BRACES,
                    "key",
                )
            return None
        name: str = event.value
        mark: Any = event.start_mark
        path = None if frame.path is None else (*frame.path, name)
        if is_plain_text and name == "<<":
            self._problem(
                mark,
                "<< (a YAML merge key) is not used here",
                "write the answers out",
                "merge",
                path,
            )
            return None
        if is_plain_text and not isinstance(scalar(name), str):
            message = f"{name} is not a name" if name else "there is no name before the colon"
            self._problem(mark, message, "names are words such as title", "key", path)
            return None
        if unseen := name_unseen(name):
            plain = UNSEEN.sub(lambda sign: " " if sign[0].isspace() else "", name).strip()
            path = None if frame.path is None else (*frame.path, plain)
            remedy = f"type it again, with ordinary spaces before it: {plain}"
            self._problem(mark, f"this name has a {unseen} in it, which nobody sees", remedy, "key", path)
            return None
        if name in frame.lines:
            first = f"is already answered on line {frame.lines[name]}"
            self._problem(
                mark,
                first,
                "keep one of the two, or put what belongs to it together",
                "duplicate",
                path,
            )
            return None
        frame.lines[name] = mark.line + 1
        if path is not None:
            self.key_positions[path] = Position(mark.line + 1, mark.column + 1)
        return name

    def _put(self, value: object) -> None:
        if not self._frames:
            self.root = value
            return
        frame = self._frames[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
        elif frame.key is not None:
            frame.container[frame.key] = value

    def _swallowed_list(self, event: Any, path: ValuePath) -> None:
        """YAML reads a list that is indented under an answer as more of that answer's text."""
        first = event.start_mark.line
        for number, line in enumerate(self.lines[first + 1 : event.end_mark.line + 1], first + 1):
            if re.match(r"\s*- ", line):
                message = "a list starts here, but its name already has an answer"
                remedy = f"take the answer on line {first + 1} away, or put the whole text in quotes"
                self._report((number, len(line) - len(line.lstrip())), message, remedy, "syntax", path)
                return

    def _swallowed_by_comment(self, event: Any, path: ValuePath) -> None:
        """YAML reads no further than a # behind a space; a remark has a space after it, too."""
        mark = event.end_mark
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        if comment := re.match(r"\s+(#[^\s#].*)", rest if event.value else f" {rest}"):
            message = f"{quoted_value(comment[1])} is read as a remark, and not as a part of the answer"
            remedy = "put the whole answer in quotes; a remark has a space after its #"
            at = (mark.line, mark.column + (comment.start(1) if event.value else comment.start(1) - 1))
            self._report(at, message, remedy, "comment", path, "warning")

    def _problem(self, mark: Any, message: str, remedy: str, rule: str, path: ValuePath | None = None) -> None:
        if path is None:
            path = self._here()
        self._report((mark.line, mark.column), message, remedy, rule, path)

    def _here(self) -> ValuePath:
        """The path of the value that comes next, as far as it has one."""
        frame = self._frames[-1] if self._frames else None
        if frame is None or frame.path is None:
            return ()
        if isinstance(frame.container, list):
            return (*frame.path, len(frame.container))
        return frame.path if frame.key is None or frame.awaits_key else (*frame.path, frame.key)

    def _report(
        self, at: tuple[int, int], message: str, remedy: str, rule: str, path: ValuePath, level: str = "error"
    ) -> None:
        line, column = at[0] + 1, at[1] + 1
        where = path_text(path)
        self.problems.append(Problem(Place(self.file, line, column, where), message, remedy, rule, level))
        if rule in _REFUSING:
            self.refused.add(path)
        if len(self.problems) == MAX_PROBLEMS:
            last = f"no more than {MAX_PROBLEMS} problems are shown"
            self.problems.append(Problem(Place(self.file, line, column + 1), last, level="note"))
            raise Stop


_REFUSING = ("alias", "character", "key", "syntax", "tag")
_QUOTE_IT = "if it belongs to the text, put the answer in quotes"
_BRACES = "if the bracket belongs to the text, put the answer in quotes"
