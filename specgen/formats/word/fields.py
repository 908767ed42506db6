"""Read, write out and build the fields of a Word file (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name

FIELDS: Final = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "SEQ")  # right without anybody's help
REFERENCES: Final = ("REF", "PAGEREF", "NOTEREF")
LISTS: Final = ("TOC", "TOA", "TC", "INDEX", "XE")


@dataclass
class Field:
    """One field of a part: where it begins, its instruction and the elements that hold it."""

    begin: etree._Element
    codes: list[etree._Element] = field(default_factory=list)
    ends_in_its_paragraph: bool = False

    @property
    def code(self) -> str:
        if self.begin.tag == name("w:fldSimple"):
            return self.begin.get(name("w:instr"), "")
        return "".join(node.text or "" for node in self.codes)

    @property
    def kind(self) -> str:
        return kind_of(self.code)


def kind_of(code: str) -> str:
    """Return the first word of an instruction: PAGE, REF, SEQ."""
    return (code.split() or [""])[0].upper()


def fields_of(root: etree._Element) -> Iterator[Field]:
    """Yield every field, fields inside others first."""
    waiting: list[Field] = []
    for node in root.iter(name("w:fldChar"), name("w:instrText"), name("w:fldSimple")):
        kind = node.get(name("w:fldCharType"))
        if node.tag == name("w:fldSimple"):
            yield Field(node, ends_in_its_paragraph=True)
        elif node.tag == name("w:instrText"):
            if waiting:
                waiting[-1].codes.append(node)
        elif kind == "begin":
            waiting.append(Field(node))
        elif kind == "end":
            ended = waiting.pop() if waiting else Field(node)
            ended.ends_in_its_paragraph = ended.begin is not node and _paragraph(ended.begin) is _paragraph(node)
            yield ended
    yield from waiting


def spell_out(root: etree._Element) -> None:
    """Write every field in its long form with its instruction in one piece, which is how specgen reads it."""
    for simple in list(root.iter(name("w:fldSimple"))):
        holder = simple.getparent()
        if holder is not None:
            place = holder.index(simple)
            first = simple.find(name("w:r"))
            look = None if first is None else first.find(name("w:rPr"))
            start = field_start(simple.get(name("w:instr"), "").strip(), look)
            holder[place : place + 1] = [*start, *simple, field_end(look)]
    for each in list(fields_of(root)):
        if each.codes:
            each.codes[0].text = each.code
        for more in each.codes[1:]:
            run = more.getparent()
            if run is not None:
                run.remove(more)


def _paragraph(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(name("w:p")), None)


def text_run(text: str, properties: etree._Element | None = None) -> etree._Element:
    """Return a run with one piece of text, keeping its spaces, in the look of `properties` (a w:rPr)."""
    run = _run(properties)
    node = etree.SubElement(run, name("w:t"))
    node.text = text
    node.set(name("xml:space"), "preserve")
    return run


def field_runs(instruction: str, result: str, properties: etree._Element | None = None) -> list[etree._Element]:
    """Return begin, instruction, separator, result and end of a field whose result is already there."""
    return [*field_start(instruction, properties), text_run(result, properties), field_end(properties)]


def field_start(instruction: str, properties: etree._Element | None = None) -> list[etree._Element]:
    """Return the runs before a field's result."""
    code = _run(properties)
    node = etree.SubElement(code, name("w:instrText"))
    node.text = f" {instruction} "
    node.set(name("xml:space"), "preserve")
    return [field_mark("begin", properties), code, field_mark("separate", properties)]


def field_end(properties: etree._Element | None = None) -> etree._Element:
    """Return the run after a field's result."""
    return field_mark("end", properties)


def field_mark(kind: str, properties: etree._Element | None = None) -> etree._Element:
    """Return a run that begins, divides or ends a field."""
    run = _run(properties)
    etree.SubElement(run, name("w:fldChar")).set(name("w:fldCharType"), kind)
    return run


def _run(properties: etree._Element | None) -> etree._Element:
    run = etree.Element(name("w:r"))
    if properties is not None:
        run.append(deepcopy(properties))
    return run
