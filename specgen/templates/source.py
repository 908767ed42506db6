"""The parts of one Word template in, its body as Jinja reads it out; the only module that knows docxtpl.

docxtpl's `patch_xml` takes a tag that Word has cut into several runs together again, and lets a paragraph or row tag
stand for its whole paragraph or row. What it would do without a word is looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import PREFIXES, name
from specgen.formats.opc.package import DOCUMENT_PART, NotAWordFile, parse_part, write_part
from specgen.formats.word.clean import TAG, clean, paragraph_text, place_of, shortened
from specgen.problems import Place, Problem, WrongInput
from specgen.templates.fit_tables import fit_pages
from specgen.templates.merge import MergeTarget, carry
from specgen.templates.tags.shape import lost_text, tag_faults
from specgen.templates.unsupported import Fault, refused

EXTENDS: Final = re.compile(r"\{%\s*extends\s")
QUOTE: Final = "\ue019"  # stands for ’ while docxtpl works; of the private use area, so nobody else's
IN_TEXT: Final = re.compile(r"(<w:t(?: [^>]*)?>.*?</w:t>)|(\{[{%#])", re.DOTALL)  # a text, or a tag between texts


@dataclass(frozen=True)
class Source:
    """One template as Jinja reads it: line n of the text is paragraph n (or the end of the one before)."""

    template: str
    text: str

    def paragraph_at(self, line: int) -> str:
        """Return the start of the words on one line of the source, to show where a fault is."""
        lines = self.text.split("\n")
        return shortened(re.sub(r"<[^>]+>", "", lines[line - 1])) if 0 < line <= len(lines) else ""


def read_source(template: str, parts: Mapping[str, bytes], house: MergeTarget, *, is_house: bool) -> Source:
    """Return the Jinja source of a template's body, without the section that ends it: that of the house is used."""
    body = parse_part(parts[DOCUMENT_PART]).find(name("w:body"))
    if body is None:
        raise NotAWordFile("the Word file has no body that can be read (it may be saved as Strict Open XML)")
    clean(body)
    faults = list(tag_faults(body))
    text = "".join(paragraph_text(paragraph) for paragraph in body.iter(name("w:p")))
    extends = len(EXTENDS.findall(text.replace("{%p", "{%")))
    if extends:
        faults += lost_text(body)
    if extends > 1 or (extends and not EXTENDS.match(_first_tag(body))):
        faults.append(
            Fault(None, "extends another template, but not in its first tag", "move the extends tag up", "block")
        )
    last = body.find(name("w:sectPr"))
    if last is not None:
        faults += [] if is_house or extends else _turned_pages(last, house)
        body.remove(last)
        if not is_house:
            fit_pages(body, last, house.last_section, house.letter)
    faults += list(refused(body)) if is_house else carry(body, parts, house)
    if faults:
        raise WrongInput(tuple(problem_of(template, fault, body) for fault in faults))
    source = _patched(body)
    found = EXTENDS.search(source)
    return Source(template, source[found.start() :] if extends and found else source)


def _turned_pages(section: etree._Element, house: MergeTarget) -> Iterator[Fault]:
    """A section whose every page lies on its side, in a house whose pages stand: it would stand up without a word."""
    size, usual = (None if one is None else one.find(name("w:pgSz")) for one in (section, house.last_section))
    turned, houses = (None if one is None else one.get(name("w:orient"), "portrait") for one in (size, usual))
    if size is not None and turned != (houses or "portrait"):
        message = f"its pages are {turned} and those of the house document are not"
        yield Fault(None, message, "put a section break before and after what needs such pages", "carry")


def last_section(document: bytes) -> bytes:
    """Return a document that holds nothing but the last section of the house: its pages, headers and footers."""
    root = parse_part(document)
    body = root.find(name("w:body"))
    for child in [] if body is None else list(body):
        if child.tag != name("w:sectPr"):
            child.getparent().remove(child)  # type: ignore[union-attr]
    clean(root)
    return write_part(root)


def read_tagged_part(part: str, data: bytes) -> Source:
    root = parse_part(data)
    clean(root)
    faults = [*refused(root), *tag_faults(root)]
    if faults:
        raise WrongInput(tuple(problem_of(part, fault, root) for fault in faults))
    return Source(part, _patched(root))


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


def _first_tag(body: etree._Element) -> str:
    for paragraph in body.iter(name("w:p")):
        found = TAG.search(paragraph_text(paragraph))
        if found:
            return found.group().replace("{%p", "{%")
    return ""


def problem_of(template: str, fault: Fault, body: etree._Element | None) -> Problem:
    number, words = (0, "") if body is None else place_of(fault.node, body)
    path = f'paragraph {number} "{words}"' if number else ""
    return Problem(Place(template, path=path), fault.message, fault.remedy, fault.rule)
