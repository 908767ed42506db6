"""Something wrong or doubtful in a file -> one value that says where, what, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["CannotRead", "Problem", "SpecgenError", "WrongInput", "about_file", "path_text"]


@dataclass(frozen=True)
class Problem:
    """Lines and columns count from 1; line 0 stands for the whole file."""

    file: str
    line: int
    column: int
    level: str
    path: str
    message: str
    remedy: str = ""
    rule: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        what = f"{self.message}; {self.remedy}" if self.remedy else self.message
        rule = f" [{self.rule}]" if self.rule else ""
        return ": ".join(part for part in (where, self.level, self.path, what) if part) + rule


class SpecgenError(Exception):
    """The base of everything a user can put right; its message is its problems, a line each."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WrongInput(SpecgenError):
    """What was written does not fit (exit code 1)."""


class CannotRead(SpecgenError):
    """A file cannot be read, or the command was used wrongly (exit code 2)."""


def about_file(file: str, message: str, remedy: str = "", rule: str = "file") -> Problem:
    """An error that concerns a file as a whole."""
    return Problem(file, 0, 0, "error", "", message, remedy, rule)


def path_text(path: Iterable[str | int]) -> str:
    """The dotted path of an answer, rows counted from 1: `availability.response[2].start_hours`."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
