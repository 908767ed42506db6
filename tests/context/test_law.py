"""Test that a law text nobody has checked is marked as such in the law schedule, and only then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from specgen.context.law import Law
from specgen.context.render_log import PrintedRows, RenderLog
from specgen.context.values import Record
from specgen.formats.word.text import word_text
from specgen.formats.yamlfile.yaml_file import load
from specgen.generate import draft
from specgen.inputs.council.council import load_council
from specgen.system.resources import built_in_models, built_in_samples

FILE = {
    "as_at": "2026-06-30",
    "names": {
        "main_act": {"text": "the Care Act 2014", "verified": True, "source": "legislation.gov.uk"},
        "chapter": {"text": "chapter 4 of the guidance", "verified": False, "source": "gov.uk"},
        "plain": "a text of the council's own",
    },
    "table": [{"name": "Care Act 2014", "what_for": "Well-being", "verified": True}],
}


def test_the_use_of_an_unchecked_text_is_noted_and_that_of_a_checked_one_is_not() -> None:
    log = RenderLog()
    law = Law(FILE, log)
    assert law["main_act"] == "the Care Act 2014"
    assert law["as_at"] == date(2026, 6, 30)
    assert not log.law
    assert law["chapter"] == "chapter 4 of the guidance"
    assert law["plain"] == "a text of the council's own"
    assert list(log.law) == ["chapter", "plain"]


def test_what_was_used_is_listed_once_the_log_is_closed() -> None:
    log = RenderLog()
    law = Law(FILE, log)
    unverified = law["unverified"]
    assert isinstance(unverified, PrintedRows)
    assert [law["chapter"], law["plain"], len(unverified)][-1] == 0
    log.close()
    assert [(row["text"], row["source"]) for row in unverified if isinstance(row, Record)] == [
        ("chapter 4 of the guidance", "gov.uk"),
        ("a text of the council's own", ""),
    ]


def notes(folder: Path | None) -> list[str]:
    """The drafting notes on law in a draft of the quick-start sample."""
    answers, problems = load(built_in_samples() / "quick-start.yaml")
    assert answers is not None
    made = draft(answers, load_council(folder), today=date(2026, 11, 16), known=problems)
    return [line for line in word_text(made.document).splitlines() if "Check before issue" in line]


def test_a_draft_says_which_law_to_check_before_issue(tmp_path: Path) -> None:
    answers, _ = load(built_in_samples() / "quick-start.yaml")
    assert answers is not None
    document = answers.values["document"]
    assert isinstance(document, dict)
    name = f"law/{document['jurisdiction']}.yaml"
    law = yaml.safe_load((built_in_models() / name).read_text(encoding="utf-8"))
    for entry in law["names"].values():
        entry["verified"] = True
    law["names"]["main_act"]["verified"] = False
    law["names"]["staff_transfer"]["verified"] = False  # not used in this draft
    (tmp_path / "law").mkdir()
    (tmp_path / name).write_text(yaml.safe_dump(law, allow_unicode=True), encoding="utf-8")
    assert len(notes(tmp_path)) == 1
    assert law["names"]["main_act"]["text"] in notes(tmp_path)[0]


def test_a_draft_in_which_all_law_is_checked_has_no_such_note() -> None:
    assert notes(None) == []
