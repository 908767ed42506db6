"""Read the page size, orientation and text width of a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child

A4: Final = (11906, 16838)  # twips
USUAL_MARGIN: Final = 1440

ABOUT: Final = 60  # twips: Google Docs rounds

__all__ = ["A4", "is_a4", "page_of", "text_width"]


def is_a4(page: Page) -> bool:
    sides = sorted((page.width, page.height))
    return all(abs(side - standard) <= ABOUT for side, standard in zip(sides, A4, strict=True))


def text_width(section: etree._Element | None) -> int:
    """Return the width of the text on a section's pages in twips."""
    return page_of(section).text


@dataclass(frozen=True)
class Page:
    """The size of a page and what stays free at its sides, in twips."""

    width: int
    height: int
    left: int
    right: int

    @property
    def text(self) -> int:
        return self.width - self.left - self.right

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height


def page_of(section: etree._Element | None) -> Page:
    """Return the page of a section, A4 with usual margins where it says nothing."""
    size = None if section is None else child(section, "w:pgSz")
    margins = None if section is None else child(section, "w:pgMar")
    left, right = (_number(margins, side, USUAL_MARGIN) for side in ("left", "right"))
    gutter = _number(margins, "gutter", 0)
    return Page(_number(size, "w", A4[0]), _number(size, "h", A4[1]), left + gutter, right)


def _number(node: etree._Element | None, key: str, otherwise: int) -> int:
    try:
        return otherwise if node is None else round(float(node.get(name(f"w:{key}"), otherwise)))
    except (ValueError, OverflowError):
        return otherwise
