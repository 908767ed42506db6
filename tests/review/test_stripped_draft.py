"""Find in a draft whose record was taken out what somebody added, and nothing that its record would explain."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from specgen.formats.opc.namespaces import name
from specgen.review.review import Words, review
from specgen.revise.inspection import strip_parts
from tests.support.edited_drafts import Desk, paragraph_with
from tests.support.long_cases import long_but

SAMPLES = ("care-planning", "optional-sections", "population", "reward")
ADDED = {
    "The Provider shall tell the Quality Panel.": ("TERM-UNDEFINED", "Quality Panel"),
    "The Provider shall listen to each service user.": ("TERM-DEPRECATED", "service user"),
    "See clause 2.99 for more.": ("REFERENCE-BROKEN", "clause 2.99"),
}


def found(data: bytes, folder: Path) -> list[tuple[str, str]]:
    file = folder / "final.docx"
    file.write_bytes(data)
    findings = review(file, Words()).reviewed.findings
    return [(one.rule, one.passage.text[one.start : one.end]) for one in findings]


@pytest.mark.parametrize("sample", long_but(SAMPLES, "care-planning"))
def test_a_draft_without_its_record_is_as_right_as_with_it(sample: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, sample=sample)
    assert found(strip_parts(desk.draft), tmp_path) == found(desk.draft, tmp_path) == []


def test_what_somebody_added_to_it_is_found(tmp_path: Path) -> None:
    def added(root: etree._Element) -> None:
        clause = paragraph_with(root, "The Contract starts on")
        for words in ADDED:
            copy = deepcopy(clause)
            texts = list(copy.iter(name("w:t")))
            for text in texts:
                text.text = words if text is texts[0] else ""
            clause.addnext(copy)

    desk = Desk(tmp_path)
    desk.edit(added)
    assert set(found(strip_parts(desk.edited), tmp_path)) == set(ADDED.values())
