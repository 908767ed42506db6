"""Merge the body of a Word file into the house: styles by name, lists, links and pictures.

A fragment (a section, a model's file) is written in its own Word file. Before its text can stand in the house,
everything it points at must be in the house too. What cannot be carried is a fault with a place, never a silent loss.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    NUMBERING_PART,
    STYLES_PART,
    Relationship,
    declare_extension,
    parse_part,
    picture_type,
    read_relationships,
)
from specgen.formats.word.styles import list_of
from specgen.templates.merge.merge_lists import Lists, levels_of
from specgen.templates.merge.merge_target import MergeTarget, add_relationship, link_fault
from specgen.templates.unsupported import FaultyNode, fault_at, refused

STYLE_USES: Final = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
PICTURES: Final = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
SECTION_KEPT: Final = ("w:type", "w:pgSz", "w:pgMar", "w:cols", "w:textDirection", "w:docGrid")


def carry(body: etree._Element, parts: Mapping[str, bytes], house: MergeTarget) -> list[FaultyNode]:
    """Change `body` (of the Word file `parts`) so that it can stand in `house`, and add to the house what it needs."""
    faults = list(refused(body))
    styles = _Styles(parts, house)
    faults += _carry_lists(body, styles)
    faults += _carry_styles(body, styles)
    _carry_sections(body)
    faults += _carry_relationships(body, parts, house)
    return faults


class _Styles:
    """The styles of one fragment and where each of them is in the house."""

    def __init__(self, parts: Mapping[str, bytes], house: MergeTarget) -> None:
        self.nodes = _styles_by_id(parse_part(parts[STYLES_PART])) if STYLES_PART in parts else {}
        self.house = house
        styles = _styles_by_id(house.styles)
        self._in_house = {(node.get(name("w:type"), ""), _style_name(node)): style for style, node in styles.items()}
        for style, called in house.roles.items():
            self._in_house[styles[style].get(name("w:type"), ""), called.casefold()] = style
        self._carried: dict[str, str] = {}
        numbering = parse_part(parts[NUMBERING_PART]) if NUMBERING_PART in parts else None
        self.lists = Lists(numbering, self.nodes, house.numbering, self.list_in_house_of)

    def in_house(self, style: str) -> str | None:
        """Return the house's id for a fragment's style; a style the house lacks is copied in. None: no such style."""
        if style not in self._carried:
            node = self.nodes.get(style)
            if node is None:
                return None
            found = self._own(node)
            self._carried[style] = found if found is not None else self._copy(style, node)
        return self._carried[style]

    def list_in_house_of(self, style: str) -> str:
        """Return the list that the house gives to its own style of the same name; empty if it has none."""
        node = self.nodes.get(style)
        found = None if node is None else self._own(node)
        return "" if found is None else list_of(found, _styles_by_id(self.house.styles))[0]

    def _own(self, node: etree._Element) -> str | None:
        return self._in_house.get((node.get(name("w:type"), ""), _style_name(node)))

    def _copy(self, style: str, node: etree._Element) -> str:
        taken = set(_styles_by_id(self.house.styles))
        new_id = style
        while new_id in taken:
            new_id += "x"
        copy = deepcopy(node)
        copy.set(name("w:styleId"), new_id)
        if name("w:default") in copy.attrib:
            del copy.attrib[name("w:default")]
        number = copy.find(f"{name('w:pPr')}/{name('w:numPr')}/{name('w:numId')}")
        if number is not None:
            list_id = self.lists.in_house(number.get(name("w:val"), "")) or "0"
            number.set(name("w:val"), list_id)
            self.lists.link(list_id, style, new_id)
        self._carried[style] = new_id  # before the parents: a linked pair of styles names each other
        self._in_house[node.get(name("w:type"), ""), _style_name(node)] = new_id
        for tag in ("w:basedOn", "w:next", "w:link"):
            child = copy.find(name(tag))
            if child is not None:
                other = self.in_house(child.get(name("w:val"), ""))
                if other is None:
                    copy.remove(child)
                else:
                    child.set(name("w:val"), other)
        self.house.styles.append(copy)
        return new_id


def _carry_lists(body: etree._Element, styles: _Styles) -> Iterator[FaultyNode]:
    for properties in list(body.iter(name("w:numPr"))):
        number = properties.find(name("w:numId"))
        holder = properties.getparent()
        if number is None or holder is None or number.get(name("w:val")) == "0":
            continue
        node = holder.find(name("w:pStyle"))
        style = "" if node is None else node.get(name("w:val"), "")
        fault = _carry_list(properties, number, style, styles)
        if fault is not None:
            yield fault_at(properties, *fault, "carry")


def _carry_list(
    properties: etree._Element, number: etree._Element, style: str, styles: _Styles
) -> tuple[str, str] | None:
    """Point one paragraph at its list in the house."""
    number_id = number.get(name("w:val"), "")
    own, own_level = list_of(style, styles.nodes)
    level = properties.find(name("w:ilvl"))
    at = 0 if level is None else int(level.get(name("w:val"), "0"))
    usual = int(own_level or styles.lists.level_of(style, own)) if own else 0
    if own == number_id and (level is None or at == usual):
        properties.getparent().remove(properties)  # type: ignore[union-attr]
        return None  # Word repeats the style's own list here; the house's style brings the house's list
    new = (styles.list_in_house_of(style) if own == number_id else "") or styles.lists.in_house(number_id)
    if new is None:
        return "is in a list that the file does not define", "apply the list again in Word"
    if at not in levels_of(styles.house.numbering, new):
        message = f"is at level {at + 1} of a list that has no such level in the house document"
        return message, "use a style of the house document for that level"
    number.set(name("w:val"), new)
    return None


def _carry_styles(body: etree._Element, styles: _Styles) -> Iterator[FaultyNode]:
    for tag, kind in STYLE_USES.items():
        for node in body.iter(name(tag)):
            style = node.get(name("w:val"), "")
            new = styles.in_house(style)
            if new is None:
                message = f'uses the {kind} style "{style}", which the file does not define'
                yield fault_at(node, message, "apply a style from the list in Word", "style")
            else:
                node.set(name("w:val"), new)


def _carry_relationships(body: etree._Element, parts: Mapping[str, bytes], house: MergeTarget) -> Iterator[FaultyNode]:
    known = read_relationships(parts, DOCUMENT_PART)
    prefix = name("r:x")[:-1]
    for node in body.iter(etree.Element):
        for attribute in [a for a in node.attrib if str(a).startswith(prefix) and node.get(a)]:
            relationship = known.get(node.get(attribute, ""))
            if relationship is None:
                message = "points at something that is not in the file"
                yield fault_at(node, message, "delete it and insert it again", "carry")
                continue
            new = _rehome(relationship, parts, house)
            if isinstance(new, str):
                node.set(attribute, new)
            else:
                yield fault_at(node, new[0], new[1], "carry")


def _rehome(relationship: Relationship, parts: Mapping[str, bytes], house: MergeTarget) -> str | tuple[str, str]:
    """Return the relationship's id in the house, or what is wrong with it and what would be right."""
    fault = link_fault(relationship)
    if fault is not None:
        return fault
    if relationship.external:
        return add_relationship(house, relationship)
    extension = posixpath.splitext(relationship.target)[1].lstrip(".").lower()
    data = parts.get(relationship.target, b"")
    kind = picture_type(data)
    if not kind and extension in PICTURES:
        return "shows a picture that is none", "insert the picture again"
    if not kind:
        return f"shows a picture of the kind {extension or 'unknown'}", "use a PNG, JPEG or GIF picture"
    if PICTURES.get(extension) != kind:  # saved under the ending of another kind
        extension = kind.removeprefix("image/")
    target = f"word/media/{hashlib.sha256(data).hexdigest()[:16]}.{extension}"
    house.parts[target] = data
    house.parts[CONTENT_TYPES_PART] = declare_extension(house.parts[CONTENT_TYPES_PART], extension, kind)
    return add_relationship(house, Relationship("", relationship.kind, target, external=False))


def _carry_sections(body: etree._Element) -> None:
    """Keep a fragment's page size and margins; headers and footers are the house's."""
    kept = {name(short) for short in SECTION_KEPT}
    for section in body.iter(name("w:sectPr")):
        for child in list(section):
            if child.tag not in kept:
                section.remove(child)
        section.attrib.clear()
        section.set(name("sg:carried"), "1")  # taken away again by repair.add_last_section


def _styles_by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {node.get(name("w:styleId"), ""): node for node in root.findall(name("w:style"))}


def _style_name(node: etree._Element) -> str:
    child = node.find(name("w:name"))
    return "" if child is None else child.get(name("w:val"), "").casefold()  # Word takes Heading 1 and heading 1 as one
