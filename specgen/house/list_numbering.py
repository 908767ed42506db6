"""Number the headings, clauses and schedules of a house with multilevel lists.

The number of Heading 1 stays as the house has it; clauses become the levels below it, in a list of our own making, so
that gaps, restarts and detours of the house's lists cannot show in a clause number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.word.styles import list_of
from specgen.house.list_levels import add_list, level_at, level_of
from specgen.house.notes import note
from specgen.house.stylesheet import Stylesheet, as_number, property_group, remove_properties, set_property
from specgen.problems import Problem
from specgen.system.lazy_pattern import lazy_pattern

CLAUSES: Final = ("heading 1", "Clause", "Clause a", "Clause i")
SCHEDULES: Final = ("Schedule heading", "Schedule clause", "Schedule clause a", "Schedule clause i")
BULLET, SUBHEADING = "List Bullet", "heading 2"
COUNTED: Final = ("decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter")
WORDS: Final = lazy_pattern(r"[^\W\d_]{2,}\s*")  # "Section %1" -> "%1": references say "section 1" themselves
CLAUSE_INDENT: Final = 709  # twips, at 11 points
NARROWEST: Final = 624  # in which 12.10 finds room, in figures of usual width
WIDE_FIGURES: Final = {"verdana": 0.64, "dejavu sans": 0.64, "georgia": 0.62, "courier new": 0.6}  # of their size
USUAL_FIGURE, BOLD_FIGURE, POINT, GAP = 0.57, 0.65, 0.3, 0.5  # of the size of the text
ROMAN: Final = {"upperRoman": 2.3, "lowerRoman": 1.8}  # of the size of the text: XVIII, xviii
WIDEST: Final = 1134
BULLET_INDENT, BULLET_HANG = 1134, 425  # twips, at 11 points
STEP: Final = 567
SCHEDULE_INDENT, SCHEDULE_SIZE = 2268, 32  # for "Schedule A" in bold letters of 16 points


def link_headings(sheet: Stylesheet, numbering: etree._Element, body: etree._Element) -> Iterator[Problem]:
    """Give Heading 1 the list that its paragraphs have one by one, as Word writes it if a list is put on by hand."""
    style = sheet.id_of("heading 1")
    if not style or level_of(sheet, numbering, style) is not None:
        return
    for paragraph in body.iter(name("w:p")):
        properties = child(paragraph, "w:pPr")
        numbers = None if properties is None else child(properties, "w:numPr")
        if properties is None or numbers is None or value(properties, "w:pStyle") != style:
            continue
        level = as_number(value(numbers, "w:ilvl"), 0)
        if level_at(numbering, sheet, value(numbers, "w:numId"), level) is None:
            continue
        of_style = set_property(property_group(sheet.nodes[style], "w:pPr"), "w:numPr")
        etree.SubElement(of_style, name("w:ilvl")).set(name("w:val"), str(level))
        etree.SubElement(of_style, name("w:numId")).set(name("w:val"), value(numbers, "w:numId"))
        yield note("Heading 1 takes over the numbers that its headings had one by one")
        return


def number_styles(sheet: Stylesheet, numbering: etree._Element, pattern: etree._Element) -> Iterator[Problem]:
    """Give headings, clauses and schedules their lists, where the house has not got them. `pattern` are the lists
    of the built-in house.
    """
    clauses, schedules, bullets = _patterns(pattern)
    if not _are_one_list(sheet, numbering, CLAUSES):
        yield from _clauses(sheet, numbering, clauses)
    if not _are_one_list(sheet, numbering, SCHEDULES):
        add_list(sheet, numbering, _schedules(sheet, schedules), SCHEDULES)
    level = level_of(sheet, numbering, sheet.id_of(BULLET))
    if level is None or value(level, "w:numFmt") != "bullet":
        add_list(sheet, numbering, _scaled(bullets, sheet), (BULLET,))
    elif _left(sheet, level) < NARROWEST:  # between clauses, bullets stand under their text
        _set_indent(sheet.nodes[sheet.id_of(BULLET)], scaled(BULLET_INDENT, sheet), scaled(BULLET_HANG, sheet))
    _make_room(sheet, numbering, CLAUSES[0], CLAUSES[1:])
    _make_room(sheet, numbering, "", SCHEDULES[1:])


def _make_room(sheet: Stylesheet, numbering: etree._Element, heading: str, clauses: Sequence[str]) -> None:
    """Move headings and the clauses under them in, where a number of two figures would touch the words."""
    indents = {style: _indent_of(sheet, numbering, style) for style in (heading, *clauses) if style}
    first = [style for style in (heading, clauses[0]) if indents.get(style) is not None]
    hangs = {style: as_number(_at(indents[style], "hanging"), 0) for style in first}
    if clauses[0] not in first or any(
        _at(indents[style], "left") != _at(indents[style], "hanging") or not hangs[style] for style in first
    ):
        return  # a house's own way
    needed = {style: _width_of_number(sheet, numbering, style) for style in first}
    if all(hangs[style] >= needed[style] for style in first):
        return
    room = max(*needed.values(), *hangs.values())
    more = room - hangs[clauses[0]]
    for style in first:
        for key in ("left", "hanging"):
            indents[style].set(name(f"w:{key}"), str(room))  # type: ignore[union-attr]
    moved = {id(indents[style]) for style in first}
    for style in clauses[1:]:
        node = indents[style]
        if node is not None and id(node) not in moved:
            node.set(name("w:left"), str(as_number(_at(node, "left"), 0) + more))


def _indent_of(sheet: Stylesheet, numbering: etree._Element, style: str) -> etree._Element | None:
    """Return the indent that a numbered style is printed with: its own, or that of its list."""
    own = child(sheet.nodes[sheet.id_of(style)], "w:pPr")
    indent = None if own is None else child(own, "w:ind")
    level = level_of(sheet, numbering, sheet.id_of(style))
    return indent if indent is not None or level is None else level.find(f"{name('w:pPr')}/{name('w:ind')}")


def _at(indent: etree._Element | None, key: str) -> str:
    return "" if indent is None else indent.get(name(f"w:{key}"), "")


def _width_of_number(sheet: Stylesheet, numbering: etree._Element, style: str) -> int:
    """Return how wide a number as of the tenth heading and clause is in a style, with a gap after it, in twips."""
    of_style = sheet.id_of(style)
    level = level_of(sheet, numbering, of_style)
    text = "" if level is None else value(level, "w:lvlText")
    bold = sheet.is_on(of_style, "w:b")
    figure = max(WIDE_FIGURES.get(sheet.font(of_style).casefold(), USUAL_FIGURE), BOLD_FIGURE if bold else 0)
    counted = re.findall(r"%(\d)", text)
    places = [ROMAN.get(_format(level, int(one) - 1), 2 * figure) for one in counted]
    ems = sum(places) + POINT * (len(text) - 2 * len(counted)) + GAP
    return round(ems * sheet.size(of_style) * 10)


def _format(level: etree._Element | None, at: int) -> str:
    """Return how the number of a level of the same list is written in the number of this one."""
    if level is None or child(level, "w:isLgl") is not None:
        return "decimal"
    levels = (level, *level.itersiblings(preceding=True))
    return next((value(one, "w:numFmt") for one in levels if one.get(name("w:ilvl")) == str(at)), "")


def _left(sheet: Stylesheet, level: etree._Element) -> int:
    """Return how far in the house's bullets are."""
    own = sheet.says(sheet.id_of(BULLET), "w:pPr", "w:ind")
    indent = own if own is not None else level.find(f"{name('w:pPr')}/{name('w:ind')}")
    return 0 if indent is None else as_number(indent.get(name("w:left"), ""), 0)


def _patterns(pattern: etree._Element) -> tuple[etree._Element, etree._Element, etree._Element]:
    """Return the lists of the built-in house: clauses, schedules, bullets, in this order in its file."""
    first, second, third = pattern.findall(name("w:abstractNum"))[:3]
    return first, second, third


def _are_one_list(sheet: Stylesheet, numbering: etree._Element, styles: Sequence[str]) -> bool:
    """True if the house numbers these styles itself, each one level below the one before."""
    places = [list_of(sheet.id_of(style), sheet.nodes) for style in styles]
    lists = {number_id for number_id, _ in places}
    levels = [level_of(sheet, numbering, sheet.id_of(style)) for style in styles]
    at = [as_number("" if level is None else level.get(name("w:ilvl"), ""), -1) for level in levels]
    return len(lists) == 1 and "" not in lists and at == list(range(at[0], at[0] + len(styles))) and at[0] >= 0


def _clauses(sheet: Stylesheet, numbering: etree._Element, pattern: etree._Element) -> Iterator[Problem]:
    definition = _scaled(pattern, sheet)
    levels = definition.findall(name("w:lvl"))
    heading = sheet.nodes[sheet.id_of("heading 1")]
    own = level_of(sheet, numbering, heading.get(name("w:styleId"), ""))
    indent = usual = max(scaled(CLAUSE_INDENT, sheet), round(_room(sheet)))
    if own is not None and value(own, "w:numFmt") in COUNTED and "%" in value(own, "w:lvlText"):
        theirs = _indent(own, heading, indent)
        levels[0] = _as_first(levels[0], own)
        if theirs < _room(sheet):  # the headings move with the clauses
            _set_indent(heading, indent, indent)
            remove_properties(child(levels[0], "w:pPr"), "w:tabs")
        else:
            indent = theirs
        text = child(levels[0], "w:lvlText")
        plain = WORDS.sub("", text.get(name("w:val"), "")).strip() if text is not None else ""
        if text is not None and plain != text.get(name("w:val")):
            yield note(
                f'headings are numbered "{plain.replace("%1", "1")}", not'
                f' "{text.get(name("w:val"), "").replace("%1", "1")}": references to them say the word themselves'
            )
            text.set(name("w:val"), plain)
            indent = usual  # that of the house leaves room for the word
            _set_indent(levels[0], indent, indent)
    else:
        _set_indent(heading, indent, indent)
    for depth, style in enumerate(CLAUSES[1:], 1):
        _one_below(sheet, numbering, levels, depth, style, indent)
    definition[:] = [node for node in definition if node.tag != name("w:lvl")] + levels
    yield from _subheading(sheet, numbering, indent)
    add_list(sheet, numbering, definition, CLAUSES)


def _schedules(sheet: Stylesheet, pattern: etree._Element) -> etree._Element:
    """Return the list of schedules, its first level as wide as "Schedule A" is in the house's headings."""
    definition = _scaled(pattern, sheet)
    heading = sheet.id_of("Schedule heading")
    width = SCHEDULE_INDENT * sheet.size(heading) / SCHEDULE_SIZE * (1.25 if sheet.is_on(heading, "w:caps") else 1)
    first = next(definition.iter(name("w:ind")))
    for key in ("left", "hanging"):
        first.set(name(f"w:{key}"), str(round(width)))
    return definition


def _as_first(pattern: etree._Element, own: etree._Element) -> etree._Element:
    """Return the house's level as the first of our list: it counts from 1 and names only itself."""
    level = deepcopy(own)
    level.attrib.clear()
    level.set(name("w:ilvl"), "0")
    was = as_number(own.get(name("w:ilvl"), ""), 0) + 1
    text = value(level, "w:lvlText")
    set_property(level, "w:lvlText", {"val": re.sub(r"(%\d\W*)*%" + str(was), "%1", text)})
    set_property(level, "w:start", {"val": value(pattern, "w:start")})
    remove_properties(level, "w:lvlRestart", "w:lvlPicBulletId", "w:legacy", "w:pStyle")
    return level


def _one_below(
    sheet: Stylesheet, numbering: etree._Element, levels: list[etree._Element], depth: int, style: str, indent: int
) -> None:
    """Make one level below the headings: as the house numbers that style, if it does and it fits; else as ours."""
    left = indent + (depth - 1) * scaled(STEP, sheet)
    level = levels[depth]
    set_property(
        property_group(level, "w:pPr"),
        "w:ind",
        {
            "left": str(left),
            "hanging": str(indent if depth == 1 else left - indent - (depth - 2) * scaled(STEP, sheet)),
        },
    )
    node = sheet.named(style)
    own = None if node is None else level_of(sheet, numbering, node.get(name("w:styleId"), ""))
    if own is None or value(own, "w:numFmt") not in COUNTED:
        return
    own_number = f"%{as_number(own.get(name('w:ilvl'), ''), 0) + 1}"
    names_itself = set(re.findall(r"%\d", value(own, "w:lvlText"))) == {own_number}
    fits = own.get(name("w:ilvl")) == str(depth) or names_itself
    text = value(own, "w:lvlText")
    if not fits or (depth == 1 and "%1" not in text):
        return
    was = as_number(own.get(name("w:ilvl"), ""), 0) + 1
    levels[depth] = deepcopy(own)
    levels[depth].set(name("w:ilvl"), str(depth))
    set_property(levels[depth], "w:lvlText", {"val": text.replace(f"%{was}", f"%{depth + 1}")})
    set_property(levels[depth], "w:start", {"val": "1"})
    remove_properties(levels[depth], "w:lvlRestart", "w:pStyle", "w:lvlPicBulletId", "w:legacy")


def _subheading(sheet: Stylesheet, numbering: etree._Element, indent: int) -> Iterator[Problem]:
    """Take its number from Heading 2: between the clauses it stands without one."""
    node = sheet.named(SUBHEADING)
    if node is None:
        return
    style = node.get(name("w:styleId"), "")
    if level_of(sheet, numbering, style) is None:
        return
    numbers = set_property(property_group(node, "w:pPr"), "w:numPr")
    etree.SubElement(numbers, name("w:numId")).set(name("w:val"), "0")
    _set_indent(node, indent, 0)
    for level in numbering.iter(name("w:lvl")):
        if value(level, "w:pStyle") == style:
            remove_properties(level, "w:pStyle")
    yield note("Heading 2 has no number of its own here: the clauses below a heading take 1.1, 1.2")


def _indent(level: etree._Element, heading: etree._Element, usual: int) -> int:
    """Return how far the house's headings hang, if clauses can hang as far."""
    for holder in (child(heading, "w:pPr"), child(level, "w:pPr")):
        indent = None if holder is None else child(holder, "w:ind")
        if indent is not None:
            left, hanging = (as_number(indent.get(name(f"w:{key}"), ""), 0) for key in ("left", "hanging"))
            return left if left == hanging and NARROWEST <= left <= WIDEST else usual
    return usual


def _room(sheet: Stylesheet) -> float:
    """Return the width of a number such as 12.10, with a gap after it, in twips."""
    figure = WIDE_FIGURES.get(sheet.font(sheet.default).casefold(), 0)
    return (4 * figure + 0.36) * sheet.base * 10 + 60 if figure else NARROWEST


def _set_indent(style: etree._Element, left: int, hanging: int) -> None:
    first_line: Mapping[str, str] = {"hanging": str(hanging)} if hanging else {"firstLine": "0"}
    set_property(property_group(style, "w:pPr"), "w:ind", {"left": str(left), **first_line})


def _scaled(pattern: etree._Element, sheet: Stylesheet) -> etree._Element:
    """Return a copy of a list of the built-in house, its indents as wide as the house's text is large."""
    copy = deepcopy(pattern)
    for tag in ("w:nsid", "w:tmpl"):  # two lists with one nsid are one to Word
        remove_properties(copy, tag)
    for node in copy.iter(name("w:ind")):
        for key in ("left", "hanging"):
            given = node.get(name(f"w:{key}"))
            if given:
                node.set(name(f"w:{key}"), str(scaled(int(given), sheet)))
    return copy


def scaled(twips: int, sheet: Stylesheet) -> int:
    """Return a distance that is meant for text of 11 points for the house's text; never closer."""
    return round(twips * max(sheet.base, 20) / 22)
