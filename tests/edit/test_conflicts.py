"""Two tabs, an editor on the same file, a file that cannot be written or read: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.system import files
from tests.support.edit_pages import ORIGIN, SMALL, Browser, another_tab, opened

AVAILABILITY = "/files/answers.yaml/sections/availability"
START = "answer:availability.start"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return opened(tmp_path).get(AVAILABILITY)


def test_two_tabs_that_change_different_answers_both_win(browser: Browser) -> None:
    other = another_tab(browser)
    browser.press("Save", {START: "08:00"})
    other.press("Save", {"answer:availability.pattern": "always"})
    assert _text(browser) == SMALL.replace("07:00", "08:00").replace("daytime", "always")


@pytest.mark.parametrize(("choice", "stays"), [("mine", "09:00"), ("file", "08:00")])
def test_two_tabs_that_change_one_answer_show_both_and_the_person_chooses(
    browser: Browser, choice: str, stays: str
) -> None:
    other = another_tab(browser)
    browser.press("Save", {START: "08:00"})
    other.press("Save", {START: "09:00"})
    assert _text(browser) == SMALL.replace("07:00", "08:00")
    assert "In the file now: 08:00" in other.text
    assert "What you typed: 09:00" in other.text
    assert other.texts("govuk-error-summary__list") == ["Start of the day: choose which answer stays"]
    other.press("Save")  # without a choice
    assert "What you typed: 09:00" in other.text
    other.press("Save", {"choose:availability.start": choice})
    assert _text(browser) == SMALL.replace("07:00", stays)
    assert "What you typed" not in other.text


def test_a_dispute_is_not_settled_by_a_change_that_the_script_saves(browser: Browser) -> None:
    other = another_tab(browser)
    browser.press("Save", {START: "08:00"})
    _save_twice_as_the_script_does(other, {START: "09:00"})
    assert _text(browser) == SMALL.replace("07:00", "08:00")
    assert "In the file now: 08:00" in other.text
    assert "What you typed: 09:00" in other.text


def test_what_another_tab_has_changed_outlives_the_changes_that_the_script_saves(browser: Browser) -> None:
    other = another_tab(browser)
    browser.press("Save", {START: "08:00"})
    browser.press("Move down: row 1 of Response times")
    expected = _text(browser).replace("daytime", "always")
    _save_twice_as_the_script_does(other, {"answer:availability.pattern": "always"})
    assert _text(browser) == expected


def _save_twice_as_the_script_does(tab: Browser, values: dict[str, str]) -> None:
    """Save a change quietly, take over the hidden fields, and send the form."""
    form = tab.form()
    for name, value in values.items():
        form.fields[name] = value
    headers = {"Origin": ORIGIN, "X-Quiet": "1"}
    figures = tab.client.post(form.address, base_url=ORIGIN, data=form.fields, headers=headers).get_json()
    for id, drawn in figures["disputes"].items():
        assert (id, "In the file now: 08:00" in drawn) == ("availability-start", True)
    for name, value in figures["hidden"].items():
        form.fields[name] = value
    tab.send(form)


def test_a_dispute_that_has_settled_itself_meanwhile_empties_nothing(browser: Browser) -> None:
    other = another_tab(browser)
    browser.press("Save", {START: "08:00"})
    other.press("Save", {START: "09:00"})
    _path(browser).write_text(SMALL.replace("07:00", "09:00"))
    other.press("Save")
    assert _text(browser) == SMALL.replace("07:00", "09:00")
    assert (other.value(START), other.texts("govuk-error-message")) == ("09:00", [])


def test_an_editor_that_changes_the_same_answer_is_noticed(browser: Browser) -> None:
    _path(browser).write_text(SMALL.replace("07:00", "06:30").replace("# early", "# earlier"))
    browser.press("Save", {START: "09:00", "answer:availability.pattern": "always"})
    assert "In the file now: 06:30" in browser.text
    assert _text(browser) == SMALL.replace("07:00", "06:30").replace("# early", "# earlier").replace(
        "daytime", "always"
    )


def test_an_answer_that_was_taken_out_elsewhere_does_not_come_back_by_itself(browser: Browser) -> None:
    _path(browser).write_text(SMALL.replace('  start: "07:00"   # early\n', ""))
    browser.press("Save", {"answer:availability.pattern": "always"})
    assert "start" not in _text(browser).partition("response")[0]


def test_rows_that_another_program_has_moved_are_not_written_into(browser: Browser) -> None:
    first = "    - {priority: Urgent, definition: Someone is not safe, reply_minutes: 60, start_hours: 24}\n"
    _path(browser).write_text(SMALL.replace(first, f"    - {{priority: Now}}\n{first}"))
    before = _text(browser)
    browser.press("Save", {"answer:availability.response[1].definition": "Anything"})
    assert _text(browser) == before
    assert "What you typed: Anything" in browser.text


@pytest.mark.parametrize("button", ["Copy this row: row 1 of Response times", "Move down: row 1 of Response times",
                                    "Add a row to Response times"])  # fmt: skip
def test_a_button_for_rows_that_have_changed_meanwhile_does_nothing(browser: Browser, button: str) -> None:
    rows = SMALL.replace("priority: Urgent", "priority: At once")
    _path(browser).write_text(rows)
    browser.press(button)
    assert _text(browser) == rows
    assert "The rows were changed in the file meanwhile." in browser.text


def test_a_file_that_another_program_holds_keeps_what_was_typed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", _refuse_to_replace)
        browser.press("Save", {START: "09:00"})
        assert _text(browser) == SMALL
        assert "cannot be written (permission denied)" in browser.text
        assert browser.value(START) == "09:00"
        browser.get("/files/answers.yaml/").get(AVAILABILITY)
        assert browser.value(START) == "09:00"
    assert [path.name for path in _path(browser).parent.glob(f"{files.BEGUN}*")] == []
    browser.press("Save")
    assert _text(browser) == SMALL.replace("07:00", "09:00")


def test_what_was_typed_into_a_held_file_does_not_win_over_what_came_after_it(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", _refuse_to_replace)
        browser.press("Save", {START: "09:00"})
    _path(browser).write_text(SMALL.replace("07:00", "06:00"))
    browser.get(AVAILABILITY)
    assert "In the file now: 06:00" in browser.text
    browser.press("Save")
    assert "06:00" in _text(browser)
    browser.press("Save", {"choose:availability.start": "mine"})
    assert "09:00" in _text(browser)


BROKEN = {
    "a tab": (SMALL.replace("  pattern:", "\tpattern:"), "tab"),
    "a name twice": (SMALL + "\noutcomes: {}\n", "outcomes"),
    "nothing": ("", "holds no answers"),
    "no model": (SMALL.replace("model: care-planning", "model: nothing"), "there is no model"),
    "another council": (SMALL + "\ncouncil: nowhere\n", "nowhere"),
}


@pytest.mark.parametrize(("text", "says"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_makes_no_sense_is_shown_with_the_messages_of_generate(
    browser: Browser, text: str, says: str
) -> None:
    form = browser.form()
    _path(browser).write_text(text)
    form.fields[START] = "09:00"
    for shown in (browser.send(form), browser.get("/files/answers.yaml/"), browser.get(AVAILABILITY)):
        assert shown.status == 409
        assert says in shown.text
    assert "What you typed is kept" in browser.text
    assert "09:00" in browser.text
    assert _text(browser) == text
    _path(browser).write_text(SMALL)
    assert browser.get(AVAILABILITY).value(START) == "09:00"


def test_a_file_that_is_gone_keeps_what_was_typed(browser: Browser) -> None:
    form = browser.form()
    _path(browser).unlink()
    form.fields[START] = "09:00"
    assert "there is no such file" in browser.send(form).text
    _path(browser).write_text(SMALL)
    assert browser.get(AVAILABILITY).value(START) == "09:00"


def test_what_no_field_can_show_is_not_replaced(tmp_path: Path) -> None:
    text = SMALL.replace('start: "07:00"   # early', "start: [1, 2]")
    browser = opened(tmp_path, text).get(AVAILABILITY)
    form = browser.form()
    form.fields[START] = "09:00"
    browser.send(form)
    assert (tmp_path / "answers.yaml").read_text() == text
    browser.press("Remove this answer: Start of the day")
    assert (tmp_path / "answers.yaml").read_text() == SMALL.replace('start: "07:00"   # early', "start:")


def _path(browser: Browser) -> Path:
    return browser.workspace.folder / "answers.yaml"


def _text(browser: Browser) -> str:
    return _path(browser).read_text()


def _refuse_to_replace(self: Path, target: Path) -> Path:
    """Stand for a file that another program holds."""
    raise PermissionError(13, "Permission denied", str(target))
