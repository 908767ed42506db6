"""Let references lead somewhere once an update is accepted, and where they led before once it is rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.formats.markup.revisions import reject
from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package, write_package, write_part
from tests.support.edited_drafts import Desk, accepted, replaced

OUTING = """    - change: Save up hours for an outing
      notice_hours: 48
      limit: Up to 8 hours saved at one time
      approval: notify
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, sample="reward")


def dangling(data: bytes) -> set[str]:
    """Return the targets of references that are not in a file."""
    root = parse_part(read_package(data)[DOCUMENT_PART])
    there = {mark.get(name("w:name")) for mark in root.iter(name("w:bookmarkStart"))}
    codes = ((node.text or "").split() for node in root.iter(name("w:instrText")))
    return {words[1] for words in codes if words[:1] in (["REF"], ["PAGEREF"]) and words[1] not in there}


def rejected(data: bytes) -> bytes:
    parts = read_package(data)
    root = parse_part(parts[DOCUMENT_PART])
    reject(root)
    parts[DOCUMENT_PART] = write_part(root)
    return write_package(parts)


@pytest.mark.long
def test_a_clause_that_replaces_another_is_the_target_of_what_referred_to_that(desk: Desk) -> None:
    desk.edit(replaced("If the change needs more than", "If the change ever needs more than"))
    desk.update({OUTING: ""})
    assert dangling(desk.edited) == dangling(accepted(desk.edited)) == dangling(rejected(desk.edited)) == set()
    desk.accept_all()
    updated = desk.update({"answer_working_days: 3": "answer_working_days: 4"})
    assert "If the change ever needs more than" in desk.text
    assert [one.kind for one in updated.outcomes if one.is_to_be_looked_at] == []
    desk.update({"      limit: Within the weekly hours\n      approval: none\n":
                 "      limit: Within the weekly hours\n      approval: none\n" + OUTING})  # fmt: skip
    assert dangling(desk.edited) == dangling(accepted(desk.edited)) == dangling(rejected(desk.edited)) == set()
    assert desk.update().outcomes == ()
