"""Take all tracked changes of a part as accepted: the text is what Word shows as the final one.

Who changed what is nobody's business in a house, and the rest of Word's marks would come to everybody with each draft.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import child, remove_node, replace_node

INSERTED: Final = ("w:ins", "w:moveTo")
DELETED: Final = ("w:del", "w:moveFrom")
FORMER: Final = tuple(f"w:{kind}Change" for kind in "rPr pPr sectPr tblPr tblPrEx tblGrid trPr tcPr numbering".split())
MARKS: Final = (
    *(f"w:{kind}Range{end}" for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom",
                                         "customXmlMoveTo") for end in ("Start", "End")),
    "w:numberingChange", "w:cellIns", "w:cellMerge",
)  # fmt: skip


def accept_changes(root: etree._Element) -> int:
    """Change a part as the module's docstring says; return how many changes it held."""
    tags = [name(short) for short in (*INSERTED, *DELETED, *FORMER, "w:cellIns", "w:cellDel", "w:cellMerge")]
    changes = sum(1 for _ in root.iter(*tags))
    if not changes and next(root.iter(*map(name, MARKS)), None) is None:
        return 0
    _drop_rows_and_cells(root)
    for paragraph in list(root.iter(name("w:p"))):
        _join_next(paragraph)
    for node in list(root.iter(*map(name, DELETED))):
        remove_node(node)
    for node in list(root.iter(*map(name, INSERTED))):
        replace_node(node, list(node))
    for node in list(root.iter(*map(name, (*FORMER, *MARKS)))):
        remove_node(node)
    return changes


def _drop_rows_and_cells(root: etree._Element) -> None:
    for row in list(root.iter(name("w:tr"))):
        properties = child(row, "w:trPr")
        if properties is not None and child(properties, "w:del") is not None:
            remove_node(row)
    for mark in list(root.iter(name("w:cellDel"))):
        cell = next(mark.iterancestors(name("w:tc")), None)
        if cell is not None:
            remove_node(cell)


def _join_next(paragraph: etree._Element) -> None:
    """Let a paragraph whose end was deleted go on with the text of the next one."""
    properties = child(paragraph, "w:pPr")
    look = None if properties is None else child(properties, "w:rPr")
    if properties is None or look is None or all(child(look, short) is None for short in DELETED):
        return
    following = paragraph.getnext()
    if following is None or following.tag != name("w:p") or child(properties, "w:sectPr") is not None:
        return
    at = 0 if child(following, "w:pPr") is None else 1
    following[at:at] = [node for node in paragraph if node is not properties]
    remove_node(paragraph)
