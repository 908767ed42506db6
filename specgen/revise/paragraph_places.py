"""Say where in a Word file people find a paragraph or row: by the number of its clause, as it stands there now."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from specgen.compare.paragraph_ends import is_gone
from specgen.document.record.block_keys import BOOKMARK
from specgen.document.record.block_list import BODY
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import Parts, related_root
from specgen.formats.word.blocks import has_deleted_end, next_paragraph
from specgen.formats.word.numbering import Numbering
from specgen.formats.word.paragraph_contents import paragraph_contents

P, TABLE = name("w:p"), name("w:tbl")


class ClauseNumbers:
    """The places of one file, by paragraph and by the key that its bookmark carries."""

    def __init__(self, parts: Parts, roots: Mapping[str, tuple[str, etree._Element]]) -> None:
        self._by_paragraph: dict[etree._Element, str] = {}
        self._by_key: dict[str, str] = {}
        styles, numbering = related_root(parts, "styles"), related_root(parts, "numbering")
        for called, (_, root) in roots.items():
            if called == BODY:
                self._read_body(root, Numbering(styles, numbering))
            else:
                self._by_paragraph |= dict.fromkeys(root.iter(P), f"the {called.split()[0]}")
        for paragraph, place in self._by_paragraph.items():
            for mark in paragraph.iter(name("w:bookmarkStart")):
                called = mark.get(name("w:name"), "")
                if called.startswith(BOOKMARK):
                    self._by_key.setdefault(called.removeprefix(BOOKMARK), place)

    def _read_body(self, root: etree._Element, numbering: Numbering) -> None:
        numbers, last = numbering.numbers_in(paragraph_contents(root)), ""
        for paragraph in root.iter(P):
            number = numbers.get(paragraph)
            if number is not None:
                last = f"clause {number.full}"
                self._by_paragraph[paragraph] = last
            elif any(True for _ in paragraph.iterancestors(TABLE)):
                self._by_paragraph[paragraph] = f"table after {last}" if last else "table on the first pages"
            else:
                self._by_paragraph[paragraph] = f"after {last}" if last else "the first pages"
        for paragraph in reversed(list(self._by_paragraph)):
            following = next_paragraph(paragraph) if has_deleted_end(paragraph) and not is_gone(paragraph) else None
            if following is not None:
                self._by_paragraph[paragraph] = self._by_paragraph[following]

    def of_key(self, key: str) -> str:
        return self._by_key.get(key, "")

    def of_block(self, element: etree._Element | None) -> str:
        """Return the place of a paragraph, row or table of the roots that were given."""
        paragraph = None if element is None else next(element.iter(P), None)
        return "" if paragraph is None else self._by_paragraph.get(paragraph, "")
