"""Find what would keep somebody from reading a document that a part of a template makes.

Tables without a header row, pictures without alternative text, headings that skip a level or are empty, merged cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import TBL, TC, TR
from specgen.formats.word.elements import paragraph_text
from specgen.formats.word.positions import TAG_OF_NO_WORDS, Positions, level_of
from specgen.formats.word.styles import NO
from specgen.problems import Problem
from specgen.templates.tags.malformed_tags import ROW_TAG

RULE: Final = "accessibility"
HEADER_ROW: Final = "header-row"


def accessibility_faults(places: Positions, levels: Mapping[str, int]) -> Iterator[Problem]:
    """Yield what a checker of accessibility would say of the document."""
    for table in places.root.iter(TBL):
        yield from _table(table, places)
    yield from _pictures(places)
    if not places.story:
        yield from _headings(places, levels)


def _table(table: etree._Element, places: Positions) -> Iterator[Problem]:
    rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table and not _is_tag_row(row)]
    head = rows[0].find(f"{name('w:trPr')}/{name('w:tblHeader')}") if rows else None
    if rows and (head is None or head.get(name("w:val"), "1") in NO):
        remedy = "click into its first row, then Layout, Repeat Header Rows"
        yield Problem(places.of(rows[0]), "the table has no header row", remedy, HEADER_ROW, "warning")
    for row in rows:
        for cell in row.iter(TC):
            if next(cell.iterancestors(TR)) is row and _is_merged(cell):
                message = "the table has merged cells, which a screen reader cannot follow"
                yield Problem(places.of(cell), message, "split them: Layout, Split Cells", RULE, "warning")
                return


def _is_tag_row(row: etree._Element) -> bool:
    return any(ROW_TAG.search(paragraph_text(one)) for one in row.iter(name("w:p")))


def _is_merged(cell: etree._Element) -> bool:
    properties = cell.find(name("w:tcPr"))
    if properties is None:
        return False
    span, down = properties.find(name("w:gridSpan")), properties.find(name("w:vMerge"))
    return down is not None or (span is not None and span.get(name("w:val"), "1") != "1")


def _pictures(places: Positions) -> Iterator[Problem]:
    remedy = "right click it, then View Alt Text, and say what it shows"
    for picture in places.root.iter(name("wp:docPr")):
        is_decorative = any(one.get("val") in ("1", "true") for one in picture.iter(name("adec:decorative")))
        if not (picture.get("descr") or "").strip() and not is_decorative:
            yield Problem(places.of(picture), "the picture has no alternative text", remedy, RULE, "warning")
    for data in places.root.iter(name("v:imagedata")):
        holder = data.getparent()
        if holder is None or not (holder.get("alt") or "").strip():
            yield Problem(places.of(data), "the picture has no alternative text", remedy, RULE, "warning")


def _headings(places: Positions, levels: Mapping[str, int]) -> Iterator[Problem]:
    before = 0
    for paragraph in places.root.iter(name("w:p")):
        level = level_of(paragraph, levels)
        if not level:
            continue
        if not TAG_OF_NO_WORDS.sub("", paragraph_text(paragraph)).strip():
            remedy = "write its words, or give the paragraph another style"
            yield Problem(places.of(paragraph), "the heading is empty", remedy, RULE, "warning")
        elif before and level > before + 1:
            message = f"a heading of level {level} follows one of level {before}"
            yield Problem(places.of(paragraph), message, f"make it level {before + 1}", RULE, "warning")
        before = level
