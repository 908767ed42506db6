"""Check the page numbers that LibreOffice's layout puts into the list of contents."""

from __future__ import annotations

import re
import zlib
from datetime import date
from pathlib import Path

import pytest

from specgen.document.page_numbers import add_page_numbers, heading_pages
from specgen.document.record.provenance import is_untouched
from specgen.formats.opc.package import DOCUMENT_PART, read_package, write_package
from specgen.formats.word.text import word_text
from specgen.generate import draft, load_answers, plan_draft
from specgen.problems import CannotRead, WrongInput
from specgen.system import office as libreoffice
from specgen.system.resources import built_in_samples
from tests.judges.office import Office, Poppler
from tests.judges.validator import Validator

DAY = date(2026, 11, 28)
SAMPLE = built_in_samples() / "reward.yaml"
OBJECTS = (
    b"7 0 obj\n<</5FToc00000001[3 0 R/XYZ 9 9 0]\n/5Fsg5Fscope[3 0 R/XYZ 0 0]/5FToc00000002[5 0 R/XYZ 0 0]>>\nendobj"
)
TREE = b"1 0 obj\n<</Type/Pages/Kids[ 2 0 R 3 0 R\n5 0 R ]/Count 3>>\nendobj\n"


def test_the_pages_are_those_of_the_named_places() -> None:
    assert heading_pages(TREE + OBJECTS) == {"_Toc00000001": 2, "_Toc00000002": 3}


def test_the_named_places_may_be_packed() -> None:
    packed = zlib.compress(b"7 0 " + OBJECTS.removeprefix(b"7 0 obj\n").removesuffix(b"\nendobj"))
    stream = b"9 0 obj\n<</Type/ObjStm/N 1/First 4>>\nstream\n" + packed + b"\nendstream\nendobj\n"
    assert heading_pages(TREE + stream) == {"_Toc00000001": 2, "_Toc00000002": 3}


def test_a_pdf_that_says_nothing_of_pages_is_refused() -> None:
    with pytest.raises(CannotRead, match="the pages cannot be told"):
        heading_pages(OBJECTS)


def test_each_entry_gets_its_page_and_nothing_else_changes() -> None:
    plain = draft(load_answers(SAMPLE), today=DAY).document
    numbered = add_page_numbers(plain, {"_Toc00000001": 4, "_Toc00000002": 11})
    assert [line for line in _contents(numbered) if "\t4" in line] == ["1\tIntroduction and background\t4"]
    assert re.sub(r"\t\d+(?=\n)", "", "\n".join(_contents(numbered)) + "\n").split("\n")[:-1] == _contents(plain)
    assert is_untouched(numbered)
    assert add_page_numbers(plain, {}) == plain


def test_a_house_that_begins_at_another_number_is_refused() -> None:
    plain = draft(load_answers(SAMPLE), today=DAY).document
    parts = dict(read_package(plain))
    parts[DOCUMENT_PART] = parts[DOCUMENT_PART].replace(b"<w:titlePg", b'<w:pgNumType w:start="5"/><w:titlePg')
    other = write_package(parts)
    with pytest.raises(WrongInput, match="counts its pages from another number than 1"):
        add_page_numbers(other, {"_Toc00000001": 4})


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "PLACES", ())
    with pytest.raises(CannotRead) as caught:
        plan_draft(SAMPLE, tmp_path / "draft.docx", today=DAY, pages=True)
    said = str(caught.value)
    assert "LibreOffice" in said
    assert "was not found" in said
    assert "without --pages" in said


@pytest.mark.long
def test_the_pages_are_those_on_which_the_headings_stand(
    tmp_path: Path, office: Office, poppler: Poppler, validator: Validator
) -> None:
    docx = tmp_path / "draft.docx"
    docx.write_bytes(plan_draft(SAMPLE, docx, today=DAY, pages=True).draft.document)
    assert validator.errors(docx) == ()
    pages = poppler.pages(office.pdf(docx, tmp_path))
    entries = [line.split("\t") for line in _contents(docx.read_bytes())]
    assert len(entries) > 20
    for number, title, page in entries:
        heading = rf"(?m)^\s*{number}\s+{re.escape(title)}\s*$"
        assert [index for index, text in enumerate(pages, 1) if re.search(heading, text)] == [int(page)]


def _contents(document: bytes) -> list[str]:
    return [line.removeprefix("toc 1: ") for line in word_text(document).splitlines() if line.startswith("toc 1: ")]
