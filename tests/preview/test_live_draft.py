"""Look at the preview of a section while its answers are written: numbers, gaps, problems, markup, a council's own."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from specgen.preview.live_draft import Preview
from specgen.system.resources import built_in_samples
from tests.drafts.test_own_section import ANSWERS, LAID_OVER, QUESTIONS, WORDING
from tests.preview.preview_lines import all_sections, live_draft, preview_lines
from tests.support.council_files import council

FULL = (built_in_samples() / "care-planning.yaml").read_text(encoding="utf-8")
SHORT = (built_in_samples() / "quick-start.yaml").read_text(encoding="utf-8")
OPTIONAL = (built_in_samples() / "optional-sections.yaml").read_text(encoding="utf-8")
WITHOUT_OBJECTIVES = re.sub(r"(?m)^objectives:\n(?:[ #].*\n|\n)+", "", OPTIONAL)
HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'
BARE = "model: care-planning\ndocument:\n  jurisdiction: wales\n"


def test_a_section_before_it_moves_the_numbers_of_a_section_and_of_what_refers_to_it() -> None:
    live = live_draft()
    for text, number in ((WITHOUT_OBJECTIVES, "11"), (OPTIONAL, "12"), (WITHOUT_OBJECTIVES, "11")):
        preview = live.preview(text, "care_planning")
        assert preview.number == number
        assert preview_lines(preview.html)[1].startswith(f"{number}.1 ")
        people = "\n".join(preview_lines(live.preview(text, "people").html))
        assert f"on a Referral under clause {number}.3, within the time in clause {number}.4" in people


def test_a_clause_less_moves_the_clauses_behind_it() -> None:
    live = live_draft()
    less = re.sub(r"\n  change_expected: \|\n(?:    .*\n|\n)+", "\n", FULL)
    numbers = {
        text: _number_of("The Service is not for these groups", live.preview(text, "scope")) for text in (FULL, less)
    }
    assert (numbers[FULL], numbers[less]) == ("3.9", "3.7")


def _number_of(words: str, preview: Preview) -> str:
    return next(line.split()[0] for line in preview_lines(preview.html) if words in line)


def test_a_question_without_an_answer_is_a_mark_with_words_for_who_hears_it() -> None:
    preview = live_draft().preview(BARE, "contract")
    root = html.fragment_fromstring(preview.html)
    marks = root.find_class("draft-gap")
    keys = [mark.get("data-key") for mark in marks]
    assert all(mark.tag == "mark" and mark[0].text == "Open point: " for mark in marks)
    assert "contract.start" in keys
    assert list(dict.fromkeys(keys)) == [point.key for point in preview.open_points]
    for point in preview.open_points:
        assert root.get_element_by_id(point.anchor).get("data-key") == point.key


def test_the_outline_says_what_each_section_leaves_open() -> None:
    live = live_draft()
    outline = {entry.id: entry for entry in live.preview(BARE, "contract").outline}
    assert not outline["risks"].is_shown
    left_out = live.preview(BARE, "risks")
    assert not left_out.is_shown
    assert "This section is not in the draft" in left_out.html


def test_an_answer_that_does_not_fit_is_said_and_left_open() -> None:
    preview = live_draft().preview(BARE + "contract:\n  start: tomorrow\n  initial_term_months: 48\n", "contract")
    assert [problem.place.path for problem in preview.problems] == ["contract.start"]
    assert "contract.start" in [point.key for point in preview.open_points]
    assert "48 months" in preview.html


def test_a_row_that_nobody_has_written_is_said_and_the_rest_is_shown() -> None:
    text = FULL.replace("outcomes: [O1", "outcomes: [O77", 1)
    assert text != FULL
    live = live_draft()
    section = re.findall(r"^(\w+):", text[: text.index("O77")], re.MULTILINE)[-1]
    preview = live.preview(text, section)
    assert [problem.rule for problem in preview.problems] == ["reference"]
    assert len(preview_lines(preview.html)) > 3


CANNOT = {
    "no YAML": "model: care-planning\n  contract: [",
    "no model": "document:\n  jurisdiction: wales\n",
    "another model": "model: tea-planning\n",
    "nothing": "",
    "a council that is not there": "model: care-planning\ncouncil: nowhere\n",
}


@pytest.mark.parametrize("text", CANNOT.values(), ids=CANNOT)
def test_what_no_draft_can_be_made_of_is_said_in_the_place_of_the_section(text: str) -> None:
    preview = live_draft().preview(text, "contract")
    assert preview.problems
    assert "draft-problem" in preview.html


def test_nothing_that_somebody_wrote_is_markup() -> None:
    text = SHORT.replace("purpose:", f"purpose: {HOSTILE!r}\n  old_purpose:", 1) + f"\nintroduction_note: {HOSTILE!r}\n"
    text = re.sub(r"(?m)^(\s+)aim: .*$", lambda found: f"{found[1]}aim: {HOSTILE!r}", text)
    for preview in all_sections(live_draft(), text):
        root = html.fragment_fromstring(preview.html)
        assert {str(node.tag) for node in root.iter()} <= {
            "section", "h2", "h3", "h4", "p", "span", "a", "ol", "ul", "li", "div", "table", "caption", "thead",
            "tbody", "tr", "th", "td", "mark", "strong", "em", "br",
        }  # fmt: skip
        attributes = {name for node in root.iter() for name in node.attrib}
        assert attributes <= {"class", "id", "aria-labelledby", "aria-label", "role", "tabindex", "scope", "colspan",
                              "href", "data-key", "data-section"}  # fmt: skip
    shown = live_draft().preview(text, "introduction").html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;" in shown


def test_a_screen_reader_finds_headings_tables_with_heads_and_ids_of_their_own() -> None:
    previews = all_sections(live_draft(), FULL)
    roots = [html.fragment_fromstring(preview.html) for preview in previews]
    ids = Counter(node.get("id") for root in roots for node in root.iter() if node.get("id"))
    assert [id for id, times in ids.items() if times > 1] == []
    for root in roots:
        assert root[0].tag == "h2"
        assert root.get("aria-labelledby") == root[0].get("id")
        for table in root.iter("table"):
            assert table[0].tag == "caption"
            assert {cell.get("scope") for cell in table.find("thead").iter("th")} == {"col"}
        for link in root.iter("a"):
            assert root.get_element_by_id(link.get("href")[1:]) is not None


def test_the_heading_has_the_level_that_the_page_asks_for() -> None:
    assert live_draft().preview(FULL, "contract", level=3).html.count("<h3") == 1


@pytest.fixture
def own(tmp_path: Path) -> Path:
    files = {"care-planning.yaml": LAID_OVER, "sections/assistive_technology.yaml": QUESTIONS}
    return council(tmp_path, "ours", "", {**files, "sections/assistive_technology.docx": WORDING})


def test_a_section_of_a_councils_own_is_shown_like_any_other(own: Path) -> None:
    live = live_draft(own)
    try:
        preview = live.preview(SHORT + ANSWERS, "assistive_technology")
        changed = live.preview(SHORT + ANSWERS.replace("48", "24"), "assistive_technology")
    finally:
        live.close()
    lines, number = preview_lines(preview.html), preview.number
    assert lines[:3] == [
        f"{number} Assistive technology",
        f"{number}.1 The technology is lent so that people can call for help from any room.",
        f"{number}.2 The Provider shall mend a broken device within 48 hours.",
    ]
    assert lines[-2:] == ["| Pendant alarm | O1 |", "| Door sensor | O2 |"]
    assert f"{number}.2 The Provider shall mend a broken device within 24 hours." in preview_lines(changed.html)


def test_a_template_that_cannot_be_printed_is_named_and_the_others_are_shown(own: Path) -> None:
    (own / "sections" / "assistive_technology.docx").write_bytes(_broken())
    live = live_draft(own)
    try:
        broken = live.preview(SHORT + ANSWERS, "assistive_technology")
        other = live.preview(SHORT + ANSWERS, "scope")
    finally:
        live.close()
    assert [Path(problem.place.file).name for problem in broken.problems] == ["assistive_technology.docx"]
    assert "draft-problem" in broken.html
    assert len(preview_lines(other.html)) > 5


def _broken() -> bytes:
    from tests.support.word_files import word_file

    return word_file("# Assistive technology\n. {{ 1 / (assistive_technology.mend_hours - 48) }}\n")
