"""Read and replace the text of a paragraph, keeping its look."""

from __future__ import annotations

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, paragraph_text
from specgen.formats.word.fields import text_run

DRAWINGS = ("w:drawing", "w:pict", "mc:AlternateContent", "w:object")


def text_of(paragraph: etree._Element) -> str:
    """Return the text of one paragraph with its tabs, without that of text boxes in it."""
    text = ""
    for node in paragraph.iter(name("w:t"), name("w:tab"), name("w:br")):
        run = node.getparent()
        if run is None or run.tag != name("w:r") or _owner(node) is not paragraph:
            continue
        text += (node.text or "") if node.tag == name("w:t") else "\t" if node.tag == name("w:tab") else " "
    return text


def all_text(block: etree._Element) -> str:
    """Return all the text in something, that of text boxes too."""
    return "".join(node.text or "" for node in block.iter(name("w:t")))


def set_text(paragraph: etree._Element, text: str) -> None:
    """Write other words into a paragraph, in the look of its first; pictures and text boxes in it stay."""
    runs = [run for run in paragraph.iter(name("w:r")) if _owner(run) is paragraph]
    spoken = [run for run in runs if any(node.tag == name("w:t") and node.text for node in run)]
    first = spoken[0] if spoken else None
    look = None if first is None else child(first, "w:rPr")
    pieces = text.split("\t")
    new = []
    for at, piece in enumerate(pieces):
        if at:
            tab = text_run("", look)
            tab.replace(tab[-1], etree.Element(name("w:tab")))
            new.append(tab)
        if piece:
            new.append(text_run(piece, look))
    if first is not None and first.getparent() is paragraph:
        place = paragraph.index(first)
        paragraph[place:place] = new
    else:
        paragraph.extend(new)
    for run in runs:
        _silence(run)


def replace_text(paragraph: etree._Element, old: str, new: str) -> bool:
    """Replace some words of a paragraph, which may stand in several runs; say whether they were there."""
    texts = [node for node in paragraph.iter(name("w:t")) if _owner(node) is paragraph]
    whole = "".join(node.text or "" for node in texts)
    at = whole.find(old)
    if not old or at < 0:
        return False
    begun, end = 0, at + len(old)
    for node in texts:
        text = node.text or ""
        start, stop = max(at - begun, 0), min(end - begun, len(text))
        if start < stop:
            first = begun <= at
            node.text = text[:start] + (new if first else "") + text[stop:]
            node.set(name("xml:space"), "preserve")
        begun += len(text)
    return True


def new_paragraph(style: str, text: str) -> etree._Element:
    """Return a paragraph of one text in a style; a tab in the text is a tab."""
    paragraph = etree.Element(name("w:p"))
    if style:
        properties = etree.SubElement(paragraph, name("w:pPr"))
        etree.SubElement(properties, name("w:pStyle")).set(name("w:val"), style)
    set_text(paragraph, text)
    return paragraph


def has_picture(node: etree._Element) -> bool:
    return next(node.iter(*map(name, DRAWINGS)), None) is not None


def is_empty(paragraph: etree._Element) -> bool:
    return not paragraph_text(paragraph).strip() and not has_picture(paragraph)


def _silence(run: etree._Element) -> None:
    """Take the words of a run away; the run too, if nothing else is in it."""
    for node in list(run):
        if node.tag in (name("w:t"), name("w:tab"), name("w:cr"), name("w:fldChar"), name("w:instrText")) or (
            node.tag == name("w:br") and node.get(name("w:type")) is None
        ):
            run.remove(node)
    if all(node.tag == name("w:rPr") for node in run) and run.getparent() is not None:
        run.getparent().remove(run)  # type: ignore[union-attr]


def _owner(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(name("w:p")), None)
