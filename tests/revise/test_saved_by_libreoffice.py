"""Send drafts through LibreOffice, update what comes back, and let LibreOffice and the Open XML SDK look at it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import DOCUMENT_PART, parse_part, read_package
from specgen.revise.inspection import inspect_file
from tests.judges.office import Office
from tests.judges.validator import Validator
from tests.support.edited_drafts import Desk, replaced, text_of

START = {'start: "07:00"': 'start: "08:00"'}
MANY = {
    "initial_term_months: 48": "initial_term_months: 60",
    "reply_minutes: 120": "reply_minutes: 90",
    "name: Medicines support": "name: Help with medicines",
    "    - {id: L3, name: Uplands, area: All other wards, hours_per_week: 1700, people: 152}\n": "",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def saved(office: Office, desk: Desk, kind: str = "docx") -> bytes:
    """Return the file on the desk as LibreOffice saves it."""
    file, folder = desk.folder / "sent.docx", desk.folder / "saved"
    file.write_bytes(desk.edited)
    return office.converted(file, folder, kind).read_bytes()


@pytest.mark.long
def test_a_file_saved_by_libreoffice_is_updated_as_any_other(desk: Desk, office: Office, validator: Validator) -> None:
    desk.edit(replaced("on most days", "on nearly all days"), replaced("ends within a week", "ends in five days"))
    desk.update(START)
    desk.edited = saved(office, desk)
    came_back = desk.folder / "came-back.docx"
    came_back.write_bytes(desk.edited)
    assert {edit.after for edit in inspect_file(came_back).edits} == {
        "Help is there by day, from 08:00 to 22:30 on nearly all days. At night somebody comes if you are not safe.",
        "The present support ends in five days",
    }
    before = {str(error) for error in validator.errors(came_back)}
    updated = desk.update(MANY)
    assert [one.kind for one in updated.outcomes if one.is_to_be_looked_at] == []
    for words in ("on nearly all days", "ends in five days", "from 08:00", "is 60 months", "90 minutes", "2 lots",
                  "Help with medicines"):  # fmt: skip
        assert words in desk.text
    out = desk.folder / "out.docx"
    out.write_bytes(desk.edited)
    assert _kinds(str(error) for error in validator.errors(out)) <= _kinds(before)


def _kinds(errors: object) -> set[str]:
    """Return errors without the places in which they stand."""
    assert hasattr(errors, "__iter__")
    return {re.sub(r"\[\d+\]", "", str(error)) for error in errors}


@pytest.mark.long
def test_libreoffice_counts_the_same_tracked_changes(desk: Desk, office: Office) -> None:
    desk.update(
        {**START, "initial_term_months: 48": "initial_term_months: 60", "reply_minutes: 120": "reply_minutes: 90"}
    )
    root = parse_part(read_package(desk.edited)[DOCUMENT_PART])
    marks = len(list(root.iter(name("w:ins"), name("w:del"))))
    flat = saved(office, desk, "fodt").decode()
    assert flat.count("<text:changed-region") == marks


@pytest.mark.long
def test_the_update_is_valid_for_the_open_xml_sdk(desk: Desk, validator: Validator) -> None:
    desk.edit(replaced("is 48 months", "is 54 months"))
    desk.update({**START, **MANY})
    out = desk.folder / "out.docx"
    out.write_bytes(desk.edited)
    assert validator.errors(out) == ()
    assert "is 54 months" in text_of(desk.edited)
