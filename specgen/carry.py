"""One Word file's body and its parts in, the same body fitted to the house out: styles by name, lists, links and
pictures re-homed.

A fragment (a section, a model's file) is written in its own Word file. Before its text can stand in the house,
everything it points at must be in the house too. What cannot be carried is a fault with a place, never a silent loss.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.word.names import WORD, name
from specgen.word.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    Relationship,
    content_type_of,
    declare_extension,
    declare_part,
    new_relationship_id,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)

STYLES_PART: Final = "word/styles.xml"
NUMBERING_PART: Final = "word/numbering.xml"
NUMBERING_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
NUMBERING_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
STYLE_USES: Final = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
SAFE_LINK: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
PICTURES: Final = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
SECTION_KEPT: Final = ("w:type", "w:pgSz", "w:pgMar", "w:cols", "w:textDirection", "w:docGrid")

# What a template may not hold: element -> what to do about it. It would be lost, or would change with time.
REFUSED: Final = {
    "w:ins": "a tracked change; accept or reject all changes before the file is used as a template",
    "w:del": "a tracked change; accept or reject all changes before the file is used as a template",
    "w:moveFrom": "a tracked change; accept or reject all changes before the file is used as a template",
    "w:moveTo": "a tracked change; accept or reject all changes before the file is used as a template",
    "w:commentReference": "a comment; delete it before the file is used as a template",
    "w:footnoteReference": "a footnote, which cannot be carried; put its text in the paragraph",
    "w:endnoteReference": "an endnote, which cannot be carried; put its text in the paragraph",
    "w:altChunk": "an embedded file, which cannot be carried; paste its text",
    "w:object": "an embedded object, which cannot be carried; paste it as a picture",
    "w:control": "a form control, which cannot be carried; write the text instead",
    "w:subDoc": "a link to another document; use an include tag",
}


@dataclass(frozen=True)
class Fault:
    """Something in a Word file that cannot be used: the element it stands in, what it is, what would be right."""

    node: etree._Element | None
    message: str
    remedy: str
    rule: str


@dataclass
class House:
    """The package that all templates are carried into, while it grows; `parts` is complete after `finish`."""

    parts: dict[str, bytes]
    styles: etree._Element = field(init=False)
    numbering: etree._Element | None = field(init=False)
    relationships: dict[str, Relationship] = field(init=False)

    def __post_init__(self) -> None:
        self.styles = parse_part(self.parts[STYLES_PART])
        data = self.parts.get(NUMBERING_PART)
        self.numbering = None if data is None else parse_part(data)
        self.relationships = dict(read_relationships(self.parts, DOCUMENT_PART))

    def finish(self) -> dict[str, bytes]:
        """Return the parts of the house with all that was carried into it."""
        parts = dict(self.parts)
        parts[STYLES_PART] = write_part(self.styles)
        if self.numbering is not None:
            parts[NUMBERING_PART] = write_part(self.numbering)
            parts[CONTENT_TYPES_PART] = declare_part(parts[CONTENT_TYPES_PART], NUMBERING_PART, NUMBERING_TYPE)
        parts[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, self.relationships)
        return parts


def carry(body: etree._Element, parts: Mapping[str, bytes], house: House) -> list[Fault]:
    """Change `body` (of the Word file `parts`) so that it can stand in `house`, and add to the house what it needs."""
    faults = list(_refused(body))
    styles = _Styles(parse_part(parts[STYLES_PART]) if STYLES_PART in parts else None, parts, house)
    faults += _carry_lists(body, styles)
    faults += _carry_styles(body, styles)
    faults += _carry_relationships(body, parts, house)
    _carry_sections(body)
    return faults


def refused(body: etree._Element) -> list[Fault]:
    """Return what no template may hold, the house included."""
    return list(_refused(body))


def _refused(body: etree._Element) -> Iterator[Fault]:
    for short, why in REFUSED.items():
        for node in body.iter(name(short)):
            yield Fault(node, f"holds {why.partition(';')[0]}", why.partition("; ")[2], "carry")


class _Styles:
    """The styles and lists of one fragment and where each of them is in the house."""

    def __init__(self, root: etree._Element | None, parts: Mapping[str, bytes], house: House) -> None:
        nodes = [] if root is None else root.findall(name("w:style"))
        self.nodes = {node.get(name("w:styleId"), ""): node for node in nodes}
        self.house = house
        data = parts.get(NUMBERING_PART)
        self.numbering = None if data is None else parse_part(data)
        self._carried: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._in_house = {
            (node.get(name("w:type"), ""), _style_name(node)): node.get(name("w:styleId"), "")
            for node in house.styles.findall(name("w:style"))
        }

    def in_house(self, style: str) -> str | None:
        """Return the house's id for a fragment's style; a style the house lacks is copied in. None: no such style."""
        if style in self._carried:
            return self._carried[style]
        node = self.nodes.get(style)
        if node is None:
            return None
        found = self._in_house.get((node.get(name("w:type"), ""), _style_name(node)))
        self._carried[style] = found if found is not None else self._copy(style, node)
        return self._carried[style]

    def _copy(self, style: str, node: etree._Element) -> str:
        taken = {other.get(name("w:styleId")) for other in self.house.styles.findall(name("w:style"))}
        new_id = style
        while new_id in taken:
            new_id += "x"
        copy = deepcopy(node)
        copy.set(name("w:styleId"), new_id)
        if name("w:default") in copy.attrib:
            del copy.attrib[name("w:default")]
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
        number = copy.find(f"{name('w:pPr')}/{name('w:numPr')}/{name('w:numId')}")
        if number is not None:
            number.set(name("w:val"), self.list_in_house(number.get(name("w:val"), "")) or "0")
        self.house.styles.append(copy)
        return new_id

    def list_of(self, style: str) -> str:
        """Return the list id that a fragment's style brings with it, or an empty text."""
        node, seen = self.nodes.get(style), set[str]()
        while node is not None and style not in seen:
            seen.add(style)
            number = node.find(f"{name('w:pPr')}/{name('w:numPr')}/{name('w:numId')}")
            if number is not None:
                return number.get(name("w:val"), "")
            based = node.find(name("w:basedOn"))
            style = "" if based is None else based.get(name("w:val"), "")
            node = self.nodes.get(style)
        return ""

    def list_in_house(self, number_id: str) -> str | None:
        """Return the house's id for a fragment's list, copying its definition. None: the fragment has no such list."""
        if number_id in self._lists:
            return self._lists[number_id]
        source = None if self.numbering is None else _by_id(self.numbering, "w:num", "w:numId", number_id)
        if source is None or self.numbering is None:
            return None
        abstract_id = source.find(name("w:abstractNumId"))
        abstract = None
        if abstract_id is not None:
            key = abstract_id.get(name("w:val"), "")
            abstract = _by_id(self.numbering, "w:abstractNum", "w:abstractNumId", key)
        if abstract is None:
            return None
        self._lists[number_id] = self._copy_list(source, abstract)
        return self._lists[number_id]

    def _copy_list(self, source: etree._Element, abstract: etree._Element) -> str:
        root = self.house.numbering
        if root is None:
            root = self.house.numbering = etree.Element(name("w:numbering"), nsmap={"w": WORD})
            new = new_relationship_id(self.house.relationships)
            self.house.relationships[new] = Relationship(new, NUMBERING_KIND, NUMBERING_PART, external=False)
        abstract_copy, number_copy = deepcopy(abstract), deepcopy(source)
        new_abstract = _next_id(root, "w:abstractNum", "w:abstractNumId", 0)
        new_number = _next_id(root, "w:num", "w:numId", 1)
        abstract_copy.set(name("w:abstractNumId"), new_abstract)
        for tag in ("w:nsid", "w:tmpl"):  # two lists with one nsid are one list to Word
            for child in abstract_copy.findall(name(tag)):
                abstract_copy.remove(child)
        for level in abstract_copy.iter(name("w:pStyle")):
            level.getparent().remove(level)  # type: ignore[union-attr]
        number_copy.set(name("w:numId"), new_number)
        number_copy.find(name("w:abstractNumId")).set(name("w:val"), new_abstract)  # type: ignore[union-attr]
        last = root.findall(name("w:abstractNum"))  # the schema wants all abstract lists before the lists
        root.insert(root.index(last[-1]) + 1 if last else 0, abstract_copy)
        numbers = root.findall(name("w:num"))
        root.insert(root.index(numbers[-1]) + 1 if numbers else len(root), number_copy)
        return new_number


def _carry_lists(body: etree._Element, styles: _Styles) -> Iterator[Fault]:
    for properties in body.iter(name("w:numPr")):
        number = properties.find(name("w:numId"))
        holder = properties.getparent()
        if number is None or holder is None or number.get(name("w:val")) == "0":
            continue
        style = holder.find(name("w:pStyle"))
        own = styles.list_of("" if style is None else style.get(name("w:val"), ""))
        if own == number.get(name("w:val")):
            holder.remove(
                properties
            )  # Word repeats the style's own list here; the house's style brings the house's list
            continue
        new = styles.list_in_house(number.get(name("w:val"), ""))
        if new is None:
            yield Fault(
                properties,
                "is in a list that the file does not define",
                "apply the list again in Word",
                "carry",
            )
        else:
            number.set(name("w:val"), new)


def _carry_styles(body: etree._Element, styles: _Styles) -> Iterator[Fault]:
    for tag, kind in STYLE_USES.items():
        for node in body.iter(name(tag)):
            style = node.get(name("w:val"), "")
            new = styles.in_house(style)
            if new is None:
                message = f'uses the {kind} style "{style}", which the file does not define'
                yield Fault(node, message, "apply a style from the list in Word", "style")
            else:
                node.set(name("w:val"), new)


def _carry_relationships(body: etree._Element, parts: Mapping[str, bytes], house: House) -> Iterator[Fault]:
    known = read_relationships(parts, DOCUMENT_PART)
    prefix = name("r:x")[:-1]
    for node in body.iter(etree.Element):
        for attribute in [a for a in node.attrib if str(a).startswith(prefix)]:
            relationship = known.get(node.get(attribute, ""))
            if relationship is None:
                yield Fault(
                    node,
                    "points at something that is not in the file",
                    "delete it and insert it again",
                    "carry",
                )
                continue
            new = _rehome(relationship, parts, house)
            if isinstance(new, str):
                node.set(attribute, new)
            else:
                yield Fault(node, new[0], new[1], "carry")


def _rehome(relationship: Relationship, parts: Mapping[str, bytes], house: House) -> str | tuple[str, str]:
    """Return the relationship's id in the house, or what is wrong with it and what would be right."""
    if relationship.short_kind == "hyperlink" and relationship.external:
        if not SAFE_LINK.match(relationship.target):
            return (
                f"links to {relationship.target}",
                "link to an address that starts with https://, http:// or mailto:",
            )
        return _add(house, relationship)
    if relationship.short_kind != "image":
        return (
            f"holds something of the kind {relationship.short_kind}, which cannot be carried",
            "take it out",
        )
    if relationship.external:
        return f"shows a picture kept elsewhere ({relationship.target})", "insert the picture itself"
    extension = posixpath.splitext(relationship.target)[1].lstrip(".").lower()
    data = parts.get(relationship.target)
    if data is None or extension not in PICTURES:
        return f"shows a picture of the kind {extension or 'unknown'}", "use a PNG, JPEG or GIF picture"
    target = f"word/media/{hashlib.sha256(data).hexdigest()[:16]}.{extension}"
    house.parts[target] = data
    kind = content_type_of(parts[CONTENT_TYPES_PART], relationship.target) or PICTURES[extension]
    house.parts[CONTENT_TYPES_PART] = declare_extension(house.parts[CONTENT_TYPES_PART], extension, kind)
    return _add(house, Relationship("", relationship.kind, target, external=False))


def _add(house: House, wanted: Relationship) -> str:
    for known in house.relationships.values():
        if (known.kind, known.target, known.external) == (wanted.kind, wanted.target, wanted.external):
            return known.id
    new = new_relationship_id(house.relationships)
    house.relationships[new] = Relationship(new, wanted.kind, wanted.target, wanted.external)
    return new


def _carry_sections(body: etree._Element) -> None:
    """Keep a fragment's page size and margins; headers and footers are the house's."""
    kept = {name(short) for short in SECTION_KEPT}
    for section in body.iter(name("w:sectPr")):
        for child in list(section):
            if child.tag not in kept:
                section.remove(child)
        section.attrib.clear()


def _style_name(node: etree._Element) -> str:
    child = node.find(name("w:name"))
    return "" if child is None else child.get(name("w:val"), "").casefold()  # Word takes Heading 1 and heading 1 as one


def _by_id(root: etree._Element, tag: str, attribute: str, value: str) -> etree._Element | None:
    return next((node for node in root.findall(name(tag)) if node.get(name(attribute)) == value), None)


def _next_id(root: etree._Element, tag: str, attribute: str, least: int) -> str:
    used = [int(node.get(name(attribute), "0")) for node in root.findall(name(tag))]
    return str(max([*used, least - 1]) + 1)
