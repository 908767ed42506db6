"""The body of one Word template in, the same body cleaned and every fault in its tags out.

What Word leaves behind (revision ids, spelling marks) goes; what docxtpl would take without a word (a tag that is not
closed, text beside a paragraph tag, text outside the blocks of a child) is said, with the paragraph it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.carry import Fault
from specgen.word.names import name

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
PARAGRAPH_TAG: Final = re.compile(r"\{[%{]\s*p\s|\{%p\s|\{\{p\s|\{#p\s")
ROW_TAG: Final = re.compile(r"\{%tr\s|\{#tr\s")
REFUSED_TAG: Final = re.compile(r"\{\{r\s|\{%r\s|\{\{tr\s|\{%tc\s|\{%-|-%\}|\{%\s*(?:vm|hm|colspan|cellbg)\b")
STATEMENT: Final = re.compile(r"\{%\s*(?:p|tr)?\s*(\w+)")
DROPPED: Final = ("w:proofErr", "w:lastRenderedPageBreak", "w:permStart", "w:permEnd", "w:commentRangeStart",
                  "w:commentRangeEnd", "w:bookmarkStart", "w:bookmarkEnd")  # fmt: skip
DROPPED_ATTRIBUTES: Final = re.compile(r"\}(rsid\w*|paraId|textId)$")


def clean(body: etree._Element) -> None:
    """Take out of a body what Word wrote for itself and what would stand twice when a paragraph is repeated."""
    for short in DROPPED:
        for node in list(body.iter(name(short))):
            node.getparent().remove(node)  # type: ignore[union-attr]
    for node in body.iter(etree.Element):
        for attribute in [key for key in node.attrib if DROPPED_ATTRIBUTES.search(str(key))]:
            del node.attrib[attribute]


def tag_faults(body: etree._Element) -> Iterator[Fault]:
    """Yield what is wrong with the tags of a body, paragraph by paragraph."""
    for paragraph in body.iter(name("w:p")):
        text = paragraph_text(paragraph)
        if "{" in text or "}" in text:
            yield from _paragraph_faults(paragraph, text)
    for node in body.iter(etree.Element):
        if any("{{" in str(value) or "{%" in str(value) for value in node.attrib.values()):
            yield Fault(
                node,
                "has a tag in a hidden place (alternative text, an address or a name)",
                "write tags only in the text of the document",
                "tag",
            )


def _paragraph_faults(paragraph: etree._Element, text: str) -> Iterator[Fault]:
    rest = TAG.sub("", text)
    if re.search(r"\{\{|\{%|\{#|\}\}|%\}|#\}", rest):
        yield Fault(
            paragraph,
            "has a tag that is opened but not closed, or closed but not opened",
            "write {{ name }} or {% if name %} whole, in one paragraph",
            "tag",
        )
        return
    tags = TAG.findall(text)
    block = [tag for tag in tags if PARAGRAPH_TAG.match(tag) or ROW_TAG.match(tag)]
    if any(REFUSED_TAG.search(tag) for tag in tags):
        yield Fault(
            paragraph,
            "has a kind of tag that specgen does not take",
            "use {{ name }}, {% if %}, {%p if %} and {%tr for %} only",
            "tag",
        )
    elif len(block) > 1:
        yield Fault(paragraph, "has two paragraph or row tags", "give each tag a paragraph of its own", "tag")
    elif block and (rest.strip() or len(tags) > 1):
        yield Fault(
            paragraph,
            "has text beside a paragraph or row tag, and the text would be lost",
            "give the tag a paragraph of its own",
            "tag",
        )
    elif block and ROW_TAG.match(block[0]) and next(paragraph.iterancestors(name("w:tr")), None) is None:
        yield Fault(paragraph, "has a row tag outside a table", "use {%p ... %} between paragraphs", "tag")


def lost_text(body: etree._Element) -> Iterator[Fault]:
    """Yield the paragraphs of a child template (one that extends another) that stand outside its blocks."""
    depth = 0
    for child in body:
        for paragraph in child.iter(name("w:p")):
            text = paragraph_text(paragraph)
            for tag in TAG.findall(text):
                word = STATEMENT.match(tag)
                depth += {"block": 1, "endblock": -1}.get(word.group(1) if word else "", 0)
            if depth == 0 and TAG.sub("", text).strip():
                yield Fault(
                    paragraph,
                    "stands outside the blocks of a template that extends another, and would not be printed",
                    "put it between {%p block name %} and {%p endblock %}",
                    "block",
                )


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of one paragraph, without that of paragraphs inside it (text boxes)."""
    return "".join(
        node.text or ""
        for node in paragraph.iter(name("w:t"))
        if next(node.iterancestors(name("w:p")), None) is paragraph
    )


def place_of(node: etree._Element | None, body: etree._Element) -> tuple[int, str]:
    """Return the number of the paragraph a node stands in (from 1) and the start of its text."""
    if node is None:
        return 0, ""
    paragraphs = list(body.iter(name("w:p")))
    inside = node if node.tag == name("w:p") else next(node.iterancestors(name("w:p")), None)
    around: etree._Element | None = node
    while inside is None and around is not None:  # a table's own properties: the first paragraph of the table
        inside = next(around.iter(name("w:p")), None)
        around = around.getparent()
    if inside is None:
        return 0, ""
    return paragraphs.index(inside) + 1, shortened(paragraph_text(inside))


def shortened(text: str, length: int = 60) -> str:
    """Return the start of a text, cut at `length` characters, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
