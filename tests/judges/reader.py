"""Read the paragraphs and tables of a .docx as plain text, without any code of specgen's."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.judges.package import W

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
    tables = tuple(tuple(map(_row, table.findall(f"{W}tr"))) for table in body.iter(f"{W}tbl"))
    return Document(tuple(_paragraphs(body)), tuple(margins), tables)


def empty_cells(document: Document) -> list[Row]:
    """The rows with a cell in which nothing stands."""
    return [row for table in document.tables for row in table if not all("".join(cell).strip() for cell in row)]


def _paragraphs(tree: etree._Element) -> Iterator[Paragraph]:
    for node in tree.iter(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        marked = tuple(_text(run) for run in node.findall(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is not None)
        in_cell = next(node.iterancestors(f"{W}tc"), None) is not None
        yield Paragraph("" if style is None else style.get(f"{W}val", ""), _text(node), in_cell, marked)


def _row(row: etree._Element) -> Row:
    return tuple(tuple(map(_text, cell.findall(f"{W}p"))) for cell in row.findall(f"{W}tc"))


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


def _text(node: etree._Element) -> str:
    pieces = (piece for run in node.iter(f"{W}r") for piece in run)
    return "".join((piece.text or "") if piece.tag == f"{W}t" else _SIGNS.get(str(piece.tag), "") for piece in pieces)
