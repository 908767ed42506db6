"""What the checks of a template say: a message, what would be right, how bad it is, and the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from specgen.formats.word.positions import Spot
from specgen.problems import Place, Problem


class Said(NamedTuple):
    """Something about one line of a template's tags: a line is a paragraph."""

    line: int
    message: str
    remedy: str
    rule: str
    level: str = "error"


@dataclass(frozen=True)
class Found:
    """Something wrong or doubtful, with its place."""

    spot: Spot
    message: str
    remedy: str
    rule: str
    level: str = "error"  # "error" | "warning"

    def problem(self, file: str) -> Problem:
        return Problem(Place(file, path=str(self.spot)), self.message, self.remedy, self.rule, level=self.level)
