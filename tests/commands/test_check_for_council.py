"""Run `specgen check` for a council: its words, its answers, and the levels that it gives to rules."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.council_files import council, run, sample
from tests.support.long_cases import long_but

OWN = "wording: {provider: Agency}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SPECGEN_COUNCILS", raising=False)
    return tmp_path


def answers(background: str, **top: str) -> str:
    text = sample(**top)
    return text.replace("introduction:\n", f"introduction:\n  background: {background}\n", 1)


def checked(capsys: pytest.CaptureFixture[str], *options: str, code: int | None = None) -> list[tuple[str, str]]:
    """The level and the rule of each finding."""
    stopped = run("check", "answers.yaml", "--format", "json", *options)
    out = capsys.readouterr().out
    found = json.loads(out)["findings"]
    assert stopped == (1 if any(one["level"] == "error" for one in found) else 0)
    return [(one["level"], one["rule"]) for one in found if "waiver" not in one]


def test_the_words_are_those_of_the_council_that_the_answers_name(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path("councils"), "arian", files={"glossary.yaml": OWN})
    Path("answers.yaml").write_text(
        answers("The Agency shall give care, as every agency does.", council="arian"), encoding="utf-8"
    )
    assert ("warning", "TERM-UNDEFINED") not in checked(capsys)
    Path("answers.yaml").write_text(answers("The Provider shall give care."), encoding="utf-8")
    assert checked(capsys) == []
    Path("answers.yaml").write_text(answers("The Provider shall give care.", council="arian"), encoding="utf-8")
    assert checked(capsys) == [("error", "TERM-DEPRECATED")]
    assert checked(capsys, "--council", "arian") == [("error", "TERM-DEPRECATED")]


def test_a_council_sets_the_level_of_a_rule_or_leaves_it_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("answers.yaml").write_text(answers("Paid carers give care, TBC."), encoding="utf-8")
    before = checked(capsys)
    assert sorted(before) == [("error", "PLACEHOLDER"), ("error", "TERM-DEPRECATED")]
    council(Path(), "arian", "name: A\nrules: {term-deprecated: note, PLACEHOLDER: off}\n")
    assert checked(capsys, "--council", "arian") == [("note", "TERM-DEPRECATED")]
    council(Path(), "celyn", "name: C\nextends: [arian]\nrules: {placeholder: warning}\n")
    assert sorted(checked(capsys, "--council", "celyn")) == [("note", "TERM-DEPRECATED"), ("warning", "PLACEHOLDER")]


def test_what_is_off_is_not_put_right_either(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", "name: A\nrules: {term-deprecated: off}\n")
    text = answers("The Service User decides.")
    Path("answers.yaml").write_text(text, encoding="utf-8")
    assert run("check", "answers.yaml", "--fix", "--yes", "--council", "arian") == 0
    assert Path("answers.yaml").read_text(encoding="utf-8") == text
    run("check", "answers.yaml", "--fix", "--yes")
    assert Path("answers.yaml").read_text(encoding="utf-8") != text


def test_what_does_not_fit_the_questions_is_never_turned_off(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", "name: A\ndefaults: {document: {reference: A-1}}\n")
    Path("answers.yaml").write_text(sample(council="arian", gadgets="x"), encoding="utf-8")
    assert checked(capsys) == [("error", "unknown")]


def test_the_answers_of_the_council_are_looked_at_too(capsys: pytest.CaptureFixture[str]) -> None:
    council(
        Path(),
        "arian",
        "name: A\njurisdiction: wales\ndefaults:\n  model: care-planning\n  contract: {start: 5 April}\n",
    )
    given = (
        sample(council="arian", model="").replace("  start: 2027-10-04\n", "").replace("  jurisdiction: england\n", "")
    )
    Path("answers.yaml").write_text(given, encoding="utf-8")
    run("check", "answers.yaml")
    assert f"{Path('arian') / 'council.yaml'}:5:21: error: contract.start:" in capsys.readouterr().out


def test_two_files_of_two_councils_are_each_checked_in_their_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path(), "arian", files={"glossary.yaml": OWN})
    council(Path(), "celyn", files={"glossary.yaml": "wording: {provider: Supplier}\n"})
    for name, word in (("arian", "Agency"), ("celyn", "Supplier")):
        Path(f"{name}.yaml").write_text(answers(f"The {word} shall give care.", council=name), encoding="utf-8")
    assert run("check", "arian.yaml", "celyn.yaml") == 0
    assert "nothing found" in capsys.readouterr().err


@pytest.mark.parametrize("named", long_but(["in the answers", "with the option"], "in the answers"))
def test_a_draft_is_checked_in_the_words_of_the_council_it_was_made_for(
    named: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council(here / "councils", "board", files={"glossary.yaml": OWN})
    council(here / "councils", "arian", "name: A\nextends: [board]\n")
    Path("answers.yaml").write_text(sample(council="arian" if "answers" in named else ""), encoding="utf-8")
    option = () if "answers" in named else ("--council", "arian")
    assert run("generate", "answers.yaml", "-o", "draft.docx", "--date", "2026-11-16", *option) == 0
    capsys.readouterr()
    assert run("check", "draft.docx") == 0
    assert capsys.readouterr().err == "1 file checked: 174 open points (1 note)\n"
    shutil.move("councils", "elsewhere")
    run("check", "draft.docx")
    said = "draft.docx: note: this draft was made for the council arian, and is checked without its words and rules; "
    assert f"{said}name the council's folder with --council [council]\n" in capsys.readouterr().out
    assert run("check", "draft.docx", "--council", Path("elsewhere") / "arian") == 0


def test_a_council_that_is_not_there_is_reported_at_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("answers.yaml").write_text(sample(council="arian"), encoding="utf-8")
    assert run("check", "answers.yaml") == 1
    assert "answers.yaml:1:10: error: council: there is no council arian" in capsys.readouterr().err


def test_a_council_may_name_what_only_the_law_of_one_country_knows(capsys: pytest.CaptureFixture[str]) -> None:
    own = {"glossary.yaml": "wording: {responsible_individual: Manager in Charge}\n"}
    folder = council(Path(), "arian", "name: A\njurisdiction: wales\n", own)
    assert run("check", folder / "glossary.yaml") == 0
    assert run("council", "check", folder) == 0
    assert "reward: nothing found" in capsys.readouterr().err


def test_the_words_of_a_council_are_checked_over_those_of_the_councils_it_extends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    helper = "concepts: [{id: helper, preferred: {label: Helper}, definition: a person who helps}]\n"
    council(Path(), "board", files={"glossary.yaml": helper})
    own = {"glossary.yaml": "wording: {helper: Friend}\n"}
    folder = council(Path(), "arian", "name: A\nextends: [board]\n", own)
    assert run("check", folder / "glossary.yaml") == 0
    (folder / "council.yaml").unlink()
    assert run("check", folder / "glossary.yaml") == 1
    assert "there is no concept helper" in capsys.readouterr().err
