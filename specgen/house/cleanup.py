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

from specgen.formats.opc.allowed_parts import SIGNATURE, UNSIGN
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
from specgen.formats.word.clean import clean
from specgen.house.notes import note, refusal
from specgen.house.stylesheet import PLACES, in_order
from specgen.problems import Problem, WrongInput

WRAPPERS: Final = ("w:sdt", "w:smartTag", "w:customXml")
AROUND_TEXT: Final = ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr")
COMMENTS: Final = ("w:commentReference", "w:annotationRef")
ORDERED: Final = tuple(tag for tag in PLACES if tag not in (name("w:p"), name("w:r")))
LAYOUT: Final = "Letterhead"
SHAPE: Final = "Text box"

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
    "classificationlabels": "a sensitivity label",
}  # fmt: skip
OF_TEXT: Final = ("hyperlink", "image", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "chart",
                  "chartEx", "oleObject", "package", "control", "aFChunk", "subDocument")  # fmt: skip
LABEL: Final = b"MSIP_Label"


def remove_leftovers(parts: Parts) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the parts that a house needs, and what was left behind. Raises WrongInput for a signed file."""
    if any(link.short_kind == "origin" for link in read_relationships(parts, "").values()):
        raise WrongInput(refusal(f"holds {SIGNATURE}", UNSIGN, "unsafe"))
    notes = list(_notes(parts))
    kept_parts = _plain_types(dict(parts))
    relationships = read_relationships(kept_parts, DOCUMENT_PART)
    kept = {key: link for key, link in relationships.items() if link.short_kind not in HARMLESS}
    kept_parts[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, kept)
    package = {key: link for key, link in read_relationships(kept_parts, "").items() if link.short_kind not in HARMLESS}
    kept_parts[relationships_part("")] = write_relationships("", package)
    kept_parts.pop(relationships_part(SETTINGS_PART), None)  # a template on somebody's disk, a mail merge
    reached = set(_reached(kept_parts))
    kept_parts = {part: data for part, data in kept_parts.items() if part in reached}
    kept_parts[CONTENT_TYPES_PART] = _types(parts[CONTENT_TYPES_PART], kept_parts)
    return kept_parts, notes


def remove_unused_links(parts: Parts) -> dict[str, bytes]:
    """Return the parts of a house without the links and pictures that only its sample text had."""
    kept_parts = dict(parts)
    body = kept_parts[DOCUMENT_PART]
    relationships = read_relationships(kept_parts, DOCUMENT_PART)
    kept = {
        key: link
        for key, link in relationships.items()
        if link.short_kind not in OF_TEXT or b'"%s"' % key.encode() in body
    }
    if not any(link.short_kind == "diagramData" for link in kept.values()):  # which names the drawing of a SmartArt
        kept = {key: link for key, link in kept.items() if link.short_kind != "diagramDrawing"}
    if len(kept) == len(relationships):
        return kept_parts
    kept_parts[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, kept)
    reached = set(_reached(kept_parts))
    kept_parts = {part: data for part, data in kept_parts.items() if part in reached}
    kept_parts[CONTENT_TYPES_PART] = _types(parts[CONTENT_TYPES_PART], kept_parts)
    return kept_parts


def _notes(parts: Parts) -> Iterator[Problem]:
    """Yield a note on each thing that is left behind and that somebody may look for later."""
    package, document = read_relationships(parts, ""), read_relationships(parts, DOCUMENT_PART)
    left_out = [HARMLESS.get(link.short_kind, "") for link in document.values()]
    left_out += [HARMLESS.get(link.short_kind, "") for link in package.values()]
    left_out += _of_settings(parts)
    properties = [parts.get(link.target, b"") for link in package.values() if not link.external]
    people = {word for data in properties for word in _personal(data)}
    if people and not any(b"<Application>specgen</Application>" in data for data in properties):
        left_out.append(f"what its properties said of people and places ({', '.join(sorted(people))})")
    custom = [parts.get(link.target, b"") for link in package.values() if link.short_kind == "custom-properties"]
    if custom:
        left_out.append("its own properties (of SharePoint, of a document management system)")
    if any(LABEL in data for data in custom):
        left_out.append("a sensitivity label")
    if any("embed" in str(node.tag).lower() for node in _fonts(parts, document)):
        left_out.append("fonts kept inside the file")
    yield from (note(f"left out {what}") for what in dict.fromkeys(filter(None, left_out)))


def _of_settings(parts: Parts) -> Iterator[str]:
    settings = parse_part(parts[SETTINGS_PART]) if SETTINGS_PART in parts else etree.Element(name("w:settings"))
    targets = read_relationships(parts, SETTINGS_PART)
    template = settings.find(name("w:attachedTemplate"))
    if template is not None:
        link = targets.get(template.get(name("r:id"), ""))
        file = posixpath.basename(link.target.replace("\\", "/").replace("%20", " ")) if link else ""
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
    for link in document.values():
        if link.short_kind == "fontTable" and link.target in parts:
            yield from parse_part(parts[link.target]).iter()


def _plain_types(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Make a template (.dotx) a document; nothing else differs."""
    types = parts[CONTENT_TYPES_PART].replace(
        b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
    )
    return parts | {CONTENT_TYPES_PART: types}


def _reached(parts: Parts) -> Iterator[str]:
    """Yield the parts that something kept points at, and what lists their targets."""
    yield from (CONTENT_TYPES_PART, relationships_part(""), DOCUMENT_PART)
    waiting, reached = [DOCUMENT_PART], {DOCUMENT_PART}
    while waiting:
        part = waiting.pop()
        if relationships_part(part) in parts:
            yield relationships_part(part)
        for link in read_relationships(parts, part).values():
            if not link.external and link.target in parts and link.target not in reached:
                reached.add(link.target)
                waiting.append(link.target)
                yield link.target


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


def clean_markup(root: etree._Element) -> None:
    """Change one part as the module's docstring says."""
    clean(root)
    _drop_comments(root)
    for short in WRAPPERS:
        for node in list(root.iter(name(short))):
            unwrap(node)
    for either in root.iter(name("mc:AlternateContent")):
        for other in either.findall(name("mc:Fallback")):
            if either.find(name("mc:Choice")) is not None:
                either.remove(other)
    for tag in ORDERED:
        for node in root.iter(tag):
            in_order(node)
    for node in list(root.iter(name("w:printerSettings"))):
        node.getparent().remove(node)  # type: ignore[union-attr]


def unwrap(node: etree._Element) -> None:
    """Put what stands in a wrapper in its place."""
    holder = node.getparent()
    if holder is None:
        return
    inside = [inner for inner in node if inner.tag not in map(name, AROUND_TEXT)]
    if node.tag == name("w:sdt"):
        inside = [inner for content in inside if content.tag == name("w:sdtContent") for inner in content]
    place = holder.index(node)
    holder[place : place + 1] = inside


def add_alt_text(root: etree._Element, words: str) -> int:
    """Give every picture without alternative text its title, else `words`; return to how many these were given."""
    silent = 0
    for drawing in root.iter(name("wp:docPr")):
        if not drawing.get("descr", "").strip() and not _is_decorative(drawing):
            own = drawing.get("title", "").strip()
            holder = drawing.getparent()
            is_picture = holder is not None and next(holder.iter(name("pic:pic")), None) is not None
            silent += is_picture and not own
            drawing.set("descr", own or (words if is_picture else SHAPE))
    for shape in root.iter(name("v:shape"), name("v:rect")):
        if shape.find(name("v:imagedata")) is not None and not shape.get("alt", "").strip():
            silent += 1
            shape.set("alt", words)
    return silent


def mark_header_rows(root: etree._Element) -> None:
    """Mark the first row of every table of a cover, header or footer, and say what the table is for."""
    for table in root.iter(name("w:tbl")):
        first = next(table.iterchildren(name("w:tr")), None)
        if first is None:
            continue
        properties = first.find(name("w:trPr"))
        if properties is None:
            properties = etree.Element(name("w:trPr"))
            before = [node for node in first if node.tag == name("w:tblPrEx")]
            first.insert(len(before), properties)
        if properties.find(name("w:tblHeader")) is None:
            etree.SubElement(properties, name("w:tblHeader"))
        look = table.find(name("w:tblPr"))
        for short in ("w:tblCaption", "w:tblDescription"):
            if look is not None and look.find(name(short)) is None:
                etree.SubElement(look, name(short)).set(name("w:val"), LAYOUT)


def _is_decorative(drawing: etree._Element) -> bool:
    return any(node.get("val") in ("1", "true") for node in drawing.iter(name("adec:decorative")))


def _drop_comments(root: etree._Element) -> None:
    for short in COMMENTS:
        for node in list(root.iter(name(short))):
            run = node.getparent()
            if run is not None and run.getparent() is not None:
                run.getparent().remove(run)  # type: ignore[union-attr]
