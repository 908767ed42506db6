"""Run `specgen questionnaire` and `specgen answers`: what is written, what is a conflict, what is kept, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from specgen.formats.opc.namespaces import name
from specgen.formats.opc.package import read_package, write_package
from specgen.formats.word.elements import paragraph_text
from specgen.inputs.glossary import council_terms
from specgen.inputs.models.model import load_model
from tests.support.council_files import council, run
from tests.support.filled_forms import FilledForm, copied_below, delete, type_into
from tests.support.filled_forms import cells_of as cells
from tests.support.word_files import word_file

STORED = """\
# Answers of the team
model: care-planning
document:
  jurisdiction: wales   # not to be changed

contract:
  title: 'Help at home'
  initial_term_months: 36
  lots:
    - id: L1
      name: North   # as in the tender
    - {id: L2, name: South}
introduction:
  commissioners:
    - name: Aberwen Council
      role: lead
    - name: Hill Trust
"""
ANSWERS, FORM = "answers.yaml", "form.docx"
MODELS = cache(load_model)
BODIES = ("Name of the commissioning body", "Role of the body", "Area of the body", "Accountable role")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(council_terms, "load_model", MODELS)  # reading it takes longer than all the rest
    return tmp_path


def form_made_of(stored: str, desk: Path, *sections: str) -> FilledForm:
    """Return the form of some stored answers; what stands in the file may be changed afterwards."""
    (desk / ANSWERS).write_text(stored, encoding="utf-8")
    named = [option for section in sections for option in ("--section", section)]
    assert run("questionnaire", ANSWERS, *named, "-o", FORM) == 0
    return FilledForm((desk / FORM).read_bytes())


def empty_form(desk: Path, *sections: str) -> FilledForm:
    named = [option for section in sections for option in ("--section", section)]
    assert run("questionnaire", "care-planning", *named, "-o", FORM) == 0
    return FilledForm((desk / FORM).read_bytes())


def merged(form: FilledForm, desk: Path, stored: str = "") -> tuple[int, str]:
    """Save a form, bring its answers into the file, and return the exit code and what the file says then."""
    form.save(desk / FORM)
    if stored:
        (desk / ANSWERS).write_text(stored, encoding="utf-8")
    code = run("answers", FORM, "-o", ANSWERS)
    return code, (desk / ANSWERS).read_text(encoding="utf-8") if (desk / ANSWERS).exists() else ""


def test_areas_of_the_framework_that_the_form_chooses_are_named_as_people_name_them(desk: Path) -> None:
    form = empty_form(desk, "outcomes")
    form.choose("Outcome framework", "Aspects of an adult’s well-being (Wales)")
    form.type("Framework areas of the outcome", "Physical and mental health and emotional well-being", "WA9")
    code, text = merged(form, desk)
    assert (code, "framework_areas: [wa1, wa9]" in " ".join(text.split())) == (0, True), text
    (desk / FORM).unlink()
    shown = form_made_of("model: care-planning\noutcomes: {framework: wales_nof}\n", desk, "outcomes")
    first = " ".join(map(paragraph_text, shown.row("Framework areas of the outcome").iter(name("w:p"))))
    assert "Write its name or its code: wa1 Physical and mental health and emotional well-being; wa2 Prot" in first


def test_the_answers_of_a_form_become_a_new_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = empty_form(desk, "contract")
    form.type("Title of the contract", "Help at home: all of it")
    form.type("Initial term", "36")
    code, text = merged(form, desk)
    assert (code, text) == (
        0,
        'model: care-planning\n\ncontract:\n  title: "Help at home: all of it"\n  initial_term_months: 36\n',
    )
    assert "2 changes from the form" in capsys.readouterr().err


def test_a_form_with_answers_becomes_a_new_file_with_all_of_them(desk: Path) -> None:
    form_made_of(STORED, desk, "contract").save(desk / FORM)
    assert run("answers", FORM, "-o", "new.yaml") == 0
    assert "initial_term_months: 36" in (desk / "new.yaml").read_text(encoding="utf-8")


def test_only_what_was_changed_in_the_form_is_changed_in_the_file(desk: Path) -> None:
    form = form_made_of(STORED, desk, "contract", "introduction")
    form.type("Initial term", "48")
    form.type("Area of the lot", "The hills")
    code, text = merged(form, desk)
    expected = STORED.replace("_months: 36", "_months: 48").replace(
        "name: North   # as in the tender\n", "name: North   # as in the tender\n      area: The hills\n"
    )
    assert (code, text) == (0, expected)
    assert (desk / "answers.yaml.bak").read_text(encoding="utf-8") == STORED


def test_an_untouched_form_changes_nothing_whatever_the_file_says_now(desk: Path) -> None:
    form = form_made_of(STORED, desk, "contract", "introduction")
    later = STORED.replace("36", "60").replace("North", "Far north")
    assert merged(form, desk, later) == (0, later)
    assert not (desk / "answers.yaml.bak").exists()


CONFLICTS: dict[str, tuple[Callable[[FilledForm], Any], str, str]] = {
    "both have changed an answer": (
        lambda form: form.type("Initial term", "48"),
        STORED.replace("36", "60"),
        "contract.initial_term_months: the file has 60, and the form says 48",
    ),
    "the form has a blank where the file has an answer": (
        lambda form: form.type("Title of the contract", ""),
        STORED,
        'contract.title: the file has "Help at home", and the form is blank now',
    ),
    "the form says that an answer is not known": (
        lambda form: form.tick("Initial term"),
        STORED,
        'contract.initial_term_months: the file has 36, and the form says awaited: "not known yet"',
    ),
    "a row that was taken out of the form has changed in the file": (
        lambda form: delete(form.grid(*BODIES).findall(name("w:tr"))[1]),
        STORED.replace("role: lead", "role: partner"),
        'the file has name: "Aberwen Council", role: "partner", and the form has this row no more',
    ),
    "a row that was changed in the form is gone from the file": (
        lambda form: form.type("Name of the lot", "North and west"),
        STORED.replace("    - id: L1\n      name: North   # as in the tender\n", ""),
        'contract.lots: the file has this row no more, and the form says id: "L1", name: "North and west"',
    ),
}


@pytest.mark.parametrize(("change", "stored", "words"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_is_listed_with_both_values_and_the_file_stays_as_it_is(
    change: Callable[[FilledForm], Any], stored: str, words: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = form_made_of(STORED, desk, "contract", "introduction")
    change(form)
    assert merged(form, desk, stored) == (1, stored)
    assert words in capsys.readouterr().out


def test_what_is_no_conflict_is_written_beside_one(desk: Path) -> None:
    form = form_made_of(STORED, desk, "contract")
    form.type("Initial term", "48")
    form.type("Title of the contract", "Care at home")
    later = STORED.replace("36", "60")
    assert merged(form, desk, later) == (1, later.replace("'Help at home'", "'Care at home'"))


def test_an_empty_form_that_was_filled_in_never_overwrites_an_answer(desk: Path) -> None:
    form = empty_form(desk, "contract")
    form.type("Initial term", "48")
    form.type("Title of the contract", "Help at home")
    form.type("Longest extension", "24")
    code, text = merged(form, desk, STORED)
    assert code == 1
    assert text == STORED.replace("months: 36\n", "months: 36\n  extension_months: 24\n")


def test_rows_are_put_in_with_a_short_name_and_taken_out(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = form_made_of(STORED, desk, "contract", "introduction")
    delete(form.grid(*BODIES).findall(name("w:tr"))[2])
    form.type_in_row(form.grid(*BODIES), 2, "Health Board")
    copy = copied_below(form.table("Lots or zones 2"))
    for row in copy.findall(name("w:tr"))[1:]:
        type_into(cells(row)[1], "")
    form.type("Name of the lot", "West", number=2)
    code, text = merged(form, desk)
    assert code == 0
    assert "- name: Health Board" in text
    assert "Hill Trust" not in text
    assert "    - {id: L2, name: South}\n    - id: L3\n      name: West\n" in text
    assert "got L3" in capsys.readouterr().err


def test_rows_of_the_file_that_wait_for_answers_are_filled_first(desk: Path) -> None:
    stored = "model: care-planning\noutcomes:\n  list:\n    - id: O1\n      statement:\n"
    form = empty_form(desk, "outcomes")
    form.type("Statement of the outcome", "People are well")
    assert merged(form, desk, stored) == (0, stored.replace("statement:", "statement: People are well"))


def test_nothing_is_written_while_something_is_not_understood(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = form_made_of(STORED, desk, "contract")
    form.type("Initial term", "many")
    form.type("Longest extension", "24")
    form.type("Start of the contract", "soon")
    assert merged(form, desk) == (1, STORED)
    said = capsys.readouterr().err
    assert 'Initial term: "many" is not a number; write one number (months)' in said
    assert 'Start of the contract: "soon" is not a date' in said


def test_an_answer_outside_its_limits_is_written_with_a_warning(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = empty_form(desk, "contract")
    form.type("Title of the contract", "x" * 1000)
    code, text = merged(form, desk)
    assert code == 0
    assert "xxxxx" in text
    assert "is 1,000 characters long" in capsys.readouterr().err


def test_a_form_without_its_record_is_merged_as_if_it_had_been_empty(desk: Path) -> None:
    form = form_made_of(STORED, desk, "contract")
    form.type("Initial term", "48")
    form.type("Longest extension", "24")
    form.save(desk / FORM)
    parts = read_package((desk / FORM).read_bytes())
    plain = {part: data for part, data in parts.items() if "provenance" not in data.decode("utf-8", "replace")}
    (desk / FORM).write_bytes(write_package(plain))
    assert run("answers", FORM, "-o", ANSWERS) == 1
    text = (desk / ANSWERS).read_text(encoding="utf-8")
    assert text == STORED.replace("months: 36\n", "months: 36\n  extension_months: 24\n")
    assert run("answers", FORM, "-o", "new.yaml") == 2


def test_a_form_of_another_model_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = empty_form(desk, "contract")
    stored = STORED.replace("care-planning", "reward")
    assert merged(form, desk, stored) == (1, stored)
    assert "follow the model reward, and the form asks for care-planning" in capsys.readouterr().err


def test_changes_and_conflicts_are_there_for_programs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = form_made_of(STORED, desk, "contract")
    form.type("Initial term", "48")
    form.type("Longest extension", "24")
    form.save(desk / FORM)
    (desk / ANSWERS).write_text(STORED.replace("36", "60"), encoding="utf-8")
    assert run("answers", FORM, "-o", ANSWERS, "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert [(one["path"], one["value"]) for one in report["changes"]] == [("contract.extension_months", 24)]
    assert [(one["path"], one["stored"], one["given"]) for one in report["conflicts"]] == [
        ("contract.initial_term_months", 60, 48)
    ]


def test_a_form_holds_only_the_answers_of_its_sections(desk: Path) -> None:
    form = form_made_of(STORED, desk, "contract")
    held = "".join(data.decode("utf-8", "replace") for data in form.parts.values())
    assert "Help at home" in held
    assert "Aberwen Council" not in held


def test_a_form_is_never_written_over_another(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty_form(desk, "contract")
    assert run("questionnaire", "care-planning", "--section", "contract", "-o", FORM) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_section_that_there_is_not_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("questionnaire", "care-planning", "--section", "outcome", "-o", FORM) == 2
    assert "did you mean outcomes?" in capsys.readouterr().err


def test_a_word_file_without_fields_is_no_form(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / ANSWERS).write_text(STORED, encoding="utf-8")
    (desk / FORM).write_bytes(word_file("# A heading\nSome words\n| a | b |"))
    assert run("answers", FORM, "-o", ANSWERS) == 2
    assert "has no field of a form in it" in capsys.readouterr().err


def test_a_form_that_may_hold_macros_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = empty_form(desk, "contract").parts
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    (desk / FORM).write_bytes(write_package({**parts, "[Content_Types].xml": types}))
    assert run("answers", FORM, "-o", ANSWERS) == 2
    assert "may hold macros" in capsys.readouterr().err
    assert not (desk / ANSWERS).exists()


OWN_SECTION = """\
$id: parking
title: Parking
description: Where staff may park.
at: parking
type: object
properties:
  places:
    title: Places to park
    description: How many places are there?
    need: model
    type: integer
    unit: places
"""


def test_a_section_of_a_council_is_asked_and_read_like_any_other(desk: Path) -> None:
    files = {
        "sections/parking.yaml": OWN_SECTION,
        "sections/parking.docx": "{%p if parking %}\n# Parking\n. There are {{ parking.places }}.\n{%p endif %}",
        "care-planning.yaml": "id: care-planning\nextends: care-planning\nsections: [parking]\n",
    }
    council(desk / "councils", "aberwen", files=files)
    assert run("questionnaire", "care-planning", "--council", "aberwen", "--section", "parking", "-o", FORM) == 0
    form = FilledForm((desk / FORM).read_bytes())
    form.type("Places to park", "12 places")
    code, text = merged(form, desk)
    assert (code, text) == (0, "model: care-planning\ncouncil: aberwen\n\nparking:\n  places: 12\n")


def test_a_template_of_a_council_without_its_examples_is_a_problem(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = '{%p extends "house.docx" %}\n{%p block body %}\n[Body Text] [start]\nOur form\n{%p endblock %}'
    council(desk / "councils", "aberwen", files={"reports/questionnaire.docx": template})
    assert run("questionnaire", "care-planning", "--council", "aberwen", "-o", FORM) == 1
    assert "has no [contents], no [section], no [group], no [text], no table" in capsys.readouterr().err


def test_the_file_to_fill_in_takes_the_answers_of_a_form_in_its_own_rows(desk: Path) -> None:
    assert run("new", "care-planning", "--all", "-o", "blank.yaml") == 0
    blank = (desk / "blank.yaml").read_text(encoding="utf-8")
    form = empty_form(desk, "contract", "introduction")
    form.type("Number of the lot", "L1")
    form.type_in_row(form.grid(*BODIES), 1, "Aberwen Council")
    form.type("Initial term", "36")
    code, text = merged(form, desk, blank)
    assert code == 0
    old, new = blank.splitlines(), text.splitlines()
    changed = [(was.strip(), now.strip()) for was, now in zip(old, new, strict=True) if was != now]
    assert changed == [
        ("- name:", "- name: Aberwen Council"),
        ("initial_term_months:", "initial_term_months: 36"),
        ("- id:", "- id: L1"),
    ]


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_a_byte_order_mark_are_kept(change: Callable[[str], str], desk: Path) -> None:
    form = form_made_of(STORED, desk, "contract")
    form.type("Initial term", "48")
    form.save(desk / FORM)
    (desk / ANSWERS).write_bytes(change(STORED).encode())
    assert run("answers", FORM, "-o", ANSWERS) == 0
    assert (desk / ANSWERS).read_bytes() == change(STORED.replace("36", "48")).encode()
