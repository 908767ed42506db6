"""Write what the file says of itself (Word: File, Info), and leave out what the author of the house left in theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    Relationship,
    declare_part,
    new_relationship_id,
    new_root,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)

CORE_PART: Final = "docProps/core.xml"
APPLICATION_PART: Final = "docProps/app.xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
APPLICATION_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CORE_KIND: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
APPLICATION_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
ELEMENTS: Final = "http://purl.org/dc/elements/1.1/"
TERMS: Final = "http://purl.org/dc/terms/"
INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
EXTENDED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


class Properties(NamedTuple):
    """What the file says of itself (Word: File, Info)."""

    title: str
    subject: str
    author: str
    day: date


def with_properties(parts: dict[str, bytes], properties: Properties) -> dict[str, bytes]:
    """Return the parts with properties of our own, and without what the house's author left in theirs."""
    found = dict(parts)
    found[CORE_PART] = _core(properties)
    root = new_root("Properties", EXTENDED)
    etree.SubElement(root, f"{{{EXTENDED}}}Application").text = "specgen"
    found[APPLICATION_PART] = write_part(root)
    others = {
        one.target
        for one in read_relationships(parts, "").values()
        if one.kind in (CORE_KIND, APPLICATION_KIND) and one.target not in (CORE_PART, APPLICATION_PART)
    }  # LibreOffice writes them under names of its own
    found = {part: data for part, data in found.items() if part not in others}
    types = declare_part(found[CONTENT_TYPES_PART], CORE_PART, CORE_TYPE)
    found[CONTENT_TYPES_PART] = _without_missing(declare_part(types, APPLICATION_PART, APPLICATION_TYPE), found)
    package = {key: one for key, one in read_relationships(parts, "").items() if one.target in found}
    for kind, part in ((CORE_KIND, CORE_PART), (APPLICATION_KIND, APPLICATION_PART)):
        if part not in {one.target for one in package.values()}:
            new = new_relationship_id(package)
            package[new] = Relationship(new, kind, part, external=False)
    found[relationships_part("")] = write_relationships("", package)
    return found


def _core(properties: Properties) -> bytes:
    spaces = {"cp": CORE, "dc": ELEMENTS, "dcterms": TERMS, "xsi": INSTANCE}
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=spaces)
    moment = f"{properties.day.isoformat()}T00:00:00Z"
    texts: Iterable[tuple[str, str]] = (
        (f"{{{ELEMENTS}}}title", properties.title),
        (f"{{{ELEMENTS}}}subject", properties.subject),
        (f"{{{ELEMENTS}}}creator", properties.author),
        (f"{{{CORE}}}lastModifiedBy", properties.author),
        (f"{{{TERMS}}}created", moment),
        (f"{{{TERMS}}}modified", moment),
        (f"{{{ELEMENTS}}}language", "en-GB"),
    )
    for tag, text in texts:
        node = etree.SubElement(root, tag)
        node.text = text
        if tag.startswith(f"{{{TERMS}}}"):
            node.set(f"{{{INSTANCE}}}type", "dcterms:W3CDTF")
    return write_part(root)


def _without_missing(content_types: bytes, parts: Mapping[str, bytes]) -> bytes:
    root = parse_part(content_types)
    for node in list(root):
        part = (node.get("PartName") or "").lstrip("/")
        if part and part not in parts:
            root.remove(node)
    return write_part(root)
