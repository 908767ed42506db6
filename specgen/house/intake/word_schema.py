"""Put what stands in a part of a Word file into the order and the values of the standard, and leave out what has none.

Other programs, and Word after years of pasting, write properties twice, in another order, or with values that no
program knows. Word calls such a file damaged. The order and the values are data (models/house/word-schema.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from lxml import etree

from specgen.formats.opc.namespaces import WORD, name
from specgen.formats.word.elements import value
from specgen.formats.yamlfile.fast import read_mapping
from specgen.system.resources import built_in_models

LENGTH: Final = re.compile(r"-?\d+(\.\d+)?(mm|cm|in|pt|pc|pi)?|-?\d+")
WIDTH: Final = re.compile(r"-?\d+(\.\d+)?%?")
UNIT: Final = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
TWIPS: Final = {"pt": 20, "in": 1440, "cm": 567, "mm": 56.7, "pc": 240, "pi": 240}
LARGEST: Final = 2**31 - 1
YES: Final = ("1", "true", "on", "yes", "-1")
NO: Final = ("0", "false", "off", "no")
# What has to come first where the rest may come in any order.
FIRST: Final = {"p": ("pPr",), "r": ("rPr",), "tbl": ("tblPr", "tblGrid"), "tr": ("tblPrEx", "trPr"), "tc": ("tcPr",)}
T = TypeVar("T")


@dataclass(frozen=True)
class _Children:
    """What may stand in an element: each name with its place, and those that may stand there several times."""

    places: Mapping[str, int]
    repeated: frozenset[str]


@dataclass(frozen=True)
class _Attribute:
    form: str
    is_needed: bool


Row = Mapping[str, _Attribute]


@dataclass(frozen=True)
class _Schema:
    children: Mapping[str, _Children]
    attributes: Mapping[str, Row]
    words: Mapping[str, Mapping[str, str]]  # form -> a word in small letters -> as the standard writes it


def put_in_order(root: etree._Element) -> Iterator[str]:
    """Change a part; yield in words each thing that was left out, with the value that it had."""
    _first_things_first(root)
    _whole_tables(root)
    schema = _schema()
    for holder in [node for node in root.iter(etree.Element) if _local(node)]:
        children = _row(schema.children, holder)
        if children is None or (holder.getparent() is None and holder is not root):
            continue
        yield from _ordered(holder, children)
        for node in list(holder):
            row = _row(schema.attributes, node) if _local(node) else None
            if row is not None:
                yield from _valued(node, row, schema)


@cache
def _schema() -> _Schema:
    data = read_mapping(built_in_models() / "house" / "word-schema.yaml")
    children = {element: _children(str(names)) for element, names in _pairs(data["children"])}
    attributes: dict[str, Row] = {}
    for row in data["attributes"] if isinstance(data["attributes"], list) else []:
        *elements, given = map(str, row)
        pairs = [pair.partition("=") for pair in given.split()]
        forms = {key.rstrip("!"): _Attribute(form, key.endswith("!")) for key, _, form in pairs}
        attributes |= dict.fromkeys(elements, forms)
    words = {form: {word.casefold(): word for word in str(listed).split()} for form, listed in _pairs(data["forms"])}
    return _Schema(children, attributes, words)


def _pairs(data: object) -> list[tuple[str, object]]:
    return [(str(key), row) for key, row in data.items()] if isinstance(data, Mapping) else []


def _children(names: str) -> _Children:
    listed = names.split()
    places = {one.rstrip("*"): at for at, one in enumerate(listed)}
    return _Children(places, frozenset(one.rstrip("*") for one in listed if one.endswith("*")))


def _row(table: Mapping[str, T], node: etree._Element) -> T | None:
    """Return what a table says of an element: of one that stands in such a holder, else of any of its name."""
    holder = node.getparent()
    inside = "" if holder is None else f"{_local(holder)}/{_local(node)}"
    return table.get(inside) or table.get(_local(node))


def _local(node: etree._Element) -> str:
    """Return the name of an element of Word's own; "" for any other."""
    tag = str(node.tag)
    return tag.rpartition("}")[2] if tag.startswith(f"{{{WORD}}}") else ""


def _ordered(holder: etree._Element, children: _Children) -> Iterator[str]:
    """Bring the children into their order; what has no place here, or stands here already, goes."""
    present = set[str]()
    kept = list[etree._Element]()
    for node in holder:
        local = _local(node)
        if local and local not in children.places:
            yield _in_words(node, "")
            continue
        if local and local in present and local not in children.repeated:
            if etree.tostring(node) not in [etree.tostring(one) for one in kept]:
                yield _in_words(node, "")
            continue
        present.add(local)
        kept.append(node)
    last = len(children.places)
    holder[:] = sorted(kept, key=lambda node: children.places.get(_local(node), last))


def _valued(node: etree._Element, row: Row, schema: _Schema) -> Iterator[str]:
    """Correct the values of an element, or leave them out; without one that it needs, the element goes."""
    for key, given in list(node.attrib.items()):
        local = str(key).rpartition("}")[2]
        if not str(key).startswith(f"{{{WORD}}}") or local.startswith("rsid"):
            continue
        right = _corrected(row[local].form, str(given), schema) if local in row else None
        if right is None:
            yield _in_words(node, str(given))
            del node.attrib[key]
        elif right != given:
            node.set(key, right)
    holder = node.getparent()
    if holder is not None and any(one.is_needed and node.get(name(f"w:{key}")) is None for key, one in row.items()):
        holder.remove(node)


def _corrected(form: str, given: str, schema: _Schema) -> str | None:
    """Return a value as the standard writes it, or None if it means nothing."""
    if form in schema.words:
        return _on_or_off(given) if form == "OnOffOnly" else schema.words[form].get(given.strip().casefold())
    if form.startswith("text"):
        longest = int(form.removeprefix("text") or LARGEST)
        return given[:longest]
    if ".." in form:
        least, _, most = form.partition("..")
        return _number(given, int(least), int(most))
    check = FORMS.get(form)
    return given if check is None else check(given)


def _on_or_off(given: str) -> str | None:
    return "on" if given.casefold() in YES else "off" if given.casefold() in NO else None


def _number(given: str, least: int, most: int) -> str | None:
    """Return a whole number, made of one with a unit if need be: 12pt is 240 twips."""
    unit = UNIT.fullmatch(given.strip())
    try:
        number = round(float(unit[1]) * TWIPS[unit[2]] if unit else float(given))
    except (ValueError, OverflowError):
        return None
    return str(number) if least <= number <= most else None


def _colour(given: str) -> str | None:
    plain = given.strip().removeprefix("#")
    return "auto" if plain.casefold() == "auto" else plain if re.fullmatch(r"[0-9A-Fa-f]{6}", plain) else None


def _yes_or_no(given: str) -> str | None:
    plain = given.strip().casefold()
    return (plain if plain in ("1", "true", "on") else "1") if plain in YES else (
        (plain if plain in ("0", "false", "off") else "0") if plain in NO else None
    )  # fmt: skip


def _length(given: str) -> str | None:
    plain = given.strip()
    if plain.lstrip("-").isascii() and LENGTH.fullmatch(plain) and not re.fullmatch(r"-?\d+\.\d+", plain):
        return plain
    return _number(plain, -LARGEST, LARGEST)


def _size(given: str) -> str | None:
    right = _length(given)
    return right if right is not None and not right.startswith("-") else None


def _width(given: str) -> str | None:
    if WIDTH.fullmatch(given) and "." not in given:
        return given
    return given if given.endswith("%") and WIDTH.fullmatch(given) else _number(given, -LARGEST, LARGEST)


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda given: given if re.fullmatch(pattern, given) else None


FORMS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "on_off": _yes_or_no, "colour": _colour, "length": _size, "signed_length": _length, "width": _width,
    "integer": lambda given: _number(given, -LARGEST, LARGEST), "count": lambda given: _number(given, 0, LARGEST),
    "hex2": _matching("[0-9A-Fa-f]{1,2}"), "hex4": _matching("[0-9A-Fa-f]{4}"), "hex8": _matching("[0-9A-Fa-f]{8}"),
    "bits12": _matching("[01]{12}"), "no_comma": lambda given: given.replace(",", " ").strip() or None,
}  # fmt: skip


def _in_words(node: etree._Element, given: str) -> str:
    """Return what was left out, and where, as a person can look for it."""
    style = next((one for one in (node, *node.iterancestors()) if _local(one) == "style"), None)
    where = f' of the style "{value(style, "w:name")}"' if style is not None and style is not node else ""
    shown = given or next((str(given) for given in node.attrib.values()), "")
    return f'"{shown:.30}" ({_local(node)}){where}' if shown else f"{_local(node)}{where}"


def _first_things_first(root: etree._Element) -> None:
    """Let properties stand before what they are the properties of; those that stand there twice are one."""
    for local, first in FIRST.items():
        for holder in root.iter(name(f"w:{local}")):
            for at, inner in enumerate(first):
                same = holder.findall(name(f"w:{inner}"))
                for more in same[1:]:
                    same[0].extend(list(more))
                    holder.remove(more)
                if same and holder.index(same[0]) != min(at, len(holder) - 1):
                    place = sum(holder.find(name(f"w:{other}")) is not None for other in first[:at])
                    holder.remove(same[0])
                    holder.insert(place, same[0])


def _whole_tables(root: etree._Element) -> None:
    """Give each table its properties and its grid, and take out rows without cells and tables without rows."""
    for table in list(root.iter(name("w:tbl"))):
        for row in table.findall(name("w:tr")):
            if next(row.iter(name("w:tc")), None) is None:
                table.remove(row)
        holder = table.getparent()
        if next(table.iter(name("w:tr")), None) is None and holder is not None:
            holder.remove(table)
            continue
        if table.find(name("w:tblPr")) is None:
            table.insert(0, etree.Element(name("w:tblPr")))
        if table.find(name("w:tblGrid")) is None:
            grid = etree.Element(name("w:tblGrid"))
            cells = max((len(row.findall(name("w:tc"))) for row in table.iter(name("w:tr"))), default=1)
            grid.extend(etree.Element(name("w:gridCol")) for _ in range(cells))
            table.insert(1, grid)
