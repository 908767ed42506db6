"""Number captions, and give each table the words of its caption for readers who hear the document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, keep_with_next
from specgen.formats.word.fields import field_mark, text_run


def number_captions(root: etree._Element) -> dict[etree._Element, tuple[str, list[etree._Element]]]:
    """Number the SEQ fields of each sequence from 1 and return each caption's label with the runs it is made of."""
    counts: dict[str, int] = {}
    labels = {}
    for code in root.iter(name("w:instrText")):
        found = re.match(r"\s*SEQ\s+(\w+)", code.text or "")
        run = code.getparent()
        paragraph = None if run is None else run.getparent()
        if found is None or run is None or paragraph is None:
            continue
        counts[found.group(1)] = counts.get(found.group(1), 0) + 1
        runs = [node for node in paragraph if node.tag != name("w:pPr")]
        last = _write_result(runs, runs.index(run), str(counts[found.group(1)]))
        before = "".join("".join(t.text or "" for t in one.iter(name("w:t"))) for one in runs[: runs.index(run)])
        labels[paragraph] = (f"{before}{counts[found.group(1)]}", runs[: last + 1])
    return labels


def title_tables(captions: Mapping[etree._Element, tuple[str, list[etree._Element]]], *, keep: bool) -> None:
    """Give each table below a caption the words of that caption as its title, for readers who hear the document.

    With `keep` a caption stays on the page of its table, whatever the house's style for captions says.
    """
    for paragraph in captions:
        table = paragraph.getnext()
        if table is None or table.tag != name("w:tbl"):
            continue
        if keep:
            keep_with_next(paragraph)
        properties = child(table, "w:tblPr")
        if properties is None:
            continue
        title = child(properties, "w:tblCaption")
        if title is None:
            title = etree.Element(name("w:tblCaption"))
            description = child(properties, "w:tblDescription")
            properties.insert(len(properties) if description is None else properties.index(description), title)
        title.set(name("w:val"), "".join(node.text or "" for node in paragraph.iter(name("w:t"))))


def _write_result(runs: list[etree._Element], start: int, result: str) -> int:
    """Write a field's result between its separator and its end; return the index of the run that ends it."""
    inside, written = False, False
    for index in range(start, len(runs)):
        mark = child(runs[index], "w:fldChar")
        kind = None if mark is None else mark.get(name("w:fldCharType"))
        if kind == "end":
            if not written:
                missing = [] if inside else [field_mark("separate")]
                for node in (*missing, text_run(result)):
                    runs[index].addprevious(node)
            return index
        if inside:
            for text in runs[index].iter(name("w:t")):
                text.text, written = ("" if written else result), True
        inside = inside or kind == "separate"
    return len(runs) - 1
