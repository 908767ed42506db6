"""Test the warnings of `specgen generate` about words in answers that the glossary of the contract does not use."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.system.resources import built_in_samples
from tests.support.council_files import council, run, sample
from tests.support.overlays import overlaid

BACKGROUND = "introduction:\n"
RESIDENTS = "wording: {person: {preferred: {label: Resident, plural: Residents, article: a}}}\n"
SAMPLES = sorted(path.name for path in built_in_samples().glob("*.yaml"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SPECGEN_COUNCILS", raising=False)


def warned(capsys: pytest.CaptureFixture[str], background: str, *options: str, **top: str) -> list[str]:
    """What `generate` says of a quick start with this background, its last lines of success left out."""
    text = sample(**top).replace(BACKGROUND, f"{BACKGROUND}  background: {background}\n", 1)
    Path("a.yaml").write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run("generate", "a.yaml", "--date", "2026-11-16", *options) == 0
    out, err = capsys.readouterr()
    assert out == "a.docx\n"
    *said, counts, parts, following = err.splitlines()
    assert counts.endswith(("(questions without an answer)", "(nothing changed)"))
    assert parts.startswith("open points by part: ")
    assert following.startswith("next: ")
    return [line for line in said if not line.startswith("not in the draft: ")]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_words_of_the_samples_are_right(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("generate", built_in_samples() / name, "-o", "draft.docx", "--date", "2026-11-16") == 0
    assert "warning" not in capsys.readouterr().err


def test_a_word_to_avoid_is_told_at_its_line_and_column(capsys: pytest.CaptureFixture[str]) -> None:
    said = warned(capsys, "|\n    Help is bought by the hour.\n    Each service user has one visit.")
    line = Path("a.yaml").read_text(encoding="utf-8").split("\n").index("    Each service user has one visit.") + 1
    assert said == [
        f"a.yaml:{line}:10: error: introduction.background: “service user” is not the word used here; write Person"
        " [TERM-DEPRECATED]"
    ]


def test_what_is_waived_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    reason = "# specgen: waive[TERM-DEPRECATED] Head of Law, 2026-11-20: the words of the old contract"
    assert warned(capsys, f"The old service user agreement ends.  {reason}") == []


def test_of_many_words_the_first_twenty_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    said = warned(capsys, "|\n" + "    Each service user decides.\n" * 23)
    assert len(said) == 21
    assert said[-1] == "a.yaml: warning: and 3 more; see them all with: specgen check a.yaml"


@pytest.mark.parametrize("named", [True, False], ids=["by the answers", "by the command"])
def test_the_words_are_those_of_the_council(named: bool, capsys: pytest.CaptureFixture[str]) -> None:
    council(Path("councils"), "arian", files={"glossary.yaml": "wording: {provider: Agency}\n"})
    assert warned(capsys, "The Provider shall give care.") == []
    top, options = ({"council": "arian"}, ()) if named else ({}, ("--council", "arian"))
    (said,) = warned(capsys, "The Provider shall give care.", *options, **top)
    assert "“Provider” is not the word used here; write Agency" in said
    assert warned(capsys, "The Agency shall give care.", *options, **top) == []


def test_a_rule_that_the_council_has_turned_off_is_off_here_too(capsys: pytest.CaptureFixture[str]) -> None:
    council(Path("councils"), "arian", "name: Arian\nrules: {term-deprecated: off}\n")
    assert warned(capsys, "Each service user decides.", council="arian") == []


def test_answers_that_are_wrong_are_reported_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    text = sample().replace(BACKGROUND, f"{BACKGROUND}  background: Each service user decides.\n  colour: red\n", 1)
    Path("a.yaml").write_text(text, encoding="utf-8")
    assert run("generate", "a.yaml") == 1
    err = capsys.readouterr().err
    assert "colour" in err
    assert "service user" not in err


def test_own_words_that_begin_with_a_term_are_told_in_the_answers_and_in_the_draft(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """They are printed inside a sentence, or in a cell: the capital is not that of a sentence."""
    council(Path("councils"), "arian", files={"glossary.yaml": RESIDENTS})
    own_words = "contract: {form: {other: People buy it}, precedence: {other: People say which}}"
    Path("a.yaml").write_text(overlaid("quick-start", own_words), encoding="utf-8")
    options = ("--council", "arian", "--date", "2026-11-16")
    run("generate", "a.yaml", *options)
    for file in ("a.yaml", "a.docx"):
        capsys.readouterr()
        run("check", file, *options)
        output = capsys.readouterr().out
        assert output.count("“People” is not the word used here; write Residents") == 2, output
