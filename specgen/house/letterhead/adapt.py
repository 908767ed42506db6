"""Turn a corporate Word file without tags into a house: tags on the cover, in headers and footers, and one body block.

Nothing here reads or writes a file. What is kept, replaced, removed and added is noted line by line, for a person to
look at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_relationships, write_part
from specgen.formats.word.elements import child
from specgen.formats.word.page_layout import page_of, text_width
from specgen.house.intake.foreign_tags import has_own_tags
from specgen.house.letterhead.adaptation_notes import AdaptationNotes, replace_old_words
from specgen.house.letterhead.cover import adapt_cover, end_of_cover
from specgen.house.letterhead.cover_details import add_missing_details
from specgen.house.letterhead.headers_footers import (
    DRAFT,
    PAGE,
    PAGE_OF_ALL,
    adapt_header_footer,
    add_to_footer,
    counts_all_pages,
    has_field,
    new_footer,
    references_of,
)
from specgen.house.letterhead.paragraph_text import new_paragraph
from specgen.house.letterhead.placeholders import REFERENCE, TITLE
from specgen.house.letterhead.titles import titles_of
from specgen.house.stylesheet import Stylesheet

BODY: Final = re.compile(r"\{%p?\s*block\s+body\b")
OPEN_BODY: Final = "{%p block body %}"
CLOSE_BODY: Final = "{%p endblock %}"
DRAFT_WORD: Final = "document.status"


def needs_adapting(body: etree._Element) -> bool:
    """True for a file in which nobody has written a tag of specgen's yet."""
    return not has_own_tags(body)


def adapt(
    parts: dict[str, bytes], body: etree._Element, sheet: Stylesheet, old_title: str, notes: AdaptationNotes
) -> None:
    """Change the body (a parsed part of `parts`) and its headers and footers; tell what was done."""
    sections = _own_references(body)
    blocks = [node for node in body if node.tag != name("w:sectPr")]
    count, own_page = end_of_cover(blocks, sheet)
    old = dict.fromkeys([old_title, *titles_of(blocks[:count], sheet)], TITLE)
    last = _section_of_text(blocks, count, sections)
    cover = adapt_cover(blocks[:count], sheet, old_title, own_page=own_page, notes=notes)
    cover = add_missing_details(cover, sheet, notes)
    notes.removed += _summary(blocks[count:])
    tag_style = sheet.id_of("Template tag")
    body[:] = [*cover, new_paragraph(tag_style, OPEN_BODY), new_paragraph(tag_style, CLOSE_BODY), last]
    _adapt_headers_footers(parts, body, sheet, old | notes.values, notes)


def _own_references(body: etree._Element) -> list[etree._Element]:
    """Let every section point at its headers and footers itself, where it takes them over from the one before."""
    sections = list(body.iter(name("w:sectPr")))
    if not sections:
        sections = [etree.SubElement(body, name("w:sectPr"))]
    references: dict[tuple[str, str], etree._Element] = {}
    for section in sections:
        own = references_of(section)
        for at, (key, node) in enumerate(reference for reference in references.items() if reference[0] not in own):
            section.insert(at, deepcopy(node))
            del key
        references |= references_of(section)
    return sections


def _section_of_text(blocks: list[etree._Element], count: int, sections: list[etree._Element]) -> etree._Element:
    """Return the section that most of the sample text stands in: upright pages, if there are any."""
    sizes: dict[etree._Element, int] = {}
    waiting = 0
    for block in blocks[count:]:
        waiting += 1
        own = block.find(f"{name('w:pPr')}/{name('w:sectPr')}")
        if own is not None:
            sizes[own], waiting = waiting, 0
    sizes[sections[-1]] = waiting
    largest = max(sizes, key=lambda section: (not page_of(section).is_landscape, sizes[section]))
    copy = deepcopy(largest)
    for kind in copy.findall(name("w:type")):
        copy.remove(kind)
    if count and sections[0] in [block.find(f"{name('w:pPr')}/{name('w:sectPr')}") for block in blocks[:count]]:
        return copy
    first = child(sections[0], "w:titlePg")
    if first is not None and child(copy, "w:titlePg") is None:  # the cover stands in this section now
        after = [
            node for node in copy if etree.QName(node).localname in ("textDirection", "bidi", "rtlGutter", "docGrid")
        ]
        if after:
            after[0].addprevious(deepcopy(first))
        else:
            copy.append(deepcopy(first))
    for key, node in references_of(sections[0]).items():
        if key[1] == "first" and first is not None:
            reference = references_of(copy).get(key)
            if reference is not None:
                copy.replace(reference, deepcopy(node))
            else:
                copy.insert(0, deepcopy(node))
    return copy


def _summary(blocks: list[etree._Element]) -> list[str]:
    tables = sum(block.tag == name("w:tbl") for block in blocks)
    texts = sum(
        block.tag == name("w:p") and bool("".join(node.text or "" for node in block.iter(name("w:t"))).strip())
        for block in blocks
    )
    words = [f"{texts} paragraph{'' if texts == 1 else 's'} of text"] if texts else []
    words += [f"{tables} table{'' if tables == 1 else 's'}"] if tables else []
    return [f"after the cover: {' and '.join(words)}"] if words else []


def _adapt_headers_footers(
    parts: dict[str, bytes], body: etree._Element, sheet: Stylesheet, old: Mapping[str, str], notes: AdaptationNotes
) -> None:
    """Adapt the headers and footers that some page shows; give the text's pages a number, reference and draft mark."""
    links = read_relationships(parts, DOCUMENT_PART)
    roots: dict[str, etree._Element] = {}
    for section in body.iter(name("w:sectPr")):
        for node in references_of(section).values():
            link = links.get(node.get(name("r:id"), ""))
            if link is not None and link.target in parts and link.target not in roots:
                roots[link.target] = parse_part(parts[link.target])
                replace_old_words(roots[link.target], old, notes)
                adapt_header_footer(roots[link.target], notes)
    last = body.find(name("w:sectPr"))
    if last is None:
        return
    texts = "".join("".join(node.text or "" for node in root.iter(name("w:t"))) for root in roots.values())
    left = (DRAFT if DRAFT_WORD not in texts else "") + (REFERENCE if REFERENCE not in texts else "")
    shows = PAGE_OF_ALL if counts_all_pages(body) else PAGE
    page = "" if has_field(list(roots.values()), "PAGE") else shows
    if page or left:
        footers = [
            node
            for (kind, pages), node in references_of(last).items()
            if kind == "footerReference" and pages != "first"
        ]
        targets = [links[node.get(name("r:id"), "")].target for node in footers if node.get(name("r:id"), "") in links]
        if not any(node.get(name("w:type"), "default") == "default" for node in footers):
            part, root = new_footer(parts, last)
            roots[part] = root
            targets.append(part)
        width = min(map(text_width, body.iter(name("w:sectPr"))))  # a cover may have other pages, and this footer
        for target in dict.fromkeys(targets):
            add_to_footer(roots[target], sheet, width, left, page)
        notes.added += ["footer: DRAFT, while the document is one"] if DRAFT in left else []
        notes.added += ["footer: the reference"] if REFERENCE in left else []
        notes.added += [f"footer: {page}"] if page else []
    for part, root in roots.items():
        parts[part] = write_part(root)
