"""Merge random drafts into randomly edited files, and find nothing lost and nothing misplaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from random import Random

import pytest
from lxml import etree

from specgen.compare.merge.draft_changes import draft_changes
from specgen.compare.merge.merged_file import MergedFile, merge_file
from specgen.compare.merge.no_loss_proof import prove
from specgen.document.record.block_keys import BOOKMARK
from specgen.document.record.block_list import BODY, Block, read_stories, story_roots
from specgen.formats.markup.revisions import accept, reject
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import write_part
from tests.support.legal_edits import EDITS, LegalTeam
from tests.support.long_cases import long_but
from tests.support.pending_edits import PENDING_EDITS
from tests.support.small_specifications import (
    Clause,
    Specification,
    Table,
    draw_change,
    draw_specification,
    key_of,
    parts_of,
)

BLOCK = "{urn:specgen:test}block"


@dataclass(frozen=True)
class Case:
    """One draft, what legal made of it, and the draft of today."""

    old: Specification
    new: Specification
    theirs: dict[str, bytes]
    team: LegalTeam


Edits = Mapping[str, Callable[[LegalTeam], None]]
Saving = Generator[dict[str, bytes], dict[str, bytes], list[str]]


def chain_violations(seed: int, rounds: int = 1, edits: Edits = EDITS) -> list[str]:
    """Return the violations of some rounds in which each file comes back as it was sent."""
    saving = chain(seed, rounds, edits)
    try:
        file = next(saving)
        while True:
            file = saving.send(file)
    except StopIteration as end:
        return list(end.value)


def chain(seed: int, rounds: int = 1, edits: Edits = EDITS) -> Saving:
    """Go some rounds: edit, save, update, accept some, reject some, edit again; return the violations.

    Each edited file is handed out, to be saved by whom you like, and is awaited back.
    """
    random = Random(seed)
    alike = random.random() < 0.3
    old = draw_specification(random, random.randint(4, 12), alike=alike)
    theirs = parts_of(old)
    for number in range(rounds):
        team = LegalTeam(theirs, random, first=100 * number)
        kinds = random.choices(sorted(edits), k=random.randint(0, 5))
        if alike and random.random() < 0.5:
            kinds += ["drop_bookmarks", random.choice(("move_paragraph", "delete_paragraph", "join_paragraphs"))]
            kinds += ["insert_word", "insert_word", "insert_word"]
        for kind in kinds:
            if kind != "drop_bookmarks" or alike or random.random() < 0.3:
                team.done.append(kind)
                (edits if kind in edits else EDITS)[kind](team)
        edited = yield team.finish()
        case = Case(old, draw_change(random, old, 5), edited, team)
        made = merged(case.theirs, case.old, case.new, number + 1)
        found = violations(case, made, is_first=number == 0)
        if found:
            return [f"round {number + 1}, {team.done}: {one}" for one in found]
        theirs, old = _decided(made, random), case.new
    return []


def _decided(made: MergedFile, random: Random) -> dict[str, bytes]:
    """Accept some of what was proposed, reject some, and leave the rest."""
    parts = dict(made.parts)
    changes = {number: random.choice(("accept", "reject", "leave")) for number in set(made.revisions.values())}
    for part, root in story_roots(parts).values():
        for decision, settle in (("accept", accept), ("reject", reject)):
            ids = {id for id, number in made.revisions.items() if changes[number] == decision}
            settle(root, lambda node, ids=ids: node.get(name("w:id")) in ids)  # type: ignore[misc]
        parts[part] = write_part(root)
    return parts


def merged(theirs: dict[str, bytes], old: Specification, new: Specification, number: int = 1) -> MergedFile:
    return merge_file(
        theirs,
        read_stories(parts_of(old)),
        parts_of(new),
        causes=lambda change: (change.key or "none",),
        date=f"2026-11-28T00:00:{number:02}Z",
    )


def violations(case: Case, made: MergedFile, *, is_first: bool = True) -> list[str]:
    """Return every property that a merge does not have."""
    changes = draft_changes(read_stories(parts_of(case.old)), read_stories(parts_of(case.new)))
    found = list(prove(case.theirs, made, changes))
    accepted = story_roots(made.parts)[BODY][1]
    accept(accepted, lambda node: node.get(name("w:id")) in made.revisions)
    words = "".join(map(str, accepted.itertext()))
    found += [f"lost {mark}" for mark in case.team.marks if mark in _text(case.theirs) and mark not in words]
    if is_first and not case.team.done and _words(_accepted(made.parts)) != _words(read_stories(parts_of(case.new))):
        found.append("accepted, it is not the new draft")
    again = merged(made.parts, case.new, case.new, 2)
    if again.revisions or again.comments or again.parts != made.parts:
        found.append("a second update is no no-op")
    return [*found, *_misplaced(case, made)]


def _misplaced(case: Case, made: MergedFile) -> list[str]:
    """Return what was inserted into a paragraph that it does not belong to."""
    owners, found = _values(case.new), []
    ids = {key_of(id): id for specification in (case.old, case.new) for id in _ids(specification)}
    for node in story_roots(made.parts)[BODY][1].iter(name("w:ins")):
        paragraph = next(node.iterancestors(name("w:p")), None)
        if node.get(name("w:id")) not in made.revisions or paragraph is None:
            continue
        row = next(node.iterancestors(name("w:tr")), None)
        first = paragraph if row is None else next(row.iter(name("w:p")))
        home = first.get(BLOCK, "").split() or _home_by_bookmarks(first, ids)
        for value in re.findall(r"\b\d{2,}\b", "".join(map(str, node.itertext()))):
            if home and value in owners and not owners[value] & set(home):
                found.append(f"{value} stands in {home}, and belongs to {owners[value]}")
    return found


def _home_by_bookmarks(paragraph: etree._Element, ids: Mapping[str, str]) -> list[str]:
    """Return the blocks whose bookmarks stand in a paragraph that has lost everything else that we gave it."""
    names = (mark.get(name("w:name"), "") for mark in paragraph.iter(name("w:bookmarkStart")))
    return [ids[one.removeprefix(BOOKMARK)] for one in names if one.removeprefix(BOOKMARK) in ids]


def _ids(specification: Specification) -> Iterator[str]:
    for block in specification.blocks:
        yield block.id
        yield from (row.id for row in block.rows) if isinstance(block, Table) else ()


def _values(specification: Specification) -> Mapping[str, set[str]]:
    owners: dict[str, set[str]] = {}
    for block in specification.blocks:
        texts = [(block.id, " ".join(block.words))] if isinstance(block, Clause) else []
        texts += [(row.id, " ".join(row.cells)) for row in block.rows] if isinstance(block, Table) else []
        for owner, text in texts:
            for value in re.findall(r"\b\d{2,}\b", text):
                owners.setdefault(value, set()).add(owner)
    return owners


def _text(parts: Mapping[str, bytes]) -> str:
    root = story_roots(parts)[BODY][1]
    return "".join(map(str, root.itertext()))


def _accepted(parts: Mapping[str, bytes]) -> dict[str, tuple[Block, ...]]:
    from specgen.document.record.block_list import read_story

    found = {}
    for called, (_, root) in story_roots(parts).items():
        accept(root)
        found[called] = read_story(root)
    return found


def _words(stories: Mapping[str, tuple[Block, ...]]) -> dict[str, list[str]]:
    return {called: [block.words for block in story] for called, story in stories.items()}


@pytest.mark.parametrize("start", long_but(range(0, 200, 50), 0))
def test_no_edit_is_lost_and_no_change_misplaced(start: int) -> None:
    """Every fifth case goes on for three rounds."""
    for seed in range(start, start + 50):
        assert chain_violations(seed, 1 if seed % 5 else 3) == [], seed


@pytest.mark.long
@pytest.mark.parametrize("start", range(1000, 4000, 250))
def test_no_edit_is_lost_in_three_thousand_cases(start: int) -> None:
    for seed in range(start, start + 250):
        assert chain_violations(seed, 1 if seed % 10 else 5) == [], seed


@pytest.mark.parametrize("start", long_but(range(5000, 5300, 50), 5000))
def test_no_clause_runs_into_another_where_paragraphs_wait_for_a_decision(start: int) -> None:
    edits = {**PENDING_EDITS, **{kind: EDITS[kind] for kind in sorted(EDITS)[::3]}}
    for seed in range(start, start + 50):
        assert chain_violations(seed, 1 + seed % 3, edits) == [], seed
