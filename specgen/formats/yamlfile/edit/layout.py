"""Write values as YAML in the layout that stands around them: in brackets, behind a colon, or on lines of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Final

from specgen.formats.yamlfile.write import write_value

STEP: Final = 2  # columns of one level
WIDTH: Final = 110


def plain_values(value: object) -> object:
    """Return a value as a file holds it: yes and no, dates and what stands in groups and lists as text and numbers."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain_values(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(part) for part in value]
    return value


def in_brackets(value: object) -> str:
    """Return a value as it stands between brackets or braces."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {in_brackets(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    if value is None:
        return ""
    if isinstance(value, str):
        return write_value([value])[1:-1] if "\n" not in value else json.dumps(value, ensure_ascii=False)
    return str(value)


def behind_a_colon(value: object, column: int, like: str = "") -> Iterator[str]:
    """Yield the ways to write one value, the best first; `like` is how the file writes the value that it replaces, and
    `column` how far the name before the colon is indented.
    """
    if not isinstance(value, str):
        yield "" if value is None else in_brackets(value)
        return
    quoted = json.dumps(value, ensure_ascii=False)
    header = re.match(r"[|>][-+]?", like)
    if header:
        yield from _block(value, column + STEP, header[0], _width(like))
    if like.startswith("'") and "\n" not in value:
        yield "'" + value.replace("'", "''") + "'"
    if like.startswith('"'):
        yield quoted
    if "\n" in value and value.strip() and not value.endswith("\n\n"):
        for chomping in ("|", "|-") if value.endswith("\n") else ("|-", "|"):
            yield from _block(value, column + STEP, chomping, WIDTH)
    elif "\n" in value:
        yield quoted
    else:
        yield write_value(value)
    yield quoted


def block_lines(value: object, column: int = 0) -> list[str]:
    """Return a group or a list as lines of their own, each indented by `column`."""
    indent = " " * column
    lines: list[str] = []
    if isinstance(value, Mapping):
        for name, part in value.items():
            lines += _named(f"{indent}{name}:", part, column)
        return lines
    for part in value if isinstance(value, list) else ():
        inner = block_lines(part, column + STEP) if _is_block(part) else []
        if isinstance(part, Mapping) and inner:
            lines += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
        elif inner:
            lines += [f"{indent}-", *inner]
        else:
            lines += f"{indent}- {next(behind_a_colon(part, column))}".rstrip().split("\n")
    return lines


def _named(start: str, value: object, column: int) -> list[str]:
    if _is_block(value):
        return [start, *block_lines(value, column + STEP)]
    return f"{start} {next(behind_a_colon(value, column))}".rstrip().split("\n")


def _is_block(value: object) -> bool:
    if isinstance(value, list):
        return any(isinstance(part, Mapping | list) or len(str(part)) > WIDTH // 3 for part in value)
    return isinstance(value, Mapping) and bool(value)


def _block(value: str, column: int, header: str, width: int) -> Iterator[str]:
    """Yield a text on lines of its own below `|` or `>`."""
    indent = " " * column
    body = value.rstrip("\n")
    if header[0] == ">":
        paragraphs = [
            wrap(part, width - column, break_long_words=False, break_on_hyphens=False) for part in body.split("\n")
        ]
        lines = [line for part in paragraphs for line in (*part, "")][:-1]
    else:
        lines = body.split("\n")
    yield "\n".join([header, *((indent + line).rstrip() for line in lines)])


def _width(like: str) -> int:
    return max(40, *map(len, like.split("\n")[1:])) if "\n" in like else WIDTH
