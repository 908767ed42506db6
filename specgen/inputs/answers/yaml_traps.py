"""Warn about answers that YAML reads as something else than what somebody typed or pasted, without an error.

A comma between brackets splits a sentence, line breaks are lost where nothing keeps them, and quotation marks of a word
processor are no quotation marks but a part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from specgen.formats.yamlfile.scalars import Scalar, scalars
from specgen.formats.yamlfile.yaml_file import ValuePath, YamlFile
from specgen.problems import Problem, quoted_value
from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["trap_problems"]

RULE: Final = "yaml"
GOES_ON: Final = lazy_pattern(
    r"(?:and|or|but|nor|yet|so|as|which|who|whose|where|when|whether|because|although|while|if|unless|until|including|"
    r"such as|with|without|for example|not)\b",
    re.IGNORECASE,
)
OPENING, CLOSING = "“„‘", "”’"
WHOLE_QUOTED: Final = lazy_pattern(r"\s*[“„][^“”„]*”\s*|\s*‘[^‘]*’\s*", re.DOTALL)
LIST_MARK: Final = lazy_pattern(r"(?:[-*•·–—]|\(?(?:\d{1,2}|[a-z])[.)])\s")
ENDS_SENTENCE: Final = lazy_pattern(
    r".*[.!?;:][\"'”’)\]]*", re.DOTALL
)  # prose with a sentence on each line loses nothing
ENDS_OPEN: Final = lazy_pattern(  # the sentence goes on with a name: it was wrapped
    r".*\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|as|that|which|who|is|are|be|each|every|any|no|its|their|shall"
    r"|may|will|must|not|under|between|per|via)",
    re.IGNORECASE | re.DOTALL,
)
SHORT_LINE: Final = 60  # a line that was wrapped, and not ended, is longer
SPLIT_REMEDY: Final = (
    "put each text that has a comma in quotation marks, or write each on a line of its own with a dash"
)
LINES_REMEDY: Final = (
    "to keep the line breaks write | after the colon and the text below it; an empty line starts a paragraph"
)


def trap_problems(answers: YamlFile) -> Iterator[Problem]:
    """Yield a warning for each answer that YAML reads in another way than it looks."""
    if not any(sign in answers.source for sign in (",", "\n ", *OPENING)):
        return
    text = answers.source.replace("\r\n", "\n").replace("\r", "\n")
    known = answers.value_positions.keys() - answers.refused
    every = [scalar for scalar in scalars(text) if scalar.path in known]
    for group in _lists(every, text):
        if reason := _split(group.texts):
            path = group.path
            message = f"these brackets hold {len(group.texts)} texts, {reason}"
            yield answers.problem_at(path, message, SPLIT_REMEDY, RULE, level="warning")
    for scalar in every:
        if scalar.style != "|" and (line := _lost_line(scalar)):
            message = f"the line breaks are lost: {quoted_value(line)} and the line after it are printed as one"
            yield answers.problem_at(scalar.path, message, LINES_REMEDY, RULE, level="warning")
        if not scalar.style and WHOLE_QUOTED.fullmatch(scalar.value):
            message = "stands in the quotation marks of a word processor, which are printed with it"
            remedy = 'take them out, or type straight ones: "'
            yield answers.problem_at(scalar.path, message, remedy, RULE, level="warning")


class _List(NamedTuple):
    """A list of unquoted texts between brackets."""

    path: ValuePath
    texts: Sequence[str]


def _lists(every: Sequence[Scalar], text: str) -> Iterator[_List]:
    for path, items in groupby(every, key=lambda scalar: scalar.path[:-1]):
        group = [item for item in items if isinstance(item.path[-1], int)]
        if len(group) > 1 and text[: group[0].offset].rstrip().endswith("["):
            yield _List(path, [item.value if not item.style else "" for item in group])


def _split(texts: Sequence[str]) -> str:
    """Return why the texts of a list read like pieces of one sentence; empty if they do not."""
    for before, after in pairwise(texts):
        if not before or not after:
            continue
        if sum(map(before.count, OPENING[:2])) > before.count(CLOSING[0]):
            return f"and {quoted_value(before)} opens quotation marks that {quoted_value(after)} closes"
        if GOES_ON.match(after) and " " in after and " " in before:
            return f"and {quoted_value(after)} reads as if it went on from {quoted_value(before)}"
    sizes = [len(one.split()) for one in texts if one]
    starts_large = bool(texts[0]) and texts[0][0].isupper()
    small = next((one for one in texts[1:] if one[:1].islower() and len(one.split()) > 1), "")
    if starts_large and small and sizes and max(sizes) > 3:
        return f"and {quoted_value(small)} starts with a small letter, as if it went on from the text before it"
    return ""


def _lost_line(scalar: Scalar) -> str:
    """Return a line of a text that looks as if it was meant to end where it does, and does not."""
    if "\n" not in scalar.raw:
        return ""
    lines = [line.strip() for line in scalar.raw.split("\n")]
    lines = lines[1:] if scalar.style == ">" else lines
    width = max(map(len, lines), default=0)
    for line, following in pairwise(lines):
        plain = line.strip("\"'")
        if not plain or not following:
            continue
        has_room = len(line) < SHORT_LINE and len(line) + len(following.split()[0]) + 1 <= width
        ends_early = has_room and following[:1].isupper() and len(lines) > 2
        is_prose = ENDS_SENTENCE.fullmatch(plain) or ENDS_OPEN.fullmatch(plain)
        if LIST_MARK.match(following) or (ends_early and not is_prose):
            return plain
    return ""
