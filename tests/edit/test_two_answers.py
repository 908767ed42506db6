"""Two answers in the fields of one question are both kept, said at the question, and one of them is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from werkzeug.datastructures import MultiDict

from specgen.edit.form.field_names import element_id
from specgen.formats.yamlfile.edit.editor import set_value
from specgen.formats.yamlfile.edit.nested_values import value_of
from specgen.formats.yamlfile.yaml_file import read
from specgen.problems import path_steps
from tests.support.edit_pages import ORIGIN, SMALL, Browser, opened
from tests.support.long_cases import long_but


class Case(NamedTuple):
    """What stands in the file, what is typed beside it, what is said then, and what each button leaves."""

    path: str
    title: str
    stored: object
    typed: Mapping[str, str]
    said: str
    buttons: Mapping[str, object]


NIGHT = ("availability.night", "Night cover")
REPLY = ("availability.response[2].reply_minutes", "Time to reply")
STEP = ("document.next_steps[1].by", "Date of the next step")
SITTER, ROTA, PARTS = "a night sitter from 22:00", {"awaited": "the rota"}, "90 minutes, or 60 for a check"
CHOICE_OR_WORDS = {"Keep the choice": "on_call", "Keep my own words": {"other": SITTER}}
ON_CALL_AND_SITTER = f"“On call”, and in your own words “{SITTER}”"
CASES = {
    "own words beside a choice": Case(*NIGHT, "on_call", {"other": SITTER}, ON_CALL_AND_SITTER, CHOICE_OR_WORDS),
    "a choice beside own words": Case(
        *NIGHT, {"other": SITTER}, {"answer": "on_call"}, ON_CALL_AND_SITTER, CHOICE_OR_WORDS
    ),
    "a choice and own words at once": Case(
        *NIGHT, None, {"answer": "on_call", "other": SITTER}, ON_CALL_AND_SITTER, CHOICE_OR_WORDS
    ),
    "own words beside a number": Case(
        *REPLY, 90, {"other": PARTS}, f"“90 minutes”, and in your own words “{PARTS}”",
        {"Keep the number": 90, "Keep my own words": {"other": PARTS}},
    ),
    "a number beside own words": Case(
        *REPLY, {"other": "at once"}, {"answer": "90"}, "“90 minutes”, and in your own words “at once”",
        {"Keep the number": 90, "Keep my own words": {"other": "at once"}},
    ),
    "own words beside a day": Case(
        *STEP, "2027-04-05", {"other": "at Easter"}, "“5 April 2027”, and in your own words “at Easter”",
        {"Keep the date": "2027-04-05", "Keep my own words": {"other": "at Easter"}},
    ),
    "not known yet beside a choice": Case(
        *NIGHT, "on_call", ROTA, "“On call”, and not known yet “the rota”",
        {"Keep the choice": "on_call", "It is not known yet": ROTA},
    ),
    "not known yet beside own words": Case(
        *REPLY, {"other": "at once"}, ROTA, "in your own words “at once”, and not known yet “the rota”",
        {"Keep my own words": {"other": "at once"}, "It is not known yet": ROTA},
    ),
    "not known yet beside several choices": Case(
        "availability.days", "Days of the service", ["monday", "friday"], ROTA,
        "“Monday; Friday”, and not known yet “the rota”",
        {"Keep the answer": ["monday", "friday"], "It is not known yet": ROTA},
    ),
    "not known yet beside a time": Case(
        "availability.start", "Start of the day", "07:00", ROTA, "“07:00”, and not known yet “the rota”",
        {"Keep the answer": "07:00", "It is not known yet": ROTA},
    ),
    "not known yet beside a yes": Case(
        "document.traceability", "Table from outcome to clause", "yes", ROTA, "“Yes”, and not known yet “the rota”",
        {"Keep the choice": "yes", "It is not known yet": ROTA},
    ),
    "not known yet beside text": Case(
        "document.title", "Title of the specification", "Help", ROTA, "“Help”, and not known yet “the rota”",
        {"Keep the answer": "Help", "It is not known yet": ROTA},
    ),
    "all three": Case(
        *REPLY, 240, {"other": "at once", **ROTA},
        "“240 minutes”, in your own words “at once”, and not known yet “the rota”",
        {"Keep the number": 240, "Keep my own words": {"other": "at once"}, "It is not known yet": ROTA},
    ),
    "an answer in place of what was awaited, twice": Case(
        *REPLY, ROTA, {"answer": "90", "other": "at once"}, "“90 minutes”, and in your own words “at once”",
        {"Keep the number": 90, "Keep my own words": {"other": "at once"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", long_but(CASES, "own words beside a choice", "a number beside own words", "all three"))
def test_two_answers_are_kept_and_said_until_one_of_them_is_chosen(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    browser, text, address = _opened_at(tmp_path, case)
    form = browser.form()
    for part, words in case.typed.items():
        form.fields[f"{part}:{case.path}"] = words
    browser.send(form)
    said = f"More than one answer stands here: {case.said}. Choose which of them stays."
    assert browser.texts("govuk-error-summary__list") == [f"{case.title}: {said}"]
    assert {part: browser.value(f"{part}:{case.path}") for part in case.typed} == case.typed
    figures = _saved_by_the_script(browser, address, browser.form().fields)
    found = figures["found"][element_id(path_steps(case.path))]
    assert (found["error"], figures["unsaved"]) == (said, 1)
    assert _text(browser) == text
    buttons = {words: sent for words, sent in _shown_buttons(browser, case).items() if not words.startswith("Remove")}
    assert buttons.keys() == case.buttons.keys()
    assert {sent.partition(" ")[0] for sent in buttons.values()} == {*found["acts"]} - {"clear"}
    for words, sent in buttons.items():
        _file(browser).write_text(text)
        fields = MultiDict[str, str](browser.form().fields) | {"do": sent}
        browser.client.post(address, base_url=ORIGIN, data=fields, headers={"Origin": ORIGIN})
        yaml, _ = read(_file(browser).read_bytes(), "")
        assert yaml is not None
        assert value_of(yaml.values, path_steps(case.path)) == case.buttons[words]
        assert browser.workspace.files["answers.yaml"].unsaved == {}


def test_own_words_that_are_still_to_be_written_keep_the_choice_and_say_so(tmp_path: Path) -> None:
    browser, text, _ = _opened_at(tmp_path, CASES["own words beside a choice"])
    browser.press("Save", {"answer:availability.night": "*other"})
    assert _text(browser) == text
    assert "Write it in your own words. Until then the answer in the file stays: “On call”." in browser.text
    browser.press("Save", {"other:availability.night": SITTER})
    assert f"other: {SITTER}" in _text(browser).replace('"', "")


def _opened_at(folder: Path, case: Case) -> tuple[Browser, str, str]:
    """Open the section of a question whose file holds the first of two answers."""
    text: object = SMALL
    if "next_steps" in case.path:
        text = SMALL.replace("  title:", "  next_steps:\n    - {step: The board, by: 2027-01-01}\n  title:")
    if case.stored is not None:
        text = set_value(str(text), path_steps(case.path), case.stored, order=lambda path: (), file="")
    assert isinstance(text, str), text
    address = f"/files/answers.yaml/sections/{case.path.partition('.')[0]}"
    return opened(folder, text).get(address), text, address


def _shown_buttons(browser: Browser, case: Case) -> dict[str, str]:
    """Return what the buttons below the fields of a question say, each with what it sends."""
    buttons = [one for one in browser.page.find_class("quiet-button") if one.get("hidden") is None]
    shown = [one for one in buttons if one.get("value", "").endswith(f" {case.path}")]
    return {" ".join(one.text_content().split()).removesuffix(f": {case.title}"): one.get("value", "") for one in shown}


def _saved_by_the_script(browser: Browser, address: str, fields: object) -> dict[str, Any]:
    headers = {"Origin": ORIGIN, "X-Quiet": "1"}
    return dict(browser.client.post(address, base_url=ORIGIN, data=fields, headers=headers).get_json())


def _file(browser: Browser) -> Path:
    return browser.workspace.folder / "answers.yaml"


def _text(browser: Browser) -> str:
    return _file(browser).read_text()
