"""Find what is wrong with tags as they are typed: braces, kinds, what stands beside them, what nobody sees.

docxtpl would take all of it without a word, and lose text or tear paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.clean import TAG
from specgen.formats.word.elements import paragraph_text
from specgen.problems import Fault
from specgen.templates.unsupported import FaultyNode, beyond_text, fault_at

PARAGRAPH_TAG: Final = re.compile(r"\{%p\s|\{\{p\s|\{#p\s")
ROW_TAG: Final = re.compile(r"\{%tr\s|\{#tr\s")
REFUSED_TAG: Final = re.compile(
    r"\{\{(?:r|tr|tc)\s|\{[%#](?:r|tc)\s|\{[{%#][-+]|[-+][}%#]\}|\{%\s*(?:vm|hm|colspan|cellbg|raw)\b"
)
STATEMENT: Final = re.compile(r"\{%\s*(?:p\s|tr\s)?\s*(\w+)")
OPENERS: Final = ("if", "for", "block", "macro", "call", "filter", "with", "set")


def shape_faults(body: etree._Element) -> Iterator[FaultyNode]:
    """Yield what is wrong with tags as they stand: braces, kinds, what is beside them, what nobody sees."""
    for paragraph in body.iter(name("w:p")):
        text = paragraph_text(paragraph)
        if "{" in text or "}" in text:
            yield from _paragraph_faults(paragraph, text)
    yield from _row_faults(body)
    yield from _hidden(body)


def lost_text(body: etree._Element) -> Iterator[FaultyNode]:
    """Yield what stands outside the blocks of a child template (one that extends another)."""
    depth = 0
    for block in body:
        if block.tag == name("w:sectPr"):
            continue
        outside = depth == 0
        for paragraph in [block] if block.tag == name("w:p") else block.iter(name("w:p")):
            text = paragraph_text(paragraph)
            left, at = text[: 0 if depth else len(text)], 0
            if TAG.search(text):
                left = ""
                for tag in TAG.finditer(text):
                    left += "" if depth else text[at : tag.start()]
                    depth, at = depth + _step(tag.group()), tag.end()
                left += "" if depth else text[at:]
            if left.strip():
                yield _outside(paragraph)
        if outside and depth == 0 and (beyond_text(block) or (block.tag == name("w:tbl") and not _says(block))):
            yield _outside(block)


def _says(block: etree._Element) -> bool:
    return any(paragraph_text(paragraph).strip() for paragraph in block.iter(name("w:p")))


def _step(tag: str) -> int:
    word = STATEMENT.match(tag)
    return {"block": 1, "endblock": -1}.get(word.group(1) if word else "", 0)


def _outside(node: etree._Element) -> FaultyNode:
    return fault_at(
        node,
        "stands outside the blocks of a template that extends another, and would not be printed",
        "put it between {%p block name %} and {%p endblock %}",
        "block",
    )


def _paragraph_faults(paragraph: etree._Element, text: str) -> Iterator[FaultyNode]:
    rest = TAG.sub("", text)
    tags = TAG.findall(text)
    block = [tag for tag in tags if PARAGRAPH_TAG.match(tag) or ROW_TAG.match(tag)]
    braces = _brace_fault(rest)
    others = (_kind_fault(tags), _beside_fault(paragraph, rest, tags, block), _link_fault(paragraph))
    for fault in (braces,) if braces else others:  # with a brace too few, what is a tag is a guess
        if fault is not None:
            yield FaultyNode(paragraph, fault)


def _fault(message: str, remedy: str) -> Fault:
    return Fault(message, remedy, "tag")


def _brace_fault(rest: str) -> Fault | None:
    if re.search(r"\{\{|\{%|\{#|\}\}|%\}|#\}", rest):
        return _fault(
            "has a tag that is opened but not closed, or closed but not opened",
            "write {{ name }} or {% if name %} whole, in one paragraph",
        )
    if "{" in rest or "}" in rest:
        return _fault("has a single brace, which could be taken for part of a tag", "write ( and ) instead")
    return None


def _kind_fault(tags: list[str]) -> Fault | None:
    if any(REFUSED_TAG.search(tag) for tag in tags):
        return _fault(
            "has a kind of tag that specgen does not take",
            "use {{ name }}, {% if %}, {%p if %} and {%tr for %} only",
        )
    return None


def _beside_fault(paragraph: etree._Element, rest: str, tags: list[str], block: list[str]) -> Fault | None:
    if len(block) > 1:
        return _fault("has two paragraph or row tags", "give each tag a paragraph of its own")
    if block and (rest.strip() or len(tags) > 1):
        return _fault(
            "has text beside a paragraph or row tag, and the text would be lost",
            "give the tag a paragraph of its own",
        )
    if block and beyond_text(paragraph):
        return _fault(
            "has a picture, a break or a field beside a paragraph or row tag, and it would be lost",
            "give the tag a paragraph of its own",
        )
    if block and ROW_TAG.match(block[0]) and next(paragraph.iterancestors(name("w:tr")), None) is None:
        return _fault("has a row tag outside a table", "use {%p ... %} between paragraphs")
    return None


def _link_fault(paragraph: etree._Element) -> Fault | None:
    """A tag whose pieces stand in different links: taking the pieces together would tear the link."""
    at, spans = 0, []
    for node in paragraph.iter(name("w:t")):
        run = node.getparent()
        if run is not None and next(node.iterancestors(name("w:p")), None) is paragraph:
            spans.append((at, at + len(node.text or ""), run.getparent()))
            at = spans[-1][1]
    for tag in TAG.finditer(paragraph_text(paragraph)):
        holders = [holder for start, end, holder in spans if start < tag.end() and end > tag.start()]
        if any(holder is not holders[0] for holder in holders):
            message = "has a tag that begins in a link or a content control and ends outside"
            return _fault(message, "write the tag again, whole")
    return None


def _row_faults(body: etree._Element) -> Iterator[FaultyNode]:
    """A row with a row tag goes, and with it all else that stands in it."""
    for row in body.iter(name("w:tr")):
        paragraphs = [(one, paragraph_text(one)) for one in row.iter(name("w:p"))]
        tagged = [one for one, text in paragraphs if ROW_TAG.search(text)]
        if not tagged or next(tagged[0].iterancestors(name("w:tr"))) is not row:
            continue
        for merged in row.iter(name("w:vMerge")):
            if merged.get(name("w:val")) == "restart":
                yield fault_at(
                    merged,
                    "has a merged cell that begins in a row with a row tag, and the row goes",
                    "let the cell begin in the row below: Layout, Split Cells",
                    "tag",
                )
        others = [(one, text) for one, text in paragraphs if one is not tagged[0]]
        for one, text in others:
            if text.strip() or beyond_text(one):
                yield fault_at(
                    one,
                    "has text in a row with a row tag, and the text would be lost",
                    "give the row tag a row of its own",
                    "tag",
                )


def _hidden(body: etree._Element) -> Iterator[FaultyNode]:
    for node in body.iter(etree.Element):
        if any(has_tag(str(value)) for value in node.attrib.values()):
            message = "has a tag in a hidden place (alternative text, an address or a name)"
        elif node.tag == name("w:instrText") and has_tag(node.text or ""):
            message = "has a tag in the instruction of a field"
        elif node.tag not in (name("w:t"), name("w:delText")) and has_tag(node.text or ""):
            message = "has a tag in an equation or a drawing"
        else:
            continue
        yield fault_at(node, message, "write tags only in the text of the document", "tag")


def has_tag(text: str) -> bool:
    """True for a text with a tag in it, also one whose signs are written as an address writes them: %7B%7B."""
    return any(mark in form for form in (text, unquote(text)) for mark in ("{{", "{%", "{#"))
