"""Read the body, a header or a footer of a Word file as blocks: paragraphs, tables, rows and cells with their keys.

The contents list is no block: Word fills it. A block list can be written down without its XML, and is kept in each
draft as what a later draft is compared with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from lxml import etree

from specgen.document.record.block_keys import BOOKMARK
from specgen.document.record.provenance import pack_text, unpack_text
from specgen.document.run_pieces import BETWEEN, CODE, FIELD_MARK, RUN, RUN_PROPERTIES, T, pieces_of, plain, texts_of
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, Parts, parse_part, read_relationships
from specgen.formats.word.blocks import TBL, TC, TR, P, blocks_in, headers_and_footers

BODY: Final = "body"
START, NAME = name("w:bookmarkStart"), name("w:name")
FIELD_KIND: Final = name("w:fldCharType")
KINDS: Final = {"p": "paragraph", "t": "table", "r": "row", "c": "cell"}
CODES: Final = {kind: code for code, kind in KINDS.items()}


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, table, row or cell; `element` is None for one that was written down."""

    kind: str
    keys: tuple[str, ...] = ()  # of the bookmarks that begin in it; a merged paragraph has those of both
    text: str = ""  # of a paragraph, its tracked changes accepted, with the signs of run_pieces
    rejected: str = ""  # the same with its tracked changes rejected
    blocks: tuple[Block, ...] = ()
    element: etree._Element | None = None

    @property
    def key(self) -> str:
        return self.keys[0] if self.keys else ""

    @cached_property
    def words(self) -> str:
        """All that people read in it, cells parted by a bar."""
        if self.kind == "paragraph":
            return plain(self.text)
        return (" | " if self.kind == "row" else "\n").join(block.words for block in self.blocks)


Story = tuple[Block, ...]
Stories = Mapping[str, Story]  # "body", and each header and footer by its kind and pages


def story_parts(parts: Parts, document: etree._Element) -> dict[str, str]:
    """Return the part of each header and footer, called by kind, pages and the section that it begins with."""
    found: dict[str, str] = {}
    links = read_relationships(parts, DOCUMENT_PART)
    for index, story in enumerate(headers_and_footers(document, links)):
        if story.part in parts and story.part not in found.values():
            called = f"{story.kind} {story.pages}"
            found[called if called not in found else f"{called} {index}"] = story.part
    return found


def read_stories(parts: Parts) -> dict[str, Story]:
    """Return the blocks of a Word file."""
    return {called: read_story(root) for called, (_, root) in story_roots(parts).items()}


def story_roots(parts: Parts) -> dict[str, tuple[str, etree._Element]]:
    """Return the part and the root of the body, and of each header and footer."""
    document = parse_part(parts[DOCUMENT_PART])
    others = {called: (part, parse_part(parts[part])) for called, part in story_parts(parts, document).items()}
    return {BODY: (DOCUMENT_PART, document)} | others


def read_story(root: etree._Element) -> Story:
    """Return the blocks of a document, header or footer."""
    body = root.find(name("w:body")) if root.tag == name("w:document") else root
    return () if body is None else tuple(_blocks(body, _contents_list(body)))


def _contents_list(body: etree._Element) -> tuple[etree._Element | None, etree._Element | None]:
    """Return the paragraphs in which the contents list begins and ends; nothing if there is none."""
    depth, begins, is_contents = 0, list[etree._Element](), False
    for mark in body.iter(FIELD_MARK, CODE):
        if mark.tag == CODE:
            is_contents = is_contents or (depth == 1 and (mark.text or "").split()[:1] == ["TOC"])
            continue
        kind = mark.get(FIELD_KIND)
        depth += (kind == "begin") - (kind == "end")
        if depth == 1 and kind == "begin":
            begins = [mark]
        elif depth <= 0:
            if is_contents and begins:
                return next(begins[0].iterancestors(P), None), next(mark.iterancestors(P), None)
            depth = 0
    return None, None


def _blocks(
    holder: etree._Element, contents: tuple[etree._Element | None, etree._Element | None] = (None, None)
) -> Iterator[Block]:
    first, last = contents
    is_in_contents = False
    for node in blocks_in(holder, P, TBL):
        is_in_contents = is_in_contents or node is first
        if not is_in_contents:
            yield _table(node) if node.tag == TBL else _paragraph(node)
        elif node is last:
            is_in_contents = False


def _paragraph(node: etree._Element) -> Block:
    plainly = _plain_paragraph(node)
    if plainly is not None:
        return plainly
    accepted, rejected = texts_of(pieces_of(node))
    return Block("paragraph", _keys(node), accepted, rejected, (), node)


def _plain_paragraph(node: etree._Element) -> Block | None:
    """Return a paragraph of nothing but words, as most are: a draft is read in half the time."""
    texts, keys = list[str](), list[str]()
    for child in node:
        if child.tag == RUN:
            for inner in child:
                if inner.tag == T:
                    texts.append(inner.text or "")
                elif inner.tag != RUN_PROPERTIES:
                    return None
        elif child.tag == START:
            called = child.get(NAME, "")
            if called.startswith(BOOKMARK):
                keys.append(called.removeprefix(BOOKMARK))
        elif child.tag not in BETWEEN:
            return None
    text = "".join(texts)
    return Block("paragraph", tuple(keys), text, text, (), node)


def _table(node: etree._Element) -> Block:
    rows = []
    for row in blocks_in(node, TR):
        cells = tuple(Block("cell", (), "", "", tuple(_blocks(cell)), cell) for cell in blocks_in(row, TC))
        first = next(row.iter(P), None)
        rows.append(Block("row", () if first is None else _keys(first), "", "", cells, row))
    return Block("table", (), "", "", tuple(rows), node)


def _keys(paragraph: etree._Element) -> tuple[str, ...]:
    names = (node.get(name("w:name"), "") for node in paragraph.iter(name("w:bookmarkStart")))
    return tuple(one.removeprefix(BOOKMARK) for one in names if one.startswith(BOOKMARK))


def pack_stories(stories: Stories) -> str:
    """Return the blocks as one line of letters, to be kept in a file."""
    plain_form = {called: [_plain_form(block) for block in story] for called, story in stories.items()}
    text = json.dumps(plain_form, ensure_ascii=False, separators=(",", ":"))
    return pack_text(text)


def unpack_stories(text: str) -> dict[str, Story]:
    """Return the blocks that `pack_stories` wrote. Raises ValueError if they are damaged."""
    try:
        found = json.loads(unpack_text(text))
        return {str(called): tuple(map(_from_plain_form, story)) for called, story in found.items()}
    except (AttributeError, TypeError, KeyError, RecursionError) as error:
        raise ValueError("the block list is damaged") from error


def _plain_form(block: Block) -> list[Any]:
    inner: Any = block.text if block.kind == "paragraph" else [_plain_form(one) for one in block.blocks]
    return [CODES[block.kind], block.key, inner]


def _from_plain_form(form: list[Any]) -> Block:
    code, key, inner = form
    keys = (str(key),) if key else ()
    if code == "p":
        return Block("paragraph", keys, str(inner), str(inner))
    return Block(KINDS[code], keys, "", "", tuple(map(_from_plain_form, inner)))
