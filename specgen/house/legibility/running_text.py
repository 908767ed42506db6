"""Let no style that a draft is printed in break its text up: no page for each paragraph, no frame, no hidden words.

What a letter or a form needs once would stand in a draft a thousand times.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, remove_node, value
from specgen.formats.word.styles import NO
from specgen.house.legibility.text_colours import OF_COVERS
from specgen.house.list_numbering import CLAUSES, SCHEDULES
from specgen.house.notes import warning
from specgen.house.stylesheet import Stylesheet, as_number, property_group, remove_properties, set_property
from specgen.problems import Problem

# Property -> what it does, for those who never see its name.
BREAKING: Final = {
    ("w:pPr", "w:pageBreakBefore"): "begins every paragraph on a new page",
    ("w:pPr", "w:framePr"): "puts every paragraph into a frame",
    ("w:rPr", "w:vanish"): "hides its text",
    ("w:pPr", "w:keepNext"): "keeps every paragraph on one page with the next",
}
PLAIN: Final = ("body text", "list bullet", "table text", "table number",
                *(style.casefold() for style in (*CLAUSES[1:], *SCHEDULES[1:])))  # fmt: skip
BEGIN_PAGES: Final = ("heading 1", "schedule heading", "front heading")
NOT_IN_TEXT: Final = (*OF_COVERS, "template tag")


def mend_running_text(sheet: Stylesheet, printed: Container[str]) -> Iterator[Problem]:
    """Change the styles that a draft is `printed` in; say so."""
    for style in sheet.bases_first():
        node, called = sheet.nodes[style], sheet.called(style)
        is_printed = style == sheet.default or (called in printed and called not in NOT_IN_TEXT)
        if node.get(name("w:type")) != "paragraph" or not is_printed:
            continue
        for (group, short), does in BREAKING.items():
            breaks = sheet.says(style, group, short)
            if breaks is None or breaks.get(name("w:val"), "1") in NO:
                continue
            is_plain = style == sheet.default or called in PLAIN
            if not (called in BEGIN_PAGES if short == "w:pageBreakBefore" else short == "w:keepNext" and not is_plain):
                _take_away(breaks, property_group(node, group))
                yield _warned(sheet.shown(style), does)
        if style == sheet.default and style not in sheet.roles and _is_numbered(node):
            remove_properties(child(node, "w:pPr"), "w:numPr")
            yield _warned(sheet.shown(style), "numbers every paragraph")
        _give_lines_room(sheet, style, node)


def _take_away(property: etree._Element, own: etree._Element) -> None:
    """Take a property away from where it is said; of a style that another rests on, only for the one that has `own`."""
    holder = property.getparent()
    is_of_base = holder is not None and holder.getparent() is not None and holder is not own
    if is_of_base and property.tag != name("w:framePr"):  # which cannot be switched off
        set_property(own, "w:" + etree.QName(property).localname, {"val": "0"})
    else:
        remove_node(property)


def _warned(style: str, does: str) -> Problem:
    return warning(
        f"its style {style} {does}", f"drafts do not; in Word: change the style {style} in house.docx, if it still does"
    )


def _is_numbered(style: etree._Element) -> bool:
    properties = child(style, "w:pPr")
    numbers = None if properties is None else child(properties, "w:numPr")
    return numbers is not None and value(numbers, "w:numId") not in ("", "0")


def _give_lines_room(sheet: Stylesheet, style: str, node: etree._Element) -> None:
    """Let no line be cut because its height is that of smaller letters."""
    if _of_spacing(sheet, style, "lineRule") != "exact":
        return
    if as_number(_of_spacing(sheet, style, "line"), 0) < sheet.size(style) * 10:
        properties = property_group(node, "w:pPr")
        own = child(properties, "w:spacing")
        spacing = set_property(properties, "w:spacing") if own is None else own
        spacing.set(name("w:lineRule"), "atLeast")


def _of_spacing(sheet: Stylesheet, style: str, key: str) -> str:
    """Return what a style says of its lines: itself, one that it is based on, or the file."""
    given = (spacing.get(name(f"w:{key}")) for spacing in sheet.all_of(style, "w:pPr", "w:spacing"))
    return next(filter(None, given), "")
