"""Read one Word template into its lines and the blocks that they stand in."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from lxml import etree

from specgen.compare.lines import NEXT_CELL, NEXT_PARAGRAPH, Block, Formatting, Line, Node, Piece, tag_text
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    NotAWordFile,
    parse_part,
    read_package,
    read_relationships,
    related_root,
)
from specgen.formats.word.blocks import LINE_BREAK, TBL, TC, TR, UNSEEN, P, blocks_in, break_kind
from specgen.formats.word.clean import TAG, clean
from specgen.formats.word.styles import NO, direct_formatting, list_level, set_value, style_names, value_of
from specgen.templates.tags.malformed_tags import STATEMENT

LINE_TAG: Final = re.compile(r"\{%(?:p|tr)\s.*?%\}", re.DOTALL)
SPACES: Final = frozenset(map(name, ("w:tab", "w:ptab", "w:cr")))


def read_lines(data: bytes, same_styles: Mapping[str, str] | None = None) -> tuple[Node, ...]:
    """Return the lines of a Word template; `same_styles` says which names a council has for the usual styles.

    Raises NotAWordFile.
    """
    parts = read_package(data)
    body = parse_part(parts[DOCUMENT_PART]).find(name("w:body"))
    if body is None:
        raise NotAWordFile("the Word file has no body that can be read (it may be saved as Strict Open XML)")
    clean(body)
    return _nested(list(_Reader(parts, same_styles or {}).lines(body)))


def _nested(flat: Sequence[Line]) -> tuple[Node, ...]:
    """Return lines with those of each block in it."""
    open_blocks: list[tuple[str, list[Node]]] = [("", [])]
    for line in flat:
        if line.word == "block":
            open_blocks.append((line.text.split()[2], []))
        elif line.word == "endblock":
            if len(open_blocks) > 1:
                block, inside = open_blocks.pop()
                open_blocks[-1][1].append(Block(block, tuple(inside)))
        else:
            open_blocks[-1][1].append(line)
    return tuple(node for _, inside in open_blocks for node in inside)


class _Reader:
    """Reads the body of one Word file."""

    def __init__(self, parts: Mapping[str, bytes], same_styles: Mapping[str, str]) -> None:
        self._parts = parts
        self._links = read_relationships(parts, DOCUMENT_PART)
        styles = related_root(parts, "styles")
        self._styles = {} if styles is None else style_names(styles)
        self._same = same_styles

    def lines(self, holder: etree._Element) -> Iterator[Line]:
        for block in blocks_in(holder, P, TBL):
            if block.tag == P:
                yield from self._paragraph(block)
            else:
                yield from self._table(block)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        pieces = tuple(self._pieces(paragraph))
        text = _joined(pieces)
        statement = LINE_TAG.search(text)
        if statement is None and TAG.fullmatch(text.strip()) and "extends" in text:
            statement = TAG.search(text)
        if statement is not None:
            yield Line("control", (Piece(tag_text(statement.group())),))
        elif text.strip():
            yield Line("paragraph", _with_blocks(pieces), self._paragraph_formatting(paragraph))
        section = paragraph.find(f"{name('w:pPr')}/{name('w:sectPr')}")
        if section is not None:
            size = section.find(name("w:pgSz"))
            orientation = "" if size is None else size.get(name("w:orient"), "")
            yield Line("control", (Piece(f"[section break{orientation and f', {orientation} pages before it'}]"),))

    def _table(self, table: etree._Element) -> Iterator[Line]:
        properties = table.find(name("w:tblPr"))
        words = " – ".join(
            filter(None, (set_value(properties, short) for short in ("w:tblCaption", "w:tblDescription")))
        )
        formatting = (("style", self._style_name(set_value(properties, "w:tblStyle"), "")),)
        yield Line("control", (Piece(f"[table: {words}]" if words else "[table]"),), formatting)
        for row in blocks_in(table, TR):
            cells = list(blocks_in(row, TC))
            pieces = tuple(_between(NEXT_CELL, [tuple(self._cell(cell)) for cell in cells]))
            statement = LINE_TAG.search(_joined(pieces))
            if statement is not None and statement.group().startswith("{%tr"):
                yield Line("control", (Piece(tag_text(statement.group())),))
            elif _joined(pieces).replace(NEXT_CELL.strip(), "").strip():
                yield Line("row", _with_blocks(pieces), self._row_formatting(row, cells))

    def _cell(self, cell: etree._Element) -> Iterator[Piece]:
        paragraphs = list[tuple[Piece, ...]]()
        for block in blocks_in(cell, P, TBL):
            if block.tag == P:
                paragraphs.append(tuple(self._pieces(block)))
            else:
                paragraphs += [tuple(_pieces_of(line)) for line in self._table(block)]
        yield from _between(NEXT_PARAGRAPH, [pieces for pieces in paragraphs if _joined(pieces).strip()])

    def _pieces(self, paragraph: etree._Element) -> Iterator[Piece]:
        """Yield the pieces of a paragraph, each tag in one; what is said in comments of the template is left out."""
        raw = list(self._raw(paragraph, (), _Fields()))
        text = _joined(raw)
        formats = [piece.formatting for piece in raw for _ in piece.text]
        at = 0
        for tag in TAG.finditer(text):
            yield from _cut(text, formats, at, tag.start())
            if not tag.group().startswith("{#"):
                yield Piece(tag.group(), formats[tag.start()])
            at = tag.end()
        yield from _cut(text, formats, at, len(text))

    def _raw(self, node: etree._Element, formatting: Formatting, fields: _Fields) -> Iterator[Piece]:
        """Yield the words of a paragraph, or of anything in it, as they stand."""
        for child in node:
            tag = child.tag
            if tag in UNSEEN:
                continue
            if tag == name("w:r"):
                if value_of(child.find(name("w:rPr")), "w:vanish") is None:
                    yield from self._raw(child, (*formatting, *self._run_formatting(child)), fields)
            elif tag == name("w:fldSimple") and not fields.in_result:
                yield Piece(field_code(child.get(name("w:instr"), "")), formatting)
            elif tag == name("w:hyperlink"):
                yield from self._raw(child, formatting, fields)
                link = self._links.get(child.get(name("r:id"), ""))
                if link is not None:
                    yield Piece(f" <{link.target}>", formatting)
            else:
                yield from self._sign(child, formatting, fields)

    def _sign(self, node: etree._Element, formatting: Formatting, fields: _Fields) -> Iterator[Piece]:
        """Yield what anything else in a paragraph is read as."""
        if node.tag in (name("w:fldChar"), name("w:instrText")):
            yield from (Piece(words, formatting) for words in fields.take(node))
        elif fields.in_result:
            return
        elif node.tag in (name("w:t"), name("m:t")):
            yield Piece(node.text or "", formatting)
        elif node.tag in SPACES or node.tag == name("w:br"):
            kind = break_kind(node)
            yield Piece(" " if kind == LINE_BREAK else f" [{kind} break] ", formatting)
        elif node.tag == name("w:noBreakHyphen"):
            yield Piece("-", formatting)
        elif node.tag == name("w:sym"):
            yield Piece(chr(int(node.get(name("w:char"), "FFFD"), 16)), formatting)
        elif node.tag == name("wp:docPr"):
            yield Piece(f"[picture: {node.get('descr', '')}]", formatting)
        elif node.tag == name("a:blip"):
            yield Piece(f"[{self._digest(node)}]", formatting)
        elif node.tag == name("w:txbxContent"):
            lines = (_joined(tuple(_pieces_of(line))) for line in self.lines(node))
            yield Piece(f"[box: {NEXT_PARAGRAPH.join(lines)}]", formatting)
        else:
            yield from self._raw(node, formatting, fields)

    def _digest(self, blip: etree._Element) -> str:
        link = self._links.get(blip.get(name("r:embed"), ""))
        data = b"" if link is None else self._parts.get(link.target, b"")
        return f"file {hashlib.sha256(data).hexdigest()[:12]}{posixpath.splitext(link.target)[1] if link else ''}"

    def _paragraph_formatting(self, paragraph: etree._Element) -> Formatting:
        properties = paragraph.find(name("w:pPr"))
        named = ("style", self._style_name(set_value(properties, "w:pStyle"), "Normal"))
        if properties is None:
            return (named,)
        numbers = properties.find(name("w:numPr"))
        level = () if numbers is None else (("list", list_level(numbers)),)
        return (named, *level, *direct_formatting(properties))

    def _run_formatting(self, run: etree._Element) -> Formatting:
        properties = run.find(name("w:rPr"))
        if properties is None:
            return ()
        style = set_value(properties, "w:rStyle")
        named = (("style", self._style_name(style, "")),) if style else ()
        return (*named, *direct_formatting(properties))

    def _row_formatting(self, row: etree._Element, cells: Sequence[etree._Element]) -> Formatting:
        head = row.find(f"{name('w:trPr')}/{name('w:tblHeader')}")
        formatting = [("header row", "yes")] if head is not None and head.get(name("w:val"), "1") not in NO else []
        for number, cell in enumerate(cells, 1):
            properties = cell.find(name("w:tcPr"))
            for short in ("w:gridSpan", "w:vMerge"):
                merged = None if properties is None else properties.find(name(short))
                if merged is not None:
                    formatting.append((f"cell {number} merged", merged.get(name("w:val"), "continued")))
            formats = [self._paragraph_formatting(paragraph) for paragraph in blocks_in(cell, P)]
            formatting += [(f"cell {number} {key}", value) for first in formats[:1] for key, value in first]
        return tuple(formatting)

    def _style_name(self, id: str, usual: str) -> str:
        called = self._styles.get(id, id or self._styles.get("", usual))
        return self._same.get(called.casefold(), called).casefold()


class _Fields:
    """The fields that are open: what they are is read, what they showed last is not."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []

    @property
    def in_result(self) -> bool:
        return bool(self._open)

    def take(self, node: etree._Element) -> Iterator[str]:
        mark = node.get(name("w:fldCharType"))
        if mark == "begin":
            self._open.append([])
        elif node.tag == name("w:instrText") and self._open:
            self._open[-1].append(node.text or "")
        elif mark == "end" and self._open:
            code = "".join(self._open.pop())
            if not self._open:
                yield field_code(code)


def field_code(code: str) -> str:
    """Return what a field is, without how its result is to look."""
    words = code.partition("\\*")[0].split()
    return f"{{{' '.join(words)}}}"


def _plain(piece: Piece) -> Piece:
    return Piece(tag_text(piece.text), piece.formatting) if TAG.fullmatch(piece.text) else piece


def _with_blocks(pieces: Sequence[Piece]) -> tuple[Piece | Block, ...]:
    """Return the pieces of a line with those of each block in it."""
    pieces = tuple(map(_plain, pieces))
    if not any("block" in piece.text for piece in pieces if piece.text.startswith("{%")):
        return pieces
    open_blocks: list[tuple[str, list[Piece | Block]]] = [("", [])]
    for piece in pieces:
        statement = STATEMENT.match(piece.text)
        word = statement.group(1) if statement else ""
        if word == "block":
            open_blocks.append((piece.text.split()[2], []))
        elif word == "endblock" and len(open_blocks) > 1:
            block, inside = open_blocks.pop()
            open_blocks[-1][1].append(Block(block, tuple(inside)))
        else:
            open_blocks[-1][1].append(piece)
    return tuple(piece for _, inside in open_blocks for piece in inside)


def _pieces_of(line: Line) -> Iterator[Piece]:
    for piece in line.pieces:
        if isinstance(piece, Piece):
            yield piece


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _between(sign: str, groups: Sequence[tuple[Piece, ...]]) -> Iterator[Piece]:
    for number, group in enumerate(groups):
        if number:
            yield Piece(sign)
        yield from group


def _cut(text: str, formats: Sequence[Formatting], start: int, end: int) -> Iterator[Piece]:
    """Yield the words from one place to another, a piece for each of their formats."""
    for formatting, signs in groupby(range(start, end), formats.__getitem__):
        first, *others = signs
        yield Piece(text[first : (others or [first])[-1] + 1], formatting)
