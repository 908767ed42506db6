"""Make the rendered XML a file that Word opens: no empty cell, no tables run together, drawings with their own ids."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import ParagraphFormats, child, paragraph_text
from specgen.formats.word.fields import text_run
from specgen.formats.word.numbering import Numbering
from specgen.templates.unsupported import beyond_text

HOLDERS: Final = ("w:tc", "w:hdr", "w:ftr", "w:txbxContent")  # what has to end with a paragraph
SHAPES: Final = tuple(
    name(f"v:{kind}") for kind in "shape rect roundrect oval line polyline arc curve image group".split()
)
FIRST_SHAPE: Final = 1026  # Word's own numbers begin here
ITEM_LEVEL: Final = 2  # (a), below the heading and the clause
BEFORE_FIRST_PAGE: Final = ("w:textDirection", "w:bidi", "w:rtlGutter", "w:printerSettings", "w:docGrid")


def drop_empty_clauses(numbering: Numbering, looks: ParagraphFormats) -> ParagraphFormats:
    """Take out numbered paragraphs and bullets in which an {% if %} has left no words: nobody wants an empty 6.3.

    Returns the looks of those that are left.
    """
    left = dict(looks.styles)
    for paragraph in looks.styles:
        if numbering.place(paragraph, looks) is None:
            continue
        if any((text.text or "").strip() for text in paragraph.iter(name("w:t"))) or beyond_text(paragraph):
            continue
        counted = dict(numbering.numbers([paragraph]))[paragraph] is not None
        holder = paragraph.getparent()
        shown = [node for node in paragraph.iter("{urn:specgen:mark}*") if node.tag != name("sg:mark")]
        if holder is not None and not shown and (counted or numbering.has_bullet(paragraph)):
            holder.remove(paragraph)
            del left[paragraph]
    return looks._replace(styles=left)


def join_single_items(numbering: Numbering, looks: ParagraphFormats) -> dict[etree._Element, etree._Element]:
    """Let a list of one item go on in the line of its clause: a lone (a) makes a reader look for (b).

    Returns the item that is gone -> the clause that has its words.
    """
    places = {paragraph: numbering.place(paragraph, looks) for paragraph in looks.styles}
    joined = {}
    for paragraph, (items, level) in [(paragraph, place) for paragraph, place in places.items() if place is not None]:
        clause, after, holder = paragraph.getprevious(), paragraph.getnext(), paragraph.getparent()
        following = None if after is None else places.get(after)
        if clause is None or holder is None or level < ITEM_LEVEL or places.get(clause) != (items, level - 1):
            continue
        if following is not None and following[0] == items and following[1] >= level:
            continue
        if numbering.has_bullet(paragraph) or not paragraph_text(clause).rstrip().endswith(":"):
            continue
        if not paragraph_text(clause).endswith(" "):
            clause.append(text_run(" "))
        clause.extend([node for node in paragraph if node.tag != name("w:pPr")])
        holder.remove(paragraph)
        joined[paragraph] = clause
    return joined


def repair(roots: Iterable[etree._Element]) -> None:
    """Make what is left over after the tags have gone a sound file again."""
    roots, drawings = list(roots), 0
    for root in roots:
        _repair_tables(root)
        for short in HOLDERS:
            for holder in root.iter(name(short)):
                if len(holder) == 0 or holder[-1].tag != name("w:p"):
                    etree.SubElement(holder, name("w:p"))  # Word calls a cell without one damaged (SDK issue 592)
        for drawing in root.iter(name("wp:docPr")):
            drawings += 1
            drawing.set("id", str(drawings))  # the same id twice is a damaged file to Word (python-docx issue 455)
    _part_shapes(roots)


def _part_shapes(roots: Iterable[etree._Element]) -> None:
    """Give the shapes of an older Word ids of their own, where a loop has printed one of them more than once."""
    shapes = [node for root in roots for node in root.iter(*SHAPES)]
    for attribute in ("id", name("o:spid")):
        ids = [node.get(attribute, "") for node in shapes]
        taken, number = set(ids), FIRST_SHAPE
        seen = set[str]()
        for node, id in zip(shapes, ids, strict=True):
            if id and id in seen:
                while (new := f"_x0000_s{number}") in taken:
                    number += 1
                node.set(attribute, new)
                taken.add(new)
            seen.add(id)


def _repair_tables(root: etree._Element) -> None:
    """Take out tables without rows, and part those that stand directly together: Word makes one of them."""
    for table in list(root.iter(name("w:tbl"))):
        holder = table.getparent()
        if holder is None:
            continue
        if child(table, "w:tr") is None and not any(True for _ in table.iter(name("w:tr"))):
            holder.remove(table)
        elif (after := table.getnext()) is None or after.tag in (name("w:tbl"), name("w:sectPr")):
            table.addnext(_thin_paragraph())


def _thin_paragraph() -> etree._Element:
    """Return an empty paragraph that takes next to no room, so that it cannot start a page of its own."""
    paragraph = etree.Element(name("w:p"))
    properties = etree.SubElement(paragraph, name("w:pPr"))
    spacing = etree.SubElement(properties, name("w:spacing"))
    for key, size in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(name(f"w:{key}"), size)
    etree.SubElement(etree.SubElement(properties, name("w:rPr")), name("w:sz")).set(name("w:val"), "2")
    return paragraph


def add_last_section(body: etree._Element, house_document: etree._Element) -> None:
    """Put the section of the house at the end, and let its headers and footers begin where its text does.

    A section without headers of its own shows those of the section before it; a template's section break would leave
    everything above it without any, or with those of the house's cover. So the first of the sections that templates
    brought takes over the headers of the house's section that follows them.
    """
    last = house_document.find(f"{name('w:body')}/{name('w:sectPr')}")
    inside = body.find(name("w:body"))
    if last is None or inside is None:
        return
    inside.append(deepcopy(last))
    first: etree._Element | None = None
    for section in list(inside.iter(name("w:sectPr"))):
        if section.get(name("sg:carried")) is not None:
            del section.attrib[name("sg:carried")]
            first = section if first is None else first
        elif first is not None:
            _move_headers(section, first)
            first = None


def _move_headers(section: etree._Element, first: etree._Element) -> None:
    references = [node for node in section if node.tag in (name("w:headerReference"), name("w:footerReference"))]
    for index, node in enumerate(references):
        first.insert(index, node)
    title_page = child(section, "w:titlePg")
    if title_page is not None:
        after = [node for node in first if node.tag in map(name, BEFORE_FIRST_PAGE)]
        first.insert(first.index(after[0]) if after else len(first), title_page)
