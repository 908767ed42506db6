"""Make the slips of somebody who sets up a council for the first time: each gets one message, at its place."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document

from specgen.system.files import quoted
from specgen.system.resources import built_in_templates
from tests.support.council_files import council, run, sample

PETS = """\
$id: pets
title: Pets
description: Pets.
at: pets
type: object
properties:
  aim: {title: Aim, description: What for?, need: model, type: string}
"""
SAYS = "name: Arian\njurisdiction: wales\n"


@pytest.fixture(autouse=True)
def here(same_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(same_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(same_path / "config"))
    monkeypatch.delenv("SPECGEN_COUNCILS", raising=False)
    Path("answers.yaml").write_text(sample(), encoding="utf-8")
    return same_path


def checked(capsys: pytest.CaptureFixture[str], folder: str = "arian") -> list[str]:
    run("council", "check", folder)
    return capsys.readouterr().out.replace("\\", "/").splitlines()


def with_house(change: Callable[[Document], object]) -> None:
    document = docx.Document(str(built_in_templates() / "house.docx"))
    change(document)
    held = BytesIO()
    document.save(held)
    (council(Path(), "arian", SAYS) / "house.docx").write_bytes(held.getvalue())


def without_block(document: Document) -> None:
    for paragraph in list(document.paragraphs):
        if "block body" in paragraph.text or "endblock" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)  # type: ignore[union-attr]


def misspelt(document: Document) -> None:
    for paragraph in document.paragraphs:
        for piece in paragraph.runs:
            piece.text = piece.text.replace("block body", "block bodi")


def with_words_in_block(document: Document) -> None:
    next(one for one in document.paragraphs if "endblock" in one.text).insert_paragraph_before("A notice of ours.")


def with_wrong_tag(document: Document) -> None:
    document.paragraphs[0].insert_paragraph_before("{{ document.titel }}")


NO_BLOCK = 'arian/house.docx: error: has no block "body", into which the sections are printed; '
IN_HOUSE = [
    (
        without_block,
        NO_BLOCK + "put {%p block body %} and {%p endblock %} back, each in a paragraph of its own [block]",
    ),
    (misspelt, NO_BLOCK + "write body for bodi: {%p block body %} [block]"),
    (with_words_in_block, "“A notice of ours.”: is never printed: it stands between {%p block body %} and"),
    (with_wrong_tag, "arian/house.docx: error: paragraph 1 “{{ document.titel }}”: there is no answer or name"),
]


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "said"),
    IN_HOUSE,
)
def test_a_slip_in_the_house_is_reported_once_with_its_folder(
    change: Callable[[Document], object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_house(change)
    found = checked(capsys)
    assert len(found) == 1, found
    assert said in found[0]
    run("generate", "answers.yaml", "--council", "arian", "-o", "draft.docx")
    shown = capsys.readouterr().err.replace("\\", "/")
    assert "arian/house.docx: " in shown
    assert "specification.docx" not in shown


@pytest.mark.parametrize("named", ["draft.pdf", "draft.doc", "draft"])
@pytest.mark.parametrize(
    "command",
    [
        ("generate", "answers.yaml", "-o"),
        ("check", "x.docx", "--comments"),
        ("template", "check", "x.docx", "--comments"),
        ("council", "certify", "arian", "-o"),
    ],
)
def test_a_word_file_is_written_under_the_name_of_one_alone(
    command: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    council(Path(), "arian", SAYS)
    assert run(*command, named) == 2
    said = capsys.readouterr().err
    assert "name it like draft.docx" in said
    assert ("save the Word file as PDF in Word" in said) == named.endswith(".pdf")
    assert not Path(named).exists()


def test_a_wrong_answer_under_defaults_has_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", f"{SAYS}defaults: {{document: {{status: drft}}}}\n")
    assert checked(capsys) == [
        'arian/council.yaml:3:31: error: document.status: "drft" is not one of the choices; did you mean draft? The '
        "choices are draft, consultation, final [choice]"
    ]


@pytest.mark.parametrize("after", ["", "fonts: {text: Arial}\n"])
def test_a_comment_that_cuts_a_group_is_reported_on_its_line(after: str, capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", f"{SAYS}colours: {{main: #7A1F3D}}\n{after}")
    (found,) = checked(capsys)
    assert found.startswith("arian/council.yaml:3:17: error: # starts a comment")
    assert 'put the colour in quotes, "#7A1F3D", or leave out the #' in found


@pytest.mark.long
def test_a_council_without_a_country_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", "name: Arian\n")
    (found,) = checked(capsys)
    assert "write jurisdiction: wales or jurisdiction: england" in found


@pytest.mark.long
def test_other_models_know_where_a_dropped_section_stood(capsys: pytest.CaptureFixture[str]) -> None:
    model = "id: care-planning\nextends: care-planning\ndrop: [strategy]\n"
    later = (
        "id: ours\ntitle: Ours\nsummary: Ours.\nextends: care-planning\nsections: [{id: payment, after: strategy}]\n"
    )
    council(Path(), "arian", SAYS, {"care-planning.yaml": model, "ours.yaml": later})
    assert [one for one in checked(capsys) if "after:" in one] == []
    assert run("models", "--council", "arian") == 0
    assert "ours" in capsys.readouterr().out


def test_a_misspelt_neighbour_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    model = "id: care-planning\nextends: care-planning\nsections: [{id: payment, after: availabilty}]\n"
    council(Path(), "arian", SAYS, {"care-planning.yaml": model})
    assert "after: there is no section availabilty; did you mean availability? [model]" in checked(capsys)[0]


@pytest.mark.long
def test_a_section_without_its_word_file_says_where_that_should_be(capsys: pytest.CaptureFixture[str]) -> None:
    model = "id: care-planning\nextends: care-planning\nsections: [{id: pets, after: availability}]\n"
    council(Path(), "arian", SAYS, {"care-planning.yaml": model, "sections/pets.yaml": PETS})
    assert checked(capsys)[0] == (
        "arian/sections/pets.docx: error: the section pets has no Word file: there is no sections/pets.docx; put it "
        "there (pets.yaml beside it asks its questions) [include]"
    )


def test_off_is_what_no_means_for_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", f"{SAYS}rules: {{acronym-unused: no}}\n")
    assert "did you mean off? [council]" in checked(capsys)[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("n1", "letter.docx"), "write: specgen council new n1 --from letter.docx"),
        (("n1", "--from", "~$letter.docx"), "close Word, and name the letterhead without ~$ (letter.docx)"),
    ],
)
def test_a_letterhead_that_is_named_wrongly(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("council", "new", *arguments) == 2
    assert said in capsys.readouterr().err


def test_the_next_command_can_be_typed_as_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "reward", "-o", "our answers (1).yaml") == 0
    assert f"specgen generate {quoted('our answers (1).yaml')}\n" in capsys.readouterr().err
    assert quoted("our answers (1).yaml") != "our answers (1).yaml"
