"""Remove from the XML of one part what Word wrote for itself and a template must not carry.

Revision ids, spelling marks, bookmarks and what marks words for other programs go; fields are spelt out; of two forms
of a drawing one is kept if the other needs a newer Word than specgen writes for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import PREFIXES, name
from specgen.formats.word.elements import paragraph_text, replace_node, take_out
from specgen.formats.word.fields import spell_out
from specgen.problems import Fault

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
QUOTES: Final = ("'", '"', "“")
OUTSIDE_QUOTES: Final = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|[^'\"“]+")
ODD_SPACE: Final = re.compile(r"[^\S \n]|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
UNSEEN: Final = "\ue01a"  # stands for a sign that goes, so that lengths stay; of the private use area
BLOCK: Final = re.compile(r"\{%-?p?\s*-?\s*(?:(?P<end>endblock)|block\s+(?P<name>\w+))")
OVERRIDDEN: Final = Fault(
    "is never printed: it stands between {%p block body %} and {%p endblock %}, where the sections come",
    "move it above {%p block body %}, or below {%p endblock %}",
    "block",
)
PARENTS_BLOCK: Final = re.compile(r"\s*\{\{\s*super\(\s*\)\s*\}\}\s*")
DROPPED: Final = ("w:proofErr", "w:lastRenderedPageBreak", "w:permStart", "w:permEnd", "w:commentRangeStart",
                  "w:commentRangeEnd", "w:bookmarkStart", "w:bookmarkEnd")  # fmt: skip
OF_CONTROLS: Final = ("w:id", "w:dataBinding", "w15:dataBinding")  # Word's store would write over what is printed
WRAPPERS: Final = {"w:smartTag": "w:smartTagPr", "w:customXml": "w:customXmlPr"}  # of an older Word -> their own data
SIDES: Final = {"start": "left", "end": "right"}  # of the strict form of the standard -> of the usual one
JUSTIFIED: Final = ("w:jc", "w:lvlJc")
SIDED: Final = ("w:tcBorders", "w:tblBorders", "w:tblCellMar", "w:tcMar")
OF_ROWS: Final = ("w:cantSplit", "w:tblHeader")  # LibreOffice says true, where the standard wants nothing or on
DROPPED_ATTRIBUTES: Final = re.compile(r"\}(rsid\w*|paraId|textId)$")


def overridden_paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a house's block body that hold words: every document fills that block with its own."""
    depth = 0
    for paragraph in body.iter(name("w:p")):
        text = paragraph_text(paragraph)
        for tag in BLOCK.finditer(text):
            if depth or tag["name"] == "body":
                depth += -1 if tag["end"] else 1
        if depth and TAG.sub("", text).strip():
            yield paragraph


def clean(body: etree._Element) -> None:
    """Take out of a body what Word wrote for itself and what would stand twice when a paragraph is repeated."""
    left_behind = [*body.iter(etree.Comment), *body.iter(etree.ProcessingInstruction)]
    left_behind += [node for short in DROPPED for node in body.iter(name(short))]
    left_behind += [node for node in body.iter(name("w:t")) if not node.text]
    for properties in body.iter(name("w:sdtPr")):
        left_behind += [node for short in OF_CONTROLS for node in properties.findall(name(short))]
    for node in left_behind:
        take_out(node)
    for wrapper in list(body.iter(*map(name, WRAPPERS))):
        replace_node(wrapper, [node for node in wrapper if node.tag not in map(name, WRAPPERS.values())])
    _drop_what_is_newer(body)
    for node in body.iter(etree.Element):
        for attribute in [key for key in node.attrib if DROPPED_ATTRIBUTES.search(str(key))]:
            del node.attrib[attribute]
    _plain_sides(body)
    for node in body.iter(*map(name, OF_ROWS)):
        if node.get(name("w:val")) == "true":
            del node.attrib[name("w:val")]
    spell_out(body)
    for paragraph in body.iter(name("w:p")):
        _plain_spaces(paragraph)
        if PARENTS_BLOCK.fullmatch(paragraph_text(paragraph)):
            _make_paragraph_tag(paragraph)


def _plain_sides(root: etree._Element) -> None:
    """Write left and right, not start and end, which older Words do not know everywhere."""
    for node in root.iter(*map(name, (*JUSTIFIED, "w:tab"))):
        given = node.get(name("w:val"), "")
        if given in SIDES:
            node.set(name("w:val"), SIDES[given])
    for other, usual in SIDES.items():
        for node in root.iter(name("w:ind")):
            given = node.get(name(f"w:{other}"), "")
            if given:
                del node.attrib[name(f"w:{other}")]
                node.set(name(f"w:{usual}"), given)
        for node in root.iter(name(f"w:{other}")):
            holder = node.getparent()
            if holder is not None and holder.tag in map(name, SIDED):
                node.tag = name(f"w:{usual}")


def _plain_spaces(paragraph: etree._Element) -> None:
    """Write every kind of space in a tag as a plain one, and no sign that nobody sees; quoted texts stay as they are.

    Word puts a no-break space at Ctrl+Shift+Space and before some signs, and hyphens that are optional into words.
    """
    text = paragraph_text(paragraph)
    if not ODD_SPACE.search(text):
        return
    plain = TAG.sub(lambda tag: OUTSIDE_QUOTES.sub(lambda piece: _spaced(piece.group()), tag.group()), text)
    at = 0
    for node in paragraph.iter(name("w:t")):
        if next(node.iterancestors(name("w:p")), None) is paragraph:
            length = len(node.text or "")
            node.text = plain[at : at + length].replace(UNSEEN, "")
            node.set(name("xml:space"), "preserve")
            at += length


def _spaced(piece: str) -> str:
    if piece[:1] in QUOTES:
        return piece
    return ODD_SPACE.sub(lambda sign: " " if sign.group().isspace() else UNSEEN, piece)


def _make_paragraph_tag(paragraph: etree._Element) -> None:
    """What super() prints are paragraphs; alone in a paragraph it stands for them, with or without the letter p."""
    texts = list(paragraph.iter(name("w:t")))
    texts[0].text = "{{p super() }}"
    for node in texts[1:]:
        take_out(node)


def _drop_what_is_newer(body: etree._Element) -> None:
    """Do as an older Word does (ECMA-376 part 3): pass over what may be passed over, take the form that it knows."""
    understood = set(PREFIXES.values())
    for choice in list(body.iter(name("mc:Choice"))):
        needed = {choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()}
        if not needed <= understood:
            take_out(choice)
    for either in list(body.iter(name("mc:AlternateContent"))):
        if either.find(name("mc:Choice")) is None:
            holder, other = either.getparent(), either.find(name("mc:Fallback"))
            if holder is not None:
                holder[holder.index(either) : holder.index(either) + 1] = [] if other is None else list(other)
    root = body.getroottree().getroot()
    ignorable = (
        {root.nsmap.get(prefix) for prefix in (root.get(name("mc:Ignorable")) or "").split()} - understood - {None}
    )
    for node in list(body.iter(etree.Element)):
        if etree.QName(node).namespace in ignorable:
            take_out(node)
        for attribute in [key for key in node.attrib if etree.QName(key).namespace in ignorable]:
            del node.attrib[attribute]
