"""Remove from one part of a house what other programs and other people left in it.

LibreOffice and Google write things that Word reads and the standard does not know; content controls would write over
what is printed; the second form of a drawing (for Word 2007) would print every tag in it twice.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.clean import clean
from specgen.house.stylesheet import PLACES, in_order

WRAPPERS: Final = ("w:sdt", "w:smartTag", "w:customXml")
AROUND_TEXT: Final = ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr")
COMMENTS: Final = ("w:commentReference", "w:annotationRef")
ORDERED: Final = tuple(tag for tag in PLACES if tag not in (name("w:p"), name("w:r")))
LAYOUT: Final = "Letterhead"
SHAPE: Final = "Text box"


def tidy(root: etree._Element) -> None:
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
    inside = [one for one in node if one.tag not in map(name, AROUND_TEXT)]
    if node.tag == name("w:sdt"):
        inside = [one for content in inside if content.tag == name("w:sdtContent") for one in content]
    place = holder.index(node)
    holder[place : place + 1] = inside


def heard(root: etree._Element, words: str) -> int:
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


def headed(root: etree._Element) -> None:
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
