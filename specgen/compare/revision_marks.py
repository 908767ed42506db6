"""Make the elements of Word's tracked changes, each with an id of its own and the cause that it was made for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.document.run_pieces import CODE, DEL_TEXT, DELETED_CODE, INSERTED, RUN, RUN_PROPERTIES, T
from specgen.formats.opc.namespaces import name

AUTHOR: Final = "specgen"
PROPERTIES, ROW_PROPERTIES = name("w:pPr"), name("w:trPr")
AFTER_RUN_PROPERTIES: Final = tuple(map(name, ("w:sectPr", "w:pPrChange")))
AFTER_ROW_MARK: Final = (name("w:trPrChange"),)
MARKS_FIRST: Final = tuple(map(name, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
WHOLE: Final = tuple(map(name, ("w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo")))


class CannotEdit(Exception):
    """What would have to be changed holds something that is left alone: a picture, a note, a field without an end."""


@dataclass
class RevisionMarks:
    """Makes the tracked changes of one run."""

    date: str
    next_id: int
    author: str = AUTHOR
    ids: dict[str, int] = field(default_factory=dict)  # id -> number of the change that it belongs to
    change: int = 0  # the change that is being made

    def mark(self, tag: str) -> etree._Element:
        """Return an empty w:ins or w:del."""
        node = etree.Element(name(tag))
        node.set(name("w:id"), str(self.next_id))
        node.set(name("w:author"), self.author)
        node.set(name("w:date"), self.date)
        self.ids[str(self.next_id)] = self.change
        self.next_id += 1
        return node

    def insert_runs(self, runs: Iterable[etree._Element]) -> etree._Element:
        node = self.mark("w:ins")
        node.extend(runs)
        return node

    def delete_run(self, run: etree._Element) -> etree._Element:
        """Strike a run out where it stands; return the w:del round it."""
        for text in run:
            if text.tag == T:
                text.tag = DEL_TEXT
                text.set(name("xml:space"), "preserve")
            elif text.tag == CODE:
                text.tag = DELETED_CODE
        before = run.getprevious()
        if before is not None and before.tag == name("w:del") and before.get(name("w:id")) == str(self.next_id - 1):
            before.append(run)
            return before
        node = self.mark("w:del")
        run.addprevious(node)
        node.append(run)
        return node

    def mark_paragraph(self, paragraph: etree._Element, tag: str) -> None:
        """Let the end of a paragraph be inserted or deleted."""
        properties = paragraph.find(PROPERTIES)
        if properties is None:
            properties = etree.Element(PROPERTIES)
            paragraph.insert(0, properties)
        look = properties.find(RUN_PROPERTIES)
        if look is None:
            look = etree.Element(RUN_PROPERTIES)
            places = [index for index, node in enumerate(properties) if node.tag in AFTER_RUN_PROPERTIES]
            properties.insert(places[0] if places else len(properties), look)
        place = sum(1 for node in look if node.tag in MARKS_FIRST)
        look.insert(place, self.mark(tag))

    def mark_row(self, row: etree._Element, tag: str) -> None:
        properties = row.find(ROW_PROPERTIES)
        if properties is None:
            properties = etree.Element(ROW_PROPERTIES)
            row.insert(sum(1 for node in row if node.tag == name("w:tblPrEx")), properties)
        places = [index for index, node in enumerate(properties) if node.tag in (*MARKS_FIRST, *AFTER_ROW_MARK)]
        properties.insert(places[0] if places else len(properties), self.mark(tag))

    def insert_paragraph(self, paragraph: etree._Element) -> None:
        """Let a whole paragraph, which is new, be an insertion."""
        for run in _runs(paragraph):
            before = run.getprevious()
            if before is not None and before.get(name("w:id")) == str(self.next_id - 1) and before.tag in INSERTED:
                before.append(run)
                continue
            node = self.mark("w:ins")
            run.addprevious(node)
            node.append(run)
        self.mark_paragraph(paragraph, "w:ins")

    def delete_paragraph(self, paragraph: etree._Element) -> None:
        """Strike a whole paragraph out. Raises CannotEdit for what cannot be struck out."""
        self._refuse_simple_fields(paragraph)
        for run in _runs(paragraph):
            self.delete_run(run)
        self.mark_paragraph(paragraph, "w:del")

    def insert_row(self, row: etree._Element) -> None:
        for paragraph in row.iter(name("w:p")):
            self.insert_paragraph(paragraph)
        self.mark_row(row, "w:ins")

    def delete_row(self, row: etree._Element) -> None:
        """Strike a whole row out. Raises CannotEdit."""
        self._refuse_simple_fields(row)
        for paragraph in list(row.iter(name("w:p"))):
            for run in _runs(paragraph):
                self.delete_run(run)
            self.mark_paragraph(paragraph, "w:del")
        self.mark_row(row, "w:del")

    @staticmethod
    def _refuse_simple_fields(node: etree._Element) -> None:
        if any(True for _ in node.iter(name("w:fldSimple"), name("m:oMath"), name("w:txbxContent"))):
            raise CannotEdit


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    """Return the runs of a paragraph that are not deleted, those in links and in the insertions of others too."""

    def inside(holder: etree._Element) -> list[etree._Element]:
        found = []
        for node in holder:
            if node.tag == RUN:
                found.append(node)
            elif node.tag in (*WHOLE, *INSERTED):
                found += inside(node)
        return found

    return inside(paragraph)
