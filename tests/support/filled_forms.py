"""Fill in a form as a person does in Word: choose, type, tick, copy a row or a table, delete, track changes."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from specgen.formats.word.elements import paragraph_text
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.council_terms import load_model_in_council_terms
from specgen.inputs.models.model import Model
from specgen.questionnaire.form_plan import FormSection, plan_sections
from specgen.questionnaire.shown_answers import OPTIONAL
from specgen.questionnaire.write.form_writer import FormContent, write_form

DAY = date(2026, 11, 28)
NO_COUNCIL = load_council(None)


@cache
def form_model(id: str) -> Model:
    return load_model_in_council_terms(id, NO_COUNCIL.model_folders)


@cache
def form_plan(id: str) -> tuple[FormSection, ...]:
    return plan_sections(form_model(id))


@cache
def empty_form(id: str, *sections: str) -> bytes:
    """Return the form of some sections of a model without answers."""
    return form_of(id, *sections)


def form_of(id: str, *sections: str, values: Mapping[str, object] | None = None) -> bytes:
    """Return the form of some sections of a model, with answers of the one form (see normal_values)."""
    document = {"title": "Help at home", "reference": "HH1", "version": "1", "status": "final"}
    facts = {"model": id, "document": document | {"jurisdiction": "wales", "date": DAY.isoformat()}}
    chosen = tuple(one for one in form_plan(id) if not sections or one.section.id in sections)
    return write_form(FormContent(form_model(id), chosen, values or {}, {}, (), facts), NO_COUNCIL, DAY)


class FilledForm:
    """A form in somebody's hands. Questions are named by their titles; of several with one title, by their number."""

    def __init__(self, data: bytes) -> None:
        self.parts = read_package(data)
        self.root = parse_part(self.parts[DOCUMENT_PART])

    def save(self, path: Path) -> Path:
        path.write_bytes(write_package({**self.parts, DOCUMENT_PART: write_part(self.root)}))
        return path

    def row(self, title: str, number: int = 0) -> etree._Element:
        titles = (title, f"{title}{OPTIONAL}")
        rows = [row for row in self.root.iter(name("w:tr")) if _first_words(row) in titles]
        return rows[number]

    def table(self, title: str) -> etree._Element:
        """Return the table of one row of a list, such as Outcomes of the service 2."""
        return next(table for table in self.root.iter(name("w:tbl")) if _first_words(_rows(table)[0]) == title)

    def grid(self, *columns: str) -> etree._Element:
        for table in self.root.iter(name("w:tbl")):
            if [_words(cell) for cell in _cells(_rows(table)[0])][1 : len(columns) + 1] == list(columns):
                return table
        raise AssertionError(f"there is no table with the columns {columns}")

    def type(self, title: str, *paragraphs: str, number: int = 0) -> None:
        type_into(_cells(self.row(title, number))[1], *paragraphs)

    def type_in_row(self, table: etree._Element, number: int, *texts: str) -> None:
        for cell, text in zip(_cells(_rows(table)[number])[1:], texts, strict=False):
            if text:
                type_into(cell, text)

    def choose(self, title: str, words: str, number: int = 0) -> None:
        choose_in(_cells(self.row(title, number))[1], words)

    def pick_day(self, title: str, iso: str, shown: str) -> None:
        cell = _cells(self.row(title))[1]
        choose_in(cell, shown)
        next(cell.iter(name("w:date"))).set(name("w:fullDate"), f"{iso}T00:00:00Z")

    def tick(self, title: str, number: int = 0) -> None:
        _tick(_cells(self.row(title, number))[2])

    def tick_choice(self, title: str, words: str) -> None:
        cell = _cells(self.row(title))[1]
        _tick(next(paragraph for paragraph in cell.iter(name("w:p")) if paragraph_text(paragraph).endswith(words)))


def type_into(cell: etree._Element, *paragraphs: str) -> None:
    """Write paragraphs in place of what stands in a cell; a line break in a text is Word's."""
    first, *others = cell.findall(name("w:p"))
    for other in others:
        cell.remove(other)
    for node in list(first):
        if node.tag not in (name("w:pPr"), name("w:bookmarkStart"), name("w:bookmarkEnd")):
            first.remove(node)
    patterns = [first, *(deepcopy(first) for _ in paragraphs[1:])]
    for pattern, text in zip(patterns, paragraphs, strict=False):
        pattern.append(run(text))
    for pattern in patterns[1:]:
        cell.append(pattern)


def choose_in(cell: etree._Element, words: str) -> None:
    control = next(cell.iter(name("w:sdt")))
    for shown in control.iter(name("w:showingPlcHdr")):
        properties = shown.getparent()
        assert properties is not None
        properties.remove(shown)
    content = control.find(name("w:sdtContent"))
    assert content is not None
    for node in list(content):
        content.remove(node)
    content.append(run(words))


def copied_below(node: etree._Element) -> etree._Element:
    """Put a copy of a row or a table below it; as in Word, its bookmarks stay with the original."""
    copy = deepcopy(node)
    for mark in [*copy.iter(name("w:bookmarkStart")), *copy.iter(name("w:bookmarkEnd"))]:
        holder = mark.getparent()
        assert holder is not None
        holder.remove(mark)
    node.addnext(copy)
    if copy.tag == name("w:tbl"):
        copy.addprevious(etree.Element(name("w:p")))
    return copy


def delete(node: etree._Element) -> None:
    holder = node.getparent()
    assert holder is not None
    holder.remove(node)


def run(text: str) -> etree._Element:
    made = etree.Element(name("w:r"))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(made, name("w:br"))
        words = etree.SubElement(made, name("w:t"))
        words.text = line
        words.set(name("xml:space"), "preserve")
    return made


def tracked(kind: str, text: str) -> etree._Element:
    """Return an insertion (w:ins) or a deletion (w:del) of a text."""
    mark = etree.Element(name(kind))
    for key, value in (("id", "900001"), ("author", "Jo"), ("date", "2026-12-01T09:00:00Z")):
        mark.set(name(f"w:{key}"), value)
    mark.append(run(text))
    for node in mark.iter(name("w:t")) if kind == "w:del" else ():
        node.tag = name("w:delText")
    return mark


def _tick(holder: etree._Element) -> None:
    box = next(holder.iter(name("w14:checked")))
    box.set(name("w14:val"), "1")
    control = next(node for node in box.iterancestors(name("w:sdt")))
    next(control.iter(name("w:t"))).text = "☒"


def _rows(table: etree._Element) -> list[etree._Element]:
    return table.findall(name("w:tr"))


def cells_of(row: etree._Element) -> list[etree._Element]:
    return row.findall(name("w:tc"))


_cells = cells_of


def _words(cell: etree._Element) -> str:
    return paragraph_text(next(cell.iter(name("w:p"))))


def _first_words(row: etree._Element) -> str:
    return _words(next(row.iter(name("w:tc"))))
