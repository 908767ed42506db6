"""Fit the tables and landscape sections of a template to the pages of the house.

A table is drawn for the pages it was written on: its width and those of its columns are numbers. A house with wider
margins or another paper gets the same table, narrower or wider by as much as its text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.clean import TAG
from specgen.formats.word.elements import child
from specgen.formats.word.page_layout import Page, page_of

CELL_MARGINS: Final = 220  # twips, of both sides
STEP: Final = 60
LONGEST_OF_PLACEHOLDER: Final = len("complete]")
CLOSE: Final = 0.005  # a table that is nearly as wide as the text stays as it is


def fit_pages(
    body: etree._Element, own: etree._Element | None, house: etree._Element | None, letter: float = 0.0
) -> None:
    """Change the tables and inner sections of a body; `own` is the last section of its file, `house` of the house.

    `letter` is the width of a letter in the house's tables, in twips: no word of their heads may be broken.
    """
    if own is None or house is None or child(own, "w:pgSz") is None:
        return
    before, after = page_of(own), page_of(house)
    if (before == after and not letter) or before.text <= 0 or after.text <= 0:
        return
    for table, section in _tables(body):
        old = before if section is None else page_of(section)
        new = _turned(after) if old.is_landscape and not after.is_landscape else after
        ratio = new.text / old.text if old.text > 0 else 1
        if abs(ratio - 1) > CLOSE:
            _scale(table, ratio)
        if letter:
            _widen(table, letter)
    for section in body.iter(name("w:sectPr")):
        _resize(section, _turned(after) if page_of(section).is_landscape and not after.is_landscape else after)


def _widen(table: etree._Element, letter: float) -> None:
    """Make columns wide enough for the longest word that the template writes in them, at the cost of the widest."""
    grid = [node for node in table.iter(name("w:gridCol")) if node.get(name("w:w"), "").isdecimal()]
    widths = [int(node.get(name("w:w"), "0")) for node in grid]
    rows = [row.findall(name("w:tc")) for row in table.iter(name("w:tr"))]
    if not widths or any(len(row) != len(widths) for row in rows):
        return
    least = [max((_longest(row[at]) for row in rows), default=0) * letter + CELL_MARGINS for at in range(len(widths))]
    missing = 0
    for at, wanted in enumerate(least):
        if widths[at] < wanted:
            missing += round(wanted) - widths[at]
            widths[at] = round(wanted)
    while missing > 0:
        spare = max(range(len(widths)), key=lambda at: widths[at] - least[at])
        taken = min(missing, max(0, round(widths[spare] - least[spare])), STEP)
        if taken <= 0:
            return
        widths[spare] -= taken
        missing -= taken
    _for_placeholders(widths, least, rows, letter)
    for at, node in enumerate(grid):
        node.set(name("w:w"), str(widths[at]))
        for row in rows:
            for cell in row[at].iter(name("w:tcW")):
                if cell.get(name("w:type"), "dxa") == "dxa":
                    cell.set(name("w:w"), str(widths[at]))


def _for_placeholders(widths: list[int], least: list[float], rows: list[list[etree._Element]], letter: float) -> None:
    """Widen columns that tags fill for the longest word of "[To complete]", where another column has room to give."""
    filled = [any("{{" in (node.text or "") for row in rows for node in row[at].iter(name("w:t")))
              for at in range(len(widths))]  # fmt: skip
    wanted = [max(one, LONGEST_OF_PLACEHOLDER * letter + CELL_MARGINS) if tags else one
              for one, tags in zip(least, filled, strict=True)]  # fmt: skip
    for at, width in enumerate(wanted):
        while widths[at] < width:
            spare = max(range(len(widths)), key=lambda other: widths[other] - wanted[other])
            if widths[spare] - wanted[spare] < STEP:
                return
            widths[spare] -= STEP
            widths[at] += STEP


def _longest(cell: etree._Element) -> int:
    """Return the length of the longest word that the template itself writes in a cell."""
    text = TAG.sub(" ", "".join(node.text or "" for node in cell.iter(name("w:t"))))
    return max(map(len, re.split(r"[\s-]+", text)))


def _tables(body: etree._Element) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Yield each table with the section that it stands in; None for the last."""
    waiting = []
    for block in body:
        waiting += list(block.iter(name("w:tbl")))
        section = block.find(f"{name('w:pPr')}/{name('w:sectPr')}")
        if section is not None:
            yield from ((table, section) for table in waiting)
            waiting = []
    yield from ((table, None) for table in waiting)


def _scale(table: etree._Element, ratio: float) -> None:
    for short, attribute in (("w:tblW", "w:w"), ("w:tcW", "w:w"), ("w:gridCol", "w:w")):
        for node in table.iter(name(short)):
            if node.get(name("w:type"), "dxa") == "dxa" and node.get(name(attribute), "").isdecimal():
                node.set(name(attribute), str(round(int(node.get(name(attribute), "0")) * ratio)))


def _turned(page: Page) -> Page:
    return Page(page.height, page.width, page.left, page.right)


def _resize(section: etree._Element, page: Page) -> None:
    size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
    if size is not None:
        size.set(name("w:w"), str(page.width))
        size.set(name("w:h"), str(page.height))
        if page.is_landscape:
            size.set(name("w:orient"), "landscape")
    if margins is not None:
        margins.set(name("w:left"), str(page.left))
        margins.set(name("w:right"), str(page.right))
