"""Read the body of a Word template as Jinja source; the only module that knows docxtpl.

docxtpl's `patch_xml` takes a tag that Word has cut into several runs together again, and lets a paragraph or row tag
stand for its whole paragraph or row. What it would do without a word is looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from specgen.formats.opc.namespaces import PREFIXES, name
from specgen.formats.opc.package import DOCUMENT_PART, STYLES_PART, NotAWordFile, parse_part, write_part
from specgen.formats.word.clean import TAG, clean
from specgen.formats.word.left_out.hidden_text import take_out_hidden_text
from specgen.formats.word.page_layout import page_of
from specgen.formats.word.positions import Positions, in_file
from specgen.formats.word.styles import heading_levels
from specgen.problems import WrongInput
from specgen.templates.clause_places import with_places
from specgen.templates.compiled import Source
from specgen.templates.merge.fit_tables import fit_pages
from specgen.templates.merge.merge_body import carry
from specgen.templates.merge.merge_target import MergeTarget
from specgen.templates.tags.tag_problems import check_tags, is_child, text_outside_blocks
from specgen.templates.unsupported import FaultyNode, fault_at, refused

EXTENDS: Final = re.compile(r"\{%\s*extends\s")
QUOTE: Final = "\ue019"  # stands for ’ while docxtpl works; of the private use area, so nobody else's
IN_TEXT: Final = re.compile(r"(<w:t(?: [^>]*)?>.*?</w:t>)|(\{[{%#])", re.DOTALL)  # a text, or a tag between texts


def read_source(
    template: str, parts: Mapping[str, bytes], house: MergeTarget, environment: Any, *, is_house: bool
) -> Source:
    """Return the Jinja source of a template's body, without the section that ends it: that of the house is used.
    Raises WrongInput with everything that is wrong in the body, `environment` being what its tags are read with: None
    for a file that is known to have no fault in its tags.
    """
    body = parse_part(parts[DOCUMENT_PART]).find(name("w:body"))
    if body is None:
        raise NotAWordFile("the Word file has no body that can be read (it may be saved as Strict Open XML)")
    positions = _positions(body, "", parts)
    list(take_out_hidden_text(body, parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None))
    clean(body)
    problems = list(text_outside_blocks(body, positions))
    if environment is not None:
        problems[:0] = check_tags(body, positions, environment).problems
    extends = is_child(positions)
    faults = list[FaultyNode]()
    last = body.find(name("w:sectPr"))
    if last is not None:
        faults += [] if is_house or extends else _turned_pages(last, house)
        body.remove(last)
        if not is_house:
            fit_pages(body, last, house.last_section, house.letter)
    faults += list(refused(body)) if is_house else carry(body, parts, house)
    problems += (positions.problem(node, fault) for node, fault in faults)
    if problems:
        raise WrongInput(tuple(in_file(problem, template) for problem in problems))
    source = with_places(_patched(body), template)
    found = EXTENDS.search(source)
    return Source(template, source[found.start() :] if extends and found else source)


def _positions(root: etree._Element, story: str, parts: Mapping[str, bytes]) -> Positions:
    styles = parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None
    return Positions(root, DOCUMENT_PART, story, heading_levels(styles))


def _turned_pages(section: etree._Element, house: MergeTarget) -> Iterator[FaultyNode]:
    """A section whose every page lies on its side, in a house whose pages stand: it would stand up without a word.

    One whose pages stand may well be printed in a house whose pages lie: its tables are as much wider as the text is.
    """
    if page_of(section).is_landscape and not page_of(house.last_section).is_landscape:
        message = "its pages are landscape and those of the house document are not"
        yield fault_at(None, message, "put a section break before and after what needs such pages", "carry")


def last_section(document: bytes) -> bytes:
    """Return a document that holds nothing but the last section of the house: its pages, headers and footers."""
    root = parse_part(document)
    body = root.find(name("w:body"))
    for child in [] if body is None else list(body):
        if child.tag != name("w:sectPr"):
            child.getparent().remove(child)  # type: ignore[union-attr]
    clean(root)
    return write_part(root)


def read_tagged_part(part: str, data: bytes, environment: Any) -> Source:
    """Return the Jinja source of a header or footer of the house. Raises WrongInput."""
    root = parse_part(data)
    positions = _positions(root, "", {})
    clean(root)
    problems = [positions.problem(node, fault) for node, fault in refused(root)]
    problems += check_tags(root, positions, environment).problems
    if problems:
        raise WrongInput(tuple(in_file(problem, part) for problem in problems))
    return Source(part, with_places(_patched(root), part))


def _patched(holder: etree._Element) -> str:
    """Return the inside of a body, header or footer as Jinja source, a line for each paragraph."""
    from docxtpl import DocxTemplate

    wrapper = etree.Element(name("w:x"), nsmap=PREFIXES)
    wrapper.extend(list(holder))
    etree.cleanup_namespaces(wrapper, keep_ns_prefixes=list(PREFIXES))
    text = etree.tostring(wrapper, encoding="unicode")
    text = text[text.index(">") + 1 : text.rindex("<")]
    text = re.sub(
        r"<w:t>(?=[^<]*[{}])", '<w:t xml:space="preserve">', text
    )  # docxtpl does it only where a tag is whole
    text = text.replace("’", QUOTE)  # docxtpl makes every one inside a tag straight
    patched = str(DocxTemplate("unused").patch_xml(text)).replace("\n", " ")
    patched = TAG.sub(lambda tag: _plain_tag(tag.group()), patched).replace(QUOTE, "’")
    patched = re.sub(r"(<w:p[ >]|<w:tr[ >])", r"\n\1", patched)
    return IN_TEXT.sub(lambda found: found.group(1) or f"\n{found.group(2)}", patched)


def _plain_tag(tag: str) -> str:
    """Return a tag with its quotation marks straight and its & plain; an apostrophe inside a text keeps its curve."""
    pieces = tag.replace("&amp;", "&").split('"')
    return '"'.join(piece if index % 2 else piece.replace(QUOTE, "'") for index, piece in enumerate(pieces))
