"""Test that a Word file is judged as a template where it is used as one, whatever its words look like."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from specgen.formats.yamlfile.yaml_file import read
from specgen.generate import draft
from specgen.inputs.council.council import load_council
from specgen.review.review import Words, review
from tests.judges.policy import ROOT
from tests.support.long_cases import long_but
from tests.support.rule_findings import rules, write
from tests.support.small_word import paragraph, write_word

CODES = ("{{ first_name }}", "{{first_name}} {{surname}}", "{% if moved %}", "{# note #}", "{{ term.person }}")
QUICK = (ROOT / "sample_inputs" / "quick-start.yaml").read_text(encoding="utf-8")
COUNCIL = "name: Harrowmere Council\njurisdiction: england\n"
TYPED = paragraph("The Provider shall tell {{ term.person.a }}.")


def drafted(code: str) -> bytes:
    """Return the draft of answers that hold the codes of a mail merge, as people paste them."""
    background = f"  background: 'The letter begins with Dear {code}, and names the visit'\n"
    source = QUICK.replace("  aim: ", f"{background}  aim: ", 1)
    answers, problems = read(source, "answers.yaml")
    assert answers is not None
    assert problems == ()
    made = draft(answers, today=date(2026, 11, 16)).document
    assert made != draft(read(QUICK, "answers.yaml")[0] or answers, today=date(2026, 11, 16)).document
    return made


@pytest.mark.parametrize("code", long_but(CODES, "{{ term.person }}"))
@pytest.mark.parametrize("folder", ["drafts", "council"])
def test_a_draft_with_codes_of_a_mail_merge_stays_a_draft(code: str, folder: str, tmp_path: Path) -> None:
    place = tmp_path / folder
    place.mkdir()
    if folder == "council":
        write(place / "council.yaml", COUNCIL)
    file = place / "care-planning.docx"  # also the name of a model's template
    file.write_bytes(drafted(code))
    assert rules(review(file, Words()).reviewed.findings) in ([], ["OPEN-POINT"])


def test_a_document_with_codes_that_specgen_did_not_make_is_no_template(tmp_path: Path) -> None:
    text = "Dear {{ first_name }}, the Provider shall write within two days."
    file = write_word(tmp_path / "letter.docx", paragraph(text))
    assert rules(review(file, Words()).reviewed.findings) == []


@pytest.mark.parametrize("name", ["sections/scope.docx", "house.docx", "care-planning.docx", "specification.docx"])
def test_a_file_that_stands_where_a_template_is_looked_for_is_one(name: str, tmp_path: Path) -> None:
    write(tmp_path / "council.yaml", COUNCIL)
    (tmp_path / "sections").mkdir()
    file = write_word(tmp_path / name, TYPED)
    assert rules(review(file, Words()).reviewed.findings) == ["TERM-LITERAL"]
    assert rules(review(file, Words(load_council(tmp_path))).reviewed.findings) == ["TERM-LITERAL"]


def test_a_file_beside_them_is_none(tmp_path: Path) -> None:
    write(tmp_path / "council.yaml", COUNCIL)
    assert rules(review(write_word(tmp_path / "minutes.docx", TYPED), Words()).reviewed.findings) == []
    assert rules(review(tmp_path / "minutes.docx", Words(), as_template=True).reviewed.findings) == ["TERM-LITERAL"]


def test_answers_with_a_section_called_names_are_answers(tmp_path: Path) -> None:
    file = write(tmp_path / "a.yaml", QUICK + "names:\n  lead: A service user\n")
    assert [problem.rule for problem in review(file, Words()).reviewed.problems] == ["unknown"]
