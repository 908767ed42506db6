"""Write a file in the strict form of the standard (Word: Save As, Strict Open XML Document) in the usual form.

The two differ in the addresses of their namespaces; what differs in values is put right with all others.
"""

from __future__ import annotations

import re
from typing import Final

from specgen.formats.opc.package import Parts

STRICT: Final = b"http://purl.oclc.org/ooxml/"
PERCENT: Final = re.compile(rb'(?<=\s)([A-Za-z]+)="(-?\d+(?:\.\d+)?)%"')  # of drawings, whose attributes have no prefix
WORDS: Final = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/extendedProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    b"officeDocument/docPropsVTypes": b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"officeDocument/bibliography": b"http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    b"officeDocument/customXml": b"http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    b"officeDocument/sharedTypes": b"http://schemas.openxmlformats.org/officeDocument/2006/sharedTypes",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
    b"drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
}  # fmt: skip


def usual_form(parts: Parts) -> dict[str, bytes]:
    """Return the parts of a file in the usual form; a file that is in it already, as it is."""
    changed = dict(parts)
    for part, data in parts.items():
        if part.endswith((".xml", ".rels")) and STRICT in data:
            for strict, usual in WORDS.items():
                data = data.replace(STRICT + strict, usual)
            changed[part] = PERCENT.sub(lambda given: b'%s="%d"' % (given[1], round(float(given[2]) * 1000)), data)
    return changed
