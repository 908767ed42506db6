"""Read what a house document prints around the sections of a model: cover, headers and footers.

It is read as it will be printed: what specgen takes out of a house, such as the letter that a letterhead was saved
with, is out already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from specgen.certify.expanded_templates import with_conditions
from specgen.compare.lines import Line, Piece, normal, tag_text
from specgen.formats.opc.package import DOCUMENT_PART, read_relationships
from specgen.formats.word.clean import TAG
from specgen.system.resources import HOUSE
from specgen.templates.compiled import CompiledTemplates

COVER: Final = "cover"
OTHER: Final = "header or footer, not in use"
ALL: Final = "all pages"
PAGES: Final = {"cover": COVER, "first": "first page", "default": ALL, "even": "even pages"}
PLACES: Final = (COVER, *(f"{what}, {pages}" for what in ("header", "footer") for pages in PAGES.values()), OTHER)
REFERENCE: Final = re.compile(r"<w:(header|footer)Reference\s([^>]*)>")
GIVEN: Final = re.compile(r'\w+:(type|id)="([^"]*)"')
BLOCKS: Final = ("block", "endblock", "extends")
EDGES: Final = re.compile(r"<w:p(?=[ >])[^>]*>|</w:p>")
RESULT: Final = re.compile(r'<w:fldChar [^>]*"separate"[^>]*/>.*?(?=<w:fldChar [^>]*"end")', re.DOTALL)
CODE: Final = re.compile(r"<w:instrText[^>]*>([^<]*)</w:instrText>")
GAP: Final = re.compile(r"<w:(?:tab|br|cr)/>")
NO_WORDS: Final = re.compile(r"<(?!w:t[ >])(\w+:\w+)[^<>]*>[^<>{]+</\1>")  # where a picture stands, how wide it is
MARKUP: Final = re.compile(r"<[^>]+>")


def house_lines(compiled: CompiledTemplates) -> dict[str, tuple[Line, ...]]:
    """Return the lines of a model's house document by where they are printed, one of PLACES; each place begins with a
    line that names it.
    """
    parts = _places(compiled)
    by_place: dict[str, list[Line]] = {}
    for template in sorted(compiled.sources):
        file, _, part = template.partition("#")
        if file.rpartition("/")[2] == HOUSE:
            lines = with_conditions(tuple(_lines(compiled.sources[template].text)))
            by_place.setdefault(parts.get(part, OTHER) if part else COVER, []).extend(lines)
    return {place: (Line("control", (Piece(f"[{place}]"),)), *lines) for place, lines in by_place.items() if lines}


def _places(compiled: CompiledTemplates) -> dict[str, str]:
    """Return each header and footer of a house -> the pages that it is printed on.

    What stands in the text of the house ends a section before its last one, as the cover may be.
    """
    links = read_relationships(compiled.parts, DOCUMENT_PART)
    last = compiled.parts[DOCUMENT_PART].decode(errors="replace")
    others = [source.text for key, source in compiled.sources.items() if key.rpartition("/")[2] == HOUSE]
    places = {}
    for text, is_last in ((last, True), *((other, False) for other in others)):
        for what, attributes in REFERENCE.findall(text):
            given = dict(GIVEN.findall(attributes))
            pages = PAGES.get(given.get("type", ""), ALL) if is_last else COVER
            if given.get("id", "") in links:
                places[links[given["id"]].target] = f"{what}, {pages}"
    return places


def _lines(text: str) -> Iterator[Line]:
    text = NO_WORDS.sub("", CODE.sub(r"<w:t>{\1}</w:t>", RESULT.sub("", text)))
    for piece in EDGES.split(GAP.sub(" ", text)):
        words = normal(unescape(TAG.sub(lambda tag: tag_text(tag.group()), MARKUP.sub("", piece))))
        tags = TAG.findall(words)
        if words.startswith("{%") and " ".join(tags) == words:  # what stood in paragraphs of its own
            yield from (line for line in (Line("control", (Piece(tag),)) for tag in tags) if line.word not in BLOCKS)
        elif words:
            yield Line("paragraph", (Piece(words),))
