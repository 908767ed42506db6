"""Read the rendered text of a section: its paragraphs and tables, before they have their numbers.

The same steps as for a draft (`document/finish.py`), as far as they change what is read. What depends on other sections
is left open: the numbers of paragraphs and captions, and what references say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.document.bookmarks import split_runs_at_marks
from specgen.document.finish import NAMED_HEADINGS, HouseStyles, parsed_part
from specgen.document.open_points import point_words
from specgen.document.record.block_keys import KEYED
from specgen.document.repair import drop_empty_clauses, join_single_items
from specgen.formats.opc.namespaces import name
from specgen.formats.word.blocks import TBL, TC, TR, P, blocks_in
from specgen.formats.word.elements import paragraph_formats, replace_node, value
from specgen.formats.word.fields import text_run
from specgen.formats.word.paragraph_contents import ParagraphContents, paragraph_contents
from specgen.preview.sections.spans import POINT_KEY, Span, read_spans
from specgen.templates.compiled import CompiledTemplates

__all__ = ["Fragment", "FragmentLine", "FragmentTable", "read_fragment"]

SECTION: Final = name("sg:section")


@dataclass(frozen=True)
class FragmentLine:
    """A paragraph without its number."""

    style: str  # specgen's name of it, in lower case
    place: tuple[str, int] | None  # its list, and the level in it
    is_bullet: bool
    spans: tuple[Span, ...]

    @property
    def is_heading(self) -> bool:
        return self.style in NAMED_HEADINGS

    @property
    def sequence(self) -> str:
        """What a caption is counted with: Table."""
        return next((span.key for span in self.spans if span.kind == "sequence"), "")

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans if span.kind not in ("sequence", "reference"))


@dataclass(frozen=True)
class FragmentCell:
    lines: tuple[int, ...]
    columns: int


@dataclass(frozen=True)
class FragmentTable:
    heads: int
    rows: tuple[tuple[FragmentCell, ...], ...]


@dataclass(frozen=True, eq=False)
class Fragment:
    """What one text has: its lines in the order of the document, and how they stand in it."""

    lines: tuple[FragmentLine, ...]
    blocks: tuple[int | FragmentTable, ...]  # the index of a line, or a table
    counted: tuple[int, ...]  # the lines that numbers and references go by
    sections: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # those that stand before a line, by number


def read_fragment(text: str, compiled: CompiledTemplates, house: HouseStyles) -> Fragment:
    """Return what a rendered text has. Raises WrongInput if it is no Word text."""
    root = parsed_part(compiled, "w:document", f"<w:body>{KEYED.sub('', text)}</w:body>")
    body = root[0]
    split_runs_at_marks(root)
    for node in list(root.iter(name("sg:point"))):
        run = text_run(point_words(node))
        run.set(POINT_KEY, node.get("key", ""))
        replace_node(node, [run])
    wanted = {style for style, called in house.styles.items() if called in NAMED_HEADINGS} | house.numbering.styles
    join_single_items(house.numbering, drop_empty_clauses(house.numbering, paragraph_formats(root, wanted)))
    reader = _Reader(house, paragraph_contents(root))
    blocks = tuple(reader.blocks(body))
    counted = tuple(index for index, line in enumerate(reader.lines) if _counts(line))
    return Fragment(tuple(reader.lines), blocks, counted, reader.sections)


def _counts(line: FragmentLine) -> bool:
    return (
        line.place is not None
        or line.is_heading
        or any(span.kind in ("sequence", "mark", "gap") for span in line.spans)
    )


class _Reader:
    """Reads paragraphs in their order."""

    def __init__(self, house: HouseStyles, contents: ParagraphContents) -> None:
        self._house, self._contents = house, contents
        self._fields: list[str] = []  # one may begin in one paragraph and end in another
        self.lines: list[FragmentLine] = []
        self.sections: dict[int, tuple[int, ...]] = {}

    def blocks(self, holder: etree._Element) -> Iterator[int | FragmentTable]:
        for node in blocks_in(holder, P, TBL, SECTION):
            if node.tag == P:
                yield self._line(node)
            elif node.tag == TBL:
                table = self._table(node)
                if table.rows:
                    yield table
            else:
                here = len(self.lines)
                self.sections[here] = (*self.sections.get(here, ()), int(node.get("number", "0")))

    def _line(self, paragraph: etree._Element) -> int:
        numbering, contents = self._house.numbering, self._contents
        style, own = contents.styles.get(paragraph, ""), contents.lists.get(paragraph)
        place = (
            numbering.place(paragraph)
            if style in numbering.styles or own is not None or "" in numbering.styles
            else None
        )
        bullet = place is not None and numbering.has_bullet(paragraph)
        spans = tuple(read_spans(paragraph, self._fields))
        called = self._house.styles.get(style, "")
        self.lines.append(FragmentLine(called, place, bullet, spans))
        return len(self.lines) - 1

    def _table(self, table: etree._Element) -> FragmentTable:
        rows, heads = list[tuple[FragmentCell, ...]](), 0
        for row in blocks_in(table, TR):
            properties = row.find(name("w:trPr"))
            if properties is not None and properties.find(name("w:tblHeader")) is not None and heads == len(rows):
                heads += 1
            rows.append(tuple(self._cell(cell) for cell in blocks_in(row, TC)))
        return FragmentTable(heads, tuple(rows))

    def _cell(self, cell: etree._Element) -> FragmentCell:
        properties = cell.find(name("w:tcPr"))
        span = "" if properties is None else value(properties, "w:gridSpan")
        first = len(self.lines)
        for _ in self.blocks(cell):
            pass
        return FragmentCell(tuple(range(first, len(self.lines))), int(span) if span.isdigit() else 1)
