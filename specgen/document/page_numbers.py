"""Write page numbers into the contents list of a finished draft, from a layout of that draft.

A draft has none of its own: only a layout engine knows the pages. What is written is the stored result of a live
field, so that Word and LibreOffice bring it up to date like any other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.document.record.provenance import reseal
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from specgen.formats.word.elements import child
from specgen.formats.word.fields import field_runs
from specgen.problems import CannotRead, Place, Problem, WrongInput

HEADING: Final = re.compile(rb"/(?:#?5F|_)Toc(\d+)\s*\[\s*(\d+) 0 R")  # a named destination and the page it is on
OBJECT: Final = re.compile(rb"\b(\d+) 0 obj\b(.*?)\bendobj\b", re.DOTALL)
PACKED: Final = re.compile(rb"/ObjStm\b.*?\bstream\r?\n(.*?)\r?\nendstream", re.DOTALL)  # objects of a newer PDF
PAGES: Final = re.compile(rb"/Kids\s*\[([^]]*)\]")


def heading_pages(pdf: bytes) -> Mapping[str, int]:
    """Return the bookmark of each heading of the contents list -> its page, from a PDF of LibreOffice."""
    texts = [body for _, body in OBJECT.findall(pdf)]
    texts += list(_unpacked(pdf))
    trees = [tree[1] for text in texts if b"/Pages" in text and (tree := PAGES.search(text))]
    numbers = {page: index for index, page in enumerate(re.findall(rb"(\d+) 0 R", b"".join(trees)), 1)}
    found = {f"_Toc{int(id):08d}": numbers.get(page, 0) for text in texts for id, page in HEADING.findall(text)}
    if len(trees) != 1 or not all(found.values()):
        message, remedy = "made a PDF in which the pages cannot be told", "tell us its version; draft without --pages"
        raise CannotRead(Problem(Place("LibreOffice"), message, remedy, "pages"))
    return found


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    for stream in PACKED.findall(pdf):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def add_page_numbers(document: bytes, pages: Mapping[str, int]) -> bytes:
    """Return the draft with the page of each heading in its contents list. Raises WrongInput if the house does not
    count its pages from one.
    """
    parts = dict(read_package(document))
    root = parse_part(parts[DOCUMENT_PART])
    if any(node.get(name("w:start"), "1") != "1" for node in root.iter(name("w:pgNumType"))):
        message = "counts its pages from another number than 1, so that the printed number of a page cannot be told"
        remedy = "draft without --pages: in Word, F9 in the list of contents adds the page numbers"
        raise WrongInput(Problem(Place("house.docx"), message, remedy, "pages"))
    for link in root.iter(name("w:hyperlink")):
        anchor = link.get(name("w:anchor"), "")
        if anchor in pages:
            _give_room(link)
            etree.SubElement(etree.SubElement(link, name("w:r")), name("w:tab"))
            link.extend(field_runs(f"PAGEREF {anchor} \\h", str(pages[anchor])))
    parts[DOCUMENT_PART] = write_part(root)
    return write_package(reseal(parts))


def _give_room(link: etree._Element) -> None:
    """Take away the right indent of an entry: LibreOffice does not draw a number that stands in it."""
    paragraph = next(link.iterancestors(name("w:p")))
    properties = child(paragraph, "w:pPr")
    if properties is not None and child(properties, "w:ind") is None:
        etree.SubElement(properties, name("w:ind")).set(name("w:right"), "0")
