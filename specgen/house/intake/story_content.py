"""Leave out of a kept text what no draft can show, and say what it was: charts, objects, notes, links to a disk.

What stands in the text that is thrown away goes with it and is not spoken of. What is left here is a letterhead's own:
its cover, its headers and footers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from specgen.formats.opc.active_content import SAFE_LINK
from specgen.formats.opc.namespaces import PREFIXES, name
from specgen.formats.opc.package import Relationship
from specgen.formats.word.elements import replace_node, shortened, take_out
from specgen.formats.yamlfile.characters import HIDING
from specgen.house.intake.field_results import keep_results
from specgen.house.notes import note, warning
from specgen.problems import Problem

WHERE: Final = {"document": "on the cover", "hdr": "in a header", "ftr": "in a footer"}
GRAPHICS: Final = {
    "chart": "a chart", "chartex": "a chart", "diagram": "a SmartArt picture", "lockedCanvas": "a drawing",
    "slicer": "a slicer", "compatibility": "a drawing of an older program", "ole": "an embedded object",
}  # fmt: skip
KEPT_GRAPHICS: Final = ("picture", "wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas")
GONE: Final = {
    "w:altChunk": "a file of another kind (altChunk)",
    "w:subDoc": "a link to another document",
    "w:contentPart": "something drawn by hand",
    "w:movie": "a film",
    "w:footnoteReference": "a footnote",
    "w:endnoteReference": "an endnote",
    "w:footnoteRef": "", "w:endnoteRef": "", "w:printerSettings": "", "w:annotationRef": "", "w:pgNum": "",
    "o:signatureline": "a signature line",
}  # fmt: skip
SHAPES: Final = tuple(f"{{{PREFIXES['v']}}}{one}" for one in "shape rect roundrect oval line polyline arc curve image "
                      "group shapetype".split())  # fmt: skip
HIDDEN_SIGNS: Final = re.compile(f"[{HIDING}]")
INSERT: Final = "in Word: Insert, Pictures, This Device, and Insert, not Insert and Link"


def leave_out(
    root: etree._Element, links: Mapping[str, Relationship], notes: Mapping[str, str], *, is_new: bool
) -> Iterator[Problem]:
    """Change a part; `links` are its relationships that stay, `notes` the texts of footnotes by their ids."""
    where = WHERE.get(etree.QName(root).localname, "")
    yield from _objects(root, links, where)
    yield from _graphics(root, links, where)
    for short, what in GONE.items():
        for node in list(root.iter(name(short))):
            words = shortened(notes.get(f"{short.removesuffix('Reference')} {node.get(name('w:id'))}", ""))
            quoted = f' "{words}"' if words else ""
            take_out(node)
            if what:
                yield note(f"left out {what}{quoted} {where}".rstrip())
    yield from keep_results(root, where, is_new=is_new)
    yield from _hyperlinks(root, links, where)
    yield from _signs(root, where)
    for node in list(root.iter(name("w:headerReference"), name("w:footerReference"))):
        if node.get(name("r:id"), "") not in links:
            take_out(node)
    _empty_runs(root)


def _objects(root: etree._Element, links: Mapping[str, Relationship], where: str) -> Iterator[Problem]:
    """Keep the picture that an embedded object shows, and leave the object out."""
    for node in list(root.iter("{*}OLEObject", name("w:control"))):
        kind = node.get("ProgID") or node.get(name("w:name")) or ""
        holder = next(node.iterancestors(name("w:object"), name("w:pict")), None)
        shown = None if holder is None else next(holder.iter(name("v:imagedata")), None)
        picture = shown is not None and shown.get(name("r:id"), "") in links
        control = node.tag == name("w:control")
        what = f"{'a form control' if control else 'an embedded object'}{f' ({kind})' if kind else ''}"
        take_out(node)
        if picture and not control:
            yield note(f"kept the picture of {what} {where}; the object itself is left out")
        else:
            if holder is not None:
                take_out(holder)
            yield note(f"left out {what} {where}".rstrip())
    for node in list(root.iter(name("w:object"))):
        if any(one.tag in SHAPES for one in node):
            node.tag = name("w:pict")
            node.attrib.clear()
        else:
            take_out(node)


def _graphics(root: etree._Element, links: Mapping[str, Relationship], where: str) -> Iterator[Problem]:
    """Take out drawings that are no pictures or shapes, and pictures that are not in the file."""
    for drawing in list(root.iter(name("w:drawing"))):
        kinds = [node.get("uri", "").rpartition("/")[2] for node in drawing.iter(name("a:graphicData"))]
        other = [kind for kind in kinds if kind not in KEPT_GRAPHICS]
        if other or not kinds:
            take_out(drawing)
            yield note(f"left out {GRAPHICS.get(''.join(other[:1]), 'a drawing')}{_called(drawing)} {where}".rstrip())
    for node in list(root.iter("{*}blip", "{*}imagedata", "{*}svgBlip", "{*}fill", "{*}stroke")):
        ids = [node.get(name(key), "") for key in ("r:embed", "r:id", "r:pict", "r:link", "r:href")]
        ids = [one for one in ids if one]
        inside = [one for one in ids if one in links and not links[one].external]
        if inside or (not ids and etree.QName(node).localname in ("fill", "stroke")):
            continue
        yield from _picture(node, links, ids, where)
    _links_of_drawings(root, links)


def _links_of_drawings(root: etree._Element, links: Mapping[str, Relationship]) -> None:
    """Take out where drawings lead to or fetch from, but for links to the web."""
    for node in list(root.iter("{*}hlinkClick", "{*}hlinkHover")):
        if not _is_safe(links.get(node.get(name("r:id"), ""))):
            take_out(node)
    for node in list(root.iter("{*}audioFile", "{*}videoFile", "{*}wavAudioFile", "{*}quickTimeFile", "{*}webVideoPr")):
        take_out(node)
    for node in root.iter(f"{{{PREFIXES['v']}}}*", f"{{{PREFIXES['o']}}}*"):
        for key, given in list(node.attrib.items()):
            local = str(key).rpartition("}")[2]
            if local in ("src", "althref") or (local == "href" and not SAFE_LINK.fullmatch(str(given))):
                del node.attrib[key]


def _picture(node: etree._Element, links: Mapping[str, Relationship], ids: list[str], where: str) -> Iterator[Problem]:
    """Take out a picture that has nothing to show; of one in two forms only the form that is not there."""
    local = etree.QName(node).localname
    if local == "svgBlip":
        extension = next(node.iterancestors("{*}ext"), None)
        take_out(node if extension is None else extension)
        return
    if local in ("fill", "stroke"):
        take_out(node)
        return
    holder = next(node.iterancestors(name("w:drawing"), name("w:pict")), None)
    if holder is None:
        take_out(node)
        return
    linked = [links[one].target for one in ids if one in links and links[one].external]
    called = _called(holder)
    take_out(holder)
    if linked:
        yield warning(f"left out the picture{called} {where}: it is not in the file, only linked ({linked[0]:.100})",
                      INSERT)  # fmt: skip
    else:
        yield warning(f"left out the picture{called} {where}: the file does not hold it in a form that can be printed",
                      "insert it again as a PNG or JPEG picture")  # fmt: skip


def _hyperlinks(root: etree._Element, links: Mapping[str, Relationship], where: str) -> Iterator[Problem]:
    """Keep the words of links that lead to a disk, or to a place that is not there any more."""
    for node in list(root.iter(name("w:hyperlink"))):
        link = links.get(node.get(name("r:id"), ""))
        if _is_safe(link):
            for key in (name("w:anchor"), name("w:docLocation")):
                if key in node.attrib:
                    del node.attrib[key]
            continue
        words = "".join(text.text or "" for text in node.iter(name("w:t")))
        replace_node(node, list(node))
        if link is not None and link.external:
            yield note(f'left out the link of "{shortened(words)}" {where} to {link.target:.100}; its words stay')


def _is_safe(link: Relationship | None) -> bool:
    return link is not None and link.external and SAFE_LINK.fullmatch(link.target) is not None


def _signs(root: etree._Element, where: str) -> Iterator[Problem]:
    """Take out signs that nobody sees and that hide words or turn them round."""
    count = 0
    for node in root.iter(name("w:t"), name("w:instrText"), name("w:delText")):
        text, gone = HIDDEN_SIGNS.subn("", node.text or "")
        if gone:
            node.text, count = text, count + gone
    for node in root.iter(etree.Element):
        for key, given in node.attrib.items():
            if HIDDEN_SIGNS.search(str(given)):
                node.set(key, HIDDEN_SIGNS.sub("", str(given)))
    if count:
        yield note(f"left out {count} {'sign' if count == 1 else 'signs'} that nobody sees {where}".rstrip())


def _called(holder: etree._Element) -> str:
    """Return the words by which a person knows a drawing: its alternative text, title or name."""
    for about in holder.iter(name("wp:docPr"), *SHAPES):
        for key in ("descr", "title", "alt", "name"):
            if about.get(key, "").strip():
                return f' "{shortened(about.get(key, ""))}"'
    return ""


def _empty_runs(root: etree._Element) -> None:
    for run in list(root.iter(name("w:r"))):
        either = run.find(name("mc:AlternateContent"))
        if either is not None and all(len(form) == 0 for form in either):
            run.remove(either)
        if len(run) == 0 or all(node.tag == name("w:rPr") for node in run):
            take_out(run)
    for pict in list(root.iter(name("w:pict"))):
        if len(pict) == 0:
            take_out(pict)
