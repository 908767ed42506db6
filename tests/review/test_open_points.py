"""`check` counts the open points of a draft as `generate` does, and says so in the same words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from specgen import generate
from specgen.formats.yamlfile.yaml_file import load_sound
from specgen.inputs.council.council import load_council
from specgen.review.reports.grouping import verdict
from specgen.review.review import Words, review
from specgen.review.rules.unfinished import OPEN_POINT, open_points_in_words
from specgen.system.resources import built_in_samples
from tests.support.long_cases import long_but
from tests.support.small_word import paragraph, write_word

DAY = date(2026, 11, 22)
POINT = '<w:r><w:rPr><w:rStyle w:val="OpenPoint"/></w:rPr><w:t>[To complete: Background]</w:t></w:r>'
COUNCIL = built_in_samples() / "councils" / "ashmere"


@pytest.mark.parametrize("council", long_but([None, COUNCIL], None))
def test_a_draft_has_as_many_open_points_for_both(council: Path | None, tmp_path: Path) -> None:
    answers, loaded = load_sound(built_in_samples() / "quick-start.yaml"), load_council(council)
    draft = generate.draft(answers, loaded, today=DAY)
    file = tmp_path / "draft.docx"
    file.write_bytes(draft.document)
    reviewed = review(file, Words(loaded)).reviewed
    (note,) = [finding for finding in reviewed.findings if finding.rule == OPEN_POINT.id]
    assert draft.open_points > 100
    assert note.fault.message.startswith(f"{open_points_in_words(draft.open_points)}, at ")
    assert f"{draft.open_points} open points" in verdict([reviewed])


@pytest.mark.parametrize(("written", "count"), [("n/a", 1), ("-", 1), ("N.A.", 1), ("Nil", 1), ("24", 0), ("Naas", 0)])
def test_an_answer_that_says_nothing_is_an_open_point(written: str, count: int, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    text = f'model: reward\ndocument: {{jurisdiction: wales}}\ncontract: {{variation_clause: "{written}"}}\n'
    file.write_text(text, encoding="utf-8")
    assert [one.rule for one in review(file, Words()).reviewed.findings] == ["PLACEHOLDER"] * count


def test_without_a_list_of_them_each_place_counts(tmp_path: Path) -> None:
    file = write_word(tmp_path / "part.docx", paragraph("Background") + f"<w:p>{POINT}</w:p><w:p>{POINT}</w:p>")
    reviewed = review(file, Words()).reviewed
    assert reviewed.open_points == 2


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 open points (questions without an answer)"),
        (1, "1 open point (a question without an answer)"),
        (173, "173 open points (questions without an answer)"),
    ],
)
def test_both_say_it_in_these_words(count: int, words: str) -> None:
    assert open_points_in_words(count) == words
