"""An officer goes from an empty folder to a downloaded draft, with JavaScript and without, and loses nothing."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.edit.browser.conftest import NewContext
from tests.support.edit_server import EditServer

NAME = "help-at-home.yaml"
ROWS = "Outcomes of the service"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_an_empty_folder_to_a_downloaded_draft(
    empty: EditServer, new_context: NewContext, tmp_path: Path, javascript: bool
) -> None:
    context = new_context(java_script_enabled=javascript, accept_downloads=True)
    page = context.new_page()
    file = tmp_path / "new" / NAME
    _start(page, empty)
    _answer_a_councils_own_section(page, empty)
    _work_on_rows(page, empty)
    _put_an_error_right(page, empty)
    _go_back_and_reload(page, empty)
    _answer_in_two_tabs(context, empty)
    before = file.read_text(encoding="utf-8")
    _kill_and_start_again(page, empty)
    assert file.read_text(encoding="utf-8") == before
    _empty_a_field_beside_a_stored_answer(page, empty)
    assert "Help at Home in Ashdown" in file.read_text(encoding="utf-8")
    _download(page, empty, tmp_path / "draft.docx")


def _start(page: Page, server: EditServer) -> None:
    page.goto(server.first_address)
    _heading(page, "Write a service specification")
    _press(page, "Start")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    missing = ["Choose a model", "Choose a country", "Write a name for the file"]
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(missing)
    page.get_by_label("Council", exact=True).select_option("severn-marches-board")
    page.locator("input[name=model][value=care-planning]").check()
    page.get_by_label("England").check()
    page.get_by_label("Name of the file").fill(NAME)
    _press(page, "Start")
    expect(page.get_by_text(f"{NAME} was made.")).to_be_visible()
    expect(page.get_by_role("banner")).to_contain_text("Severn Marches Care Board")
    page.get_by_role("link", name="Document control").click()
    page.get_by_label("Title of the specification", exact=True).fill("Help at Home in Ashdown")
    _press(page, "Save")
    page.get_by_role("group", name="Table from outcome to clause").get_by_label("Yes", exact=True).check()
    _press(page, "Save")
    title = page.get_by_label("Title of the specification", exact=True)
    expect(title).to_have_value("Help at Home in Ashdown")


def _answer_a_councils_own_section(page: Page, server: EditServer) -> None:
    page.goto(server.page(NAME))
    page.get_by_role("link", name="Technology at home").click()
    _press(page, "Add a row to Devices on offer")
    page.get_by_label("Device", exact=True).fill("Call button")
    page.get_by_label("Purpose of the device", exact=True).fill("Somebody can ask for help from any room")
    page.get_by_label("Time to answer an alarm", exact=True).fill("45")
    _press(page, "Save")
    expect(page.locator("#draft")).to_contain_text("45 seconds")
    expect(page.locator("#draft")).to_contain_text("Call button")


def _work_on_rows(page: Page, server: EditServer) -> None:
    page.goto(server.page(NAME, "sections/outcomes"))
    _press(page, f"Add a row to {ROWS}")
    row = page.get_by_role("group", name=re.compile("^Row 1 of "))
    statement = row.get_by_label("Statement of the outcome", exact=True)
    statement.fill("People see their friends")
    # one answer decides what another question offers: first the areas of all frameworks, then those of the chosen one
    expect(row.get_by_role("checkbox")).to_have_count(20)
    page.get_by_label("Nine areas of well-being (England)").check()
    _press(page, "Save")
    expect(row.get_by_role("checkbox")).to_have_count(9)
    _press(page, f"Copy this row: row 1 of {ROWS}")
    last = page.get_by_role("group", name=re.compile("^Row [0-9]+ of ")).last
    expect(last.get_by_label("Statement of the outcome", exact=True)).to_have_value("People see their friends")
    last.get_by_label("Statement of the outcome", exact=True).fill("People decide who helps them")
    number = last.get_by_role("button", name="Move up").inner_text().partition("row ")[2].partition(" ")[0]
    _press(page, f"Move up: row {number} of {ROWS}")
    _press(page, f"Add a row to {ROWS}")
    count = page.get_by_role("button", name="Copy this row").count()
    _press(page, f"Remove this row: row {count} of {ROWS}")
    _heading(page, f"Remove row {count} of {ROWS}?")
    _press(page, "Remove this row")
    expect(page.get_by_role("button", name="Copy this row")).to_have_count(count - 1)


def _put_an_error_right(page: Page, server: EditServer) -> None:
    page.goto(server.page(NAME, "sections/availability"))
    start = page.get_by_label("Start of the day", exact=True)
    start.fill("soon")
    _press(page, "Save")
    problem = page.get_by_role("alert").get_by_role("link", name="Start of the day")
    expect(page).to_have_title(re.compile("^Error: "))
    problem.click()
    expect(start).to_be_focused()
    expect(start).to_have_value("soon")
    start.fill("7am")
    page.get_by_label("By day", exact=True).check()
    _press(page, "Save")
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_have_count(0)
    expect(start).to_have_value("07:00")


def _go_back_and_reload(page: Page, server: EditServer) -> None:
    start = page.get_by_label("Start of the day", exact=True)
    start.fill("8:00")
    _press(page, "Save and continue")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Availability and flexibility")
    page.go_back()
    _heading(page, "Availability and flexibility")
    expect(start).to_have_value("08:00")
    page.reload()
    expect(start).to_have_value("08:00")


def _answer_in_two_tabs(context: BrowserContext, server: EditServer) -> None:
    first, second = context.pages[0], context.new_page()
    for tab in (first, second):
        tab.goto(server.page(NAME, "sections/availability"))
    for tab, time in ((first, "08:30"), (second, "09:00")):
        tab.get_by_label("Start of the day", exact=True).fill(time)
        _press(tab, "Save")
    expect(second.get_by_label("In the file now: 08:30")).to_be_visible()
    second.get_by_label("What you typed: 09:00").check()
    _press(second, "Save")
    expect(second.get_by_label("Start of the day", exact=True)).to_have_value("09:00")
    first.reload()
    expect(first.get_by_label("Start of the day", exact=True)).to_have_value("09:00")
    second.close()


def _kill_and_start_again(page: Page, server: EditServer) -> None:
    server.kill()
    server.start_again()
    page.goto(server.first_address)
    page.get_by_label(NAME).check()
    _press(page, "Open")
    _heading(page, "Help at Home in Ashdown")
    page.goto(server.page(NAME, "sections/availability"))
    expect(page.get_by_label("Start of the day", exact=True)).to_have_value("09:00")


def _empty_a_field_beside_a_stored_answer(page: Page, server: EditServer) -> None:
    page.goto(server.page(NAME, "sections/document"))
    page.get_by_label("Title of the specification", exact=True).fill("")
    _press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("You emptied this. The answer in the file was kept")
    expect(page.get_by_role("button", name=re.compile("^Remove this answer ?: Title"))).to_be_visible()
    page.get_by_label("Title of the specification", exact=True).fill("Help at Home in Ashdown")
    _press(page, "Save")
    expect(page.get_by_role("alert").filter(has_text="You emptied this")).to_have_count(0)


def _download(page: Page, server: EditServer, target: Path) -> None:
    page.get_by_role("link", name="Check your answers").click()
    _heading(page, "Check your answers")
    expect(page.get_by_role("main")).to_contain_text("09:00")
    page.get_by_role("link", name="The draft").click()
    _heading(page, "The draft")
    expect(page.locator(".outline")).to_contain_text("Traceability")  # a schedule that an answer asked for
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the Word file").click()
    waiting.value.save_as(target)
    assert waiting.value.suggested_filename == "help-at-home.docx"
    draft = docx.Document(str(target))
    text = "\n".join(node.text or "" for node in draft.element.body.iter() if node.tag.endswith("}t"))
    for words in (
        "Help at Home in Ashdown",
        "People see their friends",
        "People decide who helps them",
        "Call button",
        "09:00",
    ):
        assert words in text
    assert "45 seconds" in text.replace("\n", "")


def _press(page: Page, button: str) -> None:
    """Press a button; Playwright waits for the page that follows."""
    with page.expect_navigation():
        words = re.escape(button).replace(":", " ?:")  # what only a screen reader says stands apart
        page.get_by_role("button", name=re.compile(f"^{words}$")).click()


def _heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
