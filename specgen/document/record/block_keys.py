"""Give each clause, heading and row of a draft a stable key, and a hidden bookmark that carries it.

A key comes from the section, the place in its template and the id of the row of the answers, never from an index: so
a later draft, and a file that somebody has edited, can be laid beside this one. Word and LibreOffice keep hidden
bookmarks through editing and saving; they drop or replace everything else that could carry a key.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Final

from lxml import etree

from specgen.document.bookmarks import wrap
from specgen.formats.opc.namespaces import name
from specgen.system.lazy_pattern import lazy_pattern
from specgen.templates.clause_places import ROW, ROW_END, ROW_ID_END

BOOKMARK: Final = "_sgb_"  # before the key; Word hides what begins with a low line
KEYED: Final = lazy_pattern(rf'{ROW}([^{ROW_ID_END}]*){ROW_ID_END}|({ROW_END})|sg:at="([^"]*)"')
ATTRIBUTE: Final = "sg:key"
KEY_LENGTH: Final = 10  # digits: of a thousand keys, two are the same once in two million drafts
CLOSED: Final = (name("w:tc"), name("w:txbxContent"))  # a paragraph in these is found by its row
P, TR, PROPERTIES = name("w:p"), name("w:tr"), name("w:pPr")


class BlockKeys:
    """The keys of one draft: each stands for one paragraph or row, and says where that comes from."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}  # key -> template, place in it and rows, to be read by people
        self._seen = Counter[str]()

    def put_in(self, text: str) -> str:
        """Return a rendered part with a key for each paragraph and row, and without the signs of its loops."""
        rows: list[str] = []

        def keyed(found: re.Match[str]) -> str:
            row, end, place = found.groups()
            if end:
                del rows[-1:]
            elif place is None:
                rows.append(row)
            else:
                return f'{ATTRIBUTE}="{self._key_of("/".join((place, *rows)))}"'
            return ""

        return KEYED.sub(keyed, text)

    def _key_of(self, place: str) -> str:
        self._seen[place] += 1
        if self._seen[place] > 1:
            place = f"{place}~{self._seen[place]}"
        key = hashlib.sha256(place.encode()).hexdigest()[:KEY_LENGTH]
        self.places[key] = place
        return key


def place_bookmarks(root: etree._Element) -> list[str]:
    """Put a bookmark round each clause and heading, and into the first cell of each row; return their keys."""
    attribute, placed = name(ATTRIBUTE), list[str]()
    for node in root.iter(P, TR):
        key = node.attrib.pop(attribute, "")
        if not key:
            continue
        paragraph = node
        if node.tag == TR:
            paragraph = next(node.iter(P), node)
        elif (holder := node.getparent()) is None or holder.tag in CLOSED:
            continue
        content = [inner for inner in paragraph if inner.tag != PROPERTIES]
        if content:
            wrap(content[0], content[-1], BOOKMARK + str(key), 0)
            placed.append(str(key))
    return placed
