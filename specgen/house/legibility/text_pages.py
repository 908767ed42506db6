"""Let the pages that a draft's text stands on be pages for text and tables: white, in one column, read across."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.word.page_layout import A4, is_a4, page_of
from specgen.house.colours import WHITE, resolved_colour, text_on
from specgen.house.notes import note, warning
from specgen.house.stylesheet import as_number, remove_properties
from specgen.problems import Problem

HORIZONTAL: Final = ("", "lrTb", "tb")  # w:textDirection of lines that run across the page
FROM_THE_TOP: Final = ("", "top")


def are_pages_dark(document: etree._Element, theme: Mapping[str, str]) -> bool:
    """Say whether the pages of a file have a colour on which black could hardly be read."""
    colour = resolved_colour(child(document, "w:background"), theme, "color")
    return bool(colour) and text_on(colour) == WHITE


def mend_pages(body: etree._Element) -> Iterator[Problem]:
    """Change the sections of a house; yield what to say of the pages that its text stands on."""
    for section in body.iter(name("w:sectPr")):
        _rounded(section)
        _oriented(section)
    last = child(body, "w:sectPr")
    if last is not None:
        yield from _in_one_column(last)
        yield from _with_upright_lines(last)
    page = page_of(last)
    if page.is_landscape:
        yield warning(
            "its pages are landscape, and so is every page of a draft",
            "in Word: Layout, Orientation, Portrait in house.docx, if drafts should be upright",
        )
    if not is_a4(page):
        yield warning(
            f"its pages are {page.width / 567:.1f} by {page.height / 567:.1f} cm, not A4",
            "in Word: Layout, Size, A4, if the specification is printed in Britain",
        )


def _rounded(section: etree._Element) -> None:
    """Write A4 as what it is, where another program has rounded it."""
    size, page = section.find(name("w:pgSz")), page_of(section)
    if size is not None and is_a4(page):
        for key, side in zip(("w", "h"), reversed(A4) if page.is_landscape else A4, strict=True):
            size.set(name(f"w:{key}"), str(side))


def _oriented(section: etree._Element) -> None:
    """Say of a page that is wider than high that it is landscape, as not every program does: printers want to know."""
    size = child(section, "w:pgSz")
    if size is not None and page_of(section).is_landscape:
        size.set(name("w:orient"), "landscape")
    elif size is not None and size.get(name("w:orient")) == "landscape":
        del size.attrib[name("w:orient")]


def _in_one_column(section: etree._Element) -> Iterator[Problem]:
    """Let text stand in one column: tables would not fit into two."""
    columns = child(section, "w:cols")
    if columns is not None and (as_number(columns.get(name("w:num"), ""), 1) > 1 or len(columns) > 1):
        section.remove(columns)
        yield note("its text stood in columns; that of a draft stands in one, as wide as its tables")


def _with_upright_lines(section: etree._Element) -> Iterator[Problem]:
    if value(section, "w:textDirection") not in HORIZONTAL:
        remove_properties(section, "w:textDirection")
        yield note("its lines ran down the page; those of a draft run across it")
    if value(section, "w:vAlign") not in FROM_THE_TOP:
        remove_properties(section, "w:vAlign")
        yield note("its text stood in the middle of the page; that of a draft begins at the top")
