"""What is typed is saved, what is not typed stays to the letter, and a blank field erases nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from specgen.system.resources import built_in_samples
from tests.support.edit_pages import SMALL, Browser, opened
from tests.support.long_cases import long_but

AVAILABILITY = "/files/answers.yaml/sections/availability"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return opened(tmp_path)


def test_a_form_that_nobody_touched_writes_nothing(browser: Browser) -> None:
    file = browser.workspace.files["answers.yaml"]
    subject = browser.workspace.subject(file)
    for section in subject.model.sections:
        if section.at and section.id in ("document", "introduction", "availability", "outcomes", "measures"):
            browser.get(f"/files/answers.yaml/sections/{section.id}").press("Save")
            assert file.path.read_text() == SMALL, section.id
    assert [path.name for path in file.path.parent.iterdir()] == ["answers.yaml"]


@pytest.mark.long
@pytest.mark.parametrize(
    "name", long_but(["care-planning", "population", "reward", "optional-sections"], "care-planning")
)
def test_no_section_of_a_sample_is_written_by_a_form_that_nobody_touched(tmp_path: Path, name: str) -> None:
    text = (built_in_samples() / f"{name}.yaml").read_text(encoding="utf-8")
    browser = opened(tmp_path, text)
    file = browser.workspace.files["answers.yaml"]
    for section in browser.workspace.subject(file).model.sections:
        if section.at:
            browser.get(f"/files/answers.yaml/sections/{section.id}").press("Save")
            assert file.unsaved == {}
            assert file.path.read_text(encoding="utf-8") == text, section.id


CASES = {  # what is typed -> what stands in the file
    "a time as people write it": ("availability.start", "7.30am", 'start: "07:00"', 'start: "07:30"'),
    "a choice": ("availability.pattern", "always", "pattern: daytime", "pattern: always"),
    "a number with its unit": ("availability.response[2].reply_minutes", "1,200 minutes", ": 240", ": 1200"),
    "a number with a short unit": ("availability.response[2].reply_minutes", "90 mins", ": 240", ": 90"),
    "another unit is worked out": ("availability.response[2].reply_minutes", "half an hour", ": 240", ": 30"),
    "another unit is left to be put right": ("availability.response[2].reply_minutes", "4 days", ": 240", ": 4 days"),
    "words in braces": ("availability.response[1].priority", "Now, please", "Urgent", '"Now, please"'),
    "words": ("availability.response[2].definition", "Whatever: else", "All other referrals", '"Whatever: else"'),
}


@pytest.mark.parametrize(("path", "typed", "before", "after"), CASES.values(), ids=CASES)
def test_one_change_changes_its_own_letters_only(
    browser: Browser, path: str, typed: str, before: str, after: str
) -> None:
    browser.get(AVAILABILITY).press("Save", {f"answer:{path}": typed})
    assert _text(browser) == SMALL.replace(before, after)
    assert browser.texts("govuk-notification-banner__content") == ["Saved: 1 answer."]
    assert (_folder(browser) / "answers.yaml.bak").read_text() == SMALL


def test_new_answers_go_where_the_model_has_them(browser: Browser) -> None:
    browser.get(AVAILABILITY).press(
        "Save", {"answer:availability.days": ["monday", "tuesday"], "answer:availability.office.start": "8"}
    )
    expected = SMALL.replace("pattern: daytime\n", "pattern: daytime\n  days: [monday, tuesday]\n")
    assert _text(browser) == expected.replace("  response:\n", "  office:\n    start: 08:00\n  response:\n")


LISTS = {
    "one is changed": (["a", "B2", "c"], "    - a   # first\n    # second\n    - B2\n    - c\n"),
    "one is added": (["a", "b", "c", "d"], "    - a   # first\n    # second\n    - b\n    - c\n    - d\n"),
    "one is taken out": (["a", "c"], "    - a   # first\n    # second\n    - c\n"),
}


@pytest.mark.parametrize(("typed", "written"), LISTS.values(), ids=LISTS)
def test_a_list_is_changed_text_by_text(tmp_path: Path, typed: list[str], written: str) -> None:
    lines = "    - a   # first\n    # second\n    - b\n    - c\n"
    text = SMALL.replace("outcomes:\n", f"outcomes:\n  personal:\n    examples:\n{lines}")
    browser = opened(tmp_path, text).get("/files/answers.yaml/sections/outcomes")
    browser.press("Save", {"answer:outcomes.personal.examples": "\r\n".join(typed)})
    assert _text(browser) == text.replace(lines, written)


def test_only_what_others_wrote_is_kept_as_a_backup(browser: Browser) -> None:
    for hour in ("08:00", "09:00", "10:00"):
        browser.get(AVAILABILITY).press("Save", {"answer:availability.start": hour})
    assert sorted(path.name for path in _folder(browser).iterdir()) == ["answers.yaml", "answers.yaml.bak"]
    path = _folder(browser) / "answers.yaml"
    path.write_text(_text(browser).replace("# early", "# by another hand"))
    browser.get(AVAILABILITY).press("Save", {"answer:availability.start": "11:00"})
    assert "10:00" in (_folder(browser) / "answers.yaml.bak2").read_text()


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    text = "\ufeff" + SMALL.replace("\n", "\r\n")
    browser = opened(tmp_path, text)
    browser.get(AVAILABILITY).press("Save", {"answer:availability.start": "08:00"})
    assert (tmp_path / "answers.yaml").read_bytes().decode() == text.replace("07:00", "08:00")


def test_an_emptied_field_keeps_the_answer_until_it_is_taken_out_on_purpose(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Save", {"answer:availability.start": ""})
    assert _text(browser) == SMALL
    assert "The answer in the file was kept: “07:00”." in browser.text
    assert browser.value("answer:availability.start") == ""
    browser.press("Remove this answer: Start of the day")
    assert _text(browser) == SMALL.replace('start: "07:00"   # early', "start:   # early")


def test_unticking_everything_keeps_the_answer_too(tmp_path: Path) -> None:
    text = SMALL.replace("  start:", "  days: [monday]\n  start:")
    browser = opened(tmp_path, text).get(AVAILABILITY)
    browser.press("Save", {"answer:availability.days": []})
    assert "The answer in the file was kept: “Monday”." in browser.text
    assert (tmp_path / "answers.yaml").read_text() == text


def test_what_is_not_known_yet_is_saved_and_is_replaced_by_the_answer(browser: Browser) -> None:
    awaited = {"awaited:availability.end": "the rota, from Operations", "by:availability.end": "29/1/2027"}
    browser.get(AVAILABILITY).press("Save", awaited)
    assert 'end: {awaited: "the rota, from Operations", by: 2027-01-29}' in _text(browser) or (
        "  end:\n    awaited: the rota, from Operations\n    by: 2027-01-29\n" in _text(browser)
    )
    assert browser.value("by:availability.end") == "29 January 2027"
    browser.press("Save", {"answer:availability.end": "22"})
    assert browser.value("answer:availability.end") == "22:00"
    assert "awaited" not in _text(browser)


def test_an_answer_and_not_known_yet_together_are_asked_about(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Save", {"awaited:availability.start": "the rota"})
    assert _text(browser) == SMALL
    assert "“07:00”, and not known yet “the rota”. Choose which of them stays." in browser.text
    assert browser.value("awaited:availability.start") == "the rota"
    browser.press("It is not known yet: Start of the day")
    assert _text(browser) == SMALL.replace('"07:00"', "{awaited: the rota}")


def test_own_words_stand_where_the_question_allows_them(browser: Browser) -> None:
    path = "availability.response[2].reply_minutes"
    browser.get(AVAILABILITY).press("Save", {f"answer:{path}": "", f"other:{path}": "before the end of the day"})
    assert "other: before the end of the day" in _text(browser)
    assert browser.value(f"other:{path}") == "before the end of the day"


def test_an_example_is_taken_over_only_where_there_is_no_answer(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Use this example: Days of office contact")
    assert "  office:\n    days: Monday to Sunday\n" in _text(browser)
    buttons = {" ".join(one.text_content().split()) for one in browser.page.iter("button")}
    assert "Use this example: Days of office contact" not in buttons


def test_what_does_not_fit_is_saved_and_said_at_its_question(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Save and continue", {"answer:availability.start": "in the morning"})
    assert browser.address == AVAILABILITY
    assert 'start: "in the morning"' in _text(browser)
    assert browser.value("answer:availability.start") == "in the morning"
    summary = browser.texts("govuk-error-summary__list")
    assert "is not a time of day" in summary[0]


def test_a_day_that_falls_on_another_weekday_is_said_at_its_question(browser: Browser) -> None:
    browser.get("/files/answers.yaml/sections/document").press("Save", {"answer:document.date": "Sunday 5 April 2027"})
    said = '"Sunday 5 April 2027" names another weekday: 5 April 2027 is a Monday; write the day that is meant.'
    assert browser.texts("govuk-error-summary__list") == [f"Date of the document: {said}"]
    assert "Sunday 5 April 2027" in _text(browser)


def test_save_and_continue_goes_on_to_the_next_section(browser: Browser) -> None:
    browser.get("/files/answers.yaml/sections/introduction").press("Save and continue")
    assert browser.texts("govuk-heading-l") == ["Strategy, principles and standards"]


def test_reload_and_back_show_what_is_in_the_file(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Save", {"answer:availability.start": "09:15"})
    for address in ("/files/answers.yaml/", AVAILABILITY, AVAILABILITY):
        browser.get(address)
    assert browser.value("answer:availability.start") == "09:15"


def test_the_script_of_the_page_saves_a_change_and_gets_what_stands_in_the_file(browser: Browser) -> None:
    form = browser.get(AVAILABILITY).form()
    form.fields["answer:availability.start"] = "8am"
    form.fields["answer:availability.night"] = "waking"
    answer = browser.client.post(
        AVAILABILITY, base_url="http://127.0.0.1:5000", data=form.fields,
        headers={"Origin": "http://127.0.0.1:5000", "X-Quiet": "1"},
    )  # fmt: skip
    figures = answer.get_json()
    assert (figures["written"], figures["unsaved"], figures["errors"]) == (2, 0, 0)
    assert figures["hidden"]["was:availability.start"] == '{"text": "08:00"}'
    draft = browser.client.get(f"{AVAILABILITY}/draft", base_url="http://127.0.0.1:5000").text
    assert "waking night" in draft


def _text(browser: Browser) -> str:
    return (_folder(browser) / "answers.yaml").read_text()


def _folder(browser: Browser) -> Path:
    return browser.workspace.folder


@pytest.mark.parametrize("typed", ["£14.5m", "14.5 million", "£14,500k", "£14,500,000"])
def test_a_large_sum_can_be_typed_as_people_write_it(browser: Browser, typed: str) -> None:
    browser.get("/files/answers.yaml/sections/contract").press("Save", {"answer:contract.annual_value": typed})
    assert "annual_value: 14500000\n" in _text(browser)


def test_a_number_in_another_unit_is_not_said_to_be_right_without_it(browser: Browser) -> None:
    browser.get(AVAILABILITY).press("Save", {"answer:availability.response[1].start_hours": "4 days"})
    assert browser.texts("govuk-error-summary__list") == [
        'Time to start: "4 days" is not a number of hours; write how many hours it is, in digits alone.'
    ]


def test_a_time_where_a_sum_of_money_is_asked_is_said_to_be_none(browser: Browser) -> None:
    browser.get("/files/answers.yaml/sections/contract").press("Save", {"answer:contract.annual_value": "4 days"})
    assert browser.status == 200
    assert browser.value("answer:contract.annual_value") == "4 days"
    assert '"4 days" is not a number of pounds' in " ".join(browser.texts("govuk-error-summary__list"))
