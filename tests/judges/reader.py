"""In: a .docx that specgen made. Out: its paragraphs and tables as plain text, read without any code of specgen's."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.judges.package import W, nodes

Row = tuple[tuple[str, ...], ...]  # cells, each with its paragraphs


@dataclass(frozen=True)
class Paragraph:
    style: str  # its id
    text: str
    in_cell: bool
    placeholders: tuple[str, ...]  # its highlighted pieces


@dataclass(frozen=True)
class Document:
    paragraphs: tuple[Paragraph, ...]  # of the body, in order
    margins: tuple[Paragraph, ...]  # of headers and footers
    tables: tuple[tuple[Row, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in (*self.paragraphs, *self.margins))


def read_document(docx: Path) -> Document:
    with zipfile.ZipFile(docx) as archive:
        trees = {
            name: etree.fromstring(archive.read(name))
            for name in sorted(archive.namelist())
            if name == "word/document.xml" or name.startswith(("word/header", "word/footer"))
        }
    body = trees.pop("word/document.xml")
    margins = (paragraph for tree in trees.values() for paragraph in _paragraphs(tree))
    tables = tuple(tuple(_row(row) for row in nodes(table, "w:tr")) for table in nodes(body, "//w:tbl"))
    return Document(tuple(_paragraphs(body)), tuple(margins), tables)


def empty_cells(document: Document) -> list[Row]:
    """The rows with a cell in which nothing stands."""
    return [row for table in document.tables for row in table if not all("".join(cell).strip() for cell in row)]


def _paragraphs(tree: etree._Element) -> Iterator[Paragraph]:
    for node in nodes(tree, "//w:p"):
        style = next((one.get(f"{W}val", "") for one in nodes(node, "w:pPr/w:pStyle")), "")
        marked = tuple(_text(run) for run in nodes(node, "w:r[w:rPr/w:highlight]"))
        yield Paragraph(style, _text(node), bool(nodes(node, "ancestor::w:tc")), marked)


def _row(row: etree._Element) -> Row:
    return tuple(tuple(_text(paragraph) for paragraph in nodes(cell, "w:p")) for cell in nodes(row, "w:tc"))


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


def _text(node: etree._Element) -> str:
    pieces = nodes(node, "descendant::*[self::w:t or self::w:tab or self::w:br or self::w:cr][parent::w:r]")
    return "".join(_SIGNS.get(str(piece.tag), piece.text or "") for piece in pieces)
