"""Drop the link of a picture that is in the file as well: Word keeps both if a picture is inserted and linked.

The link leads to somebody's disk or to the web, and the reader's Word would follow it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import (
    Parts,
    parse_part,
    read_relationships,
    relationships_part,
    write_part,
    write_relationships,
)

BOTH: Final = {"r:embed": "r:link", "r:id": "r:href"}  # in a drawing, in a picture of an older Word


def linked_pictures(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each picture that is embedded and linked too, and the attribute that holds the link."""
    for embedded, link in BOTH.items():
        for node in root.iter("{*}blip", "{*}svgBlip", "{*}imagedata"):
            if node.get(name(embedded)) and node.get(name(link)):
                yield node, name(link)


def keep_embedded_pictures(parts: Parts) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the parts without such links, and where each of them led to."""
    kept, targets = dict(parts), list[str]()
    for part, data in parts.items():
        relationships = read_relationships(parts, part) if part.endswith(".xml") else {}
        if not any(link.external and link.short_kind == "image" for link in relationships.values()):
            continue
        root = parse_part(data)
        dropped = [node.attrib.pop(link) for node, link in list(linked_pictures(root))]
        if dropped:
            used = {value for node in root.iter(etree.Element) for value in node.attrib.values()}
            left = {id: link for id, link in relationships.items() if id not in dropped or id in used}
            kept[part] = write_part(root)
            kept[relationships_part(part)] = write_relationships(part, left)
            targets += (relationships[str(id)].target for id in dropped if id in relationships)
    return kept, tuple(dict.fromkeys(targets))
