"""Place the council's logo at every paragraph that says {{ logo }}; without a logo the paragraph goes."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import PREFIXES, RELATIONSHIP, name
from specgen.formats.opc.package import (
    CONTENT_TYPES_PART,
    declare_extension,
    link_part,
    parse_part,
    read_relationships,
    write_part,
)
from specgen.formats.word.elements import paragraph_text, value
from specgen.house.notes import warning
from specgen.house.stylesheet import property_group, remove_properties, set_property
from specgen.problems import Place, Problem, WrongInput

LOGO: Final = re.compile(r"\s*\{\{p?\s*logo\s*\}\}\s*")
KINDS: Final = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}
TAG_STYLE: Final = "TemplateTag"
LARGEST: Final = 5 * 2**20  # bytes
WIDEST, HIGHEST = 1_800_000, 1_080_000  # 5 cm and 3 cm in EMU (360 000 to a centimetre)
MOST_PIXELS: Final = 10_000  # on a side
IMAGE: Final = f"{RELATIONSHIP}/image"
UNSOUND: Final = (ValueError, KeyError, IndexError, TypeError, ZeroDivisionError, struct.error)  # of a damaged picture
KINDS_SAID: Final = "use a PNG, JPEG or GIF picture"


@dataclass(frozen=True)
class Logo:
    """A picture with the words for readers who hear the document, and its size on the page in EMU."""

    data: bytes
    kind: str
    words: str
    width: int
    height: int


def read_logo(file: Path, words: str) -> Logo:
    """Return a council's logo. Raises WrongInput for one that no document can show."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST else b""
        picture = Image.from_file(BytesIO(data)) if data else None
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise _wrong(file, f"cannot be read ({reason})") from error
    except (*UNSOUND, UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError) as error:
        raise _wrong(file, "is no picture that Word shows") from error
    if picture is None:
        raise _wrong(file, "is empty, or larger than 5 MB", "save it smaller: a logo of 600 pixels is sharp in print")
    sides = (picture.px_width, picture.px_height)
    if picture.content_type not in KINDS or min(sides) < 1 or max(sides) > MOST_PIXELS:
        message = f"is a picture of the kind {picture.content_type}, {sides[0]} by {sides[1]} pixels"
        raise _wrong(file, message)
    scale = min(WIDEST / sides[0], HIGHEST / sides[1])
    return Logo(data, KINDS[picture.content_type], words, round(sides[0] * scale), round(sides[1] * scale))


def _wrong(file: Path, message: str, remedy: str = KINDS_SAID) -> WrongInput:
    return WrongInput(Problem(Place(str(file)), message, remedy, "logo"))


def place_logo(parts: dict[str, bytes], tagged_parts: Iterable[str], logo: Logo | None) -> Iterator[Problem]:
    """Put the logo where the house's body, headers and footers say {{ logo }}."""
    placed = False
    for part in tagged_parts:
        if b"logo" not in parts.get(part, b""):
            continue
        root = parse_part(parts[part])
        places = [paragraph for paragraph in root.iter(name("w:p")) if LOGO.fullmatch(paragraph_text(paragraph))]
        for paragraph in places:
            if logo is None:
                _take_out(paragraph)
            else:
                _show(paragraph, _relationship(parts, part, logo), logo)
                placed = True
        if places:
            parts[part] = write_part(root)
    if logo is not None and not placed:
        yield warning(
            "it has no place for the logo that council.yaml names",
            "write {{ logo }} in a paragraph of its own, on the cover or in a header",
        )


def _take_out(paragraph: etree._Element) -> None:
    """Take a paragraph out, or only its text if its cell, header or text box would be left with none."""
    holder = paragraph.getparent()
    others = [] if holder is None else [node for node in holder if node.tag == name("w:p") and node is not paragraph]
    if holder is not None and others and paragraph.find(f"{name('w:pPr')}/{name('w:sectPr')}") is None:
        holder.remove(paragraph)
        return
    for node in [node for node in paragraph if node.tag != name("w:pPr")]:
        paragraph.remove(node)


def _relationship(parts: dict[str, bytes], part: str, logo: Logo) -> str:
    target = f"word/media/logo-{hashlib.sha256(logo.data).hexdigest()[:16]}.{logo.kind}"
    parts[target] = logo.data
    parts[CONTENT_TYPES_PART] = declare_extension(parts[CONTENT_TYPES_PART], logo.kind, f"image/{logo.kind}")
    links = read_relationships(parts, part).values()
    ids = (link.id for link in links if link.target == target and link.kind == IMAGE)
    return next(ids, "") or link_part(parts, part, IMAGE, target)


def _show(paragraph: etree._Element, relationship: str, logo: Logo) -> None:
    for node in [node for node in paragraph if node.tag != name("w:pPr")]:
        paragraph.remove(node)
    _leave_room(paragraph)
    drawing = etree.SubElement(etree.SubElement(paragraph, name("w:r")), name("w:drawing"))
    inline = etree.SubElement(drawing, name("wp:inline"))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    _sized(etree.SubElement(inline, name("wp:extent")), logo)
    etree.SubElement(inline, name("wp:docPr")).attrib.update({"id": "1", "name": "Logo", "descr": logo.words or "Logo"})
    data = etree.SubElement(etree.SubElement(inline, name("a:graphic")), name("a:graphicData"))
    data.set("uri", PREFIXES["pic"])
    picture = etree.SubElement(data, name("pic:pic"))
    about = etree.SubElement(picture, name("pic:nvPicPr"))
    etree.SubElement(about, name("pic:cNvPr")).attrib.update({"id": "0", "name": "Logo"})
    etree.SubElement(about, name("pic:cNvPicPr"))
    fill = etree.SubElement(picture, name("pic:blipFill"))
    etree.SubElement(fill, name("a:blip")).set(name("r:embed"), relationship)
    etree.SubElement(etree.SubElement(fill, name("a:stretch")), name("a:fillRect"))
    shape = etree.SubElement(picture, name("pic:spPr"))
    frame = etree.SubElement(shape, name("a:xfrm"))
    etree.SubElement(frame, name("a:off")).attrib.update({"x": "0", "y": "0"})
    _sized(etree.SubElement(frame, name("a:ext")), logo)
    outline = etree.SubElement(shape, name("a:prstGeom"))
    outline.set("prst", "rect")
    etree.SubElement(outline, name("a:avLst"))


def _leave_room(paragraph: etree._Element) -> None:
    """Take away the style of a tag, small letters without room around them, if the paragraph has no other."""
    properties = property_group(paragraph, "w:pPr")
    if value(properties, "w:pStyle") == TAG_STYLE:
        remove_properties(properties, "w:pStyle")
        set_property(properties, "w:spacing", {"before": "0", "after": "240", "line": "240", "lineRule": "auto"})


def _sized(node: etree._Element, logo: Logo) -> None:
    node.set("cx", str(logo.width))
    node.set("cy", str(logo.height))
