"""Give each list of a template its list in the house.

A list whose levels belong to styles that the house has is the house's own list; any other is copied, under ids that
nothing else has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value

BEFORE_LINK: Final = ("w:start", "w:numFmt", "w:lvlRestart")  # of a level: what stands before its style (ECMA-376)


class Lists:
    """The lists of one fragment, and where each of them is in the house."""

    def __init__(
        self,
        numbering: etree._Element | None,
        styles: Mapping[str, etree._Element],
        house: etree._Element,
        house_list: Callable[[str], str],
    ) -> None:
        self._numbering = numbering
        self._styles = styles
        self._house = house
        self._house_list = house_list  # of a fragment's style: the list that the house's own style of that name has
        self._found: dict[str, str] = {}
        self._linked: dict[tuple[str, str], etree._Element] = {}  # (list in the house, style) -> level copied for it

    def in_house(self, number_id: str) -> str | None:
        """Return the house's id for a fragment's list, copying its definition. None: the fragment has no such list."""
        if number_id not in self._found:
            source = _by_id(self._numbering, "w:num", number_id)
            abstract = None if source is None else self._abstract(value(source, "w:abstractNumId"))
            if source is None or abstract is None:
                return None
            self._found[number_id] = self._add(source, abstract)
        return self._found[number_id]

    def level_of(self, style: str, number_id: str) -> int:
        """Return the level that a list gives to a style by naming it, or 0."""
        source = _by_id(self._numbering, "w:num", number_id)
        abstract = None if source is None else self._abstract(value(source, "w:abstractNumId"))
        for level in [] if abstract is None else abstract.findall(name("w:lvl")):
            if value(level, "w:pStyle") == style:
                return int(level.get(name("w:ilvl"), "0"))
        return 0

    def link(self, number_id: str, style: str, new_style: str) -> None:
        """Tell the level of a copied list which style it belongs to: Word looks there, not in the style."""
        level = self._linked.get((number_id, style))
        if level is not None:
            before = [one for one in level if one.tag in map(name, BEFORE_LINK)]
            node = etree.Element(name("w:pStyle"))
            node.set(name("w:val"), new_style)
            level.insert(len(before), node)

    def _abstract(self, abstract_id: str, seen: frozenset[str] = frozenset()) -> etree._Element | None:
        """Return a list definition; one that only names a list style stands for the list of that style."""
        found = _by_id(self._numbering, "w:abstractNum", abstract_id)
        style = "" if found is None else value(found, "w:numStyleLink")
        if not style or abstract_id in seen:
            return found
        node = self._styles.get(style)
        number = None if node is None else node.find(f"{name('w:pPr')}/{name('w:numPr')}/{name('w:numId')}")
        source = None if number is None else _by_id(self._numbering, "w:num", number.get(name("w:val"), ""))
        return None if source is None else self._abstract(value(source, "w:abstractNumId"), seen | {abstract_id})

    def _add(self, source: etree._Element, abstract: etree._Element) -> str:
        """Return the id of a list in the house: its own, if the levels belong to its styles; else a copy's."""
        styles = [value(level, "w:pStyle") for level in abstract.findall(name("w:lvl"))]
        own = next((found for found in map(self._house_list, styles) if found), "")
        of_house = _by_id(self._house, "w:num", own) if own else None
        changes = source.findall(name("w:lvlOverride"))
        if of_house is not None and not changes:
            return own
        if of_house is not None:
            return self._add_number(value(of_house, "w:abstractNumId"), changes)
        return self._copy(abstract, changes)

    def _copy(self, abstract: etree._Element, changes: list[etree._Element]) -> str:
        copy = deepcopy(abstract)
        new = _next_id(self._house, "w:abstractNum")
        copy.set(name("w:abstractNumId"), new)
        for tag in ("w:nsid", "w:tmpl", "w:styleLink", "w:numStyleLink"):  # two lists with one nsid are one to Word
            for node in copy.findall(name(tag)):
                copy.remove(node)
        for node in list(copy.iter(name("w:lvlPicBulletId"))):
            node.getparent().remove(node)  # type: ignore[union-attr]
        last = self._house.findall(name("w:abstractNum"))  # the schema wants all definitions before the lists
        self._house.insert(self._house.index(last[-1]) + 1 if last else 0, copy)
        number = self._add_number(new, changes)
        for level in copy.findall(name("w:lvl")):
            style = child(level, "w:pStyle")
            if style is not None:
                self._linked[number, style.get(name("w:val"), "")] = level
                level.remove(style)
        return number

    def _add_number(self, abstract_id: str, changes: list[etree._Element]) -> str:
        new = _next_id(self._house, "w:num")
        node = etree.Element(name("w:num"))
        node.set(name("w:numId"), new)
        etree.SubElement(node, name("w:abstractNumId")).set(name("w:val"), abstract_id)
        for change in changes:
            copy = deepcopy(change)
            for level in copy.findall(name("w:lvl")):
                for style in level.findall(name("w:pStyle")):
                    level.remove(style)
            node.append(copy)
        numbers = self._house.findall(name("w:num"))
        self._house.insert(self._house.index(numbers[-1]) + 1 if numbers else len(self._house), node)
        return new


def levels_of(numbering: etree._Element, number_id: str) -> list[int]:
    """Return the levels that a list has."""
    source = _by_id(numbering, "w:num", number_id)
    abstract = None if source is None else _by_id(numbering, "w:abstractNum", value(source, "w:abstractNumId"))
    return [] if abstract is None else [int(one.get(name("w:ilvl"), "0")) for one in abstract.findall(name("w:lvl"))]


def _by_id(root: etree._Element | None, tag: str, wanted: str) -> etree._Element | None:
    attribute = name("w:numId" if tag == "w:num" else "w:abstractNumId")
    nodes = () if root is None else root.findall(name(tag))
    return next((node for node in nodes if node.get(attribute) == wanted), None)


def _next_id(root: etree._Element, tag: str) -> str:
    attribute = name("w:numId" if tag == "w:num" else "w:abstractNumId")
    return str(max([0, *(int(node.get(attribute, "0")) for node in root.findall(name(tag)))]) + 1)
