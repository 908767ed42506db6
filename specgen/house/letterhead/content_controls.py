"""Replace content controls and fields of a house by tags or by their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child
from specgen.formats.word.fields import FIELDS, LISTS, Field, fields_of, spell_out, text_run
from specgen.house.cleanup import unwrap
from specgen.house.letterhead.paragraph_text import set_text
from specgen.house.letterhead.placeholders import control_tag, field_tag, shows_placeholder

REACHING_OUT = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "INCLUDE", "DATABASE", "EMBED",
                "MACROBUTTON", "GOTOBUTTON", "AUTOTEXT", "AUTOTEXTLIST", "RD")  # fmt: skip


UNCHANGING = ("HYPERLINK", "QUOTE", "SYMBOL", "EQ", "ADVANCE", "FORMTEXT", "FORMDROPDOWN", "FORMCHECKBOX", "MERGEFIELD",
              "SET", "ASK", "FILLIN", "BIDIOUTLINE", "PRIVATE")  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """What became of a field: a tag in its place (""  nothing), or None for the text that it showed last."""

    paragraph: etree._Element | None
    code: str
    shown: str
    tag: str | None

    @property
    def in_words(self) -> str:
        kind = (self.code.split() or ["without a name"])[0].upper()
        return f'the field {kind} ("{self.shown}") -> {"its text" if self.tag is None else self.tag or "nothing"}'

    @property
    def is_frozen(self) -> bool:
        """Whether it would have shown something else later."""
        return self.tag is None and bool(self.shown) and (self.code.split() or [""])[0].upper() not in UNCHANGING


def replace_controls(root: etree._Element) -> list[str]:
    """Turn content controls into the tag they stand for, or into their text; return what was done, in words."""
    changes = []
    for control in list(root.iter(name("w:sdt"))):
        tag = control_tag(control)
        content = child(control, "w:sdtContent")
        words = "".join(node.text or "" for node in control.iter(name("w:t"))).strip()
        single = content is not None and len(list(content.iter(name("w:p")))) <= 1
        if content is not None and single and (tag is not None or shows_placeholder(control)):
            _write(content, tag or "")
            changes.append(f'"{words}" -> {tag or "nothing"}')
        unwrap(control)
    return changes


def _write(content: etree._Element, text: str) -> None:
    """Write a text into a content control, whether it holds a paragraph or a part of one."""
    paragraph = next(content.iter(name("w:p")), None)
    if paragraph is not None:
        set_text(paragraph, text)
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


def replace_fields(root: etree._Element, *, to_tags: bool) -> list[FieldChange]:
    """Turn fields that would show something else later into the tag they stand for (if `to_tags`), or into their
    text; return what was done. Those that reach out of the file stay, to be refused with their place.
    """
    codes = {field.begin: _whole_code(field) for field in fields_of(root)}  # before they are put in one piece
    spell_out(root)
    changes = []
    for field in list(fields_of(root)):
        if field.kind in (*FIELDS, *LISTS, *REACHING_OUT) or not field.ends_in_its_paragraph:
            continue
        tag = field_tag(field.code) if to_tags else None
        paragraph = next(field.begin.iterancestors(name("w:p")), None)
        shown = "".join(_flatten(field.begin, tag)).strip()
        changes.append(FieldChange(paragraph, codes.get(field.begin, field.code.strip()), shown, tag))
    return changes


def _whole_code(field: Field) -> str:
    """Return the instruction of a field with those of the fields in it, as Word shows it: = { PAGE } - 1."""
    run, words, depth = field.begin.getparent(), "", 0
    for sibling in [] if run is None else [run, *run.itersiblings()]:
        for node in sibling.iter(name("w:fldChar"), name("w:instrText")):
            kind = node.get(name("w:fldCharType"), "")
            if node.tag == name("w:instrText"):
                words += node.text or ""
            elif kind == "begin":
                depth += 1
                words += "{" if depth > 1 else ""
            elif depth == 1:  # what it shows, or its end
                return " ".join(words.split())
            elif kind == "end":
                depth -= 1
                words += "}"
    return " ".join(words.split())


def _flatten(begin: etree._Element, tag: str | None) -> Iterator[str]:
    """Replace a field by a tag, or keep its result alone; yield what it showed."""
    run = begin.getparent()
    depth, in_result, written = 0, False, False
    for sibling in [] if run is None else [run, *run.itersiblings()]:
        mark = child(sibling, "w:fldChar") if sibling.tag == name("w:r") else None
        kind = "" if mark is None else mark.get(name("w:fldCharType"), "")
        depth += kind == "begin"
        if kind == "separate" and depth == 1:
            in_result = True
        text = "".join(node.text or "" for node in sibling.iter(name("w:t"))) if in_result else ""
        yield text
        holder = sibling.getparent()
        if holder is not None and (kind or not in_result or tag is not None):
            if tag and kind == "begin" and depth == 1 and not written:
                result = next(
                    (later for later in sibling.itersiblings(name("w:r")) if later.find(name("w:t")) is not None),
                    sibling,
                )
                holder.insert(holder.index(sibling), text_run(tag, child(result, "w:rPr")))
                written = True
            holder.remove(sibling)
        if kind == "end":
            depth -= 1
            if depth == 0:
                return
