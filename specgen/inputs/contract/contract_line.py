"""Hold one paragraph of a contract, and read which of its words are emphasised."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import related_root
from specgen.formats.word.paragraphs import Paragraph
from specgen.formats.word.positions import Cell
from specgen.formats.word.styles import is_on, style_nodes

BoldStyles = tuple[set[str], set[str]]  # ids of character styles and of paragraph styles
NOT_BOLD: Final[BoldStyles] = (set(), set())


EMPHASIS: Final = ("w:b", "w:i", "w:u")  # in the order in which a term is looked for
MARK_START: Final = "\N{HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}"  # stand around bold words, so that they
MARK_END: Final = "\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}"  # are read as words in quotation marks are
WITHOUT_MARKS: Final = str.maketrans(dict.fromkeys(MARK_START + MARK_END))
AROUND: Final = " \t\n:;,.–—-=()"
QUOTATION_MARKS: Final = "“”\"„‘’'«»"


@dataclass(frozen=True)
class Line:
    """One paragraph of the body, or of a table's cell."""

    text: str  # spaces joined, without a typed number
    number: str  # its own, as it is shown in full; "" without one
    clause: str  # its own, or that of what it stands under
    is_item: bool  # a bullet or a lettered part
    is_head: bool
    rank: int  # of a head: 1 is the highest
    bold: str  # the words at its start that are bold, else slanted, else underlined
    before_tab: str  # what stands before a tab or a line break in it
    section: int  # 0: not among definitions; else which set of them
    cell: Cell | None
    paragraph: str  # Word's own mark of the paragraph
    index: int = 0
    label: str = ""  # its live number, as it is shown
    is_loose: bool = False  # a head by its look alone, without style and number
    marked: str = ""  # the text with signs around its bold words; "" where there are none, or all are
    source: etree._Element | None = field(default=None, compare=False)

    @property
    def marked_text(self) -> str:
        return self.marked or self.text


def is_below(number: str, above: str) -> bool:
    """Whether 1.1(a) is a part of 1.1, and 1.1.2 one of 1.1."""
    rest = number.removeprefix(above) if above and number.startswith(above) else ""
    return rest[:1] in (".", "(") if rest else False


def with_letter(line: Line) -> str:
    """Return a line's text with the letter that it is a part by: (a)."""
    if line.is_item and line.label:
        return f"{line.label} {line.text}"
    letter = re.search(r"\([a-zA-Z0-9]+\)$|^[a-z]\)$", line.number) if line.is_item else None
    return f"{letter.group()} {line.text}" if letter else line.text


@dataclass(frozen=True)
class Emphasis:
    """Which words of a paragraph stand out."""

    start: str = ""  # the emphasised words at its start
    is_bold: bool = False  # those words are bold, not only slanted or underlined
    marked: str = ""  # the whole text with signs around its bold words


def emphasis_of(one: Paragraph, offset: int, styles: BoldStyles) -> Emphasis:
    """Return which words behind the number stand out: read across the runs, and by the styles too."""
    character, paragraphs = styles
    style = one.node.find(f"{name('w:pPr')}/{name('w:pStyle')}")
    inherited = style is not None and style.get(name("w:val"), "") in paragraphs
    looks = [_look(piece, character, inherited=inherited) for piece in one.pieces]
    if not any(any(look) for look in looks):
        return Emphasis()
    stretches: list[tuple[str, tuple[bool, ...]]] = []
    for at, piece, look in zip(one.starts, one.pieces, looks, strict=True):
        words = "\t" if piece.tag == name("w:tab") else (piece.text or "") if piece.tag == name("w:t") else " "
        words = words[max(offset - at, 0) :]
        if words:
            as_before = not words.strip() and stretches
            stretches.append((words, stretches[-1][1] if as_before else look))
    starts = [_start_of(stretches, kind) for kind in range(len(EMPHASIS))]
    return Emphasis(next(filter(None, starts), ""), bool(starts[0]), _marked(stretches))


def _start_of(stretches: Sequence[tuple[str, tuple[bool, ...]]], kind: int) -> str:
    text = ""
    for words, look in stretches:
        if words.strip() and not look[kind]:
            break
        text += words
    return " ".join(text.split())


def _marked(stretches: Sequence[tuple[str, tuple[bool, ...]]]) -> str:
    """Return the text with signs around its bold words, if some are and some are not, and none stand in quotes."""
    pieces: list[tuple[str, bool]] = []
    for words, look in stretches:
        if pieces and pieces[-1][1] == look[0]:
            pieces[-1] = (pieces[-1][0] + words, look[0])
        else:
            pieces.append((words, look[0]))
    if len(pieces) < 2:
        return ""
    text = ""
    for position, (words, is_bold) in enumerate(pieces):
        following = pieces[position + 1][0] if position + 1 < len(pieces) else ""
        core = words.strip(AROUND)
        quoted = text.rstrip()[-1:] in tuple(QUOTATION_MARKS) or following.lstrip()[:1] in tuple(QUOTATION_MARKS)
        if is_bold and core and not quoted and not set(core) & set(QUOTATION_MARKS[:4]):
            words = words.replace(core, f"{MARK_START}{core}{MARK_END}", 1)
        text += words
    return text if MARK_START in text else ""


def _look(piece: etree._Element, styles: set[str], *, inherited: bool) -> tuple[bool, ...]:
    """Return whether a piece is bold, slanted and underlined."""
    run = piece.getparent()
    look = None if run is None else run.find(name("w:rPr"))
    if look is None:
        return (inherited, False, False)
    bold = _is_set(look, "w:b")
    if bold is None:
        style = look.find(name("w:rStyle"))
        bold = inherited or (style is not None and style.get(name("w:val"), "") in styles)
    return (bold, *(bool(_is_set(look, sign)) for sign in EMPHASIS[1:]))


def _is_set(look: etree._Element, sign: str) -> bool | None:
    own = look.find(name(sign))
    return None if own is None else own.get(name("w:val"), "1") not in ("0", "false", "off", "none")


def bold_styles(parts: Mapping[str, bytes]) -> BoldStyles:
    """Return the ids of the character styles and of the paragraph styles that are bold, by inheritance too."""
    nodes = style_nodes(related_root(parts, "styles"))
    bold = [key for key in nodes if is_on(key, nodes, "w:b")]
    character, paragraph = (
        {key for key in bold if nodes[key].get(name("w:type")) == kind} for kind in ("character", "paragraph")
    )
    return character, paragraph
