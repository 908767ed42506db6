"""Keep what a field of a letterhead showed last, where the field itself fetches, runs or lists something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import remove_node, shortened
from specgen.formats.word.fields import FIELDS, LISTS, REFERENCES, kind_of
from specgen.house.notes import note
from specgen.problems import Problem

MARKS: Final = (name("w:fldChar"), name("w:instrText"), name("w:delInstrText"))


class _Open:
    """A field while its end is looked for."""

    def __init__(self, begin: etree._Element) -> None:
        self.nodes, self.code, self.shown, self.in_result = [begin], "", "", False

    @property
    def kind(self) -> str:
        return kind_of(self.code)


def keep_results(root: etree._Element, where: str, *, is_new: bool) -> Iterator[Problem]:
    """Change a part. In a house with tags, lists and references made in Word stay: it is said there what to write."""
    kept = FIELDS if is_new else (*FIELDS, *LISTS, *REFERENCES)
    open_fields = list[_Open]()
    for node in list(root.iter(*MARKS, name("w:t"))):
        kind = node.get(name("w:fldCharType"), "")
        if node.tag == name("w:t"):
            for field in open_fields:
                field.shown += (node.text or "") if field.in_result else ""
        elif kind == "begin":
            open_fields.append(_Open(node))
        elif not open_fields:
            remove_node(node)
        else:
            field = open_fields[-1]
            field.nodes.append(node)
            field.code += "" if node.tag == name("w:fldChar") else node.text or ""
            field.in_result = field.in_result or kind == "separate"
            if kind == "end":
                yield from _closed(open_fields.pop(), kept, where)
    for field in open_fields:
        yield from _closed(field, (), where)


def _closed(field: _Open, kept: tuple[str, ...], where: str) -> Iterator[Problem]:
    paragraphs = {next(node.iterancestors(name("w:p")), None) for node in field.nodes}
    counted = field.kind != "SEQ" or len(field.code.split()) > 1
    if field.kind in kept and len(paragraphs) == 1 and counted:
        return
    for node in field.nodes:
        remove_node(node)
    words = f'; its text "{shortened(field.shown)}" stays' if field.shown.strip() else ""
    yield note(f"left out the field {field.kind or 'without a name'} {where}{words}")
