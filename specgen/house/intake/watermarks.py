"""Keep the watermarks of a letterhead, and let the one that says DRAFT stand only on drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.fields import text_run
from specgen.house.notes import note, warning
from specgen.problems import Problem

DRAFTS: Final = ("draft", "drafft")
NAMED: Final = "watermark"
BEFORE, AFTER = '{% if document.status != "final" %}', "{% endif %}"
DELETE: Final = "in Word: Design, Watermark, Remove Watermark, if it was the sample's"


def adapt_watermarks(header: etree._Element) -> Iterator[Problem]:
    """Change a header; say what became of each watermark in it."""
    for run in list(header.iter(name("w:r"))):
        words = _watermark(run)
        if words is None:
            continue
        if any(draft in words.casefold().split() for draft in DRAFTS):
            run.addprevious(text_run(BEFORE))
            run.addnext(text_run(AFTER))
            yield note(f'its watermark "{words}" stands behind the pages while the document is a draft')
        elif words:
            yield warning(f'kept its watermark "{words}", which stands behind every page', DELETE)
        else:
            yield note("kept the picture that stands behind its pages (a watermark)")


def _watermark(run: etree._Element) -> str | None:
    """Return the words of a watermark, "" for a picture, None for anything else."""
    for path in run.iter(name("v:textpath")):
        if path.get("string", "").strip():
            return " ".join(path.get("string", "").split())
    for about in run.iter(name("wp:docPr"), name("v:shape")):
        if NAMED in f"{about.get('name', '')} {about.get('id', '')}".casefold():
            return " ".join("".join(node.text or "" for node in run.iter(name("w:t"))).split())
    return None
