"""Run `specgen council check` on councils' folders with faults of every kind: it shows all of them at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specgen.system import sandbox
from tests.support.council_files import council as folder_of
from tests.support.council_files import run

QUESTIONS = """\
$id: {0}
title: Gadgets
description: Which gadgets people are lent.
at: {0}
type: object
properties:
  aim: {{title: Aim, description: What for?, need: model, type: string}}
"""
MODEL = "id: care-planning\nextends: care-planning\nsections:\n  - {id: gadgets, after: availability}\n"
GADGETS = '# Gadgets\n. {{ term.provider.The }} lends gadgets for {{ gadgets.aim }} {{ mark("gadgets.lent") }}.\n'
SCOPE = '# Scope{{ mark("scope") }}\n. The service is for people in {{ council.name }}.{{ mark("scope.exclusions") }}\n'
SOUND = {
    "glossary.yaml": "wording: {provider: Agency}\n",
    "care-planning.yaml": MODEL,
    "sections/gadgets.yaml": QUESTIONS.format("gadgets"),
    "sections/gadgets.docx": GADGETS,
    "sections/scope.docx": SCOPE,
    "README.md": "Who looks after this folder.\n",
    "answers.yaml": "model: reward\n",
}


def council(place: Path, name: str, says: str = "", files: dict[str, str] | None = None) -> Path:
    """Write a council's folder; one that does not say in which country it is would get a note each time."""
    says = says or f"name: {name}\n"
    return folder_of(place, name, says if "jurisdiction" in says else f"{says}jurisdiction: wales\n", files)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SPECGEN_COUNCILS", raising=False)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], named: str = "arian") -> tuple[int, list[str], str]:
    code = run("council", "check", named)
    out, err = capsys.readouterr()
    return code, out.replace("\\", "/").splitlines(), err


def test_a_sound_folder_has_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path("councils"), "arian", "name: Arian\n", SOUND)
    code, found, said = checked(capsys)
    assert (code, found) == (0, [])
    models = "care-planning, population, reward"
    assert said == f"{Path('councils') / 'arian'}: 2 templates, trial drafts of {models}: nothing found\n"


# What is wrong in a folder beside what is sound, and the parts of the one line that says it.
FAULTS = {
    "a colour": ("council.yaml", "name: Arian\ncolours: {main: FFFF00}\n", [
        'arian/council.yaml:2:17: error: colours.main: "FFFF00" is too light to be read on white: the contrast is '
        "1.0 to 1; at least 4.5 to 1 is needed; 7A7A00 is the same colour, dark enough [council]",
    ]),
    "a council that is not there": ("council.yaml", "name: Arian\nextends: [bord]\n", [
        "arian/council.yaml:2:11: error: extends[1]: there is no council bord; did you mean board? [council]",
    ]),
    "a word that is no concept": ("glossary.yaml", "wording:\n  provder: Agency\n", [
        "arian/glossary.yaml:2:12: error: wording.provder: there is no concept provder; did you mean provider? "
        "[glossary]",
    ]),
    "a question without a title": ("sections/gadgets.yaml", QUESTIONS.format("gadgets").replace("title: Aim, ", ""), [
        "arian/sections/gadgets.yaml:7:3: error: properties.aim.title: is missing; every question has a title, a "
        "description and a need [section]",
    ]),
    "a model with an unknown section": ("care-planning.yaml", MODEL.replace("gadgets", "gadgetry"), [
        "arian/care-planning.yaml:", "error: sections", "there is no section file gadgetry.yaml",
    ]),
    "an answer that nobody asks": ("council.yaml", "name: Arian\ndefaults: {gadgetry: {a: b}}\n", [
        "arian/council.yaml:2:12: error: gadgetry: is not asked here; did you mean gadgets? [unknown]",
    ]),
    "a tag that is no answer": ("sections/scope.docx", SCOPE.replace("council.name", "scope.age_minimun"), [
        "sections/scope.docx: error: ", 'there is no answer or name "scope.age_minimun"',
    ]),
    "a name that its council.yaml does not give": ("sections/scope.docx", SCOPE.replace("name", "welsh_name"), [
        "prints council.welsh_name, which the council.yaml does not have; add welsh_name: to council.yaml",
    ]),
}  # fmt: skip


DRAFTED = ("an answer that nobody asks", "a tag that is no answer", "a name that its council.yaml does not give")


@pytest.mark.parametrize(
    "fault", [pytest.param(fault, marks=pytest.mark.long if fault in DRAFTED else ()) for fault in FAULTS]
)
def test_each_fault_is_found_at_its_place(fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    file, text, expected = FAULTS[fault]
    council(Path(), "board")
    council(Path(), "arian", "name: Arian\n", SOUND | {file: text})
    code, found, _ = checked(capsys)
    assert code == 1
    assert any(all(part in line for part in expected) for line in found), found
    about = {
        line.partition(": ")[0].partition(".yaml")[0].partition(".docx")[0].removeprefix("arian/") for line in found
    }
    assert about <= {file.rpartition(".")[0], "sections/gadgets"}, found


STRAYS = {
    "availability.docx": "no model and no other template uses this Word file; did you mean sections/availability.docx?",
    "crest.png": "this picture is not used; name it under logo in council.yaml, or take it out",
    "counsil.yaml": "nobody reads this file; did you mean council.yaml?",
    "glosary.yaml": "this is a glossary, and it is not read under this name; name it glossary.yaml",
    "glossary.yml": "files that end with .yml are not read; name it glossary.yaml",
    "law/walse.yaml": "nothing is read from this file in law; did you mean wales.yaml?",
    "letter.dotx": "this is no .docx; save it as a .docx in Word, or take it out",
    "pets.yaml": "this is a section, and sections are read from the folder sections; move it there",
    "section": "nothing is read from this folder; did you mean sections?",
    "sections/avalability.docx": "no model and no other template uses this Word file; did you mean "
    "sections/availability.docx?",
    "sections/pets.docx": "no model and no other template uses this Word file; write what it asks into "
    "sections/pets.yaml and add pets to a model, or include it",
    "sections/pets.yaml": "no model has the section pets; add a line to a model: - {id: pets, after: availability}",
}
TEXTS = {
    "counsil.yaml": "name: Arian\n",
    "glosary.yaml": "wording: {provider: Agency}\n",
    "law/walse.yaml": "as_at: 2026-01-01\n",
    "pets.yaml": QUESTIONS.format("pets"),
    "section": "",
    "sections/pets.yaml": QUESTIONS.format("pets"),
}


@pytest.mark.long
def test_what_nobody_reads_is_noted_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    files = {file: TEXTS.get(file, "# Pets\n. None.\n") for file in STRAYS if file != "section"}
    council(Path(), "arian", "name: Arian\n", SOUND | files | {"section/scope.yaml": "a: b\n"})
    code, found, said = checked(capsys)
    assert found == [f"arian/{file}: note: {message} [stray]" for file, message in sorted(STRAYS.items())]
    assert (code, said.rpartition(": ")[2]) == (0, f"{len(STRAYS)} notes\n")


@pytest.mark.long
def test_a_folder_without_a_council_yaml_is_noted_too(capsys: pytest.CaptureFixture[str]) -> None:
    (council(Path(), "arian") / "council.yaml").unlink()
    assert checked(capsys)[:2] == (0, [
        "arian: note: there is no council.yaml; write one, with name: and the council's name; without it answers "
        "cannot name this council [council]"
    ])  # fmt: skip


def test_all_faults_are_found_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    several = ("a word that is no concept", "a question without a title", "a tag that is no answer")
    changes = {FAULTS[fault][0]: FAULTS[fault][1] for fault in several} | {"law/walse.yaml": "as_at: 2026-01-01\n"}
    council(Path(), "arian", "nam: Arian\n", SOUND | changes)
    _, found, said = checked(capsys)
    assert [line.partition(":")[0] for line in found] == [
        "arian/council.yaml",
        "arian/glossary.yaml",
        "arian/law/walse.yaml",
        "arian/sections/gadgets.yaml",
    ]
    assert said.endswith("no trial draft: 3 errors, 1 note\n")


@pytest.mark.long
def test_a_draft_and_answers_that_are_kept_in_the_folder_are_not_reported_as_unused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = council(Path(), "arian", "name: Arian\n", SOUND)
    (folder / "answers.yaml").write_text("model: reward\ndocument: {jurisdiction: wales}\n", encoding="utf-8")
    assert run("generate", folder / "answers.yaml", "--council", "arian") == 0
    capsys.readouterr()
    assert checked(capsys)[:2] == (0, [])


@pytest.mark.long
def test_what_others_lie_under_is_part_of_the_trial(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "board", "name: Board\n", {"sections/scope.docx": "# Scope\n. {{ nobody.asks }}\n"})
    council(Path(), "arian", "name: Arian\nextends: [board]\n")
    code, found, _ = checked(capsys)
    assert code == 1
    assert len(found) == 1
    assert 'sections/scope.docx: error: near "{{ nobody.asks }}"' in found[0]


@pytest.mark.long
@pytest.mark.parametrize("country", ["wales", "england"])
def test_every_model_is_tried_with_the_law_of_the_country(country: str, capsys: pytest.CaptureFixture[str]) -> None:
    own = "id: our-care\ntitle: Ours\nsummary: Ours.\nextends: population\nsections: []\n"
    council(Path(), "arian", f"name: Arian\njurisdiction: {country}\n", {"our-care.yaml": own})
    code, found, said = checked(capsys)
    assert (code, found) == (0, [])
    assert "trial drafts of care-planning, our-care, population, reward" in said


@pytest.mark.long
def test_answers_that_the_councils_questions_do_not_fit_are_no_fault_of_the_council(
    capsys: pytest.CaptureFixture[str],
) -> None:
    questions = QUESTIONS.format("scope")
    council(
        Path(),
        "arian",
        "name: Arian\n",
        {"sections/scope.yaml": questions, "sections/scope.docx": "# Scope\n. {{ scope.aim }}\n"},
    )
    _, found, _ = checked(capsys)
    assert [
        line for line in found if "scope.yaml" in line or "quick-start" in line or "care-planning.yaml" in line
    ] == []


def test_it_is_written_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", "name: Arian\ntown: X\n", SOUND)
    assert run("council", "check", "arian", "--format", "json") == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["counts"] == {"error": 1, "warning": 0, "note": 0}
    assert (shown["findings"][0]["line"], shown["findings"][0]["path"]) == (2, "town")
    assert shown["drafted"] == []


@pytest.mark.parametrize(("arguments", "said"), [
    (("nowhere",), "error: --council: there is no council nowhere"),
    (("no/where",), "no/where: error: there is no such council folder"),
    (("arian", "--format", "xml"), "--format: there is no format xml; write one of text, json"),
])  # fmt: skip
def test_what_cannot_be_asked_exits_with_2(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    council(Path(), "arian")
    assert run("council", "check", *arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.long
def test_a_template_without_end_is_stopped_and_not_tried_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 8)
    begin = "".join(f"{{% for {name} in body_sections %}}" for name in "abcdefghij")
    text = f"# Scope\n. {begin}{{{{ a.title }}}}{'{% endfor %}' * 10}\n"
    council(Path(), "arian", "name: Arian\n", {"sections/scope.docx": text})
    code, found, said = checked(capsys)
    assert code == 1
    assert any("was stopped" in line for line in found)
    assert said.startswith("arian: 1 template, trial drafts of care-planning: ")
