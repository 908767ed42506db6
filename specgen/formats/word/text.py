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
from specgen.formats.opc.package import DOCUMENT_PART, Relationship, parse_part, read_package, read_relationships
from specgen.formats.word.numbering import Number, Numbering

NEXT_PARAGRAPH: Final = " ¶ "  # inside a cell
NEXT_LINE: Final = " ⏎ "
SHOWN_ON: Final = {"default": "", "first": ", first page", "even": ", even pages"}

# What stands in a paragraph and is not what people see; of two forms of one drawing, the first is enough.
UNSEEN: Final = frozenset(
    name(short)
    for short in ("w:del", "w:moveFrom", "w:delText", "w:delInstrText", "w:instrText", "w:pPr", "w:rPr", "w:rt",
                  "w:sdtPr", "w:fldData", "mc:Fallback")
)  # fmt: skip
SIGNS: Final = {name(short): sign for short, sign in (("w:tab", "\t"), ("w:ptab", "\t"), ("w:cr", "\n"),
                ("w:noBreakHyphen", "\N{NON-BREAKING HYPHEN}"), ("w:softHyphen", ""))}  # fmt: skip
AROUND: Final = frozenset(
    name(short) for short in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")
)


def readable(data: bytes) -> str:
    """Return the text of a Word file, a line for each paragraph and table row. Raises NotAWordFile."""
    parts = read_package(data)
    related = read_relationships(parts, DOCUMENT_PART)
    by_kind = {
        one.short_kind: parse_part(parts[one.target])
        for one in related.values()
        if one.short_kind in ("styles", "numbering", "footnotes", "endnotes") and one.target in parts
    }
    styles = by_kind.get("styles", etree.Element(name("w:styles")))
    look = _Look(_style_names(styles), Numbering(styles, by_kind.get("numbering")))
    document = parse_part(parts[DOCUMENT_PART])
    body = document.find(name("w:body"))
    lines = [] if body is None else list(_lines(body, look))
    for title, part in _margins(document, related):
        if part in parts:
            lines += ["", f"--- {title}", *_lines(parse_part(parts[part]), look)]
    for kind in ("footnotes", "endnotes"):
        if kind in by_kind:
            lines += _notes(by_kind[kind], look)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


@dataclass(frozen=True)
class _Look:
    """What gives paragraphs their look: the names of the styles by id, and the lists."""

    styles: Mapping[str, str]
    numbering: Numbering

    def style(self, node: etree._Element, properties: str, style: str) -> str:
        found = node.find(f"{name(properties)}/{name(style)}")
        key = "" if found is None else found.get(name("w:val"), "")
        return self.styles.get(key, key) if key or properties == "w:pPr" else ""


@dataclass
class _Reader:
    """Reads the paragraphs of one story in their order: a field may begin in one and end in another."""

    look: _Look
    numbers: Mapping[etree._Element, Number | None]
    in_code: list[bool] = field(default_factory=list)  # one for each open field: still before its result?

    def line(self, paragraph: etree._Element, before: str = "") -> str:
        """Return number and text; `before` is what a deleted paragraph mark has joined to it."""
        text = before + self.text(paragraph)
        number = self.numbers.get(paragraph)
        if number is not None:
            return f"{number.shown}  {text}"
        return f"• {text}" if self.look.numbering.has_bullet(paragraph) else text

    def text(self, node: etree._Element) -> str:
        """Return the text of a paragraph or of anything in it."""
        if node.tag == name("w:fldChar"):
            self._field(node.get(name("w:fldCharType"), ""))
            return ""
        if node.tag in UNSEEN or _is_hidden(node):
            return ""
        if any(self.in_code) and node.tag in (name("w:t"), *SIGNS):
            return ""
        if node.tag in (name("w:t"), name("m:t")):
            return node.text or ""
        if node.tag == name("w:txbxContent"):
            return f"[{NEXT_PARAGRAPH.join(map(self.line, _inside(node, 'w:p')))}]"
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
        return SIGNS[str(node.tag)]
    if node.tag == name("w:br"):
        return "\n" if node.get(name("w:type"), "textWrapping") == "textWrapping" else ""
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


def _lines(story: etree._Element, look: _Look) -> Iterator[str]:
    """Yield the lines of a body, header, footer or note."""
    counted = (paragraph for paragraph in story.iter(name("w:p")) if not _is_deleted(paragraph))
    reader = _Reader(look, dict(look.numbering.numbers(counted)))
    joined = ""
    for block in _inside(story, "w:p", "w:tbl"):
        if block.tag == name("w:tbl"):
            yield from _table(block, reader)
        elif _has_deleted_mark(block):
            joined += reader.text(block)
        else:
            style = look.style(block, "w:pPr", "w:pStyle")
            if "heading" in style.casefold():
                yield ""
            yield f"{style}: " + reader.line(block, joined).replace("\n", "\n    ")
            joined = ""


def _table(table: etree._Element, reader: _Reader) -> Iterator[str]:
    heard = table.find(f"{name('w:tblPr')}/{name('w:tblDescription')}")
    words = "" if heard is None else f" [{heard.get(name('w:val'), '')}]"
    yield f"table: {reader.look.style(table, 'w:tblPr', 'w:tblStyle')}{words}"
    looks: list[str] = []
    for row in _inside(table, "w:tr"):
        if _is_deleted_row(row):
            continue
        cells = list(_inside(row, "w:tc"))
        styles = [_cell_style(cell, reader.look) for cell in cells]
        if styles != looks:
            yield f"({', '.join(styles)})"
            looks = styles
        yield f"| {' | '.join(_cell(cell, reader) for cell in cells)} |"


def _cell_style(cell: etree._Element, look: _Look) -> str:
    return " + ".join(dict.fromkeys(look.style(one, "w:pPr", "w:pStyle") for one in _inside(cell, "w:p")))


def _cell(cell: etree._Element, reader: _Reader) -> str:
    blocks = (
        reader.line(block)
        if block.tag == name("w:p")
        else NEXT_PARAGRAPH.join(line for line in _table(block, reader) if line.startswith("|"))
        for block in _inside(cell, "w:p", "w:tbl")
    )
    return NEXT_PARAGRAPH.join(filter(None, blocks)).replace("\n", NEXT_LINE)


def _inside(node: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the paragraphs, rows or cells of something, also those that stand in a content control."""
    wanted = {name(tag) for tag in tags}
    for child in node:
        if child.tag in wanted:
            yield child
        elif child.tag in AROUND:
            yield from _inside(child, *tags)


def _is_deleted(paragraph: etree._Element) -> bool:
    row = next(paragraph.iterancestors(name("w:tr")), None)
    return _has_deleted_mark(paragraph) or (row is not None and _is_deleted_row(row))


def _has_deleted_mark(paragraph: etree._Element) -> bool:
    """True if the end of the paragraph is deleted, so that it runs on into the next one."""
    mark = paragraph.find(f"{name('w:pPr')}/{name('w:rPr')}")
    return mark is not None and any(mark.find(name(short)) is not None for short in ("w:del", "w:moveFrom"))


def _is_deleted_row(row: etree._Element) -> bool:
    return row.find(f"{name('w:trPr')}/{name('w:del')}") is not None


def _margins(document: etree._Element, related: Mapping[str, Relationship]) -> Iterator[tuple[str, str]]:
    """Yield title and part of each header and footer that some page shows, in the order of the sections."""
    seen = set[str]()
    for section in document.iter(name("w:sectPr")):
        for node in section.iter(name("w:headerReference"), name("w:footerReference")):
            pages = node.get(name("w:type"), "default")
            one = related.get(node.get(name("r:id"), ""))
            if one is None or one.target in seen or (pages == "first" and section.find(name("w:titlePg")) is None):
                continue
            seen.add(one.target)
            kind = "header" if node.tag == name("w:headerReference") else "footer"
            yield kind + SHOWN_ON.get(pages, ""), one.target


def _notes(notes: etree._Element, look: _Look) -> Iterator[str]:
    for note in notes:
        if note.get(name("w:type")) is None:
            yield from ("", f"--- note {note.get(name('w:id'))}", *_lines(note, look))


def _style_names(styles: etree._Element) -> dict[str, str]:
    """Return style id -> style name; the empty id stands for the default paragraph style."""
    names = {}
    for style in styles.findall(name("w:style")):
        node = style.find(name("w:name"))
        key = style.get(name("w:styleId"), "")
        names[key] = key if node is None else node.get(name("w:val"), key)
        if style.get(name("w:type")) == "paragraph" and style.get(name("w:default")) in ("1", "true", "on"):
            names[""] = names[key]
    return {"": "Normal", **names}
