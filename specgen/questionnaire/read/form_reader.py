"""Read a form that came back: its tables as people see them, with the keys that its hidden bookmarks give.

What was inserted counts and what was deleted does not; hidden text, placeholders and text boxes are left out. Nothing
is understood here: a cell is paragraphs of text, a key, and what its content controls say of choices and days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from specgen.document.record.provenance import recorded
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    STYLES_PART,
    NotAWordFile,
    Parts,
    parse_part,
    read_package,
    related_part,
)
from specgen.formats.word.blocks import TBL, TC, TR, P, blocks_in, is_deleted_row
from specgen.formats.word.left_out.hidden_text import take_out_hidden_text
from specgen.formats.word.paragraph_contents import TEXT_BOX, ParagraphContents, paragraph_contents
from specgen.problems import CannotRead, about_file
from specgen.questionnaire.form_keys import read_key
from specgen.questionnaire.shown_answers import CHOOSE, CHOOSE_DAY, QUESTIONNAIRE
from specgen.system.files import read_file

__all__ = ["ReadCell", "ReadForm", "ReadTable", "read_form"]

MOST_TABLES: Final = 5000
# What Word puts in place of ours when a choice or a day is taken away again.
PLACEHOLDERS: Final = (
    CHOOSE, CHOOSE_DAY, "Choose an item.", "Click or tap to enter a date.", "Click here to enter a date.",
    "Click or tap here to enter text.", "Click here to enter text.",
)  # fmt: skip


@dataclass(frozen=True)
class ReadCell:
    paragraphs: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()  # the names of bookmarks
    choices: tuple[tuple[str, str], ...] = ()  # of a list to choose from: words, code
    day: str = ""  # of a date control


@dataclass(frozen=True)
class ReadTable:
    number: int  # in the form, from 1
    rows: tuple[tuple[ReadCell, ...], ...]


@dataclass(frozen=True)
class ReadForm:
    """A form as plain texts, so that it can come out of a sandbox; `record` is empty if the form has none, and
    `outside` are the texts that stand in no table, each with the number of the table before it.
    """

    tables: tuple[ReadTable, ...]
    model: str
    record: str
    comments: tuple[str, ...]
    outside: tuple[tuple[int, str], ...] = ()


def read_form(file: Path) -> ReadForm:
    """Return what a form says. Raises CannotRead for a file that is no Word file."""
    try:
        parts = read_package(read_file(file))
        return form_in(parts)
    except NotAWordFile as error:
        message = f"cannot be read as a Word file: {error}"
        raise CannotRead(about_file(str(file), message, error.remedy)) from error


def form_in(parts: Parts) -> ReadForm:
    root = parse_part(parts[DOCUMENT_PART])
    list(take_out_hidden_text(root, parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None))
    _empty_placeholders(root)
    body = root.find(name("w:body"))
    contents = paragraph_contents(root)
    tables = () if body is None else tuple(_tables(body, contents))
    outside = () if body is None else tuple(_outside(body, contents))
    try:
        record = recorded(parts)
    except (NotAWordFile, ValueError, TypeError, AttributeError):  # damaged: as good as none
        record = None
    if record is None or QUESTIONNAIRE not in record.hashes:
        return ReadForm(tables, "", "", tuple(_comments(parts)), outside)
    return ReadForm(tables, record.model, record.answers, tuple(_comments(parts)), outside)


def _empty_placeholders(root: etree._Element) -> None:
    """Take out what a control shows while nothing was chosen; words that are one of its choices were chosen."""
    for control in root.iter(name("w:sdt")):
        properties, content = control.find(name("w:sdtPr")), control.find(name("w:sdtContent"))
        if properties is None or content is None:
            continue
        texts = list(content.iter(name("w:t")))
        words = "".join(text.text or "" for text in texts).strip()
        is_shown = properties.find(name("w:showingPlcHdr")) is not None
        if words in PLACEHOLDERS or (is_shown and words not in dict(_choices(control))):
            for text in texts:
                text.text = ""


def _tables(body: etree._Element, contents: ParagraphContents) -> Iterator[ReadTable]:
    """Yield the tables of the body; one that was pasted into a cell is text of that cell."""
    for number, table in enumerate(blocks_in(body, TBL), 1):
        if number > MOST_TABLES:
            return
        rows = (row for row in blocks_in(table, TR) if not is_deleted_row(row))
        yield ReadTable(number, tuple(tuple(_cells(row, contents)) for row in rows))


def _cells(row: etree._Element, contents: ParagraphContents) -> Iterator[ReadCell]:
    """Yield the cells of a row; one that was joined with its neighbours stands for them with empty ones."""
    for cell in blocks_in(row, TC):
        yield _cell(cell, contents)
        span = cell.find(f"{name('w:tcPr')}/{name('w:gridSpan')}")
        width = "" if span is None else span.get(name("w:val"), "")
        yield from [ReadCell()] * (min(int(width), 60) - 1 if width.isascii() and width.isdigit() else 0)


def _cell(cell: etree._Element, contents: ParagraphContents) -> ReadCell:
    texts = _texts((one for one in cell.iter(P) if not _is_in_box(one)), contents)
    keys = [mark.get(name("w:name"), "") for mark in cell.iter(name("w:bookmarkStart"))]
    days = (node.get(name("w:fullDate"), "")[:10] for node in cell.iter(name("w:date")))
    choices = (choice for control in cell.iter(name("w:sdt")) for choice in _choices(control))
    words = "".join(texts).strip()
    return ReadCell(
        tuple(texts) if words and words not in PLACEHOLDERS else (),
        tuple(key for key in keys if read_key(key)),
        tuple(dict(choices).items()),
        next((day for day in days if day), ""),
    )


def _texts(paragraphs: Iterable[etree._Element], contents: ParagraphContents) -> list[str]:
    """Return the texts of some paragraphs; one whose end was deleted runs on into the next."""
    texts, joined = list[str](), ""
    for paragraph in paragraphs:
        text = joined + "".join(text for text, _ in contents.pieces.get(paragraph, []))
        joined = text if paragraph in contents.joined else ""
        if not joined:
            texts.append(text)
    return [*texts, joined] if joined else texts


def _is_in_box(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(TEXT_BOX), None) is not None


def _outside(body: etree._Element, contents: ParagraphContents) -> Iterator[tuple[int, str]]:
    """Yield the texts that stand between and behind the tables, and in the text boxes of the whole form."""
    number, between = 0, list[etree._Element]()
    for block in blocks_in(body, TBL, P):
        boxes = [box for holder in block.iter(TEXT_BOX) for box in holder.iter(P) if box in contents.pieces]
        if block.tag == P:
            between.append(block)
        else:
            yield from ((number, text) for text in _texts(between, contents))
            number, between = number + 1, []
        yield from ((number, text) for text in _texts(boxes, contents))
    yield from ((number, text) for text in _texts(between, contents))


def _choices(control: etree._Element) -> Iterator[tuple[str, str]]:
    properties = control.find(name("w:sdtPr"))
    for kind in ("w:dropDownList", "w:comboBox"):
        holder = None if properties is None else properties.find(name(kind))
        for item in () if holder is None else holder.iter(name("w:listItem")):
            code = item.get(name("w:value"), "")
            yield item.get(name("w:displayText"), code).strip(), code


def _comments(parts: Parts) -> Iterator[str]:
    """Yield what somebody has said beside the form, with who it was."""
    part = related_part(parts, "comments")
    for comment in parse_part(parts[part]).iter(name("w:comment")) if part in parts else ():
        words = " ".join("".join(node.text or "" for node in comment.iter(name("w:t"))).split())
        if words:
            yield f"{comment.get(name('w:author'), '')}: {words}".removeprefix(": ")
