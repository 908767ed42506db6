"""What somebody types is neither lost nor asked for twice, and what is said at a field is true at every moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.support.edit_pages import SMALL
from tests.support.edit_server import EditServer

NAME = "answers.yaml"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EditServer]:
    (tmp_path / NAME).write_text(SMALL)
    with EditServer(tmp_path, NAME) as running:
        yield running


@pytest.fixture
def start(page: Page, server: EditServer) -> Locator:
    """The field for the start of the day, on its page."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(server.first_address)
    page.goto(server.page(NAME, "sections/availability"))
    return page.get_by_label("Start of the day", exact=True)


@pytest.mark.parametrize("button", ["Save", "Add a row"])
def test_a_button_pressed_while_a_change_is_being_saved_loses_nothing_and_asks_nothing(
    page: Page, start: Locator, tmp_path: Path, button: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "x-quiet" in route.request.headers and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/sections/availability", hold)
    start.fill("08:15")
    start.blur()
    page.wait_for_function("() => true")
    definition = page.locator("#availability-response-2-definition")
    definition.fill("Anybody who can wait")
    page.get_by_role("button", name=re.compile(f"^{button}( to Response times)?$")).first.click()
    priority = page.locator("#availability-response-1-priority")
    priority.fill("At once")
    assert len(held) == 1
    with page.expect_navigation():
        held[0].continue_()
    expect(start).to_have_value("08:15")
    expect(definition).to_have_value("Anybody who can wait")
    expect(priority).to_have_value("At once")
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_have_count(0)
    expect(page.locator(".question-row")).to_have_count(3 if button == "Add a row" else 2)
    text = (tmp_path / NAME).read_text()
    assert "08:15" in text
    assert "Anybody who can wait" in text
    assert "At once" in text


def test_a_reload_keeps_what_is_still_being_typed(page: Page, start: Locator, tmp_path: Path) -> None:
    start.press_sequentially("x")
    start.fill("08:45")
    page.reload()
    expect(start).to_have_value("08:45")
    expect(page.locator("#save-state")).to_have_text("Saved.")
    assert "08:45" in (tmp_path / NAME).read_text()


def test_what_is_wrong_is_said_at_the_field_at_once_and_goes_when_it_is_put_right(page: Page, start: Locator) -> None:
    message = page.locator("#availability-start-error")
    start.fill("soon")
    start.blur()
    expect(message).to_contain_text("is not a time of day")
    expect(start).to_have_accessible_description(re.compile("is not a time of day"))
    expect(page.locator("#save-state")).to_contain_text("to be put right")
    page.get_by_role("button", name="Save", exact=True).click()
    problem = page.get_by_role("alert").get_by_role("link", name="Start of the day")
    problem.click()
    expect(start).to_be_focused()
    expect(page.locator("label[for=availability-start]")).to_be_in_viewport(ratio=1)
    expect(message).to_be_in_viewport(ratio=1)
    start.fill("6.30am")
    start.blur()
    expect(message).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page).not_to_have_title(re.compile("^Error"))


def test_an_answer_takes_the_place_of_what_was_not_known_yet(page: Page, start: Locator, tmp_path: Path) -> None:
    group = page.locator(".question", has=page.locator("#availability-end"))
    group.get_by_text("Not known yet").first.click()
    awaited = group.get_by_label("What is awaited, and from whom")
    awaited.fill("the rota")
    awaited.blur()
    expect(page.locator("#save-state")).to_have_text("Saved.")
    end = page.get_by_label("End of the day", exact=True)
    end.fill("10pm")
    end.blur()
    expect(awaited).to_have_value("")
    assert "the rota" not in (tmp_path / NAME).read_text()
    start.fill("09:00")
    start.blur()
    expect(page.locator(".govuk-error-message")).to_have_count(0)
    assert "22:00" in (tmp_path / NAME).read_text()


@pytest.mark.parametrize(
    ("button", "stays"), [("Keep the choice", "night: on_call"), ("Keep my own words", "a sitter")]
)
def test_own_words_beside_a_choice_are_asked_about_at_once_and_nothing_is_lost(
    page: Page, start: Locator, tmp_path: Path, button: str, stays: str
) -> None:
    group = page.locator(".question", has=page.locator("#availability-night"))
    group.get_by_label("On call", exact=True).check()
    expect(page.locator("#save-state")).to_have_text("Saved.")
    words = page.locator("#availability-night-other")
    words.fill("a sitter from 22:00")
    words.blur()
    message = page.locator("#availability-night-error")
    expect(message).to_contain_text("More than one answer stands here: “On call”, and in your own words “a sitter")
    start.fill("08:30")
    start.blur()
    expect(page.locator("#save-state")).to_contain_text("Some of it is not saved yet.")
    page.reload()
    expect(words).to_have_value("a sitter from 22:00")
    expect(group.get_by_label("On call", exact=True)).to_be_checked()
    with page.expect_navigation():
        group.get_by_role("button", name=button).click()
    expect(message).to_have_count(0)
    text = (tmp_path / NAME).read_text()
    assert stays in text
    assert "08:30" in text


def test_both_answers_of_two_windows_are_shown_as_soon_as_the_field_is_left(
    page: Page, start: Locator, tmp_path: Path
) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Start of the day", exact=True).fill("08:00")
    other.get_by_label("Start of the day", exact=True).blur()
    expect(other.locator("#save-state")).to_have_text("Saved.")
    start.fill("09:00")
    start.blur()
    expect(page.get_by_label("In the file now: 08:00")).to_be_visible()
    page.get_by_label("What you typed: 09:00").check()
    page.locator("#availability-end").fill("22:00")  # a further change decides nothing
    page.locator("#availability-end").blur()
    expect(page.locator("#save-state")).to_contain_text("Some of it is not saved yet.")
    expect(page.get_by_label("What you typed: 09:00")).to_be_checked()
    assert "08:00" in (tmp_path / NAME).read_text()
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Start of the day", exact=True)).to_have_value("09:00")
    assert "09:00" in (tmp_path / NAME).read_text()


def test_two_emptied_fields_stay_empty_until_each_is_decided(page: Page, start: Locator, tmp_path: Path) -> None:
    definition = page.locator("#availability-response-1-definition")
    for field in (start, definition):
        field.fill("")
        field.blur()
    expect(page.locator(".govuk-error-message")).to_have_count(2)
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Remove this answer ?: Start of the day$")).click()
    expect(definition).to_have_value("")
    expect(page.locator(".govuk-error-message")).to_have_count(1)
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Put it back ?: When it applies$")).click()
    expect(definition).to_have_value("Someone is not safe")
    assert "07:00" not in (tmp_path / NAME).read_text()


def test_back_leaves_a_section_however_often_it_was_saved(page: Page, start: Locator) -> None:
    page.goto(page.url.replace("availability", "document"))
    page.goto(page.url.replace("document", "availability"))
    for hour in ("08:00", "09:00", "soon"):
        start.fill(hour)
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).click()
        expect(start).to_have_value(hour)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Document control")


def test_a_server_that_is_gone_leaves_what_was_typed_in_its_field(
    page: Page, start: Locator, server: EditServer
) -> None:
    server.kill()
    start.fill("09:15")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#save-state")).to_contain_text("Not saved: specgen does not answer")
    expect(start).to_have_value("09:15")


def test_the_draft_shows_what_the_field_with_the_focus_prints(page: Page, sample: EditServer) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(sample.first_address)
    page.goto(sample.page(NAME, "sections/measures"))
    last = page.locator("#measures-5-name")
    last.focus()
    expect(last).to_be_focused()
    page.wait_for_function("() => document.getElementById('draft').scrollTop > 100")
