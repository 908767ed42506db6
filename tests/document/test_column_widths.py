"""Give the columns of tables widths after what stands in them."""

from __future__ import annotations

import pytest
from lxml import etree

from specgen.document.column_widths import fit_columns
from tests.support.word_files import SPACES, all_of, w

LETTER = 120.0
LONG = "Commissioning Manager for adults with care and support needs in their own homes, and for their unpaid carers"
TABLES = {
    "a word that would break": ([["Responsibilities", "Who"], ["yes", "no"]], [1000, 3000], 0, ">= 1800"),
    "a long text in a narrow column": ([["No.", "Who"], ["O1", LONG]], [3000, 1000], 1, ">= 2500"),
    "one word a line beside columns that have room": (
        [["Outcome", "Baseline", "Year 1", "Year 2"], ["People who say that they have contact", "44%", "46%", "9%"]],
        [1200, 1500, 1500, 1500], 0, ">= 2000",
    ),
    "columns that fit": ([["Day", "Hours"], ["Monday", "Monday"]], [2000, 2000], 0, "== 2000"),
    "no room for every word": ([["Responsibilities", "Responsibilities"]], [800, 800], 0, "== 800"),
}  # fmt: skip


def table_of(rows: list[list[str]], widths: list[int]) -> etree._Element:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cell = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    body = "".join(
        f"<w:tr>{''.join(cell.format(*pair) for pair in zip(widths, row, strict=True))}</w:tr>" for row in rows
    )
    return etree.fromstring(f"<w:body {SPACES}><w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl></w:body>")


@pytest.mark.parametrize(("rows", "widths", "column", "wanted"), TABLES.values(), ids=TABLES)
def test_columns_are_as_wide_as_their_words_need(
    rows: list[list[str]], widths: list[int], column: int, wanted: str
) -> None:
    root = table_of(rows, widths)
    fit_columns(root, LETTER)
    fitted = [int(node.get(w("w"), "0")) for node in all_of(root, "gridCol")]
    sign, _, number = wanted.partition(" ")
    assert fitted[column] == int(number) if sign == "==" else fitted[column] >= int(number)
    assert sum(fitted) == sum(widths)
    assert [int(node.get(w("w"), "0")) for node in all_of(root, "tcW")] == fitted * len(rows)


def test_a_table_with_joined_cells_stays_as_it_is() -> None:
    root = table_of([["Responsibilities", "Who"]], [500, 3000])
    span = etree.SubElement(next(all_of(root, "tcPr")), w("gridSpan"))
    span.set(w("val"), "2")
    before = etree.tostring(root)
    fit_columns(root, LETTER)
    assert etree.tostring(root) == before
