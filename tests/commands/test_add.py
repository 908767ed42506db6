"""Test that `specgen add` puts in what is asked for, at its place, and leaves every other letter as it is."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.cli.main import main
from specgen.commands.add import with_questions
from specgen.commands.new import skeleton
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.council_terms import load_model_in_council_terms
from specgen.inputs.models.model import Model
from specgen.problems import SpecgenError
from specgen.system.files import quoted
from tests.support.examples import examples

NO_COUNCIL = load_council(None)
DAY = "2026-11-28"
SMALL = """\
model: care-planning
document:
    title: 'Help at home'   # as on the cover
    jurisdiction: england

outcomes:
  framework: care_act
  list:
  - {id: O1, statement: "People are well, and safe"}

  # the measures follow
measures: [{id: M1, outcome: O1}]
"""


@cache
def model_of(id: str) -> Model:
    return load_model_in_council_terms(id, NO_COUNCIL.model_folders)


def added(part: str, *, text: str = SMALL, is_all: bool = False, id: str = "care-planning") -> str:
    return with_questions(text, part, model_of(id), NO_COUNCIL, is_all=is_all, file="answers.yaml")


def new_lines(before: str, after: str) -> list[str]:
    lines = after.splitlines()
    for line in before.splitlines():
        lines.remove(line)
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def test_a_section_that_is_not_there_comes_to_its_place_with_a_line_of_help() -> None:
    after = added("data_protection")
    assert after.index("\noutcomes:") < after.index("\ndata_protection:") < after.index("\nmeasures:")
    assert "\n  # Which clause or document? No full stop. Example: Clause 30\n  reference:\n" in after


def test_an_example_of_several_lines_stands_on_one_line_of_help() -> None:
    assert "Example: Come when you said. Sit down, even for a minute.\n    text:\n" in added("annexes")


def test_a_section_that_is_there_gets_a_further_row_with_the_next_id() -> None:
    after = added("outcomes")
    assert "  - id: O2" in after
    assert after.index("- {id: O1") < after.index("- id: O2") < after.index("# the measures follow")


def test_a_list_in_brackets_gets_its_row_in_brackets() -> None:
    assert "measures: [{id: M1, outcome: O1}, {id: M2, outcome: , " in added("measures")


def test_the_codes_of_the_framework_that_was_chosen_stand_with_their_meaning() -> None:
    after = added("outcomes")
    assert "#   ca7: Domestic, family and personal relationships" in after
    assert "wa1" not in after


def test_all_puts_in_every_question_that_a_section_lacks_and_no_second_one() -> None:
    after = added("document", is_all=True)
    assert new_lines(SMALL, after)[:2] == ["    reference:", "    version:"]
    assert after.count("title:") == 1
    assert added("document", text=after, is_all=True) == after


def test_a_row_or_a_question_can_be_named() -> None:
    after = added("outcomes.list[1]")
    assert '- {id: O1, statement: "People are well, and safe", framework_areas: , level: ' in after
    assert new_lines(SMALL, added("document.version")) == ["    version:"]


REFUSED = {
    "outcomes.measures": "did you mean specgen add measures?",
    "mesures": "did you mean specgen add measures?",
    "law": "has no questions: it is made from the other answers",
    "measures.baseline": "name the row: measures[1].baseline",
    "document.title": "is there already",
}


@pytest.mark.parametrize(("part", "words"), REFUSED.items(), ids=REFUSED)
def test_what_there_is_not_is_refused_with_what_is_meant(part: str, words: str) -> None:
    with pytest.raises(SpecgenError) as error:
        added(part)
    assert words in str(error.value)


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code in (0, None)


def test_what_stood_there_is_kept_beside_it_and_no_backup_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("answers.yaml").write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    first = Path("answers.yaml").read_bytes()
    run("add", "risks", "answers.yaml")
    second = Path("answers.yaml").read_bytes()
    run("add", "workforce", "answers.yaml")
    assert capsys.readouterr().err.splitlines()[1] == (
        "answers.yaml: what stood there before is kept as answers.yaml.bak"
    )
    assert Path("answers.yaml.bak").read_bytes() == first
    assert Path("answers.yaml.bak2").read_bytes() == second
    assert Path("answers.yaml").read_bytes().count(b"\n") == Path("answers.yaml").read_bytes().count(b"\r\n")


def test_of_many_additions_the_first_backup_is_kept_and_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("answers.yaml")
    path.write_text(skeleton(model_of("care-planning")), encoding="utf-8")
    first = path.read_text(encoding="utf-8")
    for part in ("scope", "people", "risks", "workforce", "lots"):
        before = path.read_text(encoding="utf-8").replace("age_minimum:\n", "age_minimum: 18\n")
        path.write_text(before, encoding="utf-8")
        run("add", part, "answers.yaml")
    kept = {file.name: file.read_text(encoding="utf-8") for file in Path().glob("*.bak*")}
    assert kept == {"answers.yaml.bak": first, "answers.yaml.bak2": before}


def test_no_answer_that_was_taken_out_again_is_lost_from_the_backups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("answers.yaml")
    for number, text in enumerate((SMALL, f"{SMALL}# two\n", f"{SMALL}# three\n"), 1):
        path.write_text(text, encoding="utf-8")
        run("add", "risks", "answers.yaml")
        assert len(list(Path().glob("*.bak*"))) == number
    assert "# two" in Path("answers.yaml.bak2").read_text(encoding="utf-8")


def test_the_file_says_no_longer_that_a_section_can_be_added_when_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("answers.yaml")
    path.write_text(skeleton(model_of("care-planning")), encoding="utf-8")
    run("add", "risks", "answers.yaml")
    run("add", "document", "--all", "answers.yaml")
    text = path.read_text(encoding="utf-8")
    assert "#   risks  " not in text
    assert "#   workforce  " in text
    assert "More questions: specgen add document" not in text
    assert "More questions: specgen add contract --all" in text


def test_what_check_puts_right_keeps_a_backup_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = SMALL + "introduction:\n  aim: every service user is well\n"
    Path("answers.yaml").write_text(before, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["check", "answers.yaml", "--fix", "--yes"])
    assert "answers.yaml: what stood there before is kept as answers.yaml.bak" in capsys.readouterr().err
    assert Path("answers.yaml.bak").read_text(encoding="utf-8") == before


def test_the_command_for_a_further_row_can_be_typed_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "our answers.yaml"
    file.write_text(SMALL, encoding="utf-8")
    for _ in range(2):
        with suppress(SystemExit):
            main(["add", "workforce", "--all", str(file)])
    assert f"specgen add workforce.competences {quoted(file)}\n" in capsys.readouterr().err


def test_a_councils_own_section_comes_to_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).parents[2] / "sample_inputs/councils"
    own = [path.stem for path in folder.glob("*/sections/*.yaml")]
    council = next(folder.glob("*/sections/*.yaml")).parents[1]
    answers = tmp_path / "answers.yaml"
    answers.write_text(SMALL, encoding="utf-8")
    run("add", own[0], str(answers), "--council", str(council))
    assert f"for {own[0]}, from line" in capsys.readouterr().err


# --- the whole way -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id", ["care-planning", *(pytest.param(id, marks=pytest.mark.long) for id in ("reward", "population"))]
)
@examples(1, long=6)
@given(data=st.data())
def test_every_section_can_be_added_in_any_order_and_a_draft_comes_out(
    id: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    model = model_of(id)
    text = skeleton(model).replace("  jurisdiction:", "  jurisdiction: wales")
    parts = data.draw(st.permutations([".".join(section.at) for section in model.sections if section.at]))
    for part in parts:
        after = added(part, text=text, id=id)
        assert is_kept(text, after), part
        text = after
    path = tmp_path_factory.mktemp("add") / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    run("generate", str(path), "--date", DAY)
    answers, _ = read(text, "answers.yaml")
    assert answers is not None
    tops = [name for name in answers.values if name != "model"]
    wanted = list(dict.fromkeys(section.at[0] for section in model.sections if section.at))
    assert tops == wanted


def is_kept(before: str, after: str) -> bool:
    """Whether every line of the first text stands in the second, in its order."""
    lines = iter(after.splitlines(keepends=True))
    return all(any(line == other for other in lines) for line in before.splitlines(keepends=True))
