"""Find the styles that a letterhead's own text uses for headings and captions, where they have names of its own.

Word's file holds Heading 1 and Caption whether anybody uses them or not. What counts is what the sample text is written
in. What is taken is written into council.yaml, where a person can change it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import style_of, value
from specgen.house.list_levels import level_of
from specgen.house.notes import note
from specgen.house.stylesheet import Stylesheet, as_number
from specgen.problems import Problem

A_CAPTION: Final = re.compile(
    r"caption|table (?:title|name|no)|figure (?:title|name|no)|pennawd tabl|beschriftung|légende"
)
NO_HEADINGS: Final = ("title", "subtitle", "toc heading", "heading 1")
NO_CLAUSES: Final = ("list ", "heading ", "toc ", "footnote", "caption")
TAKEN: Final = "council.yaml says so under styles; change it there if it should be another"
OFTEN: Final = 2  # times that a style numbers paragraphs before it is spoken of


@dataclass(frozen=True)
class OwnStyles:
    """specgen's name of a style -> that of the house, and what there is to say about it."""

    names: dict[str, str]
    problems: tuple[Problem, ...]


def own_styles(sheet: Stylesheet, numbering: etree._Element, body: etree._Element) -> OwnStyles:
    """Return the styles that the text of a body uses in place of Word's own."""
    counts = Counter(style_of(paragraph) for paragraph in body.iter(name("w:p")) if _says(paragraph))
    names: dict[str, str] = {}
    problems = [*_heading(sheet, counts, names), *_caption(sheet, body, counts, names)]
    problems += _clauses(sheet, numbering, counts, names)
    return OwnStyles(names, tuple(problems))


def _heading(sheet: Stylesheet, counts: Counter[str], names: dict[str, str]) -> Iterator[Problem]:
    if counts[sheet.id_of("heading 1")]:
        return
    for style, _ in counts.most_common():
        outline = sheet.says(style, "w:pPr", "w:outlineLvl") if style else None
        called = _name(sheet, style)
        if outline is None or outline.get(name("w:val")) != "0" or called.casefold() in NO_HEADINGS:
            continue
        names["Heading 1"] = called
        yield note(f'took its style "{called}" for Heading 1: its text uses it for headings of the first level', TAKEN)
        return


def _caption(sheet: Stylesheet, body: etree._Element, counts: Counter[str], names: dict[str, str]) -> Iterator[Problem]:
    usual = sheet.id_of("caption")
    beside = Counter(style_of(one) for one in body.iterchildren(name("w:p")) if _says(one) and _is_beside_table(one))
    others = [style for style in counts if style != usual and A_CAPTION.search(_name(sheet, style).casefold())]
    others.sort(key=lambda style: (-beside[style], -counts[style]))
    if not others:
        return
    first = _name(sheet, others[0])
    if counts[usual] == 0 and beside[others[0]]:
        names["Caption"] = first
        yield note(f'took its style "{first}" for the captions of tables: its text uses it beside tables', TAKEN)
        others = others[1:]
    for style in others:
        kept = names.get("Caption") or _name(sheet, usual) or "caption"
        yield note(
            f'its style "{_name(sheet, style)}" is not used: all captions stand in "{kept}"',
            f"to change that, write styles: {{Caption: {_name(sheet, style)}}} into council.yaml",
        )


def _clauses(
    sheet: Stylesheet, numbering: etree._Element, counts: Counter[str], names: dict[str, str]
) -> Iterator[Problem]:
    """Name the style that numbers the paragraphs of the sample text, which could number clauses too."""
    if sheet.named("Clause") is not None:
        return
    for style, count in counts.most_common():
        called, level = _name(sheet, style), level_of(sheet, numbering, style) if style else None
        if level is None or count < OFTEN or called.casefold().startswith(NO_CLAUSES) or called in names.values():
            continue
        if "%" not in value(level, "w:lvlText") or as_number(level.get(name("w:ilvl"), ""), 0) == 0:
            continue
        remedy = f"to have clauses in it, write styles: {{Clause: {called}}} into council.yaml"
        yield note(f'its style "{called}" numbers paragraphs; clauses have a style of their own, Clause', remedy)
        return


def _is_beside_table(paragraph: etree._Element) -> bool:
    return any(
        other is not None and other.tag == name("w:tbl") for other in (paragraph.getprevious(), paragraph.getnext())
    )


def _says(paragraph: etree._Element) -> bool:
    return any((node.text or "").strip() for node in paragraph.iter(name("w:t")))


def _name(sheet: Stylesheet, style: str) -> str:
    node = sheet.nodes.get(style)
    return "" if node is None else value(node, "w:name")
