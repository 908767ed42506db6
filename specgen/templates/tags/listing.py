"""List the tags of one part as Jinja reads them: quotation marks straight, no letter p.

Line n of what Jinja gets is paragraph n, so that whatever it says of a line is said of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from lxml import etree

from specgen.formats.word.blocks import TBL, TR, P
from specgen.formats.word.clean import TAG
from specgen.formats.word.elements import paragraph_text
from specgen.formats.word.positions import Positions
from specgen.templates.tags.malformed_tags import OPENERS, PARAGRAPH_TAG, ROW_TAG

MARKS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
CURLY: Final = str.maketrans({"“": '"', "”": '"'})
SINGLE: Final = str.maketrans({"‘": "'", "’": "'"})
LETTERS: Final = re.compile(r"^(?:p|tr|tc|r)(?=\s)")
KNOWN: Final = (*OPENERS, *(f"end{one}" for one in OPENERS), "else", "elif", "extends", "include", "import", "from")
WORD: Final = re.compile(r"\s*([A-Za-z_]\w*)")


@dataclass(frozen=True)
class Tag:
    """One tag as it is typed and as Jinja reads it."""

    typed: str
    line: int  # the number of its paragraph
    level: str  # "p" paragraph, "tr" row, "" inside a paragraph
    opening: str  # {{ or {% or {#
    inside: str  # between the braces, without the letter p
    holder: etree._Element  # what its partner must stand in too

    @property
    def word(self) -> str:
        """if, endfor ...; empty for a tag that prints."""
        found = WORD.match(self.inside) if self.opening == "{%" else None
        return found.group(1) if found else ""

    @property
    def meant(self) -> str:
        """The word, or the one it is nearly: an iff is closed by an endif."""
        near = [] if not self.word or self.word in KNOWN else get_close_matches(self.word, KNOWN, 1)
        return near[0] if near else self.word

    @property
    def plain(self) -> str:
        return f"{self.opening}{self.inside}{MARKS[self.opening]}"

    def like(self, inside: str) -> str:
        """Return another tag as a user would write it of the same kind."""
        return f"{{%{self.level} {inside} %}}"


def tags_of(places: Positions) -> tuple[Tag, ...]:
    """Return every tag of a part in the order of its paragraphs, comments left out."""
    return tuple(
        _tag(found.group(), paragraph, places)
        for paragraph in places.root.iter(P)
        for found in TAG.finditer(paragraph_text(paragraph))
        if not found.group().startswith("{#")
    )


def source_of(tags: Iterable[Tag], length: int) -> str:
    """Return what Jinja reads: a line for each paragraph, with nothing but its tags."""
    lines = [""] * length
    for tag in tags:
        lines[tag.line - 1] += tag.plain
    return "\n".join(lines)


def _tag(typed: str, paragraph: etree._Element, places: Positions) -> Tag:
    level = "p" if PARAGRAPH_TAG.match(typed) else "tr" if ROW_TAG.match(typed) else ""
    holder = paragraph
    if level == "tr":
        row = next(paragraph.iterancestors(TR), None)
        holder = next(row.iterancestors(TBL)) if row is not None else paragraph
    elif level == "p":
        above = paragraph.getparent()
        holder = paragraph if above is None else above
    inside = LETTERS.sub("", _straight(typed[2:-2])).replace("\n", " ")
    return Tag(typed, places.index_of(paragraph), level, typed[:2], inside, holder)


def _straight(text: str) -> str:
    """Return the inside of a tag with straight quotation marks; an apostrophe inside a text keeps its curve."""
    pieces = text.translate(CURLY).split('"')
    return '"'.join(piece if index % 2 else piece.translate(SINGLE) for index, piece in enumerate(pieces))


def names_in(tags: Iterable[Tag]) -> Iterator[str]:
    """Yield every name in some tags that cannot be used: they may have set it, or asked whether it is there."""
    for tag in tags:
        for path in re.findall(r"[A-Za-z_][\w.]*", tag.inside):
            steps = path.split(".")
            yield from (".".join(steps[: count + 1]) for count in range(len(steps)))
