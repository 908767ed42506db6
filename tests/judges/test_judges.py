"""Judge the judges: each finds the fault that it is for, and nothing in a clean file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judges import specimen
from tests.judges.faults import CORE, DOCUMENT, FAULTS, FAULTY_PACKAGES, SETTINGS, Change, Maker, changed
from tests.judges.lint import errors, lint
from tests.judges.office import Office, Poppler
from tests.judges.second_lint import second_opinion
from tests.judges.validator import Validator


@pytest.mark.parametrize(("code", "change"), [pytest.param(*row, id=name) for name, row in FAULTS.items()])
def test_lint_finds(code: str, change: Change, tmp_path: Path) -> None:
    _finds(code, specimen.write(changed(change), tmp_path / "broken.docx"))


@pytest.mark.parametrize(("code", "make"), [pytest.param(*row, id=name) for name, row in FAULTY_PACKAGES.items()])
def test_lint_finds_in_the_package(code: str, make: Maker, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    make(specimen.clean(), path)
    _finds(code, path)


def test_lint_finds_nothing_in_a_clean_file(clean: Path) -> None:
    assert lint(clean) == ()
    assert not second_opinion(clean)


def test_lint_reports_every_fault_at_once(tmp_path: Path) -> None:
    parts = {**changed((DOCUMENT, "<w:tblHeader/>", "")), SETTINGS: "<broken", CORE: "<none/>"}
    found = {finding.code for finding in errors(specimen.write(parts, tmp_path / "broken.docx"))}
    assert found == {"a11y-table-header", "xml-malformed", "a11y-title-missing"}


def test_the_validator_accepts_a_clean_file(validator: Validator, clean: Path) -> None:
    assert validator.errors(clean) == ()


def test_the_validator_finds_a_paragraph_inside_a_run(validator: Validator, tmp_path: Path) -> None:
    parts = changed((DOCUMENT, "<w:t>By day.</w:t>", "<w:p/>"))
    (error,) = validator.errors(specimen.write(parts, tmp_path / "broken.docx"))
    assert error.part == "/word/document.xml"
    assert "invalid child element" in error.message


def test_the_validator_does_not_pass_a_file_that_is_not_there(validator: Validator, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        validator.errors(tmp_path / "none.docx")


def test_office_shows_what_a_reader_gets(office: Office, poppler: Poppler, clean: Path, tmp_path: Path) -> None:
    pdf = office.pdf(clean, tmp_path)
    assert poppler.page_count(pdf) == 1
    (page,) = poppler.pages(pdf)
    assert page.split()[:2] == ["1", "Availability"]
    assert page.split()[-2:] == ["Page", "1"]
    (picture,) = poppler.pictures(pdf, tmp_path)
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return specimen.write(specimen.clean(), tmp_path / "clean.docx")


def _finds(code: str, docx: Path) -> None:
    assert code in {finding.code for finding in lint(docx)}
    second = second_opinion(docx)
    assert second is None or code in {finding.code for finding in second}
