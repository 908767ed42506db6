"""Hold the package that all templates are merged into: styles, lists and relationships that grow with each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from lxml import etree

from specgen.formats.opc.namespaces import WORD, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    NUMBERING_PART,
    SETTINGS_PART,
    STYLES_PART,
    Relationship,
    declare_part,
    new_relationship_id,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)
from specgen.templates.tags.malformed_tags import has_tag
from specgen.templates.unsupported import FaultyNode, fault_at

NUMBERING_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
NUMBERING_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
SAFE_LINK: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
SMART_ART: Final = ("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing")
PASTED: Final = {**dict.fromkeys(SMART_ART, "a SmartArt picture"), "chart": "a chart", "chartEx": "a chart"}
OF_HOUSES: Final = ("styles", "numbering", "settings", "webSettings", "fontTable", "theme", "header", "footer",
                    "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible",
                    "people", "customXml", "glossaryDocument", "image", "stylesWithEffects")  # fmt: skip
NOT_HANDED_ON: Final = ("w:attachedTemplate", "w:mailMerge", "w:updateFields", "w:docVars")  # of a house's settings


@dataclass
class MergeTarget:
    """The package that all templates are carried into, while it grows; `parts` is complete after `finish`."""

    parts: dict[str, bytes]
    roles: Mapping[str, str] = field(default_factory=dict)  # style id -> specgen's name, where the house has another
    is_own: bool = False  # a council's house, not the built-in one
    letter: float = 0.0  # twips: the width of a letter in the head of a table, if that is not the built-in one's
    styles: etree._Element = field(init=False)
    numbering: etree._Element = field(init=False)
    relationships: dict[str, Relationship] = field(init=False)

    def __post_init__(self) -> None:
        empty = f'<w:styles xmlns:w="{WORD}"/>'.encode()
        self.styles = parse_part(self.parts.get(STYLES_PART, empty))
        self.numbering = parse_part(self.parts.get(NUMBERING_PART, empty.replace(b"styles", b"numbering")))
        self.relationships = dict(read_relationships(self.parts, DOCUMENT_PART))

    @cached_property
    def last_section(self) -> etree._Element | None:
        """The section of the house that the text stands in."""
        return parse_part(self.parts[DOCUMENT_PART]).find(f"{name('w:body')}/{name('w:sectPr')}")

    def finish(self) -> dict[str, bytes]:
        """Return the parts of the house with all that was carried into it."""
        parts = dict(self.parts)
        parts[STYLES_PART] = write_part(self.styles)
        if len(self.numbering):
            parts[NUMBERING_PART] = write_part(self.numbering)
            parts[CONTENT_TYPES_PART] = declare_part(parts[CONTENT_TYPES_PART], NUMBERING_PART, NUMBERING_TYPE)
            add_relationship(self, Relationship("", NUMBERING_KIND, NUMBERING_PART, external=False))
        if SETTINGS_PART in parts:
            parts[SETTINGS_PART] = _settings(parts[SETTINGS_PART])
            parts.pop(relationships_part(SETTINGS_PART), None)  # a template on somebody's disk, a mail merge
        parts[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, self.relationships)
        return parts

    def faults(self, tagged_parts: tuple[str, ...]) -> Iterator[FaultyNode]:
        """Yield what the house's document, headers and footers point at and no document may take along."""
        for part in (DOCUMENT_PART, *tagged_parts):
            for one in read_relationships(self.parts, part).values():
                if one.external or one.short_kind not in OF_HOUSES:
                    fault = link_fault(one)
                    if fault is not None:
                        yield fault_at(None, *fault, "carry")


def link_fault(one: Relationship) -> tuple[str, str] | None:
    """Say what is wrong with anything but a picture in the file or a link to a web or mail address."""
    if one.short_kind == "hyperlink" and one.external:
        if has_tag(one.target):
            return f"has a tag in the address of a link ({unquote(one.target)})", "write tags only in the text"
        if SAFE_LINK.match(one.target):
            return None
        return f"links to {one.target}", "link to an address that starts with https://, http:// or mailto:"
    if one.short_kind in PASTED:
        return f"holds {PASTED[one.short_kind]}, which cannot be carried", "copy it in Word and paste it as a picture"
    if one.short_kind != "image":
        return f"holds something of the kind {one.short_kind}, which cannot be carried", "take it out"
    return (f"shows a picture kept elsewhere ({one.target})", "insert the picture itself") if one.external else None


def add_relationship(house: MergeTarget, wanted: Relationship) -> str:
    """Return the id of a relationship in the house, the same for the same target."""
    for known in house.relationships.values():
        if (known.kind, known.target, known.external) == (wanted.kind, wanted.target, wanted.external):
            return known.id
    new = new_relationship_id(house.relationships)
    house.relationships[new] = Relationship(new, wanted.kind, wanted.target, wanted.external)
    return new


def _settings(data: bytes) -> bytes:
    root = parse_part(data)
    for short in NOT_HANDED_ON:
        for node in root.findall(name(short)):
            root.remove(node)
    return write_part(root)
