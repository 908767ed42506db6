"""Find the list level that a style brings with it, and add lists to a house.

A level may be written in the list itself (w:lvlOverride), in its definition, or in that of the list style it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value
from specgen.formats.word.styles import list_of
from specgen.house.stylesheet import Stylesheet, as_number, property_group, remove_properties, set_property


def level_of(sheet: Stylesheet, numbering: etree._Element, style: str) -> etree._Element | None:
    """Return the level of the list that a style brings with it, if the list has it."""
    number_id, level = list_of(style, sheet.nodes)
    if not number_id:
        return None
    at = as_number(level, -1)
    if at < 0:
        definition = _definition(numbering, sheet, number_id)
        linked = [] if definition is None else definition.findall(name("w:lvl"))
        at = next(
            (
                as_number(candidate.get(name("w:ilvl"), ""), 0)
                for candidate in linked
                if value(candidate, "w:pStyle") == style
            ),
            0,
        )
    return level_at(numbering, sheet, number_id, at)


def level_at(numbering: etree._Element, sheet: Stylesheet, number_id: str, at: int) -> etree._Element | None:
    source = _by_id(numbering, "w:num", "w:numId", number_id)
    for change in [] if source is None else source.findall(name("w:lvlOverride")):
        own = child(change, "w:lvl")
        if own is not None and change.get(name("w:ilvl")) == str(at):
            return own
    definition = _definition(numbering, sheet, number_id)
    levels = [] if definition is None else definition.findall(name("w:lvl"))
    return next((level for level in levels if level.get(name("w:ilvl")) == str(at)), None)


def _definition(
    numbering: etree._Element, sheet: Stylesheet, number_id: str, visited: frozenset[str] = frozenset()
) -> etree._Element | None:
    """Return the definition of a list; one that only names a list style stands for that style's list."""
    source = _by_id(numbering, "w:num", "w:numId", number_id)
    abstract = None if source is None else _by_id(
        numbering, "w:abstractNum", "w:abstractNumId", value(source, "w:abstractNumId")
    )  # fmt: skip
    style = "" if abstract is None else value(abstract, "w:numStyleLink")
    if not style or number_id in visited:
        return abstract
    other, _ = list_of(style, sheet.nodes)
    return _definition(numbering, sheet, other, visited | {number_id})


def _by_id(root: etree._Element, tag: str, attribute: str, wanted: str) -> etree._Element | None:
    return next((node for node in root.findall(name(tag)) if node.get(name(attribute)) == wanted), None)


def add_list(sheet: Stylesheet, numbering: etree._Element, definition: etree._Element, styles: Sequence[str]) -> None:
    """Add a list to the house and give each style its level in it; no other list names these styles any more."""
    ids = [sheet.id_of(style) for style in styles]
    for level in numbering.iter(name("w:lvl")):
        if value(level, "w:pStyle") in ids:
            remove_properties(level, "w:pStyle")
    new = str(max([0, *_ids(numbering, "w:abstractNum", "w:abstractNumId")]) + 1)
    number_id = str(max([0, *_ids(numbering, "w:num", "w:numId")]) + 1)
    definition.set(name("w:abstractNumId"), new)
    for at, level in enumerate(definition.findall(name("w:lvl"))):
        if at < len(ids):
            set_property(level, "w:pStyle", {"val": ids[at]})
        else:
            remove_properties(level, "w:pStyle")
    last = numbering.findall(name("w:abstractNum"))
    numbering.insert(numbering.index(last[-1]) + 1 if last else 0, definition)
    numbered_list = etree.Element(name("w:num"))
    numbered_list.set(name("w:numId"), number_id)
    etree.SubElement(numbered_list, name("w:abstractNumId")).set(name("w:val"), new)
    numbers = numbering.findall(name("w:num"))
    numbering.insert(numbering.index(numbers[-1]) + 1 if numbers else len(numbering), numbered_list)
    for at, style in enumerate(ids):
        properties = set_property(property_group(sheet.nodes[style], "w:pPr"), "w:numPr")
        etree.SubElement(properties, name("w:ilvl")).set(name("w:val"), str(at))
        etree.SubElement(properties, name("w:numId")).set(name("w:val"), number_id)


def _ids(root: etree._Element, tag: str, attribute: str) -> Iterator[int]:
    return (as_number(node.get(name(attribute), ""), 0) for node in root.findall(name(tag)))
