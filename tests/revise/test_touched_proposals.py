"""Decide proposals that somebody has worked on since: nothing of theirs is lost, moved or glued to other words."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from specgen.commands.revise.settle import Options, settle
from specgen.document.record.block_list import BODY, pack_stories, read_stories
from specgen.document.record.provenance import Provenance, add_provenance
from specgen.formats.markup.revisions import accept
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from specgen.revise.settle import Settled, settle_file
from specgen.revise.update import CauseTable, merge_draft
from tests.compare.test_pending_paragraph_ends import (
    ALL,
    FIRST,
    JANE,
    SECOND,
    THIRD,
    WITHOUT_SECOND,
    end,
    entered_behind,
    mark,
    paragraph,
    words_deleted,
)
from tests.compare.test_rewritten_blocks import clauses
from tests.compare.test_table_columns import COAST, TOWN, lots
from tests.support.edited_drafts import Change, commented
from tests.support.legal_edits import run
from tests.support.small_specifications import Specification, parts_of, word_file_of

OTHER = clauses(FIRST, SECOND.replace("6 years", "7 years"), THIRD)
UPDATES = {
    "inserted": (WITHOUT_SECOND, ALL),
    "deleted": (ALL, WITHOUT_SECOND),
    "changed": (ALL, OTHER),
    "row": (lots(TOWN), lots(TOWN, COAST)),
}


@cache
def updated(kind: str) -> bytes:
    before, after = UPDATES[kind]
    base = read_stories(parts_of(before))
    record = Provenance("", "", "", {}, "{}", pack_stories(base))
    theirs = add_provenance(parts_of(before), record)
    made = merge_draft(theirs, base, record, word_file_of(after), CauseTable(()), date(2026, 11, 26))
    assert made.failures == ()
    return made.document


def settled(folder: Path, kind: str, *changes: Change, accepts: bool, remark: str = "") -> tuple[Settled, list[str]]:
    """Let Jane work on an update, and decide it; return the clauses with what she proposed accepted."""
    parts = read_package(updated(kind))
    root = parse_part(parts[DOCUMENT_PART])
    for change in changes:
        change(root)
    parts[DOCUMENT_PART] = write_part(root)
    if remark:
        commented(remark, "Keep this?")(parts)
    file = folder / "edited.docx"
    file.write_bytes(write_package(parts))
    made = settle_file(file, "", accepts=accepts)
    return made, clauses_in(made.document)


def clauses_in(document: bytes) -> list[str]:
    parts = read_package(document)
    root = parse_part(parts[DOCUMENT_PART])
    accept(root, lambda node: node.get(name("w:author")) == "Jane Legal")
    parts[DOCUMENT_PART] = write_part(root)
    return [line for block in read_stories(parts)[BODY] for line in block.words.splitlines() if line]


def specgens(root: etree._Element, tag: str = "w:ins") -> etree._Element:
    """Return specgen's first change of words."""
    return next(
        one
        for one in root.iter(name(tag))
        if one.get(name("w:author")) == "specgen" and one.find(name("w:r")) is not None
    )


def written(words: str, *, tracked: bool = True, tag: str = "w:ins") -> Change:
    """Write right behind specgen's words."""

    def change(root: etree._Element) -> None:
        new = run(words)
        if tracked:
            wrapper = mark("w:ins")
            wrapper.append(new)
            new = wrapper
        specgens(root, tag).addnext(new)

    return change


def typed_over(before: str, after: str) -> Change:
    """Change words in specgen's insertion with track changes off."""

    def change(root: etree._Element) -> None:
        for text in specgens(root).iter(name("w:t")):
            text.text = (text.text or "").replace(before, after)

    return change


def replaced_by(words: str) -> Change:
    """Strike out what specgen proposes, and write something else."""

    def change(root: etree._Element) -> None:
        node = specgens(root)
        gone = mark("w:del")
        gone.extend(list(node))
        for text in gone.iter(name("w:t")):
            text.tag = name("w:delText")
        node.append(gone)
        new = mark("w:ins")
        new.append(run(words))
        node.addnext(new)

    return change


def written_in_row(root: etree._Element) -> None:
    cell = next(one for one in root.iter(name("w:p")) if "L2 Coast" in "".join(map(str, one.itertext())))
    new = mark("w:ins")
    new.append(run(" and Isles"))
    cell.append(new)


def entered_in_it(root: etree._Element) -> None:
    """Press Enter at the end of the new clause and write: the new paragraph takes over specgen's end."""
    entered_behind(SECOND)(root)
    before, new = paragraph(root, SECOND), paragraph(root, JANE)
    theirs = etree.SubElement(new[0], name("w:rPr"))
    ends = list(before.iterfind("w:pPr/w:rPr/w:ins", {"w": name("w:p")[1:-2]}))
    theirs.extend(node for node in ends if node.get(name("w:author")) == "specgen")


def as_libreoffice_writes(root: etree._Element) -> None:
    """Let the end of the paragraph before carry the mark of the new one, or of the one that goes."""
    before, new = paragraph(root, FIRST), paragraph(root, SECOND)
    look = new[0].find(name("w:rPr"))
    assert look is not None
    before[0].append(look)


@pytest.mark.parametrize(
    ("kind", "changes", "accepts"),
    [
        pytest.param("inserted", (written(" or 9 years"),), False, id="words in a clause that is rejected"),
        pytest.param("inserted", (written(" or 9", tracked=False),), False, id="untracked words in such a clause"),
        pytest.param("inserted", (typed_over("6 years", "9 years"),), False, id="words typed over in such a clause"),
        pytest.param("inserted", (words_deleted(SECOND),), False, id="such a clause struck out"),
        pytest.param("inserted", (end(SECOND, "w:del"),), False, id="such a clause joined with the next"),
        pytest.param("inserted", (entered_in_it,), False, id="such a clause parted, and something written behind"),
        pytest.param(
            "inserted", (as_libreoffice_writes, written(" or 9 years")), False, id="words in it, by LibreOffice"
        ),
        pytest.param("inserted", (end(FIRST, "w:del"),), False, id="such a clause joined with the one before"),
        pytest.param("deleted", (written(" or 9 years", tag="w:del"),), True, id="words in a clause that goes"),
        pytest.param("deleted", (written("or 9", tracked=False, tag="w:del"),), True, id="untracked words in it"),
        pytest.param("deleted", (end(FIRST, "w:del"),), True, id="a clause that goes joined with the one before"),
        pytest.param("changed", (replaced_by("9"),), False, id="another value for the proposed one"),
        pytest.param("changed", (typed_over("7", "9"),), False, id="the proposed value typed over"),
        pytest.param("changed", (written("9", tag="w:del"),), False, id="a value between the two"),
        pytest.param("changed", (written("9", tag="w:del"),), True, id="a value between the two, accepted"),
        pytest.param("changed", (written("9", tracked=False, tag="w:del"),), True, id="an untracked value there"),
        pytest.param("row", (written_in_row,), False, id="words in a row that is rejected"),
    ],
)
def test_what_somebody_has_worked_on_is_left_and_said(
    tmp_path: Path,
    kind: str,
    changes: tuple[Change, ...],
    accepts: bool,
) -> None:
    made, words = settled(tmp_path, kind, *changes, accepts=accepts)
    parts = read_package(updated(kind))
    root = parse_part(parts[DOCUMENT_PART])
    for change in changes:
        change(root)
    parts[DOCUMENT_PART] = write_part(root)
    assert words == clauses_in(write_package(parts))
    assert (made.changes, len(made.touched)) == (0, 1)


@pytest.mark.parametrize("accepts", [True, False])
@pytest.mark.parametrize("kind", ["inserted", "deleted"])
def test_a_paragraph_as_libreoffice_writes_it_is_decided(tmp_path: Path, kind: str, accepts: bool) -> None:
    made, words = settled(tmp_path, kind, as_libreoffice_writes, accepts=accepts)
    assert made.touched == ()
    assert words == ([FIRST, SECOND, THIRD] if accepts == (kind == "inserted") else [FIRST, THIRD])


@pytest.mark.parametrize("kind", UPDATES)
@pytest.mark.parametrize("accepts", [True, False])
def test_what_nobody_has_worked_on_is_decided(tmp_path: Path, kind: str, accepts: bool) -> None:
    made, words = settled(tmp_path, kind, accepts=accepts)
    expected: Specification = UPDATES[kind][accepts]
    assert (made.changes, made.touched) == (1, ())
    blocks = read_stories(parts_of(expected))[BODY]
    assert words == [line for block in blocks for line in block.words.splitlines()]


@pytest.mark.parametrize(
    ("kind", "changes", "accepts", "expected"),
    [
        ("inserted", (written(" or 9"),), True, [FIRST, f"{SECOND} or 9", THIRD]),
        ("deleted", (written(" or 9", tag="w:del"),), False, [FIRST, f"{SECOND} or 9", THIRD]),
        ("changed", (replaced_by("9"),), True, [FIRST, SECOND.replace("6 years", "9 years"), THIRD]),
    ],
)
def test_what_takes_nothing_of_theirs_is_decided(
    tmp_path: Path,
    kind: str,
    changes: tuple[Change, ...],
    accepts: bool,
    expected: list[str],
) -> None:
    made, words = settled(tmp_path, kind, *changes, accepts=accepts)
    assert (made.changes, made.touched, words) == (1, (), expected)


@pytest.mark.parametrize(("kind", "accepts"), [("inserted", False), ("deleted", True), ("row", False)])
def test_a_comment_keeps_what_would_go(tmp_path: Path, kind: str, accepts: bool) -> None:
    remark = "L2 Coast" if kind == "row" else SECOND
    made, _ = settled(tmp_path, kind, accepts=accepts, remark=remark)
    root = parse_part(read_package(made.document)[DOCUMENT_PART])
    holder = next(paragraph(root, remark).iter(name("w:commentReference")), None)
    assert (made.changes, len(made.touched), holder is not None) == (0, 1, True)


def test_the_command_names_what_it_leaves_and_exits_with_1(tmp_path: Path) -> None:
    settled(tmp_path, "inserted", written(" or 9 years"), accepts=False)
    result = settle(Options(tmp_path / "edited.docx", "", None, accepts=False))
    assert result.exit_code == 1
    assert result.messages[:2] == (
        "0 changes rejected", "1 left, for somebody has worked on what was proposed: decide in Word, one by one",
    )  # fmt: skip
    assert result.messages[2].startswith("  [")
