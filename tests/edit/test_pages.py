"""The pages from an empty folder to the downloaded draft: start, sections, check, the file, the draft."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from specgen.generate import draft_file
from specgen.system.files import quoted
from specgen.system.resources import built_in_samples
from tests.support.council_files import council
from tests.support.edit_pages import ORIGIN, SMALL, Browser, another_tab, opened

SECTION = """\
$schema: https://json-schema.org/draft/2020-12/schema
$id: technology
title: Technology at home
description: Devices that the service may use.
at: technology
type: object
properties:
  answer_seconds:
    title: Time to answer an alarm
    description: Within how many seconds does a person answer?
    reason: An alarm that nobody answers is worse than none.
    need: model
    type: integer
    unit: seconds
    minimum: 1
    examples: [60]
"""
MODEL = "id: care-planning\nextends: care-planning\nsections:\n  - {id: technology, after: availability}\n"
HARROWMERE = 'name: Harrowmere Borough Council\njurisdiction: england\ncolours: {main: "#7A1F5C"}\n'


def test_a_new_file_is_made_and_leads_to_its_sections(tmp_path: Path) -> None:
    browser = opened(tmp_path, None)
    assert browser.texts("govuk-heading-l") == ["Write a service specification"]
    browser.press("Start", {"model": "reward", "country": "wales", "name": "help at home.yaml"})
    assert "help at home.yaml was made." in browser.text
    text = (tmp_path / "help at home.yaml").read_text()
    assert "model: reward\n" in text
    assert "  jurisdiction: wales\n" in text
    assert f"specgen add document --all {quoted('help at home.yaml')}\n" in text
    assert "Not started" in browser.texts("govuk-tag")


def test_the_name_of_a_new_file_needs_no_ending(tmp_path: Path) -> None:
    opened(tmp_path, None).press("Start", {"model": "reward", "country": "wales", "name": "rhos morfa home care"})
    assert [path.name for path in tmp_path.iterdir()] == ["rhos morfa home care.yaml"]


def test_a_section_that_another_answer_leaves_out_is_not_called_done(tmp_path: Path) -> None:
    browser = opened(tmp_path, None)
    browser.press("Start", {"model": "population", "country": "wales", "name": "a"})
    assert browser.texts("govuk-tag").count("Not printed") == 2  # payment, and when outcomes are not achieved
    assert "0 of 40 sections are done." in browser.text


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"country": "wales"}, "Choose a model"),
        ({"model": "reward"}, "Choose a country"),
        ({"model": "reward", "country": "wales", "name": ""}, "Write a name for the file"),
        ({"model": "reward", "country": "wales", "name": "../a.yaml"}, "is not a name for a file of answers"),
        ({"model": "reward", "country": "wales", "name": "a.docx"}, "“a.docx” is not a name for a file of answers"),
        ({"model": "reward", "country": "wales", "name": "there.yaml"}, "is there already"),
        ({"model": "nothing", "country": "wales", "name": "a"}, "there is no model nothing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_missing_at_the_start_is_said_and_nothing_is_written(
    tmp_path: Path, values: dict[str, str], says: str
) -> None:
    (tmp_path / "there.yaml").write_text(SMALL)
    browser = opened(tmp_path, None)
    browser.press("Start", values)
    assert browser.status == 422
    assert says in " ".join(browser.texts("govuk-error-summary__list"))
    assert [path.name for path in tmp_path.iterdir()] == ["there.yaml"]
    assert (tmp_path / "there.yaml").read_text() == SMALL


def test_a_file_of_the_folder_is_opened_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SMALL)
    (tmp_path / "council.yaml").write_text("name: Harrowmere\n")
    (tmp_path.parent / "outside.yaml").write_text(SMALL)
    browser = opened(tmp_path, None)
    assert [one.get("value") for one in browser.page.xpath("//input[@name='file']")] == ["mine.yaml"]
    browser.press("Open", {"file": "../outside.yaml"}, form=browser.form(0))
    assert (browser.status, "Choose a file" in browser.text) == (422, True)
    browser.press("Open", {"file": "mine.yaml"}, form=browser.form(0))
    assert browser.texts("govuk-heading-l") == ["Help at Home"]


def test_the_sections_show_how_far_they_are(tmp_path: Path) -> None:
    text = SMALL.replace('start: "07:00"', "start: never") + "\nlots:\n  - name: North\n"
    browser = opened(tmp_path, text).get("/files/answers.yaml/")
    states = dict(zip(browser.texts("govuk-task-list__link"), browser.texts("govuk-task-list__status"), strict=True))
    assert states["Availability and flexibility"] == "1 to put right"
    assert states["Who the service is for"] == "Not started"
    assert states["Strategy, principles and standards"] == "Not started (optional)"
    assert states["Workforce"].startswith("Not started (expected)")
    assert states["Introduction and background"].endswith("open points")


def test_the_draft_lists_its_sections_as_it_numbers_them(tmp_path: Path) -> None:
    browser = opened(tmp_path)
    draft = draft_file(tmp_path / "answers.yaml", today=date(2026, 11, 28))[0]
    listed = browser.get("/files/answers.yaml/draft").text
    assert f"{draft.sections} sections." in listed
    assert f"6 Availability and flexibility: {dict(draft.open_parts)['availability']} open points" in listed


def test_findings_stand_at_their_questions(tmp_path: Path) -> None:
    text = SMALL.replace("All other referrals", "All other referrals asap").replace("england", "england\n  date: soon")
    browser = opened(tmp_path, text).get("/files/answers.yaml/check")
    rows = {
        " ".join(row.find_class("govuk-summary-list__key")[0].text_content().split()): row.text_content()
        for row in browser.page.find_class("govuk-summary-list__row")
    }
    summary = browser.page.find_class("govuk-error-summary__list")[0]
    assert next(link.get("href") for link in summary.iter("a")) == "/files/answers.yaml/sections/document#document-date"
    assert "is not a date" in rows["Date of the document"]
    assert "asap" in rows["Response times, row 2: When it applies"]
    assert "By day" in rows["Pattern of the service"]
    assert "60 minutes" in rows["Response times, row 1: Time to reply"]
    look_at = next(one for one in browser.page.iter("a") if "asap" in one.text_content())
    assert look_at.get("href") == "/files/answers.yaml/sections/availability#availability-response-2-definition"
    (_, link) = [one for one in browser.page.iter("a") if one.get("href", "").endswith("#document-date")]
    assert " ".join(link.text_content().split()) == "Change Date of the document"
    browser.get("/files/answers.yaml/sections/document")
    assert browser.page.get_element_by_id("document-date") is not None


FOUND_BELOW_A_FIELD = """\
contract: {form: {other: the Contractor and the clients choose asap}}
care_planning:
  referral_content: [what clients want asap, when]
  provider_part: {query_working_days: {other: when the clients ask}}
  spare: [a]
"""


def test_every_link_of_the_check_leads_to_an_element_that_is_there(tmp_path: Path) -> None:
    browser = opened(tmp_path, SMALL + FOUND_BELOW_A_FIELD).get("/files/answers.yaml/check")
    links = {link.get("href", "") for link in browser.page.iter("a") if "/sections/" in link.get("href", "")}
    pages: dict[str, set[str]] = {}
    for address in sorted({link.partition("#")[0] for link in links}):
        pages[address] = {element.get("id", "") for element in browser.get(address).page.iter() if element.get("id")}
    lost = [link for link in links if "#" in link and link.partition("#")[2] not in pages[link.partition("#")[0]]]
    assert lost == []
    assert "/files/answers.yaml/sections/contract#contract-form" in links
    fields = {"care_planning-referral_content", "care_planning", "care_planning-provider_part-query_working_days"}
    assert fields <= {link.partition("#")[2] for link in links}


def test_the_file_is_shown_as_it_is(tmp_path: Path) -> None:
    browser = opened(tmp_path).get("/files/answers.yaml/yaml")
    (pre,) = browser.page.iter("pre")
    assert pre.text == SMALL


def test_the_downloaded_draft_is_the_one_that_generate_writes(tmp_path: Path) -> None:
    browser = opened(tmp_path)
    answer = browser.client.get("/files/answers.yaml/draft.docx", base_url=ORIGIN)
    assert answer.headers["Content-Disposition"] == "attachment; filename=answers.docx"
    assert answer.data == draft_file(tmp_path / "answers.yaml", today=date(2026, 11, 28))[0].document
    assert [path.name for path in tmp_path.iterdir()] == ["answers.yaml"]


def test_a_draft_that_cannot_be_made_says_why_instead(tmp_path: Path) -> None:
    browser = opened(tmp_path, SMALL.replace('start: "07:00"', "start: never"))
    assert "is not a time of day" in browser.get("/files/answers.yaml/draft").text
    assert "Download the Word file" not in browser.text
    assert browser.get("/files/answers.yaml/draft.docx").status == 409


def test_a_councils_own_section_its_name_and_its_colours_are_there_like_any_other(tmp_path: Path) -> None:
    templates = {"sections/technology.docx": "# {{ section.title }}\n{{ technology.answer_seconds }} seconds"}
    files = {"council.yaml": HARROWMERE, "care-planning.yaml": MODEL, "sections/technology.yaml": SECTION}
    council(tmp_path, "harrowmere", HARROWMERE, files | templates)
    browser = opened(tmp_path, SMALL.replace("model: care-planning", "model: care-planning\ncouncil: harrowmere"))
    browser.get("/files/answers.yaml/")
    assert browser.texts("page-header__name") == ["Harrowmere Borough Council"]
    browser.get("/files/answers.yaml/sections/technology").press("Save", {"answer:technology.answer_seconds": "90"})
    assert "\ntechnology:\n  answer_seconds: 90\n" in (tmp_path / "answers.yaml").read_text()
    colours = browser.client.get("/files/answers.yaml/colours.css", base_url=ORIGIN).text
    assert "--main: #" in colours


@pytest.mark.long
def test_two_files_can_be_open_in_two_tabs(tmp_path: Path) -> None:
    browser = opened(tmp_path)
    (tmp_path / "second.yaml").write_text(SMALL)
    other = another_tab(browser).get("/")
    other.press("Open", {"file": "second.yaml"}, form=other.form(0))
    other.get("/files/second.yaml/sections/availability").press("Save", {"answer:availability.start": "09:00"})
    assert (tmp_path / "answers.yaml").read_text() == SMALL
    assert "09:00" in (tmp_path / "second.yaml").read_text()


def test_the_draft_beside_the_form_is_scrolled_with_the_keyboard_too(tmp_path: Path) -> None:
    browser = opened(tmp_path).get("/files/answers.yaml/sections/introduction")
    assert browser.page.get_element_by_id("draft").get("tabindex") == "0"


@pytest.mark.parametrize("section", ["availability", "lots", "measures"])
def test_a_page_has_one_heading_of_the_first_level(tmp_path: Path, section: str) -> None:
    browser = opened(tmp_path).get(f"/files/answers.yaml/sections/{section}")
    assert len(list(browser.page.iter("h1"))) == 1


def test_a_page_can_be_read_by_its_labels(tmp_path: Path) -> None:
    """Each field has a label, no id occurs twice, and what describes a field is there."""
    browser: Browser = opened(tmp_path)
    for address in ("/", "/files/answers.yaml/sections/availability", "/files/answers.yaml/sections/outcomes"):
        browser.get(address)
        ids = [one.get("id") for one in browser.page.iter() if one.get("id")]
        assert sorted(ids) == sorted(set(ids))
        labelled = {one.get("for") for one in browser.page.iter("label")}
        fields = [one for one in browser.page.iter("input", "textarea", "select") if one.get("type") != "hidden"]
        assert [one.get("id") for one in fields if one.get("id") not in labelled] == []
        described = [part for one in browser.page.iter() for part in one.get("aria-describedby", "").split()]
        assert set(described) - set(ids) == set()


@pytest.mark.parametrize("model", ["care-planning", "population", "reward"])
def test_a_new_file_has_nothing_to_put_right_and_nothing_to_look_at(tmp_path: Path, model: str) -> None:
    browser = opened(tmp_path, None)
    browser.press("Start", {"model": model, "country": "wales", "name": "Support at home, v. 2"})
    assert "Support at home, v. 2.yaml was made." in browser.text
    assert "to put right" not in browser.text
    browser.get(f"{browser.address}check")
    assert "The review finds nothing to put right." in browser.text


def test_what_is_said_not_to_be_known_yet_is_not_asked_for_again(tmp_path: Path) -> None:
    awaited = "{awaited: the workshop, by: 2027-02-12}"
    text = (built_in_samples() / "population.yaml").read_text(encoding="utf-8")
    for name in ("activities", "early_change"):
        text = re.sub(rf"(?m)^(      {name}:) .*$", rf"\1 {awaited}", text)
    browser = opened(tmp_path, text).get("/files/answers.yaml/sections/attribution")
    assert browser.value("awaited:attribution.pathways[1].early_change") == "the workshop"
    assert browser.texts("note") == []


def test_a_finding_leads_to_the_section_in_which_it_is_put_right(tmp_path: Path) -> None:
    text = f"{SMALL}\nmeasures:\n  - {{id: M1, outcome: O1, name: People who cook}}\n"
    browser = opened(tmp_path, text).get("/files/answers.yaml/sections/outcomes")
    assert any("O2 has no measure" in note for note in browser.texts("note--missing"))
    assert ("/files/answers.yaml/sections/measures#measures", "Go to Measures") in [
        (link.get("href"), link.text_content()) for link in browser.page.find_class("note-link")
    ]
    assert "to put right" not in browser.get("/files/answers.yaml/").text


def test_money_is_shown_as_money(tmp_path: Path) -> None:
    text = f"{SMALL}\ncontract:\n  annual_value: 14500000\n"
    browser = opened(tmp_path, text).get("/files/answers.yaml/sections/contract")
    assert browser.value("answer:contract.annual_value") == "£14,500,000"
    browser.press("Save")
    assert (tmp_path / "answers.yaml").read_text() == text
    assert "£14,500,000" in browser.get("/files/answers.yaml/check").text
    assert "£14,500,000 pounds" not in browser.text
