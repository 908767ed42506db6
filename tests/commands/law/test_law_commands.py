"""`specgen law`: entries grow old, are listed as due, and a council confirms or waives them in its own folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from specgen.cli.main import main
from specgen.commands.law import confirm, pages
from specgen.formats.word.text import word_text
from specgen.generate import draft, load_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.law.law_files import load_law
from specgen.problems import CannotRead
from specgen.system.resources import built_in_models, built_in_samples

CHECKED = date(2026, 11, 28)
LATER = date(2027, 7, 1)
ACT = "https://www.legislation.gov.uk/ukpga/2014/23"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    (tmp_path / "council.yaml").write_text("name: Arian Council\njurisdiction: england\n", encoding="utf-8")
    return tmp_path


def noted(options: confirm.Options) -> None:
    for file in confirm.confirm(options).files:
        file.path.parent.mkdir(exist_ok=True)
        file.path.write_bytes(file.data)


def folders(council: Path) -> tuple[Path, Path]:
    return council, built_in_models()


def confirmed(council: Path, *entries: str, on: date = LATER) -> None:
    for entry in entries:
        noted(confirm.Options(entry, str(council), on, "Legal Services", "england", "a line of it", ACT))


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    return int(stopped.value.code or 0)


def test_every_entry_is_listed_with_source_day_and_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("law", "list", "--jurisdiction", "wales", "--date", "2026-11-28") == 0
    text = capsys.readouterr().out
    for entry in load_law("wales", (built_in_models(),)).entries():
        assert f"  {entry.id}: {entry.text or entry.title}\n" in text
    assert "      Social Partnership and Public Procurement (Wales) Act 2023, 2023 asc 1, section 24(1)\n" in text
    assert "      checked: 2026-11-28 by specgen maintainers\n" in text
    assert "  human_rights_act: Human Rights Act 1998\n      Human Rights Act 1998\n      to be checked\n" in text


@pytest.mark.parametrize(
    ("today", "due"),
    [
        pytest.param(CHECKED, {"human_rights_act", "modern_slavery_act"}, id="on the day of the checks"),
        pytest.param(date(2027, 4, 1), {"human_rights_act", "modern_slavery_act"}, id="with two months to go"),
        pytest.param(date(2027, 5, 10), None, id="with less than a month to go"),
        pytest.param(LATER, None, id="too late"),
    ],
)
def test_what_has_to_be_checked_soon_is_due(today: date, due: set[str] | None) -> None:
    entries = {entry.id for entry in load_law("england", (built_in_models(),)).entries()}
    text = pages.list_due(pages.Options(None, "england", today)).output
    listed = {line.strip().partition(":")[0] for line in text.splitlines() if line.startswith("  ") and line[2] != " "}
    assert listed - {"coming"} == (entries if due is None else due)


def test_changes_that_are_coming_are_told_with_what_is_due() -> None:
    text = pages.list_due(pages.Options(None, "england", CHECKED)).output
    assert "  coming: The Health Bill 2026 abolishes NHS England" in text
    assert "  coming: Local government reorganisation" in text


def test_law_grows_old_the_draft_says_so_and_a_council_puts_it_right(council: Path) -> None:
    answers = load_answers(built_in_samples() / "quick-start.yaml")
    fresh, old = (draft(answers, load_council(council), today=today) for today in (CHECKED, LATER))
    assert "[to be checked]" not in word_text(fresh.document)
    text = word_text(old.document)
    rows = [line for line in text.splitlines() if line.startswith("Table text: ") and "[to be checked]" in line]
    assert old.open_points == fresh.open_points + len(rows)
    assert any(row.startswith("Table text: Care Act 2014 ") for row in rows)
    assert "except where another day, or none, stands beside it;" in text
    assert [warning.rule for warning in old.warnings if warning.rule.startswith("law")] == ["law-old-check"]

    confirmed(council, *[entry.id for entry in load_law("england", (built_in_models(),)).entries()])
    right = draft(answers, load_council(council), today=LATER)
    assert right.open_points == fresh.open_points
    assert right.warnings == fresh.warnings
    assert "with its source on 1 July 2027;" in word_text(right.document)


def test_a_waived_entry_is_no_open_point_and_the_draft_says_who_waived_it(council: Path) -> None:
    answers = load_answers(built_in_samples() / "quick-start.yaml")
    place = ("mental_capacity_act", str(council), LATER, "Legal Services")
    old = draft(answers, load_council(council), today=LATER)
    noted(confirm.Options(*place, reason="The client knows it"))
    made = draft(answers, load_council(council), today=LATER)
    assert made.open_points == old.open_points - 1
    assert "(Not checked: Legal Services, 1 July 2027):" in word_text(made.document)


OWN = """\
# Ours
names:
  # the regulator
  regulator: {text: CQC}
  main_act:
    text: the Act
"""
CONFIRMED = """\
# Ours
names:
  # the regulator
  regulator:
    text: "CQC"
    check:
      on: 2027-08-01
      by: "Legal Services"
      url: "https://www.legislation.gov.uk/ukpga/2014/23"
      quote: "a line of it"
"""


def test_confirming_again_takes_the_place_of_what_was_there_and_leaves_the_rest(council: Path) -> None:
    (council / "law").mkdir()
    file = council / "law" / "england.yaml"
    file.write_text(OWN, encoding="utf-8")
    confirmed(council, "regulator", "main_act", "care_act")
    confirmed(council, "regulator", on=date(2027, 8, 1))
    text = file.read_text(encoding="utf-8")
    assert text.startswith(CONFIRMED)
    assert text.count("    check:") == 3
    book = load_law("england", folders(council))
    assert book.problems == ()
    assert book.statements["main_act"].text == "the Act"
    assert book.statements["regulator"].state(date(2027, 8, 2)) == "checked"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (("advocasy", "q", ACT), "there is no entry advocasy in the law of England; did you mean advocacy?"),
        (("advocacy", "", ACT), "--quote: nothing was given"),
        (("advocacy", "q", ""), "--url: nothing was given"),
        (("advocacy", "q", "gov.uk"), "--url: is no address; write it with https://"),
    ],
)
def test_a_confirmation_that_would_count_for_nothing_is_refused(
    wanted: tuple[str, str, str], said: str, council: Path
) -> None:
    entry, quote, url = wanted
    with pytest.raises(CannotRead) as caught:
        noted(confirm.Options(entry, str(council), LATER, "Legal Services", "england", quote, url))
    assert said in str(caught.value)
    assert not (council / "law").exists()


def test_an_entry_that_only_the_council_has_is_confirmed_too(council: Path) -> None:
    (council / "law").mkdir()
    own = "laws:\n  charter: {cite: {title: Care Charter}}\n"
    (council / "law" / "england.yaml").write_text(own, encoding="utf-8")
    confirmed(council, "charter")
    assert load_law("england", folders(council)).laws["charter"].state(LATER) == "checked"


def test_the_commands_work_in_a_councils_folder(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ("--council", str(council), "--date", "2027-07-01")
    assert (
        run("law", "confirm", "advocacy", *place, "--by", "Legal", "--url", ACT, "--quote", "The authority must") == 0
    )
    assert run("law", "waive", "market", *place, "--by", "Legal", "--reason", "Nothing hangs on it") == 0
    assert run("law", "list", *place) == 0
    text = capsys.readouterr().out
    assert "      checked: 2027-07-01 by Legal\n      “The authority must”\n" in text
    assert "      not checked, waived: 2027-07-01 by Legal: Nothing hangs on it\n" in text
    assert run("law", "list", "--jurisdiction", "scotland") == 2
    assert pages.list_law(pages.Options(str(council), "england", LATER)).output in text
