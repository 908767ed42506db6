"""Take all tracked changes of a part as accepted: the text is what Word shows as the final one.

Who changed what is nobody's business in a house, and the rest of Word's marks would come to everybody with each draft.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from specgen.formats.markup.revisions import REVISIONS, accept
from specgen.formats.opc.namespaces import name
from specgen.formats.word.elements import remove_node

FORMER: Final = tuple(f"w:{kind}Change" for kind in "rPr pPr sectPr tblPr tblPrEx tblGrid trPr tcPr numbering".split())
CELLS: Final = ("w:cellIns", "w:cellDel", "w:cellMerge")
RANGES: Final = tuple(
    f"w:{kind}Range{end}"
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)


def accept_changes(root: etree._Element) -> int:
    """Change a part as the module's docstring says; return how many changes it held."""
    changes = sum(1 for _ in root.iter(*REVISIONS, *map(name, (*FORMER, *CELLS))))
    accept(root)
    for mark in list(root.iter(name("w:cellDel"))):
        cell = next(mark.iterancestors(name("w:tc")), None)
        if cell is not None:
            remove_node(cell)
    for node in list(root.iter(*map(name, (*FORMER, *CELLS, *RANGES)))):
        remove_node(node)
    return changes
