"""Say what is wrong or doubtful, where it stands, and what would be right.

There is one type for it, made where the fault is met. Nothing reads the words of a problem to decide what to do: that
is what its rule and its place are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "CannotRead",
    "Fault",
    "Place",
    "Problem",
    "SpecgenError",
    "WrongInput",
    "about_file",
    "near",
    "nearest",
    "one_line",
    "path_steps",
    "path_text",
    "quoted_value",
    "suggest",
]


LONGEST_LINE = 600  # characters: no message of ours needs more, but the words of a file that it quotes may


@dataclass(frozen=True, order=True)
class Place:
    """Lines and columns count from 1; line 0 stands for the whole file. `path` says the place in the file's own terms:
    the dotted name of an answer, or a paragraph of a Word file. `words` are those that stand there, if a place in a
    template is known by nothing else.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    words: str = ""

    @property
    def position(self) -> tuple[str, int, int]:
        """What problems are sorted by: two at one position stay in the order in which they were found."""
        return self.file, self.line, self.column

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """`level` is error, warning or note; `rule` the name of what was broken; `related` where the
    other things stand that this one contradicts.
    """

    place: Place
    message: str
    remedy: str = ""
    rule: str = ""
    level: str = "error"
    related: tuple[Place, ...] = ()

    @property
    def fault(self) -> Fault:
        """The problem without its place: the same fault can be met twice."""
        return Fault(self.message, self.remedy, self.rule, self.level)

    @property
    def text(self) -> str:
        """What is wrong and what would be right, without the place."""
        return with_remedy(self.message, self.remedy)

    def __str__(self) -> str:
        rule = f" [{self.rule}]" if self.rule else ""
        return ": ".join(part for part in (str(self.place), self.level, self.place.path, self.text) if part) + rule


class Fault(NamedTuple):
    """A problem whose place is known only to the caller: `at` makes the problem."""

    message: str
    remedy: str = ""
    rule: str = ""
    level: str = "error"

    @property
    def text(self) -> str:
        return with_remedy(self.message, self.remedy)

    def at(self, place: Place, level: str = "") -> Problem:
        return Problem(place, self.message, self.remedy, self.rule, level or self.level)


class SpecgenError(Exception):
    """The base of everything a user can put right; its message is its problems, a line each."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WrongInput(SpecgenError):
    """What was written does not fit (exit code 1)."""


class CannotRead(SpecgenError):
    """A file cannot be read, or the command was used wrongly (exit code 2)."""


def with_remedy(message: str, remedy: str) -> str:
    """Return what is wrong and what would be right as one text."""
    return f"{message}; {remedy}" if remedy else message


def one_line(text: str) -> str:
    """Return the line of one message, cut where it becomes too long to read."""
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1].rstrip()}…"


def about_file(file: str, message: str, remedy: str = "", rule: str = "file", level: str = "error") -> Problem:
    """Return a problem that concerns a file as a whole."""
    return Problem(Place(file), message, remedy, rule, level)


def near(file: str, words: str) -> Place:
    """Return a place in a template by the words that stand there; the file as a whole if there are none."""
    return Place(file, path=f'near "{words}"' if words else "", words=words)


def path_text(path: Iterable[str | int]) -> str:
    """Return the dotted path of an answer, rows counted from 1: `availability.response[2].start_hours`."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def path_steps(text: str) -> tuple[str | int, ...]:
    """Return the path that `path_text` wrote."""
    return tuple(int(number) - 1 if number else word for number, word in re.findall(r"\[(\d+)\]|([^.\[\]]+)", text))


def suggest(word: str, known: Iterable[str], otherwise: str = "", cutoff: float = 0.6) -> str:
    """Return "did you mean ...?" with the known word that is nearest, or what to say if none is near."""
    near = nearest(word, known, cutoff)
    return f"did you mean {near}?" if near else otherwise


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is spelt most like this one; empty if none is near."""
    from difflib import get_close_matches  # here, because most runs have nothing to suggest

    return next(iter(get_close_matches(word, list(known), 1, cutoff)), "")


def quoted_value(value: object) -> str:
    """Return a value as a message quotes it: on one line, cut after 60 characters; a group or list by its kind."""
    if isinstance(value, Mapping | list):
        return "a list" if isinstance(value, list) else "a group"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}..."'
