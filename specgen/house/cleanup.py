"""Remove from a corporate Word file what a house must not carry over, and note each thing that somebody may miss.

Kept is what is known to be needed: the document, its headers and footers, styles, lists, theme, pictures and links.
Everything else goes: what belongs to somebody (names, templates on their disk, labels of their system) and what acts
by itself. What cannot be left out without harm stays, and is refused where the tags are read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    Parts,
    Relationship,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)
from specgen.house.notes import note
from specgen.problems import Problem

SETTINGS_PART: Final = "word/settings.xml"
# Last words of the kinds of relationship that a house can do without -> what is said of them, if anything. What is
# neither needed nor named here stays, and is refused as unsafe.
HARMLESS: Final = {
    "webSettings": "", "fontTable": "", "footnotes": "", "endnotes": "", "stylesWithEffects": "", "people": "",
    "comments": "the comments in it", "commentsExtended": "", "commentsIds": "", "commentsExtensible": "",
    "documenttasks": "", "customXml": "data that another program keeps in it (custom XML)",
    "glossaryDocument": "its building blocks (quick parts)", "printerSettings": "the settings of a printer",
    "keyMapCustomizations": "changes of Word's keys", "attachedToolbars": "changes of Word's toolbars",
    "userCustomization": "changes of Word's ribbon", "mailMergeSource": "", "mailMergeHeaderSource": "",
    "recipientData": "", "transform": "", "core-properties": "", "extended-properties": "",
    "thumbnail": "a small picture of its first page", "custom-properties": "",
    "classificationlabels": "a sensitivity label", "origin": "a signature",
}  # fmt: skip
OF_TEXT: Final = ("hyperlink", "image")
LABEL: Final = b"MSIP_Label"


def without_leftovers(parts: Parts) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the parts that a house needs, and what was left behind."""
    said = list(_said(parts))
    found = _plain_types(dict(parts))
    relationships = read_relationships(found, DOCUMENT_PART)
    kept = {key: one for key, one in relationships.items() if one.short_kind not in HARMLESS}
    found[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, kept)
    package = {key: one for key, one in read_relationships(found, "").items() if one.short_kind not in HARMLESS}
    found[relationships_part("")] = write_relationships("", package)
    found.pop(relationships_part(SETTINGS_PART), None)  # a template on somebody's disk, a mail merge
    reached = set(_reached(found))
    found = {part: data for part, data in found.items() if part in reached}
    found[CONTENT_TYPES_PART] = _types(parts[CONTENT_TYPES_PART], found)
    return found, said


def without_loose_ends(parts: Parts) -> dict[str, bytes]:
    """Return the parts of a house without the links and pictures that only its sample text had."""
    found = dict(parts)
    body = found[DOCUMENT_PART]
    relationships = read_relationships(found, DOCUMENT_PART)
    kept = {
        key: one
        for key, one in relationships.items()
        if one.short_kind not in OF_TEXT or b'"%s"' % key.encode() in body
    }
    if len(kept) == len(relationships):
        return found
    found[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, kept)
    reached = set(_reached(found))
    found = {part: data for part, data in found.items() if part in reached}
    found[CONTENT_TYPES_PART] = _types(parts[CONTENT_TYPES_PART], found)
    return found


def _said(parts: Parts) -> Iterator[Problem]:
    """Yield a note on each thing that is left behind and that somebody may look for later."""
    package, document = read_relationships(parts, ""), read_relationships(parts, DOCUMENT_PART)
    found = [HARMLESS.get(one.short_kind, "") for one in document.values()]
    found += [HARMLESS.get(one.short_kind, "") for one in package.values()]
    found += _of_settings(parts)
    properties = [parts.get(one.target, b"") for one in package.values() if not one.external]
    people = {word for data in properties for word in _personal(data)}
    if people and not any(b"<Application>specgen</Application>" in data for data in properties):
        found.append(f"what its properties said of people and places ({', '.join(sorted(people))})")
    custom = [parts.get(one.target, b"") for one in package.values() if one.short_kind == "custom-properties"]
    if custom:
        found.append("its own properties (of SharePoint, of a document management system)")
    if any(LABEL in data for data in custom):
        found.append("a sensitivity label")
    if any("embed" in str(node.tag).lower() for node in _fonts(parts, document)):
        found.append("fonts kept inside the file")
    yield from (note(f"left out {what}") for what in dict.fromkeys(filter(None, found)))


def _of_settings(parts: Parts) -> Iterator[str]:
    settings = parse_part(parts[SETTINGS_PART]) if SETTINGS_PART in parts else etree.Element(name("w:settings"))
    targets = read_relationships(parts, SETTINGS_PART)
    template = settings.find(name("w:attachedTemplate"))
    if template is not None:
        one = targets.get(template.get(name("r:id"), ""))
        file = posixpath.basename(one.target.replace("\\", "/").replace("%20", " ")) if one else ""
        yield f"the link to the template it was made from{f' ({file})' if file else ''}"
    texts = {
        "w:mailMerge": "a mail merge",
        "w:docVars": "variables of a program",
        "w:documentProtection": "its protection against changes",
        "w:writeProtection": "its protection against changes",
        "w:trackRevisions": "the setting that tracks changes",
    }
    yield from (text for short, text in texts.items() if settings.find(name(short)) is not None)


def _personal(properties: bytes) -> Iterator[str]:
    words = {"creator": "author", "lastModifiedBy": "last author", "Company": "company", "Manager": "manager",
             "Template": "template"}  # fmt: skip
    if not properties.lstrip().startswith(b"<"):
        return
    for node in parse_part(properties):
        local = str(node.tag).rpartition("}")[2]
        if local in words and (node.text or "").strip() not in ("", "specgen", "Normal.dotm", "Normal"):
            yield words[local]


def _fonts(parts: Parts, document: Mapping[str, Relationship]) -> Iterator[etree._Element]:
    for one in document.values():
        if one.short_kind == "fontTable" and one.target in parts:
            yield from parse_part(parts[one.target]).iter()


def _plain_types(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Make a template (.dotx) a document; nothing else differs."""
    types = parts[CONTENT_TYPES_PART].replace(
        b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
    )
    return parts | {CONTENT_TYPES_PART: types}


def _reached(parts: Parts) -> Iterator[str]:
    """Yield the parts that something kept points at, and what lists their targets."""
    yield from (CONTENT_TYPES_PART, relationships_part(""), DOCUMENT_PART)
    waiting, seen = [DOCUMENT_PART], {DOCUMENT_PART}
    while waiting:
        part = waiting.pop()
        if relationships_part(part) in parts:
            yield relationships_part(part)
        for one in read_relationships(parts, part).values():
            if not one.external and one.target in parts and one.target not in seen:
                seen.add(one.target)
                waiting.append(one.target)
                yield one.target


def _types(content_types: bytes, parts: Parts) -> bytes:
    root = parse_part(
        content_types.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
    )
    extensions = {part.rsplit(".", 1)[-1].lower() for part in parts} | {"rels", "xml"}
    for node in list(root):
        part, extension = (node.get("PartName") or "").lstrip("/"), (node.get("Extension") or "").lower()
        if (part and (part not in parts or part.endswith(".rels"))) or (extension and extension not in extensions):
            root.remove(node)
    return write_part(root)
