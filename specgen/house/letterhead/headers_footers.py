"""Replace the sample's title, date and version in headers and footers by tags, and add what these lack."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import RELATIONSHIP, WORD, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    declare_part,
    link_part,
    write_part,
)
from specgen.formats.word.elements import child, shortened
from specgen.formats.word.fields import field_runs, fields_of, text_run
from specgen.house.letterhead.adaptation_notes import AdaptationNotes, note_kept, replace_phrases
from specgen.house.letterhead.dates_and_versions import without_phrases
from specgen.house.letterhead.paragraph_text import set_text, text_of
from specgen.house.letterhead.placeholders import is_letterhead, line_of
from specgen.house.notes import note
from specgen.house.stylesheet import Stylesheet, as_number
from specgen.problems import Problem

FOOTER_KIND: Final = f"{RELATIONSHIP}/footer"
FOOTER_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
PAGE, PAGE_OF_ALL = "Page 1", "Page 1 of 9"
DRAFT: Final = '{% if document.status != "final" %}DRAFT {% endif %}'


def adapt_header_footer(root: etree._Element, notes: AdaptationNotes) -> None:
    """Turn what a header or footer says of the sample into tags; names and addresses stay."""
    where = "header: " if root.tag == name("w:hdr") else "footer: "
    for paragraph in root.iter(name("w:p")):
        words = text_of(paragraph)
        plain = " ".join(words.split())
        if not plain:
            continue
        has_fields = "{{" in plain or any(field.kind for field in fields_of(paragraph))
        line = None if has_fields or is_letterhead(plain) else line_of(words)
        if line is None:
            if has_fields:
                _piecewise(paragraph, notes)
            replace_phrases(paragraph, notes)
            if without_phrases(text_of(paragraph)):
                note_kept(text_of(paragraph), notes, where)
            continue
        notes.replaced.append(f'"{shortened(plain)}" -> {line.text or "nothing"}')
        set_text(paragraph, line.text)


def _piecewise(paragraph: etree._Element, notes: AdaptationNotes) -> None:
    """Turn single texts beside a field into tags: "Version 0.3" beside a page number."""
    for node in paragraph.iter(name("w:t")):
        plain = (node.text or "").strip()
        if "{{" in plain:
            continue
        line = line_of(plain) if plain and not is_letterhead(plain) else None
        if line is not None and line.tag:
            notes.replaced.append(f'"{shortened(plain)}" -> {line.text}')
            node.text = (node.text or "").replace(plain, line.text)


def has_field(roots: list[etree._Element], *kinds: str) -> bool:
    return any(field.kind in kinds for root in roots for field in fields_of(root))


def counts_all_pages(body: etree._Element) -> bool:
    """Whether the number that a page shows is its place among all pages, so that "Page 1 of 9" would be true."""
    sections = list(body.iter(name("w:sectPr")))
    numbers = [child(section, "w:pgNumType") for section in sections]
    in_figures = all(node is None or node.get(name("w:fmt"), "decimal") == "decimal" for node in numbers)
    starts = ["" if node is None else node.get(name("w:start"), "") for node in numbers]
    return in_figures and not any(starts[1:]) and starts[:1] in ([], [""], ["1"])


def add_to_footer(footer: etree._Element, sheet: Stylesheet, width: int, left: str, page: str) -> None:
    """Add a last line to a footer: what is missing of draft mark and reference, and at the right the page number, in a
    form such as "Page 1 of 9".
    """
    paragraph = etree.SubElement(footer, name("w:p"))
    properties = etree.SubElement(paragraph, name("w:pPr"))
    etree.SubElement(properties, name("w:pStyle")).set(name("w:val"), sheet.id_of("footer"))
    of_style = sheet.says(sheet.id_of("footer"), "w:pPr", "w:tabs")
    places = [tab.get(name("w:pos"), "") for tab in (() if of_style is None else of_style)]
    tabs = etree.SubElement(properties, name("w:tabs"))
    for place in sorted({*places, str(width)} - {""}, key=lambda one: as_number(one, 0)):  # none before the number's
        tab = etree.SubElement(tabs, name("w:tab"))
        tab.set(name("w:val"), "right" if place == str(width) else "clear")
        tab.set(name("w:pos"), place)
    if left:
        paragraph.append(text_run(left))
    if page:
        etree.SubElement(etree.SubElement(paragraph, name("w:r")), name("w:tab"))
        paragraph.append(text_run("Page "))
        paragraph.extend(field_runs("PAGE", "1"))
    if page == PAGE_OF_ALL:
        paragraph.append(text_run(" of "))
        paragraph.extend(field_runs("NUMPAGES", "1"))


def new_footer(parts: dict[str, bytes], section: etree._Element) -> tuple[str, etree._Element]:
    """Return a footer, new and empty, for the pages of a section that have none."""
    number = 1
    while (part := f"word/footer{number}.xml") in parts:
        number += 1
    root = etree.Element(name("w:ftr"), nsmap={"w": WORD, "r": RELATIONSHIP})
    parts[part] = write_part(root)
    parts[CONTENT_TYPES_PART] = declare_part(parts[CONTENT_TYPES_PART], part, FOOTER_TYPE)
    node = etree.Element(name("w:footerReference"))
    node.set(name("w:type"), "default")
    node.set(name("r:id"), link_part(parts, DOCUMENT_PART, FOOTER_KIND, part))
    references = [
        reference for reference in section if reference.tag in (name("w:headerReference"), name("w:footerReference"))
    ]
    section.insert(len(references), node)
    return part, root


def fill_even_pages(document: etree._Element, settings: etree._Element) -> Iterator[Problem]:
    """Let even pages show the header and footer of the others where the house gives them none."""
    odd_and_even = child(settings, "w:evenAndOddHeaders")
    if odd_and_even is None or odd_and_even.get(name("w:val"), "1") in ("0", "false", "off"):
        return
    sections = list(document.iter(name("w:sectPr")))
    if not any(pages == "even" for section in sections for _, pages in references_of(section)):
        settings.remove(odd_and_even)
        yield note("its even pages had no header and footer of their own; they show those of the other pages")
        return
    inherited, filled = set[str](), dict[str, None]()
    for section in sections:
        own = references_of(section)
        inherited |= {kind for kind, pages in own if pages == "even"}
        for kind in ("headerReference", "footerReference"):
            if kind not in inherited and (kind, "default") in own:
                copy = deepcopy(own[kind, "default"])
                copy.set(name("w:type"), "even")
                own[kind, "default"].addnext(copy)
                filled[kind.removesuffix("Reference")] = None
    yield from (note(f"its even pages had no {kind}; they show that of the other pages") for kind in filled)


def references_of(section: etree._Element) -> dict[tuple[str, str], etree._Element]:
    """Return (header or footer, default, first or even) -> what points at it."""
    return {
        (etree.QName(node).localname, node.get(name("w:type"), "default")): node
        for node in section
        if node.tag in (name("w:headerReference"), name("w:footerReference"))
    }
