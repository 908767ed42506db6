"""Name the fields of a form after the paths of their answers, and read the paths back from the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.problems import path_steps, path_text

__all__ = ["BY", "CHOOSE", "MAIN", "OTHER", "ROWS", "WAS", "WORDS", "element_id", "field_name", "path_in",
           "paths_of"]  # fmt: skip

# What a field holds of the answer at its path.
MAIN: Final = "answer"
OTHER: Final = "other"  # own words
WORDS: Final = "awaited"  # what is awaited, and from whom
BY: Final = "by"  # until when
WAS: Final = "was"  # what stood there when the page was made
ROWS: Final = "rows"  # which rows a list had when the page was made
CHOOSE: Final = "choose"  # which of two values stays

STEP: Final = r"[a-z][a-z0-9_]*(?:\[[1-9][0-9]{0,3}\])*"
PATH: Final = re.compile(rf"{STEP}(?:\.{STEP})*")


def field_name(part: str, path: ValuePath) -> str:
    """Return the name of a field: `answer:availability.response[2].start_hours`."""
    return f"{part}:{path_text(path)}"


def paths_of(part: str, names: Iterable[str]) -> Iterator[ValuePath]:
    """Yield the paths of the fields that hold one part of an answer, among the names of all fields."""
    for name in names:
        kind, _, dotted = name.partition(":")
        path = path_in(dotted) if kind == part else None
        if path is not None:
            yield path


def element_id(path: ValuePath) -> str:
    """Return the id of the element that asks for an answer: `availability-response-2-start_hours`."""
    return "-".join(str(step + 1) if isinstance(step, int) else step for step in path)


def path_in(text: str) -> ValuePath | None:
    """Return the path that a text of the browser names; None for what is no path."""
    return path_steps(text) if PATH.fullmatch(text) else None
