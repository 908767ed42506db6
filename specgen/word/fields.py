"""A field's instruction and its result in, the runs of a Word field out (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from specgen.word.names import name


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
    return [_mark("begin", properties), code, _mark("separate", properties)]


def field_end(properties: etree._Element | None = None) -> etree._Element:
    """Return the run after a field's result."""
    return _mark("end", properties)


def _mark(kind: str, properties: etree._Element | None) -> etree._Element:
    run = _run(properties)
    etree.SubElement(run, name("w:fldChar")).set(name("w:fldCharType"), kind)
    return run


def _run(properties: etree._Element | None) -> etree._Element:
    run = etree.Element(name("w:r"))
    if properties is not None:
        run.append(deepcopy(properties))
    return run
