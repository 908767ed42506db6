"""Find what is active, external or unexpected in a Word file, so that no document is made of it.

Reading a Word file safely is one thing (`read_package`), making documents of it another: what is in it comes to
everybody who opens those. So what is allowed stands in a list (`allowed_parts`), and all else is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from specgen.formats.opc.allowed_parts import (
    KEPT,
    KEPT_TYPES,
    LEFT_OUT,
    LEFT_OUT_TYPES,
    PICTURES,
    REFUSED,
    REFUSED_ELEMENTS,
    SIGNATURE,
    UNSIGN,
)
from specgen.formats.opc.namespaces import CONTENT_TYPES, PREFIXES, WORD, name
from specgen.formats.opc.package import CONTENT_TYPES_PART, DOCUMENT_PART, Parts, parse_part, read_relationships
from specgen.formats.yamlfile.characters import HIDING_OR_TURNING, explain_character
from specgen.problems import Fault, Place, WrongInput
from specgen.system.lazy_pattern import lazy_pattern

SAFE_LINK: Final = lazy_pattern(r"(https?://|mailto:)[^\\\s]*", re.IGNORECASE)
FIELDS: Final = frozenset(
    "PAGE NUMPAGES SECTION SECTIONPAGES STYLEREF SEQ REF PAGEREF NOTEREF TOC TOA TC XE INDEX".split()
)  # Word works these out from the document alone
STORY_ROOTS: Final = frozenset(f"{{{WORD}}}{root}" for root in ("document", "hdr", "ftr", "footnotes", "endnotes"))
SETTINGS_ROOTS: Final = frozenset(f"{{{WORD}}}{root}" for root in ("settings", "webSettings"))
VML: Final = tuple(f"{{{PREFIXES[space]}}}*" for space in ("v", "o"))
INSTRUCTION, DELETED_INSTRUCTION = name("w:instrText"), name("w:delInstrText")
FIELD_MARK, MARK_KIND = name("w:fldChar"), name("w:fldCharType")
SHORT_FIELD, SHORT_INSTRUCTION = name("w:fldSimple"), name("w:instr")
SVG: Final = "image/svg+xml"
ACTIVE_SVG: Final = frozenset(
    ("script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "set")
)
OUTSIDE: Final = lazy_pattern(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
TAKE_OUT: Final = "take it out in Word, or use another file"


def unsafe_content(
    parts: Parts,
    *,
    leftovers: bool = False,
    checked: Parts = MappingProxyType({}),
    trees: Mapping[str, etree._Element] = MappingProxyType({}),
) -> Iterator[Fault]:
    """Yield all that is wrong with a Word file that documents are made from, or with a document.

    With `leftovers` it may hold what Word and others leave in their files, which never reaches a document. What stands
    unchanged in `checked` was looked at before; `trees` are parts that need not be parsed once more.
    """
    types = _content_types(parts)
    main = types.get(DOCUMENT_PART, "")
    if not main.endswith(("document.main+xml", "template.main+xml")):
        yield _fault("its main part is not a Word document", "save it in Word as a Word Document (.docx)")
    allowed = KEPT_TYPES | LEFT_OUT_TYPES if leftovers else KEPT_TYPES
    for part, data in parts.items():
        kind = types.get(part, "")
        if part == CONTENT_TYPES_PART or (not kind and leftovers):
            continue
        if kind not in allowed:
            yield _fault(f"holds a part of a kind that is not allowed ({part}: {kind or 'no type'})")
        elif checked.get(part) is data:
            continue
        elif part.endswith(".rels"):
            yield from _relationships(parts, part, leftovers=leftovers)
        elif kind.endswith("xml"):
            yield from _xml(part, kind, trees[part] if part in trees else parse_part(data), leftovers=leftovers)
        elif not data.startswith(PICTURES.get(kind, (b"",))):
            yield _fault(f"holds a picture that is none ({part})", "insert the picture again")


def _fault(message: str, remedy: str = TAKE_OUT) -> Fault:
    return Fault(message, remedy, "unsafe")


def _of_tree(root: etree._Element) -> Iterator[Fault]:
    """Yield what is wrong with a document, a header, a footer, notes or settings, going through it once."""
    refused, codes = _refused_tags(), list[str]()  # the instructions of the fields that have begun, the innermost last
    for node in root.iter(*refused, INSTRUCTION, DELETED_INSTRUCTION, FIELD_MARK, SHORT_FIELD, *VML):
        tag = node.tag
        if tag == FIELD_MARK:
            kind = node.get(MARK_KIND)
            if kind == "begin":
                codes.append("")
            elif kind == "end":
                yield from _of_field(codes.pop() if codes else "")
        elif tag in (INSTRUCTION, DELETED_INSTRUCTION):
            codes[-1:] = ["".join((*codes[-1:], node.text or ""))]
        elif tag == SHORT_FIELD:
            yield from _of_field(node.get(SHORT_INSTRUCTION, ""))
        elif tag in refused:
            yield _fault(f"holds {refused[str(tag)]}")
        else:
            yield from _of_vml(node)
    for code in codes:
        yield from _of_field(code)


def _of_field(code: str) -> Iterator[Fault]:
    kind = (code.split(None, 1) or [""])[0].upper()
    if kind not in FIELDS:
        field = kind if kind.isalpha() and len(kind) < 20 else "without a name"
        yield _fault(f"has a field that could fetch, run or change something ({field})", "write its text")


@cache
def _refused_tags() -> Mapping[str, str]:
    spaces = {**PREFIXES, "wp15": "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"}
    split = {short: short.split(":") for short in REFUSED_ELEMENTS}
    return {f"{{{spaces[split[short][0]]}}}{split[short][1]}": what for short, what in REFUSED_ELEMENTS.items()}


def _content_types(parts: Parts) -> dict[str, str]:
    """Return the type of each part. A part that is declared twice has none."""
    overrides: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for node in parse_part(parts[CONTENT_TYPES_PART]).iter(
        f"{{{CONTENT_TYPES}}}Override", f"{{{CONTENT_TYPES}}}Default"
    ):
        types, key = overrides, (node.get("PartName") or "").lstrip("/").lower()
        if node.tag == f"{{{CONTENT_TYPES}}}Default":
            types, key = defaults, (node.get("Extension") or "").lower()
        types[key] = "declared twice" if key in types else node.get("ContentType", "")
    return {part: overrides.get(part.lower()) or defaults.get(part.rsplit(".", 1)[-1].lower(), "") for part in parts}


def _relationships(parts: Parts, holder: str, *, leftovers: bool) -> Iterator[Fault]:
    folder, file = posixpath.split(holder)
    part = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
    for link in read_relationships(parts, part).values():
        if link.kind not in KEPT and not (leftovers and link.kind in LEFT_OUT):
            what = (
                LEFT_OUT.get(link.kind)
                or REFUSED.get(link.short_kind)
                or f"something of the kind {link.short_kind:.40}"
            )
            yield _fault(f"holds {what}", UNSIGN if what == SIGNATURE else TAKE_OUT)
        elif link.external:
            if link.kind in LEFT_OUT:
                continue
            if link.short_kind != "hyperlink":
                yield _fault(f"fetches something from elsewhere ({link.target:.100})", "insert it itself")
            elif not SAFE_LINK.fullmatch(link.target):
                remedy = "link to an address that starts with https://, http:// or mailto:"
                yield _fault(f"links to {link.target:.100}", remedy)
        elif link.target not in parts and link.kind not in LEFT_OUT:
            yield _fault(f"points at a part that is not in the file ({link.target:.100})", "save it again in Word")


def _xml(part: str, kind: str, root: etree._Element, *, leftovers: bool) -> Iterator[Fault]:
    if root.tag in STORY_ROOTS or (root.tag in SETTINGS_ROOTS and not leftovers):
        yield from _of_tree(root)
    if root.tag in STORY_ROOTS and leftovers:  # what is made of such a file and of answers has none either
        for sign in dict.fromkeys(HIDING_OR_TURNING.findall("".join(map(str, root.itertext())))):
            yield _fault(f"{explain_character(sign)} ({part})", "delete the words around it and type them again")
    if kind == SVG:
        yield from _of_svg(part, root)


def _of_vml(node: etree._Element) -> Iterator[Fault]:
    """The drawings of an older Word name what they show and link to in attributes of their own."""
    for key, value in node.attrib.items():
        local = str(key).rpartition("}")[2]
        if local in ("src", "althref") or (local == "href" and not SAFE_LINK.fullmatch(str(value))):
            yield _fault(f"has a drawing that points elsewhere ({value!s:.100})")


def svg_faults(part: str, data: bytes) -> Iterator[Fault]:
    """Yield what is wrong with a drawing in SVG."""
    yield from _of_svg(part, parse_part(data))


def _of_svg(part: str, root: etree._Element) -> Iterator[Fault]:
    for node in root.iter(etree.Element):
        local = etree.QName(node).localname
        links = [str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] in ("href", "src")]
        acts = any(str(key).lower().startswith("on") for key in node.attrib)
        texts = [node.text or "" if local == "style" else "", *map(str, node.attrib.values())]
        if local in ACTIVE_SVG or acts or any(not link.startswith(("#", "data:image/")) for link in links):
            yield _fault(f"holds a picture that runs or fetches something ({part})", "use a PNG picture")
            return
        if any(OUTSIDE.search(text) for text in texts):
            yield _fault(f"holds a picture that runs or fetches something ({part})", "use a PNG picture")
            return


def refuse_unsafe(template: str, parts: Mapping[str, bytes], **look: Any) -> None:
    """Raise WrongInput with all that must not come into a document; `look` as for `unsafe_content`."""
    problems = dict.fromkeys(fault.at(Place(template)) for fault in unsafe_content(parts, **look))
    if problems:
        raise WrongInput(problems)
