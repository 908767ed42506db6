"""Split paragraphs at the line breaks that part sentences or terms, as the ends of paragraphs do.

Some contracts hold a whole list of definitions in one paragraph, with a line break behind each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from specgen.formats.word.paragraphs import Paragraph

ENDS_LINE: Final = re.compile(r"(?:[.;:]|[;,] (?:and|or))\s*$")
BEGINS_LINE: Final = re.compile(r"[^\S\n]*(?:[“\"‘A-Z]|\d|\([a-zA-Z0-9]{1,4}\))")
BEGINS_TERM: Final = re.compile(
    r"\s*(?:[“\"‘][^”\"’\n]{1,90}[”\"’]|[A-Z][^:;.\n]{0,60}?) (?:(?:shall )?means?|ha(?:s|ve) the meaning)\b"
)


def split_at_breaks(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield each paragraph; one whose line breaks part sentences or terms in as many pieces, the first with its number.

    A break in the middle of a sentence only makes the line shorter.
    """
    for one in paragraphs:
        breaks = [] if one.cell is not None or "\n" not in one.text else _ends_of_lines(one.text)
        start = 0
        for end in (*breaks, len(one.text)):
            piece = one if not breaks else _piece(one, start, end)
            if piece.text.strip():
                yield piece
            start = end


def _ends_of_lines(text: str) -> list[int]:
    return [
        found.end()
        for found in re.finditer(r"\n", text)
        if BEGINS_LINE.match(text, found.end())
        and (ENDS_LINE.search(text, 0, found.start()) or BEGINS_TERM.match(text, found.end()))
    ]


def _piece(one: Paragraph, start: int, end: int) -> Paragraph:
    held = [
        (max(at - start, 0), piece)
        for number, (at, piece) in enumerate(zip(one.starts, one.pieces, strict=True))
        if at < end and (one.starts[number + 1] if number + 1 < len(one.starts) else len(one.text)) > start
    ]
    number, label = (one.number, one.label) if not start else ("", "")
    starts, pieces = tuple(at for at, _ in held), tuple(piece for _, piece in held)
    return replace(one, text=one.text[start:end], starts=starts, pieces=pieces, number=number, label=label)
