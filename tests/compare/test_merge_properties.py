"""Merge random drafts into randomly edited files, and find nothing lost and nothing misplaced."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import pytest

from specgen.compare.merge.draft_changes import draft_changes
from specgen.compare.merge.merged_file import MergedFile, merge_file
from specgen.compare.merge.proof import prove
from specgen.compare.revisions import accept
from specgen.document.block_list import BODY, Block, read_stories, story_roots
from specgen.formats.opc.namespaces import name
from tests.support.legal_edits import EDITS, LegalTeam
from tests.support.small_specifications import (
    Clause,
    Specification,
    Table,
    draw_change,
    draw_specification,
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


def case_of(seed: int) -> Case:
    random = Random(seed)
    old = draw_specification(random, random.randint(4, 12), alike=random.random() < 0.3)
    team = LegalTeam(parts_of(old), random)
    for kind in random.choices(sorted(EDITS), k=random.randint(0, 5)):
        if kind != "drop_bookmarks" or random.random() < 0.5:
            team.edit(kind)
    return Case(old, draw_change(random, old, 5), team.finish(), team)


def merged(theirs: dict[str, bytes], old: Specification, new: Specification, number: int = 1) -> MergedFile:
    return merge_file(
        theirs,
        read_stories(parts_of(old)),
        parts_of(new),
        causes=lambda change: (change.key or "none",),
        date=f"2026-11-28T00:00:{number:02}Z",
    )


def violations(case: Case, made: MergedFile) -> list[str]:
    """Return every property that a merge does not have."""
    changes = draft_changes(read_stories(parts_of(case.old)), read_stories(parts_of(case.new)))
    found = list(prove(case.theirs, made, changes))
    accepted = story_roots(made.parts)[BODY][1]
    accept(accepted, lambda node: node.get(name("w:id")) in made.revisions)
    words = "".join(map(str, accepted.itertext()))
    found += [f"lost {mark}" for mark in case.team.marks if mark in _text(case.theirs) and mark not in words]
    if not case.team.done and _words(_accepted(made.parts)) != _words(read_stories(parts_of(case.new))):
        found.append("accepted, it is not the new draft")
    again = merged(made.parts, case.new, case.new, 2)
    if again.revisions or again.comments or again.parts != made.parts:
        found.append("a second update is no no-op")
    return [*found, *_misplaced(case, made)]


def _misplaced(case: Case, made: MergedFile) -> list[str]:
    """Return what was inserted into a paragraph that it does not belong to."""
    owners = _values(case.new)
    found = []
    for node in story_roots(made.parts)[BODY][1].iter(name("w:ins")):
        paragraph = next(node.iterancestors(name("w:p")), None)
        if node.get(name("w:id")) not in made.revisions or paragraph is None:
            continue
        row = next(node.iterancestors(name("w:tr")), None)
        first = paragraph if row is None else next(row.iter(name("w:p")))
        home = first.get(BLOCK, "").split()
        for value in re.findall(r"\b\d{2,}\b", "".join(map(str, node.itertext()))):
            if home and value in owners and not owners[value] & set(home):
                found.append(f"{value} stands in {home}, and belongs to {owners[value]}")
    return found


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
    from specgen.document.block_list import read_story

    found = {}
    for called, (_, root) in story_roots(parts).items():
        accept(root)
        found[called] = read_story(root)
    return found


def _words(stories: Mapping[str, tuple[Block, ...]]) -> dict[str, list[str]]:
    return {called: [block.words for block in story] for called, story in stories.items()}


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_no_edit_is_lost_and_no_change_misplaced(start: int) -> None:
    for seed in range(start, start + 50):
        case = case_of(seed)
        assert violations(case, merged(case.theirs, case.old, case.new)) == [], (seed, case.team.done)


@pytest.mark.long
def test_no_edit_is_lost_in_three_thousand_cases() -> None:
    for seed in range(1000, 4000):
        case = case_of(seed)
        assert violations(case, merged(case.theirs, case.old, case.new)) == [], (seed, case.team.done)
