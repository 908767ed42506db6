"""Measure an update: against docxodus comparing the same two files, and at 10, 30, 100 and 300 pages."""

from __future__ import annotations

import subprocess
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest

from specgen.compare.merge.merged_file import MergedFile, merge_file
from specgen.compare.merge.no_loss_proof import prove
from specgen.document.record.block_list import read_stories
from specgen.formats.opc.package import write_package
from tests.judges.docxodus import Docxodus
from tests.support.legal_edits import LegalTeam
from tests.support.small_specifications import (
    Specification,
    draw_change,
    draw_specification,
    parts_of,
)

pytestmark = pytest.mark.benchmark

CLAUSES_ON_A_PAGE = 14
DAY = date(2026, 11, 28)
COMPARE = """
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
const [, , library, left, right] = process.argv;
const { initialize, docxDiffCompare } = await import(pathToFileURL(library).href);
await initialize();
const [a, b] = [new Uint8Array(await readFile(left)), new Uint8Array(await readFile(right))];
await docxDiffCompare(a, b);
const start = performance.now();
await docxDiffCompare(a, b);
console.log((performance.now() - start) / 1000);
"""


def case(pages: int, edits: int) -> tuple[dict[str, bytes], Specification, Specification]:
    random = Random(pages)
    old = draw_specification(random, pages * CLAUSES_ON_A_PAGE)
    team = LegalTeam(parts_of(old), random)
    for kind in random.choices(("insert_word", "tracked_replace", "comment", "edit_cell", "tracked_delete"), k=edits):
        team.edit(kind)
    new = old
    for _ in range(max(3, edits // 4)):
        new = draw_change(random, new)
    return team.finish(), old, new


def updated(theirs: dict[str, bytes], old: Specification, new: Specification) -> tuple[float, MergedFile]:
    base, draft = read_stories(parts_of(old)), parts_of(new)
    start = time.perf_counter()
    made = merge_file(theirs, base, draft, causes=lambda _: ("cause",), date="2026-11-28T00:00:01Z")
    assert prove(theirs, made) == ()
    return time.perf_counter() - start, made


def test_an_update_of_thirty_pages_against_docxodus(tmp_path: Path, docxodus: Docxodus) -> None:
    theirs, old, new = case(30, 100)
    seconds = min(updated(theirs, old, new)[0] for _ in range(3))
    left, right, script = tmp_path / "left.docx", tmp_path / "right.docx", tmp_path / "compare.mjs"
    left.write_bytes(write_package(theirs))
    right.write_bytes(write_package(parts_of(new)))
    script.write_text(COMPARE, encoding="utf-8")
    command = [str(docxodus.node), str(script), str(docxodus.library), str(left), str(right)]
    other = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])
    print(f"\nupdate of 30 pages with 100 edits, proof included: {seconds:.2f} s")
    print(f"docxodus compares the same two files in {other:.2f} s: {seconds / other:.2f} of its time")


def test_the_cost_of_an_update_grows_with_its_pages() -> None:
    print()
    for pages in (10, 30, 100, 300):
        seconds = min(updated(*case(pages, 100))[0] for _ in range(2))
        print(f"{pages:4} pages: {seconds:.2f} s, {1000 * seconds / pages:.1f} ms a page")
