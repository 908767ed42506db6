"""Read the pieces of a rendered paragraph: words, open points, marks, references, and the counts of captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import SIGNS, UNSEEN, sign_text
from specgen.formats.word.elements import child
from specgen.formats.word.styles import ON

__all__ = ["POINT_KEY", "Span", "read_spans"]

POINT_KEY: Final = name("sg:point")  # the attribute of a run that stands for an open point
SEQUENCE: Final = re.compile(r"\s*SEQ\s+(\w+)")
RUN, FIELD, CODE, PICTURE = (name(short) for short in ("w:r", "w:fldChar", "w:instrText", "wp:docPr"))
WORDS: Final = frozenset((name("w:t"), name("m:t"), PICTURE, *SIGNS))
MARKS: Final = {name("sg:mark"): "mark", name("sg:ref"): "reference"}


class Span(NamedTuple):
    """A piece of a paragraph. `kind` is text, bold, italic, gap, mark, reference or sequence."""

    text: str
    kind: str = "text"
    key: str = ""
    instead: str = ""  # what a reference leads to if the open point of its key stands nowhere


def read_spans(paragraph: etree._Element, fields: list[str]) -> Iterator[Span]:
    """Yield the pieces of a paragraph, neighbours of one look as one; `fields` are those that have begun: before
    their result (code), in it (result), or in one that is not read (hidden).
    """
    spans = list[Span]()
    for span in _spans(paragraph, fields):
        if span.kind in ("text", "bold", "italic") and spans and spans[-1].kind == span.kind:
            spans[-1] = spans[-1]._replace(text=spans[-1].text + span.text)
        elif span.text or span.key:
            spans.append(span)
    _take_space_before_last_marks(spans)
    return iter(spans)


def _spans(holder: etree._Element, fields: list[str], look: str = "text", key: str = "") -> Iterator[Span]:
    for node in holder:
        tag = str(node.tag)
        if tag in UNSEEN or (tag in WORDS and _is_unread(fields)):
            continue
        if tag == RUN:
            yield from () if _is_on(node, "w:vanish") else _run(node, fields)
        elif tag in WORDS:
            yield Span(_words(node), look, key)
        elif tag in MARKS:
            yield Span("", MARKS[tag], node.get("key", ""), node.get("instead", ""))
        elif tag in (FIELD, CODE):
            yield from _of_field(node, fields)
        else:
            yield from _spans(node, fields, look, key)


def _words(node: etree._Element) -> str:
    if node.tag == PICTURE:
        return f"[picture: {node.get('descr')}]" if node.get("descr") else ""
    return sign_text(node) if node.tag in SIGNS else node.text or ""


def _of_field(node: etree._Element, fields: list[str]) -> Iterator[Span]:
    """Note where a field begins and ends; yield the count of a caption in the place of its result."""
    kind, counted = node.get(name("w:fldCharType"), ""), SEQUENCE.match(node.text or "")
    if node.tag == CODE and counted:
        fields[-1:] = ["hidden"] if fields else []
        yield Span("", "sequence", counted[1])
    elif kind == "begin":
        fields.append("code")
    elif kind == "separate" and fields[-1:] == ["code"]:
        fields[-1] = "result"
    elif kind == "end" and fields:
        fields.pop()


def _run(run: etree._Element, fields: list[str]) -> Iterator[Span]:
    key = run.get(POINT_KEY, "")
    look = "gap" if key else "bold" if _is_on(run, "w:b") else "italic" if _is_on(run, "w:i") else "text"
    yield from _spans(run, fields, look, key)


def _is_on(run: etree._Element, short: str) -> bool:
    properties = child(run, "w:rPr")
    switch = None if properties is None else child(properties, short)
    return switch is not None and switch.get(name("w:val"), "1") in ON


def _is_unread(fields: list[str]) -> bool:
    return any(state != "result" for state in fields)


def _take_space_before_last_marks(spans: list[Span]) -> None:
    """Take out the space that a template writes before a mark at the end of a paragraph."""
    last = len(spans)
    while last and spans[last - 1].kind == "mark":
        last -= 1
    if 0 < last < len(spans) and spans[last - 1].kind in ("text", "bold", "italic"):
        spans[last - 1] = spans[last - 1]._replace(text=spans[last - 1].text.rstrip(" "))
