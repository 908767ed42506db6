"""Let legal work on drawn updates, and decide all that specgen proposed: no word of theirs goes, and no clause joins
another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from specgen.document.record.block_list import pack_stories, read_stories
from specgen.document.record.provenance import Provenance, add_provenance
from specgen.document.run_pieces import RUN
from specgen.formats.markup.revisions import INS, accept, reject
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from specgen.formats.word.blocks import P
from specgen.problems import WrongInput
from specgen.revise.settle import settle_file
from specgen.revise.update import CauseTable, merge_draft
from tests.support.legal_edits import EDITS, LegalTeam
from tests.support.long_cases import long_but
from tests.support.pending_edits import PENDING_EDITS
from tests.support.small_specifications import draw_change, draw_specification, parts_of, word_file_of

ORIGIN = "{urn:specgen:test}origin"
EDIT = {
    **PENDING_EDITS,
    **{kind: EDITS[kind] for kind in ("tracked_insert", "tracked_delete", "comment", "insert_word")},
}
Settle = Callable[..., None]


def edited_update(random: Random) -> tuple[bytes, LegalTeam]:
    """Return an update that legal has edited before and since."""
    old = draw_specification(random, random.randint(4, 9))
    base = read_stories(parts_of(old))
    theirs = add_provenance(parts_of(old), Provenance("", "", "", {}, "{}", pack_stories(base)))
    team = LegalTeam(theirs, random)
    for kind in random.choices(sorted(EDIT), k=random.randint(0, 2)):
        EDIT[kind](team)
    new = word_file_of(draw_change(random, old, 4))
    record = Provenance("", "", "", {}, "{}", pack_stories(base))
    updated = merge_draft(team.finish(), base, record, new, CauseTable(()), date(2026, 11, 26))
    assert updated.failures == ()
    later = LegalTeam(read_package(updated.document), random, first=100)
    for kind in ("write_into_what_specgen_inserted", *random.choices(sorted(EDIT), k=random.randint(0, 3))):
        EDIT[kind](later)
    for number, paragraph in enumerate(later.root.iter(P)):
        for run in paragraph.iter(RUN):
            run.set(ORIGIN, str(number))
    later.marks += team.marks
    return write_package(later.finish()), later


def violations(file: Path, seed: int) -> Iterator[str]:
    random = Random(seed)
    data, team = edited_update(random)
    file.write_bytes(data)
    try:
        made = settle_file(file, "", accepts=random.random() < 0.5)
    except WrongInput:
        return
    before, after = (parse_part(read_package(one)[DOCUMENT_PART]) for one in (data, made.document))
    yield from (f"lost {one}" for one in team.marks if one in _text(before) and one not in _text(after))
    anchors = [len(list(root.iter(name("w:commentReference")))) for root in (before, after)]
    if len(team.comments) and anchors[1] < len(team.comments):
        yield "a comment has lost its place"
    for settle in (accept, reject):
        known = [origins for _, origins in _origins(before, settle, ())]
        for words, origins in _origins(after, settle, (INS,)):
            if len(origins) > 1 and not any(origins <= one for one in known):
                yield f"glued: {words}"


def _text(root: etree._Element) -> str:
    return "".join(map(str, root.itertext()))


def _origins(root: etree._Element, settle: Settle, proposed: tuple[str, ...]) -> Iterator[tuple[str, set[str]]]:
    """Yield the words of each paragraph once legal's changes are decided, and the paragraphs that they come from; what
    specgen still proposes is to be seen as a tracked change.
    """
    copy = parse_part(write_part(root))
    settle(copy, lambda node: node.get(name("w:author")) != "specgen")
    for paragraph in copy.iter(P):
        runs = (run for run in paragraph.iter(RUN) if _text(run) and not _is_in(run, proposed))
        yield _text(paragraph), {run.get(ORIGIN, "") for run in runs} - {""}


def _is_in(run: etree._Element, tags: tuple[str, ...]) -> bool:
    return bool(tags) and any(True for _ in run.iterancestors(*tags))


@pytest.mark.parametrize("start", long_but(range(0, 3000, 50), 0))
def test_a_decision_takes_nothing_of_legals_and_joins_nothing(tmp_path: Path, start: int) -> None:
    for seed in range(start, start + 50):
        assert list(violations(tmp_path / "edited.docx", seed)) == [], seed
