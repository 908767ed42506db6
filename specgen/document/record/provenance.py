"""Record in the file what a draft was made from, and tell whether anyone has edited it since.

The record travels in a custom XML part, found by its namespace and never by its name. It holds a hash of every other
part, so that a file which is not what specgen last wrote can be told from one that is, without any list kept
elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5
from zlib import compress, decompressobj
from zlib import error as damaged

from lxml import etree

from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    DOCUMENT_PART,
    NotAWordFile,
    Parts,
    Relationship,
    declare_part,
    new_relationship_id,
    new_root,
    parse_part,
    read_package,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)

NAMESPACE: Final = "urn:specgen:provenance:1"
ITEM_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
ITEM_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
PROPERTIES_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
LAW_SUM: Final = " #"  # between the name of an entry of law and the sum over it
LARGEST: Final = 20_000_000  # bytes of a record that is unpacked
ITEM_ID: Final = UUID("6a5d7f0e-6f0c-4c36-9d5b-3c1f3b0f3a11")


@dataclass(frozen=True)
class Provenance:
    """The record: version of specgen, date of the draft, hash of each input, and the answers as they were written.

    `blocks` is the text of the draft as it was proposed last, in blocks (see block_list); `places` says of each key
    which template and row it comes from, `words` which forms the terms had, `laws` what each entry of law was called,
    with a sum over all that it said, `proposals` what updates have changed.
    """

    version: str
    date: str
    model: str
    hashes: Mapping[str, str]
    answers: str
    blocks: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    proposals: tuple[Mapping[str, object], ...] = ()
    laws: Mapping[str, str] = field(default_factory=dict)


def add_provenance(parts: Parts, record: Provenance) -> dict[str, bytes]:
    """Return the parts with the record in them, sealed with a hash of all the others."""
    found = dict(parts)
    number = 1
    while f"customXml/item{number}.xml" in found:
        number += 1
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    found[properties] = _properties()
    found[relationships_part(item)] = write_relationships(
        item, {"rId1": Relationship("rId1", PROPERTIES_KIND, properties, external=False)}
    )
    found[CONTENT_TYPES_PART] = declare_part(found[CONTENT_TYPES_PART], properties, ITEM_TYPE)
    links = read_relationships(found, DOCUMENT_PART)
    new = new_relationship_id(links)
    links[new] = Relationship(new, KIND, item, external=False)
    found[relationships_part(DOCUMENT_PART)] = write_relationships(DOCUMENT_PART, links)
    found[item] = _item(record, _seal(found, item))
    return found


def record_part(parts: Parts) -> str:
    """Return the part that holds the record of a file, found by its namespace; an empty text if it has none."""
    for part in parts:
        if re.fullmatch(r"customXml/item\d+\.xml", part) and NAMESPACE.encode() in parts[part]:
            return part
    return ""


def replace_provenance(parts: Parts, record: Provenance) -> dict[str, bytes]:
    """Return the parts of an edited file with another record in them; it stays an edited file."""
    part = record_part(parts)
    if not part:
        added = add_provenance(parts, record)
        part = record_part(added)
        return {**added, part: _item(record, "")}
    return {**parts, part: _item(record, "")}


def reseal(parts: Parts) -> dict[str, bytes]:
    """Return the parts of a draft that specgen has gone on with, sealed anew."""
    part = record_part(parts)
    if not part:
        return dict(parts)
    root = parse_part(parts[part])
    root.set("seal", _seal(parts, part))
    return {**parts, part: write_part(root)}


def is_untouched(data: bytes) -> bool:
    """True if these bytes are a file that specgen wrote and nobody has changed since."""
    try:
        parts = read_package(data)
        for part in parts:
            if re.fullmatch(r"customXml/item\d+\.xml", part):
                root = parse_part(parts[part])
                if root.tag == f"{{{NAMESPACE}}}provenance":
                    return root.get("seal") == _seal(parts, part)
    except NotAWordFile:
        return False
    return False


def recorded(parts: Parts) -> Provenance | None:
    """Return the record that a file carries, whoever has edited it since; None if it has none."""
    for part in parts:
        if re.fullmatch(r"customXml/item\d+\.xml", part):
            root = parse_part(parts[part])
            if root.tag == f"{{{NAMESPACE}}}provenance":
                texts = {etree.QName(node).localname: node.text or "" for node in root}
                hashes = json.loads(texts.get("hashes") or "{}")
                facts = (root.get("specgen", ""), root.get("date", ""), root.get("model", ""))
                more = json.loads(unpack_text(texts["more"])) if texts.get("more") else {}
                return Provenance(
                    *facts,
                    hashes,
                    texts.get("answers") or "{}",
                    texts.get("blocks") or "",
                    more.get("places", {}),
                    more.get("words", {}),
                    tuple(more.get("proposals", ())),
                    more.get("laws", {}),
                )
    return None


def pack_text(text: str) -> str:
    """Return a text in fewer letters, to be kept in a part of XML."""
    return b64encode(compress(text.encode(), 3)).decode()


def unpack_text(packed: str) -> str:
    """Return what `pack_text` packed. Raises ValueError if it is damaged, or larger than any draft."""
    try:
        unpacker = decompressobj()
        data = unpacker.decompress(b64decode(packed, validate=True), LARGEST)
    except damaged as error:
        raise ValueError("the record is damaged") from error
    if unpacker.unconsumed_tail:
        raise ValueError("the record is too large")
    return data.decode()


def _properties() -> bytes:
    root = etree.Element(f"{{{ITEM_NAMESPACE}}}datastoreItem", nsmap={"ds": ITEM_NAMESPACE})
    root.set(f"{{{ITEM_NAMESPACE}}}itemID", "{" + str(uuid5(ITEM_ID, NAMESPACE)).upper() + "}")
    schemas = etree.SubElement(root, f"{{{ITEM_NAMESPACE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{ITEM_NAMESPACE}}}schemaRef").set(f"{{{ITEM_NAMESPACE}}}uri", NAMESPACE)
    return write_part(root)


def _item(record: Provenance, seal: str) -> bytes:
    root = new_root("provenance", NAMESPACE)
    for key, value in (
        ("specgen", record.version),
        ("date", record.date),
        ("model", record.model),
        ("seal", seal),
    ):
        root.set(key, value)
    etree.SubElement(root, f"{{{NAMESPACE}}}hashes").text = json.dumps(dict(sorted(record.hashes.items())))
    etree.SubElement(root, f"{{{NAMESPACE}}}answers").text = record.answers
    if record.blocks:
        etree.SubElement(root, f"{{{NAMESPACE}}}blocks").text = record.blocks
        more = {key: getattr(record, key) for key in ("places", "words", "proposals", "laws")}
        packed = pack_text(json.dumps(more, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        etree.SubElement(root, f"{{{NAMESPACE}}}more").text = packed
    return write_part(root)


def _seal(parts: Parts, item: str) -> str:
    digest = hashlib.sha256()
    for part in sorted(parts):
        if part != item:
            digest.update(part.encode() + b"\0" + hashlib.sha256(parts[part]).digest())
    return digest.hexdigest()


def loaded(text: str) -> dict[str, Any]:
    """Return the values that a record holds as text; nothing if it is damaged."""
    try:
        values = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
