"""A council lays its own law over ours: its checks count until we correct the entry, and old files still load."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from specgen.formats.word.text import word_text
from specgen.generate import draft, load_answers
from specgen.inputs.council.council import load_council
from specgen.inputs.law.law_files import load_law
from specgen.problems import WrongInput
from specgen.system.resources import built_in_models, built_in_samples

DAY = date(2026, 11, 28)


def laid_over(folder: Path, text: str, name: str = "england") -> tuple[Path, Path]:
    """The folders of a council that has this file of law."""
    (folder / "law").mkdir(exist_ok=True)
    (folder / "law" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder, built_in_models()


def test_an_entry_of_a_council_is_laid_over_ours_and_the_others_stay(tmp_path: Path) -> None:
    book = load_law("england", laid_over(tmp_path, "names:\n  regulator: {text: our own regulator}\n"))
    assert book.statements["regulator"].text == "our own regulator"
    assert book.statements["main_act"].text == "the Care Act 2014"


OLD = """\
as_at: 2026-06-30
names:
  main_act: {text: the Care Act 2014, verified: true, source: legislation.gov.uk}
  charter: {text: our care charter, verified: true}
  plain: a text of our own
table:
  - {name: Care Act 2014, what_for: Everything, verified: true}
  - {name: Harrowmere Care Charter, what_for: Our promises, verified: true}
"""


def test_a_file_that_types_verified_loads_with_one_warning_and_counts_for_nothing(tmp_path: Path) -> None:
    book = load_law("england", laid_over(tmp_path, OLD))
    (warning,) = book.problems
    assert (warning.rule, warning.level, warning.place.line) == ("law-old", "warning", 2)
    assert book.statements["charter"].state(DAY) == "unchecked"
    assert book.statements["plain"].text == "a text of our own"
    assert book.laws["care_act"].about == "Everything"
    assert book.laws["harrowmere_care_charter"].is_always_listed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "names:\n  main_act: {texts: the Act}\n",
            "england.yaml:2:14: error: names.main_act.texts: texts means nothing",
        ),
        (
            "laws:\n  a: {cite: {status: maybe}}\n",
            "laws.a.cite.status: maybe is not possible here; write one of in_force",
        ),
        ("laws:\n  a: {check: {on: 5 May, by: B}}\n", "laws.a.check.on: '5 May' does not fit here; write a date like"),
        ("laws:\n  a: {check: {on: 2026-05-05}}\n", "laws.a.check: has no by; add it"),
        ("laws:\n  a: {cite: {url: example.org}}\n", "write an address that begins with https://"),
        ("lws: {}\n", "lws: lws means nothing here; did you mean laws?"),
    ],
)
def test_what_is_wrong_in_a_file_of_law_is_said_at_its_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(WrongInput) as caught:
        load_law("england", laid_over(tmp_path, text))
    assert said in str(caught.value)


def corrected(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let specgen come with another text of one entry."""
    models = folder / "newer"
    shutil.copytree(built_in_models(), models)
    file = models / "law" / "england.yaml"
    text = file.read_text(encoding="utf-8")
    assert "text: section 67 of the Care Act 2014" in text
    file.write_text(text.replace("text: section 67 of", "text: sections 67 and 68 of"), encoding="utf-8")
    monkeypatch.setattr("tests.inputs.law.test_overlays.built_in_models", lambda: models)


CONFIRMED = """\
names:
  advocacy:
    check: {on: 2027-06-01, by: Legal Services, url: "https://example.org/67", quote: The authority must}
    laid_over: "%s"
"""


def test_a_later_correction_of_ours_is_told_and_the_check_has_to_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specgen.inputs.law.law_files import entry_row, fingerprint

    found = entry_row("advocacy", "england", built_in_models())
    assert found is not None
    council = tmp_path / "council"
    council.mkdir()
    folders = laid_over(council, CONFIRMED % fingerprint(found[1]))
    later = date(2027, 6, 5)
    book = load_law("england", folders)
    assert (book.problems, book.statements["advocacy"].state(later)) == ((), "checked")

    corrected(tmp_path, monkeypatch)
    book = load_law("england", (council, built_in_models()))
    (warning,) = book.problems
    assert (warning.rule, warning.level, warning.place.line) == ("law-corrected", "warning", 2)
    assert "it now reads “sections 67 and 68 of the Care Act 2014”, section 67(2), checked on 2026-11-28" in str(
        warning
    )
    assert "specgen law confirm advocacy" in str(warning)
    assert book.statements["advocacy"].state(later) == "unchecked"


def test_a_check_of_ours_that_is_renewed_is_no_correction(tmp_path: Path) -> None:
    from specgen.inputs.law.law_files import fingerprint

    row = {"text": "section 67", "cite": {"law": "care_act"}, "check": {"on": "2026-11-28"}}
    assert fingerprint(row) == fingerprint({**row, "check": {"on": "2027-11-28"}})
    assert fingerprint(row) != fingerprint({**row, "text": "sections 67 and 68"})


def test_a_draft_of_a_council_tells_what_its_file_of_law_is_told(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text("name: Arian Council\n", encoding="utf-8")
    laid_over(tmp_path, OLD)
    made = draft(load_answers(built_in_samples() / "quick-start.yaml"), load_council(tmp_path), today=DAY)
    assert [warning.rule for warning in made.warnings if warning.rule.startswith("law")] == ["law-old"]
    text = word_text(made.document)
    assert "Table text: Harrowmere Care Charter ([to be checked]): our promises\n" in text
    assert re.search(r"• D\.\d+ – Check of the Harrowmere Care Charter\n", text)  # among the open points
