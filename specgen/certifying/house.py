"""The compiled templates of a model in, what its house document prints around them out: cover, headers and footers.

It is read as it will be printed: what specgen takes out of a house, such as the letter that a letterhead was saved
with, is out already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from specgen.certifying.effective import conditioned
from specgen.certifying.lines import Line, Piece, normal, tag_text
from specgen.template_text import TAG
from specgen.templates import HOUSE, Composition

BLOCKS: Final = ("block", "endblock", "extends")
EDGES: Final = re.compile(r"<w:p(?=[ >])[^>]*>|</w:p>")
RESULT: Final = re.compile(r'<w:fldChar [^>]*"separate"[^>]*/>.*?(?=<w:fldChar [^>]*"end")', re.DOTALL)
CODE: Final = re.compile(r"<w:instrText[^>]*>([^<]*)</w:instrText>")
GAP: Final = re.compile(r"<w:(?:tab|br|cr)/>")
NO_WORDS: Final = re.compile(r"<(?!w:t[ >])(\w+:\w+)[^<>]*>[^<>{]+</\1>")  # where a picture stands, how wide it is
MARKUP: Final = re.compile(r"<[^>]+>")


def house_lines(composition: Composition) -> tuple[Line, ...]:
    """Return the lines of a model's house document: its pages first, then headers and footers."""
    found = list[Line]()
    for template in sorted(composition.sources, key=_order):
        if template.partition("#")[0].rpartition("/")[2] == HOUSE:
            found += _lines(composition.sources[template].text)
    return tuple(conditioned(found))


def _order(template: str) -> tuple[bool, bool, str]:
    """Put pages before headers and those before footers, whatever the parts are called."""
    return "#" in template, "footer" in template, template


def _lines(text: str) -> Iterator[Line]:
    text = NO_WORDS.sub("", CODE.sub(r"<w:t>{\1}</w:t>", RESULT.sub("", text)))
    for piece in EDGES.split(GAP.sub(" ", text)):
        words = normal(unescape(TAG.sub(lambda found: tag_text(found.group()), MARKUP.sub("", piece))))
        tags = TAG.findall(words)
        if words.startswith("{%") and " ".join(tags) == words:  # what stood in paragraphs of its own
            yield from (line for line in (Line("frame", (Piece(tag),)) for tag in tags) if line.word not in BLOCKS)
        elif words:
            yield Line("clause", (Piece(words),))
