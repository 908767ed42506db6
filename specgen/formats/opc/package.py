"""Read a Word file into its parts, and write parts as a Word file.

A package is checked when it is read; the same parts always make the same bytes.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final, NamedTuple

from lxml import etree

from specgen.formats.opc.allowed_parts import PICTURES
from specgen.formats.opc.archive import NotAWordFile, unpack
from specgen.formats.opc.namespaces import CONTENT_TYPES, PACKAGE_RELATIONSHIPS

STYLES_PART: Final = "word/styles.xml"
NUMBERING_PART: Final = "word/numbering.xml"
SETTINGS_PART: Final = "word/settings.xml"

CONTENT_TYPES_PART: Final = "[Content_Types].xml"
DOCUMENT_PART: Final = "word/document.xml"
MAIN_KIND: Final = "officeDocument"
USUAL_PARTS: Final = {"styles": STYLES_PART, "numbering": NUMBERING_PART, "settings": SETTINGS_PART}
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
DECLARES: Final = "it holds a document type declaration, which no Word file needs"
COMPRESSION: Final = 3  # less than half the time of the usual 6, for a file that is a seventh larger
EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can carry; the same for every entry

__all__ = [
    "CONTENT_TYPES_PART", "DOCUMENT_PART", "NotAWordFile", "Parts", "Relationship", "content_type_of",
    "declare_extension", "declare_part", "link_part", "new_relationship_id", "new_root", "parse_part", "picture_type",
    "read_package", "read_relationships", "related_part", "related_root", "relationships_part", "write_package",
    "write_part", "write_relationships",
]  # fmt: skip

Parts = Mapping[str, bytes]


class Relationship(NamedTuple):
    """One line of a .rels part: what a part points at."""

    id: str
    kind: str  # the full type, an address
    target: str
    external: bool

    @property
    def short_kind(self) -> str:
        return self.kind.rsplit("/", 1)[-1]


def read_package(data: bytes, *, may_hold_macros: bool = False) -> dict[str, bytes]:
    """Return the parts of a Word file by name; they are safe to read, and no more is said of them.

    With `may_hold_macros` it may be a .docm: for a caller that keeps of it what a house needs, and no macros.
    Raises NotAWordFile for anything but a sound, unencrypted zip of bounded size with a main document.
    """
    parts = unpack(data)
    if parts.get("mimetype", b"").startswith(OPEN_DOCUMENT):
        raise NotAWordFile("it is an OpenDocument file (.odt), and is not a Word file (.docx)")
    if CONTENT_TYPES_PART not in parts:
        raise NotAWordFile("it is a zip file without a Word document in it")
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            _refuse_declarations(content)
    parts = _with_usual_names(parts)
    if DOCUMENT_PART not in parts:
        raise NotAWordFile("it is a zip file without a Word document in it")
    kinds = (node.get("ContentType", "") for node in parse_part(parts[CONTENT_TYPES_PART]))
    if not may_hold_macros and any("macroenabled" in kind.lower() for kind in kinds):
        raise NotAWordFile("it may hold macros (.docm)")
    return _with_true_picture_types(parts)


def _with_usual_names(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with the document and what it rests on under Word's own names.

    A part is what a relationship says it is: Word Online calls the document word/document2.xml.
    """
    main = related_part(parts, MAIN_KIND, "")
    if main:
        parts = _renamed(parts, "", main, DOCUMENT_PART)
    for kind, usual in USUAL_PARTS.items():
        part = related_part(parts, kind)
        if part:
            parts = _renamed(parts, DOCUMENT_PART, part, usual)
    return parts


def _renamed(parts: dict[str, bytes], holder: str, old: str, new: str) -> dict[str, bytes]:
    """Return the parts with one of them, which `holder` points at, under another name; a part that has the name
    already, and is something else, takes the old one.
    """
    if old == new:
        return parts
    other = {old: new, new: old}
    moved = {other.get(part, part): data for part, data in parts.items()}
    for part in (old, new):
        if relationships_part(part) in parts:
            moved.pop(relationships_part(part), None)
    for part in (old, new):
        if relationships_part(part) in parts:
            links = read_relationships(parts, part)
            moved[relationships_part(other[part])] = write_relationships(other[part], links)
    links = {
        id: link._replace(target=other.get(link.target, link.target)) if not link.external else link
        for id, link in read_relationships(parts, holder).items()
    }
    moved[relationships_part(holder)] = write_relationships(holder, links)
    types = parse_part(parts[CONTENT_TYPES_PART])
    kinds = {other[part]: content_type_of(parts[CONTENT_TYPES_PART], part) for part in (old, new) if part in parts}
    for node in list(types.iter(f"{{{CONTENT_TYPES}}}Override")):
        if (node.get("PartName") or "").lstrip("/") in other:
            types.remove(node)
    moved[CONTENT_TYPES_PART] = write_part(types)
    for part, kind in kinds.items():
        moved[CONTENT_TYPES_PART] = declare_part(moved[CONTENT_TYPES_PART], part, kind)
    return moved


def _with_true_picture_types(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts with each picture declared as what it is: many are saved under the ending of another kind."""
    pictures = {part: kind for part, data in parts.items() if (kind := picture_type(data))}
    types = parse_part(parts[CONTENT_TYPES_PART]) if pictures else None
    for part, kind in pictures.items():
        declared = content_type_of(parts[CONTENT_TYPES_PART], part).replace("image/jpg", "image/jpeg")
        if types is None or declared == kind or not (not declared or declared.startswith("image/")):
            continue
        for node in list(types.iter(f"{{{CONTENT_TYPES}}}Override")):
            if (node.get("PartName") or "").lstrip("/") == part:
                types.remove(node)
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=kind)
        parts = {**parts, CONTENT_TYPES_PART: write_part(types)}
    return parts


def picture_type(data: bytes) -> str:
    """Return the content type of a PNG, JPEG or GIF picture by its first bytes; an empty text for anything else."""
    return next((kind for kind in ("image/png", "image/jpeg", "image/gif") if data.startswith(PICTURES[kind])), "")


def write_package(parts: Parts) -> bytes:
    """Return the bytes of a Word file: the content types first, then the parts by name, all with one fixed time."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in sorted(parts, key=lambda part: (part != CONTENT_TYPES_PART, part != "_rels/.rels", part)):
            entry = zipfile.ZipInfo(part, EPOCH)
            entry.external_attr = 0o600 << 16
            entry.create_system = 3  # else the bytes differ between Windows and the rest
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[part], compresslevel=COMPRESSION)
    return buffer.getvalue()


def parse_part(data: bytes) -> etree._Element:
    """Return the root of one XML part; DTDs and anything that would read another file are refused."""
    _refuse_declarations(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise NotAWordFile("one of its parts is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in a coding that the look at its bytes does not know
        raise NotAWordFile(DECLARES)
    return root


def _refuse_declarations(data: bytes) -> None:
    """Raise NotAWordFile for a document type: it could name other files, and grow without end."""
    for coding in ("ascii", "utf-16-le", "utf-16-be") if b"\0" in data[:400] else ("ascii",):
        if "<!DOCTYPE".encode(coding) in data or "<!ENTITY".encode(coding) in data:
            raise NotAWordFile(DECLARES)


def write_part(root: etree._Element) -> bytes:
    """Return the bytes of one XML part, declared as Word declares it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def new_root(local: str, namespace: str) -> etree._Element:
    """Return an empty root whose namespace needs no prefix, as Word writes the parts of a package."""
    return etree.fromstring(f'<{local} xmlns="{namespace}"/>')


def relationships_part(part: str) -> str:
    """Return the name of the part that holds what `part` points at: word/document.xml ->
    word/_rels/document.xml.rels.
    """
    folder, file = posixpath.split(part)
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def read_relationships(parts: Parts, part: str) -> dict[str, Relationship]:
    """Return what a part points at, by id; targets inside the package are full part names."""
    data = parts.get(relationships_part(part))
    if data is None:
        return {}
    folder = posixpath.dirname(part)
    relationships = {}
    for node in parse_part(data).iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
        external = node.get("TargetMode") == "External"
        target = node.get("Target", "")
        if not external:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        relationships[node.get("Id", "")] = Relationship(node.get("Id", ""), node.get("Type", ""), target, external)
    return relationships


def write_relationships(part: str, relationships: Mapping[str, Relationship]) -> bytes:
    """Return the bytes of the part that holds `relationships` of `part`."""
    root = new_root("Relationships", PACKAGE_RELATIONSHIPS)
    folder = posixpath.dirname(part) or "."
    for link in relationships.values():
        node = etree.SubElement(root, f"{{{PACKAGE_RELATIONSHIPS}}}Relationship", Id=link.id, Type=link.kind)
        node.set("Target", link.target if link.external else posixpath.relpath(link.target, folder))
        if link.external:
            node.set("TargetMode", "External")
    return write_part(root)


def related_part(parts: Parts, kind: str, holder: str = DOCUMENT_PART) -> str:
    """Return the first part of a kind, such as styles, that a part points at; an empty text if the file has none."""
    links = read_relationships(parts, holder).values()
    return next((link.target for link in links if link.short_kind == kind and link.target in parts), "")


def related_root(parts: Parts, kind: str) -> etree._Element | None:
    """Return the root of the document's first part of a kind; None if the file has none."""
    part = related_part(parts, kind)
    return parse_part(parts[part]) if part else None


def link_part(parts: dict[str, bytes], holder: str, kind: str, target: str) -> str:
    """Let a part point at another one of the file; return the id of the relationship."""
    links = read_relationships(parts, holder)
    new = new_relationship_id(links)
    links[new] = Relationship(new, kind, target, external=False)
    parts[relationships_part(holder)] = write_relationships(holder, links)
    return new


def declare_part(content_types: bytes, part: str, content_type: str) -> bytes:
    """Return [Content_Types].xml with the type of one more part (Override) in it."""
    root = parse_part(content_types)
    override = f"{{{CONTENT_TYPES}}}Override"
    if not any(node.get("PartName") == f"/{part}" for node in root.iter(override)):
        etree.SubElement(root, override, PartName=f"/{part}", ContentType=content_type)
    return write_part(root)


def declare_extension(content_types: bytes, extension: str, content_type: str) -> bytes:
    """Return [Content_Types].xml with the type of all parts that end in `extension` (Default) in it."""
    root = parse_part(content_types)
    default = f"{{{CONTENT_TYPES}}}Default"
    if not any((node.get("Extension") or "").lower() == extension for node in root.iter(default)):
        root.insert(0, etree.Element(default, Extension=extension, ContentType=content_type))
    return write_part(root)


def content_type_of(content_types: bytes, part: str) -> str:
    """Return the declared content type of one part, or an empty text."""
    root = parse_part(content_types)
    for node in root.iter(f"{{{CONTENT_TYPES}}}Override"):
        if (node.get("PartName") or "").lstrip("/") == part:
            return node.get("ContentType", "")
    extension = part.rsplit(".", 1)[-1].lower()
    for node in root.iter(f"{{{CONTENT_TYPES}}}Default"):
        if (node.get("Extension") or "").lower() == extension:
            return node.get("ContentType", "")
    return ""


def new_relationship_id(relationships: Mapping[str, Relationship]) -> str:
    """Return an id that none of these relationships has."""
    number = len(relationships) + 1
    while f"rId{number}" in relationships:
        number += 1
    return f"rId{number}"
