"""Draft the law that a document names, when each entry was checked, and what nobody has checked as an open point."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from specgen.formats.word.text import word_text
from specgen.generate import Draft, draft, load_answers
from specgen.inputs.council.council import load_council
from specgen.system.resources import built_in_samples

DAY = date(2026, 11, 28)


def drafted(sample: str, today: date, council: Path | None = None) -> Draft:
    return draft(load_answers(built_in_samples() / f"{sample}.yaml"), load_council(council), today=today)


def test_a_draft_says_that_each_law_was_checked_and_since_when() -> None:
    text = word_text(drafted("quick-start", DAY).document)
    assert "Each entry was compared with its source on 28 November 2026; nothing later is shown." in text
    assert "Table text: Care Act 2014 (2014 c. 23), section 25(1); section 67(2); section 5(1): " in text
    assert "[to be checked]" not in text


def test_law_that_nobody_has_checked_is_an_open_point(tmp_path: Path) -> None:
    council = tmp_path / "arian"
    (council / "law").mkdir(parents=True)
    (council / "council.yaml").write_text("name: Arian Council\n", encoding="utf-8")
    own = "laws:\n  charter:\n    about: What we promise\n    schedule: always\n    cite: {title: Arian Care Charter}\n"
    (council / "law" / "england.yaml").write_text(own, encoding="utf-8")
    with_charter, without = drafted("quick-start", DAY, council), drafted("quick-start", DAY)
    text = word_text(with_charter.document)
    assert with_charter.open_points == without.open_points + 1
    assert "Table text: Arian Care Charter ([to be checked]): what we promise" in text
    assert "on 28 November 2026, except where another day, or none, stands beside it;" in text
    assert "Check of the Arian Care Charter" in text
