"""Lay a whole draft out as pages in the background, or say in plain words why not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from specgen.preview import draft_pages
from specgen.preview.draft_pages import DraftPages, PagesState
from specgen.problems import CannotRead, Place, Problem
from specgen.system.office import Work
from specgen.system.resources import built_in_samples
from tests.judges.office import Office, Poppler
from tests.preview.preview_lines import live_draft

TEXT = (built_in_samples() / "quick-start.yaml").read_text(encoding="utf-8")
PATIENCE = 600  # seconds, far more than a slow machine needs


@pytest.mark.long
def test_the_pages_are_a_pdf_and_a_picture_of_each(office: Office, poppler: Poppler, tmp_path: Path) -> None:
    pages = DraftPages(live_draft(), seconds=PATIENCE)
    assert pages.ask(TEXT).state == "working"
    state = _finished(pages, TEXT)
    (tmp_path / "draft.pdf").write_bytes(state.pdf)
    assert state.state == "ready"
    assert len(state.pictures) == poppler.page_count(tmp_path / "draft.pdf")
    assert {picture[:8] for picture in state.pictures} == {b"\x89PNG\r\n\x1a\n"}
    pages.close()


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_pages, "has_office", lambda: False)
    state = DraftPages(live_draft()).ask(TEXT)
    assert (state.state, state.pdf) == ("missing", b"")
    assert "Install it from libreoffice.org" in state.message


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The documents that were laid out, by something that is quicker than LibreOffice."""
    documents: list[bytes] = []

    def lay_out(document: bytes, *, seconds: float, work: Work) -> bytes:
        documents.append(document)
        return b"%PDF of this"

    monkeypatch.setattr(draft_pages, "has_office", lambda: True)
    monkeypatch.setattr(draft_pages, "lay_out", lay_out)
    monkeypatch.setattr(draft_pages, "page_pictures", lambda pdf, *, seconds, work: ())
    return documents


def test_the_same_draft_is_laid_out_once(layouts: list[bytes]) -> None:
    pages = DraftPages(live_draft())
    first, again, same = (_finished(pages, text) for text in (TEXT, TEXT, TEXT + "\n# a comment\n"))
    assert (first.state, again, same.key, len(layouts)) == ("ready", first, first.key, 1)
    assert _finished(pages, TEXT + "\nlanguage: {accessible: {days: 5}}\n").key != first.key
    assert len(layouts) == 2


def test_answers_with_something_wrong_in_them_have_no_pages(layouts: list[bytes]) -> None:
    state = _finished(DraftPages(live_draft()), TEXT + "\nlanguage: {accessible: {days: soon}}\n")
    assert (state.state, [problem.place.path for problem in state.problems]) == (
        "refused",
        ["language.accessible.days"],
    )


def test_a_layout_that_fails_is_said(layouts: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: bytes, *, seconds: float, work: Work) -> bytes:
        raise CannotRead(Problem(Place("LibreOffice"), "did not finish"))

    monkeypatch.setattr(draft_pages, "lay_out", fail)
    state = _finished(DraftPages(live_draft()), TEXT)
    assert (state.state, state.pdf) == ("failed", b"")
    assert "Try again" in state.message


def _finished(pages: DraftPages, text: str) -> PagesState:
    until = time.monotonic() + PATIENCE
    while (state := pages.ask(text)).state == "working":
        assert time.monotonic() < until
        time.sleep(0.05)
    return state
