"""Name the fields of a form after the paths of their answers, and read the paths back from the names."""

from __future__ import annotations

import re
from typing import Final

from specgen.formats.yamlfile.yaml_file import ValuePath
from specgen.problems import path_text

__all__ = ["BY", "CHOOSE", "MAIN", "OTHER", "ROWS", "WAS", "WORDS", "element_id", "field_name", "path_in"]

# What a field holds of the answer at its path.
MAIN: Final = "answer"
OTHER: Final = "other"  # own words
WORDS: Final = "awaited"  # what is awaited, and from whom
BY: Final = "by"  # until when
WAS: Final = "was"  # what stood there when the page was made
ROWS: Final = "rows"  # which rows a list had when the page was made
CHOOSE: Final = "choose"  # which of two values stays

STEP: Final = re.compile(r"([a-z][a-z0-9_]*)((?:\[[1-9][0-9]{0,3}\])*)")
NUMBER: Final = re.compile(r"\[([0-9]+)\]")


def field_name(part: str, path: ValuePath) -> str:
    """Return the name of a field: `answer:availability.response[2].start_hours`."""
    return f"{part}:{path_text(path)}"


def element_id(path: ValuePath) -> str:
    """Return the id of the element that asks for an answer: `availability-response-2-start_hours`."""
    return "-".join(str(step + 1) if isinstance(step, int) else step for step in path)


def path_in(text: str) -> ValuePath | None:
    """Return the path that a text of the browser names; None for what is no path."""
    path: list[str | int] = []
    for step in text.split("."):
        match = STEP.fullmatch(step)
        if match is None:
            return None
        path.append(match[1])
        path += [int(number) - 1 for number in NUMBER.findall(match[2])]
    return tuple(path)
