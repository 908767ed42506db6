"""Rows are added, copied, moved and taken out by buttons, and every other letter of the file stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.edit_pages import SMALL, Browser, opened

AVAILABILITY = "/files/answers.yaml/sections/availability"
OUTCOMES = "/files/answers.yaml/sections/outcomes"
FIRST = "    - {priority: Urgent, definition: Someone is not safe, reply_minutes: 60, start_hours: 24}\n"
SECOND = "    # the rest\n    - priority: Standard\n      definition: All other referrals\n      reply_minutes: 240\n"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return opened(tmp_path)


def test_a_row_is_added_at_the_end_with_the_next_id(browser: Browser) -> None:
    browser.get(OUTCOMES).press("Add a row to Outcomes of the service")
    assert _text(browser).startswith(SMALL)
    assert "- id: O3" in _text(browser)
    assert browser.value("answer:outcomes.list[3].id") == "O3"


def test_an_empty_row_says_that_it_stands_in_the_file_until_something_is_answered_in_it(browser: Browser) -> None:
    browser.get(AVAILABILITY)
    assert "Nothing is answered in this row yet" not in browser.text
    browser.press("Add a row to Response times")
    assert "Nothing is answered in this row yet. It stands in your file all the same" in browser.text
    browser.get("/files/answers.yaml/check")
    assert "Response times, row 3 an empty row: fill it in, or remove it" in browser.text
    browser.get(AVAILABILITY).press("Save", {"answer:availability.response[3].priority": "Routine"})
    assert "Nothing is answered in this row yet" not in browser.text


def test_a_copy_has_the_answers_and_an_id_of_its_own(browser: Browser) -> None:
    browser.get(OUTCOMES).press("Copy this row: row 1 of Outcomes of the service")
    assert browser.value("answer:outcomes.list[3].id") == "O3"
    assert browser.value("answer:outcomes.list[3].statement") == browser.value("answer:outcomes.list[1].statement")
    assert "The row was copied to the end of the list." in browser.text


@pytest.mark.parametrize("button", ["Move down: row 1 of Response times", "Move up: row 2 of Response times"])
def test_a_row_changes_places_with_its_neighbour_and_takes_its_comments_along(browser: Browser, button: str) -> None:
    browser.get(AVAILABILITY).press(button)
    assert _text(browser) == SMALL.replace(FIRST + SECOND, SECOND + FIRST)


def test_a_row_is_removed_after_a_question(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Remove this row: row 1 of Response times")
    assert browser.texts("govuk-heading-l") == ["Remove row 1 of Response times?"]
    assert "Someone is not safe" in browser.text
    assert _text(browser) == SMALL
    browser.press("Remove this row")
    assert _text(browser) == SMALL.replace(FIRST, "")
    assert "The row was removed." in browser.text


def test_a_row_that_has_changed_since_the_question_is_not_removed(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Remove this row: row 1 of Response times")
    changed = SMALL.replace(FIRST, SECOND)
    (browser.workspace.folder / "answers.yaml").write_text(changed)
    browser.press("Remove this row")
    assert _text(browser) == changed


def test_what_was_typed_beside_the_button_is_saved_with_it(browser: Browser) -> None:
    browser.get(AVAILABILITY).press(
        "Move down: row 1 of Response times", {"answer:availability.response[2].priority": "Other"}
    )
    assert _text(browser) == SMALL.replace(FIRST + SECOND, SECOND.replace("Standard", "Other") + FIRST)


def test_what_is_unsaved_in_a_row_moves_with_it(browser: Browser) -> None:
    form = browser.get(AVAILABILITY).form()
    (browser.workspace.folder / "answers.yaml").write_text(SMALL.replace("reply_minutes: 240", "reply_minutes: 480"))
    form.fields["answer:availability.response[2].reply_minutes"] = "120"
    browser.send(form)
    browser.press("Move up: row 2 of Response times")
    (row,) = (path for path in browser.workspace.files["answers.yaml"].unsaved)
    assert row == ("availability", "response", 0, "reply_minutes")


def test_rows_that_are_awaited_say_so_and_the_first_row_takes_their_place(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Save", {"awaited:availability.other_hours": "the rota of the bank holidays"})
    assert browser.value("awaited:availability.other_hours") == "the rota of the bank holidays"
    browser.press("Add a row to Days with other hours")
    assert "awaited" not in _text(browser)
    assert browser.value("rows:availability.other_hours")
    assert "answer:availability.other_hours[1].start" in browser.form().fields


def _text(browser: Browser) -> str:
    return (browser.workspace.folder / "answers.yaml").read_text()
