"""Replace content controls and fields of a house by tags or by their text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child
from specgen.formats.word.fields import FIELDS, LISTS, fields_of, spell_out, text_run
from specgen.house.letterhead.paragraph_text import set_words
from specgen.house.letterhead.placeholders import control_tag, field_tag, shows_placeholder
from specgen.house.tidy import unwrap

REACHING_OUT = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "INCLUDE", "DATABASE", "EMBED",
                "MACROBUTTON", "GOTOBUTTON", "AUTOTEXT", "AUTOTEXTLIST", "RD")  # fmt: skip


def settle_controls(root: etree._Element) -> list[str]:
    """Turn content controls into the tag they stand for, or into their text; return what was done, in words."""
    said = []
    for control in list(root.iter(name("w:sdt"))):
        tag = control_tag(control)
        content = child(control, "w:sdtContent")
        words = "".join(node.text or "" for node in control.iter(name("w:t"))).strip()
        single = content is not None and len(list(content.iter(name("w:p")))) <= 1
        if content is not None and single and (tag is not None or shows_placeholder(control)):
            _write(content, tag or "")
            said.append(f'"{words}" -> {tag or "nothing"}')
        unwrap(control)
    return said


def _write(content: etree._Element, text: str) -> None:
    """Write a text into a content control, whether it holds a paragraph or a part of one."""
    paragraph = next(content.iter(name("w:p")), None)
    if paragraph is not None:
        set_words(paragraph, text)
        return
    runs = [run for run in content.iter(name("w:r")) if run.find(name("w:t")) is not None]
    look = None if not runs else child(runs[0], "w:rPr")
    if look is not None:
        for style in look.findall(name("w:rStyle")):  # PlaceholderText is grey
            look.remove(style)
    for run in runs[1:]:
        run.getparent().remove(run)  # type: ignore[union-attr]
    if runs:
        runs[0].getparent().replace(runs[0], text_run(text, look))  # type: ignore[union-attr]


def settle_fields(root: etree._Element, *, to_tags: bool) -> list[str]:
    """Turn fields that would show something else later into the tag they stand for (if `to_tags`), or into their
    text; return what was done, in words. Those that reach out of the file stay, to be refused with their place.
    """
    spell_out(root)
    said = []
    for one in list(fields_of(root)):
        if one.kind in (*FIELDS, *LISTS, *REACHING_OUT) or not one.ends_in_its_paragraph:
            continue
        tag = field_tag(one.code) if to_tags else None
        words = "".join(_flatten(one.begin, tag))
        said.append(f'the field {one.kind or "without a name"} ("{words.strip()}") -> {_said(tag)}')
    return said


def _said(tag: str | None) -> str:
    return "its text" if tag is None else tag or "nothing"


def _flatten(begin: etree._Element, tag: str | None) -> Iterator[str]:
    """Replace a field by a tag, or keep its result alone; yield what it showed."""
    run = begin.getparent()
    depth, in_result, written = 0, False, False
    for one in [] if run is None else [run, *run.itersiblings()]:
        mark = child(one, "w:fldChar") if one.tag == name("w:r") else None
        kind = "" if mark is None else mark.get(name("w:fldCharType"), "")
        depth += kind == "begin"
        if kind == "separate" and depth == 1:
            in_result = True
        text = "".join(node.text or "" for node in one.iter(name("w:t"))) if in_result else ""
        yield text
        holder = one.getparent()
        if holder is not None and (kind or not in_result or tag is not None):
            if tag and kind == "begin" and depth == 1 and not written:
                result = next(
                    (later for later in one.itersiblings(name("w:r")) if later.find(name("w:t")) is not None), one
                )
                holder.insert(holder.index(one), text_run(tag, child(result, "w:rPr")))
                written = True
            holder.remove(one)
        if kind == "end":
            depth -= 1
            if depth == 0:
                return
