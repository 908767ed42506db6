"""Write differences between texts as Word's tracked changes, in paragraphs and tables (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from lxml import etree

from specgen.compare.align import Change
from specgen.compare.lines import Line
from specgen.formats.opc.namespaces import PREFIXES, name
from specgen.house.indents import PATTERN_WIDTH

AUTHOR: Final = "specgen certify"
TRACKED: Final = {"-": "w:del", "+": "w:ins"}


@dataclass(frozen=True)
class Cell:
    """One paragraph of a table: words with their changes, and the style of the paragraph."""

    changes: tuple[Change, ...]
    style: str = "Table text"
    is_strong: bool = False


@dataclass(frozen=True)
class Row:
    """One row; the sign says whether it was put in ("+"), taken out ("-") or neither ("=")."""

    cells: tuple[tuple[Cell, ...], ...]
    sign: str = "="


@dataclass(frozen=True)
class Column:
    title: str
    width: int
    is_number: bool = False


@dataclass
class Writer:
    """Writes blocks of a document and counts its tracked changes: each has a number of its own."""

    styles: Mapping[str, str]  # name -> id
    day: date
    blocks: list[etree._Element] = field(default_factory=list)
    _number: int = 0

    def paragraph(self, style: str, text: str) -> None:
        self.blocks.append(self._paragraph(Cell((("=", text),), style), "="))

    def tabbed(self, style: str, title: str, text: str) -> None:
        """Add a line with a title, a tab and a text."""
        paragraph = self._paragraph(Cell((("=", title),), style), "=")
        run = etree.SubElement(paragraph, name("w:r"))
        etree.SubElement(run, name("w:tab"))
        run.append(_words(text, "w:t"))
        self.blocks.append(paragraph)

    def heading(self, style: str, text: str) -> None:
        paragraph = self._paragraph(Cell((("=", text),), style), "=")
        if style == "heading 2":  # that of the house stands over its clauses; here tables follow
            indent = etree.SubElement(paragraph[0], name("w:ind"))
            indent.set(name("w:left"), "0")
        self.blocks.append(paragraph)

    def table(self, title: str, words: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        table = etree.Element(name("w:tbl"))
        properties = etree.SubElement(table, name("w:tblPr"))
        _put(properties, "w:tblStyle", val=self.styles["Specification table"])
        _put(properties, "w:tblW", w=str(PATTERN_WIDTH), type="dxa")
        _put(properties, "w:tblLayout", type="fixed")
        _put(properties, "w:tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0",
             noHBand="0", noVBand="1")  # fmt: skip
        _put(properties, "w:tblCaption", val=title)
        _put(properties, "w:tblDescription", val=words)
        grid = etree.SubElement(table, name("w:tblGrid"))
        for column in columns:
            _put(grid, "w:gridCol", w=str(column.width))
        head = tuple(
            (Cell((("=", column.title),), f"Table heading{' right' * column.is_number}"),) for column in columns
        )
        table.append(self._row(Row(head), columns, is_head=True))
        table.extend(self._row(row, columns) for row in rows)
        self.blocks.append(table)

    def _row(self, row: Row, columns: Sequence[Column], *, is_head: bool = False) -> etree._Element:
        node = etree.Element(name("w:tr"))
        properties = etree.SubElement(node, name("w:trPr"))
        _put(properties, "w:cantSplit")
        if is_head:
            _put(properties, "w:tblHeader")
        if row.sign != "=":
            properties.append(self._change(row.sign))
        for cell, column in zip(row.cells, columns, strict=True):
            inside = etree.SubElement(node, name("w:tc"))
            _put(etree.SubElement(inside, name("w:tcPr")), "w:tcW", w=str(column.width), type="dxa")
            inside.extend(self._paragraph(paragraph, row.sign) for paragraph in cell or (Cell(()),))
        return node

    def _paragraph(self, cell: Cell, sign: str) -> etree._Element:
        """Return a paragraph; in a row that was put in or taken out, all its words were. Its end is the row's."""
        node = etree.Element(name("w:p"))
        properties = etree.SubElement(node, name("w:pPr"))
        _put(properties, "w:pStyle", val=self.styles[cell.style])
        for change, text in cell.changes:
            kind = change if sign == "=" else sign
            run = etree.Element(name("w:r"))
            if cell.is_strong:
                _put(etree.SubElement(run, name("w:rPr")), "w:rStyle", val=self.styles["Strong"])
            run.append(_words(visible(text), "w:delText" if kind == "-" else "w:t"))
            if kind == "=":
                node.append(run)
            else:
                tracked = self._change(kind)
                tracked.append(run)
                node.append(tracked)
        return node

    def _change(self, sign: str) -> etree._Element:
        self._number += 1
        node = etree.Element(name(TRACKED[sign]))
        node.set(name("w:id"), str(self._number))
        node.set(name("w:author"), AUTHOR)
        node.set(name("w:date"), f"{self.day.isoformat()}T00:00:00Z")
        return node


def cell(text: str) -> tuple[Cell, ...]:
    """Return a cell with a text as it is."""
    return (Cell((("=", text),)),) if text else ()


def cells(texts: Iterable[str]) -> tuple[Cell, ...]:
    """Return a cell with a paragraph for each text."""
    return tuple(paragraph for text in texts for paragraph in cell(text))


def number_cell(number: int) -> tuple[Cell, ...]:
    """Return a cell with a number, which stands on the right."""
    return (Cell((("=", str(number)),), "Table number"),)


def wording(line: Line, changes: Sequence[Change]) -> tuple[Cell, ...]:
    """Return a cell with the words of a line and their changes."""
    is_heading = "heading" in dict(line.formatting).get("style", "")
    return (Cell(tuple(changes), "Template tag" if line.kind == "control" else "Table text", is_strong=is_heading),)


def document(blocks: Iterable[etree._Element], section: etree._Element) -> etree._Element:
    """Return the main document of some blocks, on the pages of a section."""
    root = etree.Element(name("w:document"), nsmap={key: PREFIXES[key] for key in ("w", "r")})
    body = etree.SubElement(root, name("w:body"))
    body.extend(blocks)
    body.append(section)
    return root


def _words(text: str, tag: str) -> etree._Element:
    node = etree.Element(name(tag))
    node.text = text
    node.set(name("xml:space"), "preserve")
    return node


def _put(parent: etree._Element, tag: str, **values: str) -> etree._Element:
    node = etree.SubElement(parent, name(tag))
    for key, value in values.items():
        node.set(name(f"w:{key}"), value)
    return node


def visible(text: str) -> str:
    """Return a text with what cannot be seen, or would turn the line round, spelt out."""
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text)
