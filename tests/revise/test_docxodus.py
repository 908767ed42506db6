"""Let another program accept and reject the tracked changes of updates: it reads the same words as specgen does."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from specgen.document.record.block_list import story_roots
from specgen.formats.markup.revisions import reject
from specgen.formats.opc.package import read_package, write_package, write_part
from tests.compare.test_merge_properties import merged
from tests.judges.docxodus import Docxodus
from tests.judges.office import Office
from tests.support.edited_drafts import Desk, accepted, replaced, words_of
from tests.support.legal_edits import EDITS, LegalTeam
from tests.support.small_specifications import draw_change, draw_specification, parts_of

CHANGES = {
    'start: "07:00"': 'start: "08:00"',
    "initial_term_months: 48": "initial_term_months: 60",
    "name: Medicines support": "name: Help with medicines",
    "    - {id: L3, name: Uplands, area: All other wards, hours_per_week: 1700, people: 152}\n": "",
    "night: on_call": "night: none",
}


def rejected(data: bytes) -> bytes:
    parts = read_package(data)
    for part, root in story_roots(parts).values():
        reject(root)
        parts[part] = write_part(root)
    return write_package(parts)


def compare(files: list[Path], docxodus: Docxodus) -> None:
    for file, (theirs_accepted, theirs_rejected) in zip(files, docxodus.settle(files), strict=True):
        data = file.read_bytes()
        assert words_of(theirs_accepted) == words_of(accepted(data)), file
        assert words_of(theirs_rejected) == words_of(rejected(data)), file


@pytest.mark.long
def test_another_program_accepts_and_rejects_an_update_to_the_same_words(
    tmp_path: Path, docxodus: Docxodus, office: Office
) -> None:
    desk = Desk(tmp_path)
    desk.edit(replaced("is 48 months", "is 54 months"), replaced("on most days", "on nearly all days"))
    files = [tmp_path / "plain.docx", tmp_path / "through.docx"]
    files[0].write_bytes(desk.edited)
    through = office.converted(files[0], tmp_path / "saved", "docx").read_bytes()
    answers = desk.answers
    desk.update(CHANGES)
    files[0].write_bytes(desk.edited)
    desk.edited, desk.answers = through, answers
    desk.update(CHANGES)
    files[1].write_bytes(desk.edited)
    compare(files, docxodus)


@pytest.mark.long
def test_another_program_reads_random_updates_as_specgen_does(tmp_path: Path, docxodus: Docxodus) -> None:
    files = []
    for seed in range(60):
        random = Random(seed)
        old = draw_specification(random)
        team = LegalTeam(parts_of(old), random)
        for kind in random.choices(sorted(set(EDITS) - {"link_words"}), k=3):
            team.edit(kind)
        made = merged(team.finish(), old, draw_change(random, old))
        files.append(tmp_path / f"{seed}.docx")
        files[-1].write_bytes(write_package(made.parts))
    compare(files, docxodus)


def test_accepting_and_rejecting_are_told_apart(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.update({"initial_term_months: 48": "initial_term_months: 60"})
    assert words_of(rejected(desk.edited)) == words_of(desk.draft)
    assert words_of(accepted(desk.edited)) != words_of(desk.draft)
