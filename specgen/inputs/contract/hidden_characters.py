"""Find the characters of a Word file in which words can be hidden, or that turn the direction of writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import Paragraph, read_paragraphs
from specgen.formats.yamlfile.characters import HIDING_OR_TURNING, MAX_PROBLEMS, explain_character
from specgen.problems import Place, Problem

RULE: Final = "HIDDEN-CHARACTER"


def hidden_characters(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, int, str]]:
    """Yield the first such character of each paragraph: where it stands, and what is wrong with it."""
    for paragraph in paragraphs:
        if not paragraph.text.isascii() and (sign := HIDING_OR_TURNING.search(paragraph.text)):
            yield paragraph, sign.start(), explain_character(sign[0])


def hidden_in_conditions(data: bytes, file: str) -> tuple[Problem, ...]:
    """Return a warning for each paragraph of a contract's conditions with such a character. Raises NotAWordFile."""
    remedy = "it is read as if it were not there; ask whoever wrote the conditions what it is for"
    found = islice(hidden_characters(read_paragraphs(read_package(data))), MAX_PROBLEMS)
    places = ((Place(file, path=_place(paragraph)), message) for paragraph, _, message in found)
    return tuple(Problem(place, message, remedy, RULE, "warning") for place, message in places)


def _place(paragraph: Paragraph) -> str:
    if paragraph.number:
        return f"clause {paragraph.number}"
    place = f"paragraph {paragraph.index}"
    return place if paragraph.story == "body" else f"{paragraph.story}, {place}"
