"""Write any Word file as plain text, tracked changes accepted, so that two files can be compared line by line.

A line is `style: number  text`, so that a changed style shows in a comparison of two texts as well as a changed word.
The styles of a table's cells stand in brackets above the first row that has them. Headers, footers and notes follow at
the end, each once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    DOCUMENT_PART,
    Relationship,
    parse_part,
    read_package,
    read_relationships,
    related_root,
)
from specgen.formats.word.blocks import (
    SIGNS,
    TBL,
    TC,
    TR,
    UNSEEN,
    P,
    blocks_in,
    has_deleted_end,
    headers_and_footers,
    is_deleted_row,
    sign_text,
)
from specgen.formats.word.numbering import Number, Numbering
from specgen.formats.word.paragraph_contents import paragraph_contents
from specgen.formats.word.styles import style_names

NOTES: Final = ("footnotes", "endnotes")
NEXT_PARAGRAPH: Final = " ¶ "  # inside a cell
NEXT_LINE: Final = " ⏎ "
SHOWN_ON: Final = {"default": "", "first": ", first page", "even": ", even pages"}


def word_text(data: bytes) -> str:
    """Return the text of a Word file, a line for each paragraph and table row. Raises NotAWordFile."""
    parts = read_package(data)
    styles = related_root(parts, "styles")
    names = {} if styles is None else style_names(styles)
    formats = _Styles({"": "Normal"} | names, Numbering(styles, related_root(parts, "numbering")))
    document = parse_part(parts[DOCUMENT_PART])
    body = document.find(name("w:body"))
    lines = [] if body is None else list(_lines(body, formats))
    for title, part in _headers_and_footers(document, read_relationships(parts, DOCUMENT_PART)):
        if part in parts:
            lines += ["", f"--- {title}", *_lines(parse_part(parts[part]), formats)]
    for kind in NOTES:
        lines += _notes(related_root(parts, kind), formats)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


@dataclass(frozen=True)
class _Styles:
    """What gives paragraphs their look: the names of the styles by id, and the lists."""

    styles: Mapping[str, str]
    numbering: Numbering

    def style(self, node: etree._Element, properties: str, style: str) -> str:
        reference = node.find(f"{name(properties)}/{name(style)}")
        key = "" if reference is None else reference.get(name("w:val"), "")
        return self.styles.get(key, key) if key or properties == "w:pPr" else ""


@dataclass
class _Reader:
    """Reads the paragraphs of one story in their order: a field may begin in one and end in another."""

    formats: _Styles
    numbers: Mapping[etree._Element, Number]
    in_code: list[bool] = field(default_factory=list)  # one for each open field: still before its result?

    def line(self, paragraph: etree._Element, before: str = "") -> str:
        """Return number and text; `before` is what a deleted paragraph mark has joined to it."""
        text = before + self.text(paragraph)
        number = self.numbers.get(paragraph)
        if number is not None:
            return f"{number.label}  {text}"
        return f"• {text}" if self.formats.numbering.has_bullet(paragraph) else text

    def text(self, node: etree._Element) -> str:
        """Return the text of a paragraph or of anything in it."""
        if node.tag == name("w:fldChar"):
            self._field(node.get(name("w:fldCharType"), ""))
            return ""
        if node.tag in UNSEEN or node.tag == name("w:instrText") or _is_hidden(node):
            return ""
        if any(self.in_code) and node.tag in (name("w:t"), *SIGNS):
            return ""
        if node.tag in (name("w:t"), name("m:t")):
            return node.text or ""
        if node.tag == name("w:txbxContent"):
            return f"[{NEXT_PARAGRAPH.join(map(self.line, blocks_in(node, P)))}]"
        sign = _sign(node)
        return sign if sign is not None else "".join(map(self.text, node))

    def _field(self, mark: str) -> None:
        if mark == "begin":
            self.in_code.append(True)
        elif mark == "separate" and self.in_code:
            self.in_code[-1] = False
        elif mark == "end" and self.in_code:
            self.in_code.pop()


def _sign(node: etree._Element) -> str | None:
    """Return what a sign, picture or note mark is read as; None for anything that only holds text."""
    if node.tag in SIGNS:
        return sign_text(node)
    if node.tag == name("w:sym"):
        return chr(int(node.get(name("w:char"), "FFFD"), 16))
    if node.tag in (name("w:footnoteReference"), name("w:endnoteReference")):
        return f"[note {node.get(name('w:id'))}]"
    if node.tag == name("wp:docPr") and node.get("descr"):
        return f"[picture: {node.get('descr')}]"
    return None


def _is_hidden(node: etree._Element) -> bool:
    hidden = node.find(f"{name('w:rPr')}/{name('w:vanish')}") if node.tag == name("w:r") else None
    return hidden is not None and hidden.get(name("w:val"), "1") in ("1", "true", "on")


def _lines(story: etree._Element, formats: _Styles) -> Iterator[str]:
    """Yield the lines of a body, header, footer or note."""
    reader = _Reader(formats, formats.numbering.numbers_in(paragraph_contents(story)))
    joined = ""
    for block in blocks_in(story, P, TBL):
        if block.tag == name("w:tbl"):
            yield from _table(block, reader)
        elif has_deleted_end(block):
            joined += reader.text(block)
        else:
            style = formats.style(block, "w:pPr", "w:pStyle")
            if "heading" in style.casefold():
                yield ""
            yield f"{style}: " + reader.line(block, joined).replace("\n", "\n    ")
            joined = ""


def _table(table: etree._Element, reader: _Reader) -> Iterator[str]:
    description = table.find(f"{name('w:tblPr')}/{name('w:tblDescription')}")
    words = "" if description is None else f" [{description.get(name('w:val'), '')}]"
    yield f"table: {reader.formats.style(table, 'w:tblPr', 'w:tblStyle')}{words}"
    styles_above: list[str] = []
    for row in blocks_in(table, TR):
        if is_deleted_row(row):
            continue
        cells = list(blocks_in(row, TC))
        styles = [_cell_style(cell, reader.formats) for cell in cells]
        if styles != styles_above:
            yield f"({', '.join(styles)})"
            styles_above = styles
        yield f"| {' | '.join(_cell(cell, reader) for cell in cells)} |"


def _cell_style(cell: etree._Element, formats: _Styles) -> str:
    return " + ".join(dict.fromkeys(formats.style(paragraph, "w:pPr", "w:pStyle") for paragraph in blocks_in(cell, P)))


def _cell(cell: etree._Element, reader: _Reader) -> str:
    blocks = (
        reader.line(block)
        if block.tag == name("w:p")
        else NEXT_PARAGRAPH.join(line for line in _table(block, reader) if line.startswith("|"))
        for block in blocks_in(cell, P, TBL)
    )
    return NEXT_PARAGRAPH.join(filter(None, blocks)).replace("\n", NEXT_LINE)


def _headers_and_footers(document: etree._Element, links: Mapping[str, Relationship]) -> Iterator[tuple[str, str]]:
    """Yield title and part of each header and footer that some page shows, in the order of the sections."""
    targets = set[str]()
    for story in headers_and_footers(document, links):
        if story.is_shown and story.part not in targets:
            targets.add(story.part)
            yield story.kind + SHOWN_ON.get(story.pages, ""), story.part


def _notes(notes: etree._Element | None, formats: _Styles) -> Iterator[str]:
    for note in () if notes is None else notes:
        if note.get(name("w:type")) is None:
            yield from ("", f"--- note {note.get(name('w:id'))}", *_lines(note, formats))
