"""The last section of a house in, the room that text has on its pages out, and whether they are A4."""

from __future__ import annotations

from typing import Final

from lxml import etree

from specgen.templates.fit_tables import A4, Page, page_of

ABOUT: Final = 60  # twips: Google Docs rounds

__all__ = ["A4", "is_a4", "page_of", "text_width"]


def is_a4(page: Page) -> bool:
    sides = sorted((page.width, page.height))
    return all(abs(one - other) <= ABOUT for one, other in zip(sides, A4, strict=True))


def text_width(section: etree._Element | None) -> int:
    """Return the width of the text on a section's pages in twips."""
    return page_of(section).text
