"""Let every style and every list of a house stand once, under its own id, and rest on what is there.

Word takes the first of two styles with one id, and calls a file damaged in which two lists share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, value

POINTERS: Final = ("w:basedOn", "w:next", "w:link")


def sound_styles(styles: etree._Element) -> Iterator[str]:
    """Change the styles of a house; yield in words what was left out or has another name now."""
    ids, names = set[str](), set[tuple[str, str]]()
    for style in styles.findall(name("w:style")):
        id, called, kind = style.get(name("w:styleId"), ""), value(style, "w:name"), style.get(name("w:type"), "")
        if not id or id in ids:
            styles.remove(style)
            yield f'the second style "{called}"' if id else f'the style "{called}", which has no id'
            continue
        ids.add(id)
        named = child(style, "w:name")
        if named is None:
            named = etree.Element(name("w:name"))
            style.insert(0, named)
            named.set(name("w:val"), id)
        number, new = 1, value(style, "w:name")
        while (kind, new.casefold()) in names:
            number += 1
            new = f"{called or id} ({number})"
        if number > 1:
            named.set(name("w:val"), new)
            yield f'the name of the second style "{called}", which is "{new}" now'
        names.add((kind, new.casefold()))
    _one_default(styles)
    _point_at_styles(styles, ids)
    seen = set[str]()
    for exception in list(styles.iter(name("w:lsdException"))):
        called = exception.get(name("w:name"), "")
        if called in seen:
            exception.getparent().remove(exception)  # type: ignore[union-attr]
        seen.add(called)


def sound_lists(numbering: etree._Element) -> Iterator[str]:
    """Change the lists of a house; yield in words what was left out."""
    for short, key in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId"),
                       ("w:numPicBullet", "w:numPicBulletId")):  # fmt: skip
        ids = set[str]()
        for node in numbering.findall(name(short)):
            id = node.get(name(key), "")
            if id in ids or not id:
                numbering.remove(node)
                yield f"a list with a number that another has ({id})"
            ids.add(id)
    definitions = {node.get(name("w:abstractNumId")) for node in numbering.findall(name("w:abstractNum"))}
    for node in numbering.findall(name("w:num")):
        if value(node, "w:abstractNumId") not in definitions:
            numbering.remove(node)
    _sound_levels(numbering)
    bullets = {node.get(name("w:numPicBulletId")) for node in numbering.findall(name("w:numPicBullet"))}
    for node in list(numbering.iter(name("w:lvlPicBulletId"))):
        if node.get(name("w:val")) not in bullets:
            node.getparent().remove(node)  # type: ignore[union-attr]


def _sound_levels(numbering: etree._Element) -> None:
    for holder in numbering.iter(name("w:abstractNum"), name("w:num")):
        tag, levels = name("w:lvl" if holder.tag == name("w:abstractNum") else "w:lvlOverride"), set[str]()
        for level in holder.findall(tag):
            at = level.get(name("w:ilvl"), "")
            if at in levels or at not in tuple("012345678"):
                holder.remove(level)
            levels.add(at)


def _one_default(styles: etree._Element) -> None:
    """Let one style of each kind be the default: the first that says so."""
    kinds = set[str]()
    for style in styles.findall(name("w:style")):
        if style.get(name("w:default")) in ("1", "true", "on"):
            kind = style.get(name("w:type"), "paragraph")
            if kind in kinds:
                del style.attrib[name("w:default")]
            kinds.add(kind)


def _point_at_styles(styles: etree._Element, ids: set[str]) -> None:
    """Take out what points at a style that is not there, and the last link of a chain that runs in a circle."""
    rests_on: dict[str, str] = {}
    for style in styles.findall(name("w:style")):
        for short in POINTERS:
            pointer = child(style, short)
            if pointer is not None and pointer.get(name("w:val"), "") not in ids:
                style.remove(pointer)
        rests_on[style.get(name("w:styleId"), "")] = value(style, "w:basedOn")
    for style in styles.findall(name("w:style")):
        id = style.get(name("w:styleId"), "")
        visited, at = {id}, rests_on[id]
        while at and at not in visited:
            visited.add(at)
            at = rests_on.get(at, "")
        pointer = child(style, "w:basedOn")
        if at == id and pointer is not None:
            style.remove(pointer)
            rests_on[id] = ""
