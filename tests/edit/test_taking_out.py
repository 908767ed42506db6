"""Whatever stands in a field is taken away in one step, and nothing else goes or comes back with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.edit_pages import ORIGIN, SMALL, Browser, opened

AVAILABILITY = "/files/answers.yaml/sections/availability"
PATTERN, START, END = "answer:availability.pattern", "answer:availability.start", "answer:availability.end"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return opened(tmp_path).get(AVAILABILITY)


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        ("Start of the day", 'start: "07:00"   # early', "start:   # early"),
        ("Pattern of the service", "pattern: daytime", "pattern:"),
    ],
)
def test_an_answer_is_taken_out_at_once(browser: Browser, title: str, before: str, after: str) -> None:
    browser.press(f"Remove this answer: {title}")
    assert _text(browser) == SMALL.replace(before, after)
    assert browser.texts("govuk-notification-banner__content") == ["The answer was removed."]
    assert browser.texts("govuk-error-message") == []


def test_an_answer_is_taken_out_whatever_was_typed_over_it(browser: Browser) -> None:
    browser.press("Remove this answer: Start of the day", {START: "soon"})
    assert _text(browser) == SMALL.replace('start: "07:00"   # early', "start:   # early")


def test_a_second_emptied_field_stays_as_it_was_left(browser: Browser) -> None:
    browser.press("Save", {START: "", "answer:availability.response[1].definition": ""})
    browser.press("Remove this answer: Start of the day")
    assert browser.value("answer:availability.response[1].definition") == ""
    assert "The answer in the file was kept: “Someone is not safe”." in browser.text
    assert "Someone is not safe" in _text(browser)


def test_an_emptied_answer_is_put_back(browser: Browser) -> None:
    browser.press("Save", {START: ""})
    browser.press("Put it back: Start of the day")
    assert browser.value(START) == "07:00"
    assert browser.texts("govuk-error-message") == []
    assert _text(browser) == SMALL


def test_a_value_that_is_no_answer_is_gone_once_its_field_is_emptied(browser: Browser) -> None:
    browser.press("Save", {START: "soon"})
    assert "is not a time of day" in browser.text
    browser.press("Save", {START: ""})
    assert browser.texts("govuk-error-message") == []
    assert "soon" not in _text(browser)


def test_what_was_not_known_yet_is_gone_once_its_words_are_emptied(browser: Browser) -> None:
    browser.press("Save", {"awaited:availability.end": "the rota", "by:availability.end": "5 April 2027"})
    browser.press("Save", {"awaited:availability.end": "", "by:availability.end": ""})
    assert browser.texts("govuk-error-message") == []
    assert "rota" not in _text(browser)


def test_the_law_cannot_be_taken_out(tmp_path: Path) -> None:
    browser = opened(tmp_path).get("/files/answers.yaml/sections/document")
    shown = {" ".join(one.text_content().split()) for one in browser.page.iter("button") if one.get("hidden") is None}
    assert "Remove this answer: Title of the specification" in shown
    assert not any(words.startswith("Remove this answer: Country") for words in shown)


def test_the_script_hears_what_is_wrong_at_each_field_and_what_is_put_right(browser: Browser) -> None:
    form = browser.form()
    form.fields[START], form.fields["awaited:availability.end"] = "soon", "the rota"
    found = _saved_by_the_script(browser, form.fields)["found"]
    assert "is not a time of day" in found["availability-start"]["error"]
    assert found["availability-end"]["acts"] == ["clear"]
    form = browser.get(AVAILABILITY).form()
    form.fields[START], form.fields[END] = "08:00", "22:00"
    figures = _saved_by_the_script(browser, form.fields)
    assert figures["found"]["availability-start"]["error"] == ""
    assert figures["summary"].strip() == ""
    assert figures["emptied"] == {"awaited:availability.end": "the rota"}


def _saved_by_the_script(browser: Browser, fields: object) -> dict[str, Any]:
    headers = {"Origin": ORIGIN, "X-Quiet": "1"}
    answer = browser.client.post(AVAILABILITY, base_url=ORIGIN, data=fields, headers=headers)
    return dict(answer.get_json())


def _text(browser: Browser) -> str:
    return (browser.workspace.folder / "answers.yaml").read_text()
