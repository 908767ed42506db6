"""Read the waivers that stand in a YAML file as comments, each at what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from specgen.problems import Place
from specgen.review.waivers.waiver import Waiver
from specgen.system.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from specgen.formats.yamlfile.scalars import Lines, Scalar

COMMENT: Final = lazy_pattern(r"#\s*specgen:\s*(?:waive|ignore)\[([^\]]*)\][ \t]*(.*)")
VERBATIM: Final = lazy_pattern(r"#\s*specgen:\s*verbatim\b.*")
DECIDED: Final = lazy_pattern(r"([^:]*?),?\s*\b(\d{4}-\d{2}-\d{2})\s*:\s*(.*)")

Spans = Sequence[tuple[int, int, "Scalar"]]


def waivers_in(source: str, scalars: Iterable[Scalar], file: str) -> tuple[Waiver, ...]:
    """Return the waivers of a YAML file: each is about its own line, or, on a line alone, about the value below it."""
    found = []
    for comment, lines, place in comments_in(source, scalars, COMMENT):
        rules = tuple(rule.strip() for rule in comment.group(1).split(",") if rule.strip())
        role, day, reason = _decided(comment.group(2).strip())
        found.append(Waiver(rules, role, day, reason, Place(file, place.line, place.column), lines))
    return tuple(found)


def verbatim_lines(source: str, scalars: Iterable[Scalar]) -> frozenset[int]:
    """Return the lines of the values that a comment marks as text that stands word for word."""
    return frozenset(line for _, lines, _ in comments_in(source, scalars, VERBATIM) for line in lines)


def comments_in(
    source: str, scalars: Iterable[Scalar], pattern: re.Pattern[str]
) -> list[tuple[re.Match[str], range, Place]]:
    """Return the comments of a YAML file that a pattern finds, with the lines that each is about, and its place."""
    if "specgen:" not in source:
        return []
    from specgen.formats.yamlfile.scalars import Lines

    lines = Lines(source)
    spans = [(one.offset, one.offset + len(one.raw), one) for one in scalars]
    found = []
    for comment in pattern.finditer(source):
        if _is_in_value(comment.start(), spans):
            continue
        place = lines.place(comment.start())
        alone = not source[lines.starts[place.line - 1] : comment.start()].strip()
        first = place.line
        while alone and source[lines.starts[first - 1] :].lstrip(" \t").startswith("#") and first < len(lines.starts):
            first += 1  # comments above a value are about the value, however many there are
        about = _whole_values(range(first, first + 1), spans, lines)
        found.append((comment, about, Place("", place.line, place.column)))
    return found


def _decided(text: str) -> tuple[str, date | None, str]:
    """Return who decided, when and why; of what is not written in this form the text is the reason."""
    found = DECIDED.fullmatch(text)
    if found is None:
        return "", None, text
    try:
        return found.group(1).strip(), date.fromisoformat(found.group(2)), found.group(3).strip()
    except ValueError:
        return found.group(1).strip(), None, found.group(3).strip()


def _is_in_value(offset: int, spans: Spans) -> bool:
    """Whether what looks like a comment is text of an answer; behind the | or > of a block it is a comment."""
    for start, end, one in spans:
        if start < offset < end and one.style:
            in_head = one.style in ("|", ">") and offset - start < one.raw.find("\n")
            return not in_head
    return False


def _whole_values(about: range, spans: Spans, lines: Lines) -> range:
    """Return the lines with all lines of the values that start on the first of them."""
    last = about.stop
    for start, end, _ in spans:
        if lines.place(start).line == about.start:
            last = max(last, lines.place(max(end - 1, start)).line + 1)
    return range(about.start, last)
