"""Remove from a corporate Word file what a house must not carry over, and note each thing that somebody may miss.

Kept is what is known to be needed: the document, its headers and footers, styles, lists, theme, pictures and links.
Everything else goes, whatever it may be: what belongs to somebody (names, templates on their disk, labels of their
system), what acts by itself, and what no house needs.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.active_content import svg_faults
from specgen.formats.opc.allowed_parts import PICTURES
from specgen.formats.opc.namespaces import CONTENT_TYPES, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    SETTINGS_PART,
    Parts,
    Relationship,
    content_type_of,
    new_root,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)
from specgen.formats.word.clean import clean
from specgen.formats.word.elements import replace_node
from specgen.house.notes import note
from specgen.house.stylesheet import PLACES, in_order
from specgen.problems import Problem

COMMENTS: Final = ("w:commentReference", "w:annotationRef")
ORDERED: Final = tuple(tag for tag in PLACES if tag not in (name("w:p"), name("w:r")))
LAYOUT: Final = "Letterhead"
SHAPE: Final = "Text box"

# Last words of the kinds of relationship that a house needs. All else is left out.
NEEDED: Final = frozenset("styles numbering settings theme header footer image hyperlink".split())
OF_STORIES: Final = ("image", "hyperlink")  # what a header, a footer, a theme or a list may point at
# What is said of those that are left out; "" for what nobody would miss.
LEFT_OUT: Final = {
    **dict.fromkeys(("webSettings", "fontTable", "footnotes", "endnotes", "stylesWithEffects", "people", "transform",
                     "commentsExtended", "commentsIds", "commentsExtensible", "documenttasks", "core-properties",
                     "extended-properties", "recipientData", "mailMergeSource", "mailMergeHeaderSource", "wordVbaData",
                     "officeDocument", "extendedProperties"), ""),
    "comments": "the comments in it", "customXml": "data that another program keeps in it (custom XML)",
    "glossaryDocument": "its building blocks (quick parts)", "printerSettings": "the settings of a printer",
    "keyMapCustomizations": "changes of Word's keys", "attachedToolbars": "changes of Word's toolbars",
    "userCustomization": "changes of Word's ribbon", "extensibility": "changes of Word's ribbon",
    "customUI": "changes of Word's ribbon", "vbaProject": "its macros", "origin": "its signature",
    "signature": "its signature", "thumbnail": "a small picture of its first page", "custom-properties": "",
    "classificationlabels": "a sensitivity label", "webextensiontaskpanes": "an add-in of Word",
    "webextension": "an add-in of Word",
}  # fmt: skip
# What stands in a text is spoken of where it stood, if it would have been kept.
OF_TEXT: Final = ("hyperlink", "image", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors",
                  "diagramDrawing", "chart", "chartEx", "chartStyle", "chartColorStyle", "oleObject", "package",
                  "control", "activeXControlBinary", "aFChunk", "subDocument", "video", "audio", "media", "slicer",
                  "ink", "frame")  # fmt: skip
TYPES: Final = "application/vnd.openxmlformats-officedocument."
USUAL_TYPES: Final = {"styles": f"{TYPES}wordprocessingml.styles+xml", "theme": f"{TYPES}theme+xml",
                      "numbering": f"{TYPES}wordprocessingml.numbering+xml",
                      "settings": f"{TYPES}wordprocessingml.settings+xml",
                      "header": f"{TYPES}wordprocessingml.header+xml",
                      "footer": f"{TYPES}wordprocessingml.footer+xml"}  # fmt: skip
STORIES: Final = ("header", "footer")
LABEL: Final = b"MSIP_Label"


def remove_leftovers(parts: Parts) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the parts that a house needs, and what was left behind."""
    notes = list(_notes(parts))
    kept_parts = dict(parts)
    package = {key: link for key, link in read_relationships(parts, "").items() if link.short_kind == "officeDocument"}
    kept_parts[relationships_part("")] = write_relationships("", package)
    for part in [part for part in parts if part.startswith("word/") and relationships_part(part) in parts]:
        links = read_relationships(parts, part)
        wanted = NEEDED if part == DOCUMENT_PART else OF_STORIES
        kept = {key: link for key, link in links.items() if link.short_kind in wanted and _is_there(link, parts)}
        kept_parts[relationships_part(part)] = write_relationships(part, kept)
    kept_parts.pop(relationships_part(SETTINGS_PART), None)  # a template on somebody's disk, a mail merge
    return _of_house(kept_parts), notes


def _is_there(link: Relationship, parts: Parts) -> bool:
    """Whether a relationship leads to something: a part, an address, a picture that is one."""
    if link.external or link.short_kind != "image":
        return link.external or link.target in parts
    kind = content_type_of(parts[CONTENT_TYPES_PART], link.target)
    data = parts.get(link.target, b"")
    if kind == "image/svg+xml":
        return bool(data) and not any(svg_faults(link.target, data))
    return kind in PICTURES and data.startswith(PICTURES[kind])


def remove_unused_links(parts: Parts) -> dict[str, bytes]:
    """Return the parts of a house without the links, pictures, headers and footers that only its sample text had."""
    kept_parts = dict(parts)
    for part in [part for part in parts if relationships_part(part) in parts]:
        used = {str(given) for node in parse_part(parts[part]).iter(etree.Element) for given in node.attrib.values()}
        links = read_relationships(parts, part)
        kept = {key: link for key, link in links.items() if key in used or link.short_kind not in (*OF_TEXT, *STORIES)}
        if kept:
            kept_parts[relationships_part(part)] = write_relationships(part, kept)
        else:
            del kept_parts[relationships_part(part)]
    return _of_house(kept_parts)


def _of_house(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts that the document reaches, each with the type that it is of."""
    reached = set(_reached(parts))
    kept_parts = {part: data for part, data in parts.items() if part in reached}
    kept_parts[CONTENT_TYPES_PART] = _types(parts[CONTENT_TYPES_PART], kept_parts)
    return kept_parts


def _notes(parts: Parts) -> Iterator[Problem]:
    """Yield a note on each thing that is left behind and that somebody may look for later."""
    package, document = read_relationships(parts, ""), read_relationships(parts, DOCUMENT_PART)
    links = [link for link in (*document.values(), *package.values()) if link.short_kind not in (*NEEDED, *OF_TEXT)]
    left_out = [LEFT_OUT.get(link.short_kind, f"something of the kind {link.short_kind:.40}") for link in links]
    if b"macroenabled" in parts[CONTENT_TYPES_PART].lower():
        left_out.append("its macros")
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
    """Return the types of the parts that are left: each as what a house needs it for."""
    overrides = {DOCUMENT_PART: f"{TYPES}wordprocessingml.document.main+xml"}
    for holder in parts:
        for link in read_relationships(parts, holder).values():
            if link.short_kind in USUAL_TYPES and link.target in parts:
                overrides[link.target] = USUAL_TYPES[link.short_kind]
            elif link.short_kind == "image" and link.target in parts:
                overrides[link.target] = content_type_of(content_types, link.target)
    root = new_root("Types", CONTENT_TYPES)
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind)
    for part, kind in sorted(overrides.items()):
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=kind)
    return write_part(root)


def clean_markup(root: etree._Element) -> None:
    """Change one part as the module's docstring says."""
    clean(root)
    _drop_comments(root)
    for control in list(root.iter(name("w:sdt"))):
        unwrap(control)
    for either in root.iter(name("mc:AlternateContent")):
        for other in either.findall(name("mc:Fallback")):
            if either.find(name("mc:Choice")) is not None:
                either.remove(other)
    for tag in ORDERED:
        for node in root.iter(tag):
            in_order(node)
    for node in list(root.iter(name("w:printerSettings"))):
        node.getparent().remove(node)  # type: ignore[union-attr]


def unwrap(control: etree._Element) -> None:
    """Put what stands in a content control in its place."""
    replace_node(control, [inner for content in control.findall(name("w:sdtContent")) for inner in content])


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
