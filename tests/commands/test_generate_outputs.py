"""Run `specgen generate` for what it writes beside the draft, and for what it says of a contract's conditions."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.cli.main import main
from specgen.document.output import is_sealed_pdf
from specgen.formats.opc.package import read_package
from specgen.revise.final import FinalFile
from tests.support.council_files import council, run, sample
from tests.support.overlays import overlaid
from tests.support.small_word import paragraph, write_word

DAY = "2026-11-28"
PDF = b"%PDF-1.7 as LibreOffice made it\n%%EOF\n"
NOTICE = "22.1 Either party may end the Contract by giving the other at least six months' written notice."


@pytest.fixture
def finals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with answers of which nothing keeps a draft from being final, and a LibreOffice that writes one PDF."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("specgen.revise.final.finalise_document", lambda _path, data: FinalFile(data, ()))
    monkeypatch.setattr("specgen.system.office.pdf_of", lambda _document: PDF)
    Path("a.yaml").write_text(sample(), encoding="utf-8")
    return tmp_path


def final(*options: str) -> int:
    return run("generate", "a.yaml", "--final", "--date", DAY, *options)


def test_the_pdf_of_a_final_is_written_anew_over_the_one_that_specgen_wrote(finals: Path) -> None:
    assert final() == 0
    assert is_sealed_pdf(Path("a.pdf").read_bytes())
    assert final() == 0
    assert [path.name for path in finals.glob("*.bak*")] == []


@pytest.mark.parametrize("theirs", [b"%PDF-1.4 of somebody else\n%%EOF\n", b"", b"signed since"])
def test_a_pdf_that_somebody_made_or_changed_is_never_written_over(
    theirs: bytes, finals: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if theirs == b"signed since":
        final()
        theirs = Path("a.pdf").read_bytes() + theirs
        Path("a.docx").unlink()
    Path("a.pdf").write_bytes(theirs)
    assert final() == 1
    assert "a.pdf: error: this file was edited since specgen wrote it, or specgen did not write it" in (
        capsys.readouterr().err
    )
    assert (Path("a.pdf").read_bytes(), Path("a.docx").exists()) == (theirs, False)
    assert final("--force") == 0
    assert (Path("a.pdf.bak").read_bytes(), Path("a.docx").exists()) == (theirs, True)
    assert is_sealed_pdf(Path("a.pdf").read_bytes())


def test_a_settled_draft_is_not_written_over_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(sample(), encoding="utf-8")
    run("generate", "a.yaml", "--date", DAY)
    Path("b.yaml").write_text(sample().replace("initial_term_months: 36", "initial_term_months: 48"), encoding="utf-8")
    run("update", "a.docx", "b.yaml", "-o", "u.docx", "--date", DAY)
    Path("theirs.docx").write_bytes(b"theirs")
    assert run("accept", "u.docx", "-o", "theirs.docx") == 1
    assert Path("theirs.docx").read_bytes() == b"theirs"
    assert run("accept", "u.docx") == 0  # the file itself is what it writes to
    assert b"w:ins " not in read_package(Path("u.docx").read_bytes())["word/document.xml"]


def test_the_conditions_are_compared_for_a_council_that_the_answers_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_word(Path("conditions.docx"), paragraph(NOTICE))
    council(Path("councils"), "arian", files={"glossary.yaml": "wording: {provider: Agency}\n"})
    answers = "council: arian\n" + overlaid("optional-sections", "transition: {exit: {notice_months: 3}}")
    Path("a.yaml").write_text(answers, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["generate", "a.yaml", "--contract", "conditions.docx", "--date", DAY])
    said = capsys.readouterr().err
    assert (stopped.value.code, "transition.exit.notice_months" in said) == (0, True), said


def test_what_is_waived_beside_the_answers_is_not_said_against_the_conditions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_word(Path("conditions.docx"), paragraph(NOTICE))
    Path("a.yaml").write_text(overlaid("optional-sections", "transition: {exit: {notice_months: 3}}"), encoding="utf-8")
    waiver = (
        "{rule: CONTRACT-FIGURE, at: transition.exit.notice_months, role: Head of Law, date: 2026-11-20, reason: x}"
    )
    Path("a.waivers.yaml").write_text(f"waivers:\n  - {waiver}\n", encoding="utf-8")
    assert run("generate", "a.yaml", "--contract", "conditions.docx", "--date", DAY) == 0
    said = capsys.readouterr().err
    assert "CONTRACT-FIGURE" not in said
