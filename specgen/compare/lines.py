"""Hold the text of a template as values: pieces, lines of pieces, blocks of lines, each with its hash.

A line is a paragraph, a table row, or a control around them: a condition, a repeat, a table, a break. Its words are
those that are printed, with every tag shown as a tag, whatever runs Word has cut them into; how they look is kept
beside them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from specgen.templates.tags.malformed_tags import STATEMENT

Formatting = tuple[tuple[str, str], ...]

NEXT_CELL: Final = " | "
NEXT_PARAGRAPH: Final = " ¶ "  # inside a cell
SUPER: Final = re.compile(r"\{\{ super\(\s*\) \}\}")  # as tag_text writes it
LETTER: Final = re.compile(r"^(\{[{%])(?:p|tr)(?=\s)")
QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
HYPHENS: Final = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{SOFT HYPHEN}": None})

# What certificates in JSON and shared.lock call the kinds of lines, so that files of every release can be read.
KIND_KEYS: Final = {"paragraph": "clause", "row": "row", "control": "frame"}


@dataclass(frozen=True)
class Piece:
    """Words that look alike, or one tag."""

    text: str
    formatting: Formatting = ()


@dataclass(frozen=True)
class Block:
    """What stands between {% block name %} and {% endblock %}: lines, or pieces of one line."""

    name: str
    inside: tuple[Line | Block | Piece, ...]


@dataclass(frozen=True)
class Line:
    """One line of a template."""

    kind: str  # paragraph, row; control: a condition, repeat, table or break
    pieces: tuple[Piece | Block, ...]
    formatting: Formatting = ()
    conditions: tuple[str, ...] = ()  # under which it is printed, the outermost first

    @cached_property
    def text(self) -> str:
        """The words: in NFC, every run of spaces one space; the formatting is no part of them."""
        return normal("".join(piece.text for piece in self.pieces if isinstance(piece, Piece)))

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def word(self) -> str:
        """What a condition begins with: if, else, endfor; empty for anything else."""
        statement = STATEMENT.match(self.text) if self.kind == "control" else None
        return statement.group(1) if statement else ""


Node = Line | Block


def normal(text: str) -> str:
    """Return a text as it is compared and hashed."""
    return " ".join(unicodedata.normalize("NFC", text).translate(HYPHENS).split())


def tag_text(tag: str) -> str:
    """Return a tag in one form: no letter for its place, straight quotation marks, one space."""
    tag = LETTER.sub(r"\1", " ".join(tag.split()))
    return f"{tag[:2]} {tag[2:-2].strip().translate(QUOTES)} {tag[-2:]}"


def pieces_joined(inside: Sequence[Line | Block | Piece]) -> Iterator[Piece | Block]:
    """Yield lines as pieces of one line."""
    first = True
    for node in inside:
        if isinstance(node, Line):
            if not first:
                yield Piece(NEXT_PARAGRAPH)
            yield from node.pieces
        else:
            yield node
        first = False
