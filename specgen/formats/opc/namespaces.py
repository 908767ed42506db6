"""Name the XML namespaces of a Word file and of specgen's own marks (ECMA-376 part 1)."""

from __future__ import annotations

from functools import cache
from typing import Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
XML: Final = "http://www.w3.org/XML/1998/namespace"
MARK: Final = "urn:specgen:mark"  # elements that stand in a rendered part until document.py has replaced them

# The prefixes that every part's text is written with, so that text of several Word files can be joined.
PREFIXES: Final[dict[str, str]] = {
    "w": WORD,
    "r": RELATIONSHIP,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "sg": MARK,
}
IGNORABLE: Final = "w14 w15 wp14"  # what an older Word may pass over (ECMA-376 part 3, mc:Ignorable)


@cache
def name(short: str) -> str:
    """Return the full name of `w:p` in lxml's form."""
    prefix, _, local = short.partition(":")
    return f"{{{XML if prefix == 'xml' else PREFIXES[prefix]}}}{local}"
