"""Read the body, a header or a footer of a Word file as blocks: paragraphs, tables, rows and cells with their keys.

The contents list is no block: Word fills it. A block list can be written down without its XML, and is kept in each
draft as what a later draft is compared with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from lxml import etree

from specgen.document.record.block_keys import BOOKMARK
from specgen.document.record.provenance import pack_text, unpack_text
from specgen.document.run_pieces import (
    BETWEEN,
    BREAK,
    CODE,
    FIELD_MARK,
    RUN,
    RUN_PROPERTIES,
    T,
    pieces_of,
    plain,
    texts_of,
)
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, Parts, parse_part, read_relationships
from specgen.formats.word.blocks import TBL, TC, TR, P, blocks_in, has_deleted_end, headers_and_footers, next_paragraph

BODY: Final = "body"
START, NAME = name("w:bookmarkStart"), name("w:name")
FIELD_KIND: Final = name("w:fldCharType")
KINDS: Final = {"p": "paragraph", "t": "table", "r": "row", "c": "cell"}
CODES: Final = {kind: code for code, kind in KINDS.items()}


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, table, row or cell; `element` is None for one that was written down.

    Paragraphs that will be one when a tracked change is accepted are one block: `element` is the first of them, and the
    others are in `joined`.
    """

    kind: str
    keys: tuple[str, ...] = ()  # of the bookmarks that begin in it; a merged paragraph has those of both
    text: str = ""  # of a paragraph, its tracked changes accepted, with the signs of run_pieces
    rejected: str = ""  # the same with its tracked changes rejected
    blocks: tuple[Block, ...] = ()
    element: etree._Element | None = None
    joined: tuple[etree._Element, ...] = ()

    @property
    def key(self) -> str:
        return self.keys[0] if self.keys else ""

    @property
    def elements(self) -> tuple[etree._Element, ...]:
        return () if self.element is None else (self.element, *self.joined)

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
    return () if body is None else tuple(_joined(_blocks(body, _contents_list(body))))


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
            yield _table(node) if node.tag == TBL else read_paragraph(node)
        elif node is last:
            is_in_contents = False


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield paragraphs whose end is deleted together with the one that they run on into. One without words runs on into
    none: it goes.
    """
    waiting, gone = list[Block](), list[Block]()
    for block in blocks:
        runs_on = _runs_on(block)
        if block.kind == "paragraph" and waiting and runs_on and not block.text:
            gone.append(block)
            continue
        if block.kind == "paragraph" and runs_on and block.text:
            waiting.append(block)
            continue
        if waiting and block.kind == "paragraph":
            yield _one_block([*waiting, block])
        else:
            yield from (*waiting, block)
        yield from gone
        waiting, gone = [], []
    yield from (*waiting, *gone)


def _runs_on(block: Block) -> bool:
    element = block.element
    return element is not None and has_deleted_end(element) and next_paragraph(element) is not None


def _one_block(blocks: Sequence[Block]) -> Block:
    accepted = BREAK.join(one.text for one in blocks if one.text)
    rejected = BREAK.join(one.rejected for one in blocks if one.rejected)
    keys = tuple(key for one in blocks for key in one.keys)
    elements = [element for one in blocks for element in one.elements]
    return Block("paragraph", keys, accepted, rejected, (), elements[0], tuple(elements[1:]))


def read_paragraph(node: etree._Element) -> Block:
    """Return a paragraph by itself."""
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
        cells = tuple(Block("cell", (), "", "", tuple(_joined(_blocks(cell))), cell) for cell in blocks_in(row, TC))
        first = next(row.iter(P), None)
        rows.append(Block("row", () if first is None else _keys(first), "", "", cells, row))
    return Block("table", (), "", "", tuple(rows), node)


def key_in(node: etree._Element) -> str:
    """Return the first key in a paragraph, row or table."""
    return next(iter(_keys(node)), "")


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
