"""Fill the contents list with an entry for each heading: a live field that is right when the file is opened.

Word fills a contents list only when it is asked to, and asks the reader first if a file demands it (w:updateFields).
So the entries are written here. Page numbers are left out: only a layout engine knows them, and a wrong one is worse
than none; F9 in Word adds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from specgen.document.bookmarks import wrap
from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child
from specgen.formats.word.fields import field_end, field_start, text_run
from specgen.formats.word.numbering import Number
from specgen.problems import Place, Problem, WrongInput
from specgen.templates.unsupported import beyond_text

HEADINGS: Final = {"heading 1": 1, "schedule heading": 1}  # style name -> level in the contents list
FRONT_HEADING: Final = "front heading"


def headings_of(named: Mapping[etree._Element, str]) -> list[tuple[etree._Element, int]]:
    """Return the paragraphs that a contents list names, with their level; `named` is paragraph -> style name."""
    return [(paragraph, HEADINGS[style]) for paragraph, style in named.items() if style in HEADINGS]


def instruction_for(called: Mapping[str, str]) -> str:
    """Return the field's instruction; `called` is specgen's name of a style -> the name that the house has for it."""
    names = [called.get("schedule heading", "Schedule heading")]
    names += [called["heading 1"]] if "heading 1" in called else []
    titled = ",".join(f"{one},1" for one in names)
    return f'TOC \\o "1-1" \\h \\z \\t "{titled}"'


def fill_contents(
    root: etree._Element,
    headings: list[tuple[etree._Element, int]],
    numbers: Mapping[etree._Element, Number | None],
    styles: Mapping[str, str],
    instruction: str,
    *,
    own_page: bool = False,
) -> None:
    """Replace the paragraph of `{{ contents }}` by the contents list: a TOC field with an entry for each heading.

    With `own_page` its heading begins a page: how much room a council's house leaves below it, nobody knows.
    """
    ids = {style_name: style_id for style_id, style_name in styles.items()}
    for index, mark in enumerate(list(root.iter(name("sg:contents")))):
        holder = next(mark.iterancestors(name("w:p")))
        parent = holder.getparent()
        if parent is None:
            continue
        if index:
            raise WrongInput(_misplaced("has a second contents list", "write {{ contents }} once"))
        if _words(holder) or beyond_text(holder):
            raise WrongInput(_misplaced("has text beside {{ contents }}", "give {{ contents }} a paragraph of its own"))
        entries = [
            _entry(paragraph, ids.get(f"toc {level}", ""), numbers.get(paragraph), index)
            for index, (paragraph, level) in enumerate(headings, 1)
            if _words(paragraph)
        ]
        if not entries:
            parent.remove(holder)
            continue
        if own_page:
            _begin_page(holder, styles)
        for offset, run in enumerate(field_start(instruction)):
            entries[0].insert(1 + offset, run)
        entries[-1].append(field_end())
        _release_from_next(entries[-1])
        place = parent.index(holder)
        parent[place : place + 1] = entries


def _begin_page(holder: etree._Element, styles: Mapping[str, str]) -> None:
    """Let the heading of the contents list begin a page."""
    heading = holder.getprevious()
    properties = None if heading is None else child(heading, "w:pPr")
    style = None if properties is None else child(properties, "w:pStyle")
    named = "" if style is None else styles.get(style.get(name("w:val"), ""), "")
    if properties is not None and named == FRONT_HEADING and child(properties, "w:pageBreakBefore") is None:
        properties.insert(1, etree.Element(name("w:pageBreakBefore")))


def _release_from_next(entry: etree._Element) -> None:
    """Let the last entry not keep to what follows: a page break there would part the list from its heading."""
    properties = child(entry, "w:pPr")
    if properties is not None:
        etree.SubElement(properties, name("w:keepNext")).set(name("w:val"), "0")


def _entry(heading: etree._Element, style: str, number: Number | None, index: int) -> etree._Element:
    bookmark = f"_Toc{index:08d}"
    content = [node for node in heading if node.tag != name("w:pPr")]
    if content:
        wrap(content[0], content[-1], bookmark, index)
    paragraph = etree.Element(name("w:p"))
    properties = etree.SubElement(paragraph, name("w:pPr"))
    etree.SubElement(properties, name("w:pStyle")).set(name("w:val"), style)
    link = etree.SubElement(paragraph, name("w:hyperlink"))
    link.set(name("w:anchor"), bookmark)
    link.set(name("w:history"), "1")
    if number is not None:
        link.append(text_run(number.label))
        etree.SubElement(etree.SubElement(link, name("w:r")), name("w:tab"))
    link.append(text_run(_words(heading)))
    return paragraph


def _words(heading: etree._Element) -> str:
    """Return a heading's text on one line."""
    shown = {name("w:tab"): " ", name("w:br"): " ", name("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}"}
    nodes = (node for run in heading.iter(name("w:r")) for node in run)
    return " ".join(
        "".join(shown.get(str(n.tag), (n.text or "") if n.tag == name("w:t") else "") for n in nodes).split()
    )


def _misplaced(message: str, remedy: str) -> Problem:
    return Problem(Place("templates"), message, remedy, "contents")
