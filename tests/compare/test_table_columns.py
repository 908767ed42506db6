"""Bring rows into tables whose columns somebody has changed: a cell never stands under another title."""

from __future__ import annotations

import pytest
from lxml import etree

from specgen.compare.merge.merged_file import MergedFile
from specgen.document.record.block_list import BODY, read_stories
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, write_part
from tests.compare.test_merge_properties import merged
from tests.support.edited_drafts import Change, accepted_parts, replaced
from tests.support.small_specifications import Clause, Row, Specification, Table, parts_of

TITLES = ("Lot", "Hours in a week", "People")
TOWN, COAST = ("L1 Town", "3000", "250"), ("L2 Coast", "1700", "152")
ISLES = ("L3 Isles", "11", "22")


def lots(*rows: tuple[str, ...]) -> Specification:
    made = (Row(row[0], row) for row in (TITLES, *rows))
    return Specification((Table("lots", tuple(made)), Clause("end", ("The", "end"))))


def edited(*changes: Change) -> dict[str, bytes]:
    parts = parts_of(lots(TOWN, COAST))
    root = parse_part(parts[DOCUMENT_PART])
    for change in changes:
        change(root)
    parts[DOCUMENT_PART] = write_part(root)
    return parts


def cells(row: etree._Element) -> list[etree._Element]:
    return list(row.iterchildren(name("w:tc")))


def swapped(root: etree._Element) -> None:
    for row in root.iter(name("w:tr")):
        cells(row)[2].addnext(cells(row)[1])


def removed(root: etree._Element) -> None:
    for row in root.iter(name("w:tr")):
        row.remove(cells(row)[2])


def added(root: etree._Element) -> None:
    for row in root.iter(name("w:tr")):
        new = etree.SubElement(row, name("w:tc"))
        etree.SubElement(new, name("w:p"))


def removed_with_track_changes(root: etree._Element) -> None:
    for row in root.iter(name("w:tr")):
        mark = etree.SubElement(cells(row)[2][0], name("w:cellDel"))
        for key, value in (("id", "9001"), ("author", "Jane Legal"), ("date", "2026-11-27T09:00:00Z")):
            mark.set(name(f"w:{key}"), value)


def merged_over_rows(root: etree._Element) -> None:
    """The last two rows have one cell together."""
    rows = list(root.iter(name("w:tr")))
    for row, value in ((rows[-2], "restart"), (rows[-1], "continue")):
        etree.SubElement(cells(row)[2][0], name("w:vMerge")).set(name("w:val"), value)


def rows_after(made: MergedFile) -> list[str]:
    return [row.words for row in read_stories(accepted_parts(made.parts))[BODY][0].blocks]


@pytest.mark.parametrize("change", [swapped, removed, added, removed_with_track_changes])
def test_no_row_comes_or_changes_where_the_columns_are_others(change: Change) -> None:
    theirs = edited(change)
    made = merged(theirs, lots(TOWN, COAST), lots(TOWN, ("L2 Coast", "1700", "153"), ISLES))
    assert [outcome.kind for outcome in made.outcomes] == ["conflict", "conflict"]
    assert rows_after(made) == [row.words for row in read_stories(theirs)[BODY][0].blocks]
    remarks = made.parts["word/comments.xml"].decode()
    assert "L3 Isles | 11 | 22” here. Put it in by hand." in remarks


def test_two_columns_that_say_the_same_are_told_by_their_titles() -> None:
    base, new = lots(("L1 Town", "20", "20")), lots(("L1 Town", "20", "30"))
    parts = parts_of(base)
    root = parse_part(parts[DOCUMENT_PART])
    swapped(root)
    parts[DOCUMENT_PART] = write_part(root)
    assert [outcome.kind for outcome in merged(parts, base, new).outcomes] == ["conflict"]


@pytest.mark.parametrize("change", [replaced("People", "Customers"), replaced("L2 Coast", "L2 The coast")])
def test_a_row_comes_where_only_words_of_a_title_or_a_cell_were_edited(change: Change) -> None:
    made = merged(edited(change), lots(TOWN, COAST), lots(TOWN, COAST, ISLES))
    assert [outcome.kind for outcome in made.outcomes] == ["inserted"]
    assert rows_after(made)[-1] == "L3 Isles | 11 | 22"


def test_no_row_comes_between_cells_that_are_one() -> None:
    made = merged(edited(merged_over_rows), lots(TOWN, COAST), lots(TOWN, ISLES, COAST))
    assert [outcome.kind for outcome in made.outcomes] == ["conflict"]
    made = merged(edited(merged_over_rows), lots(TOWN, COAST), lots(TOWN, COAST, ISLES))
    assert [outcome.kind for outcome in made.outcomes] == ["inserted"]


def row_deleted(root: etree._Element) -> None:
    """Strike out the last row, as Word does: the row and the words in it."""
    row = list(root.iter(name("w:tr")))[-1]
    row.insert(0, etree.Element(name("w:trPr")))
    for holder, nodes in ((row[0], []), *((one.getparent(), [one]) for one in list(row.iter(name("w:r"))))):
        mark = etree.Element(name("w:del"))
        for key, value in (("id", "9001"), ("author", "Jane Legal"), ("date", "2026-11-27T09:00:00Z")):
            mark.set(name(f"w:{key}"), value)
        holder.append(mark)  # type: ignore[union-attr]
        mark.extend(nodes)
        for text in mark.iter(name("w:t")):
            text.tag = name("w:delText")


def test_a_row_that_was_deleted_with_track_changes_is_proposed_again_if_it_has_changed() -> None:
    made = merged(edited(row_deleted), lots(TOWN, COAST), lots(TOWN, ("L2 Coast", "1700", "153")))
    assert [outcome.kind for outcome in made.outcomes] == ["proposed again"]
    assert rows_after(made)[-1] == "L2 Coast | 1700 | 153"
    made = merged(edited(row_deleted), lots(TOWN, COAST), lots(TOWN))
    assert [outcome.kind for outcome in made.outcomes] == ["stays deleted"]


def test_a_row_comes_where_legal_has_edited_every_cell_of_a_column() -> None:
    rows = (("L1", "Wards of Aber", "9"), ("L2", "Wards of Llan", "8"))
    old, new = lots(*rows), lots(*rows, ("L3", "Isles", "11"))
    parts = parts_of(old)
    root = parse_part(parts[DOCUMENT_PART])
    for words in ("Wards of Aber", "Wards of Llan", "Hours in a week"):
        replaced(words, f"{words} and more")(root)
    parts[DOCUMENT_PART] = write_part(root)
    assert [outcome.kind for outcome in merged(parts, old, new).outcomes] == ["inserted"]
