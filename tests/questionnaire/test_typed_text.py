"""Test that a field is understood as people fill it in: dates, numbers, times, choices, lists."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.inputs.models.model import Question
from specgen.inputs.written_values.days import day_in
from specgen.problems import Fault
from specgen.questionnaire.read.form_reader import ReadCell
from specgen.questionnaire.read.typed_text import is_ticked, not_known_yet, understood
from specgen.questionnaire.shown_answers import day_words


def question(kind: str, **more: Any) -> Question:
    choices = more.pop("choices", ())
    return Question("asked", "Asked", "", "", "", "model", kind, more.pop("unit", ""), choices,
                    more.pop("refers_to", ""), (), (), more)  # fmt: skip


BASIS = (("framework", "a national outcome framework"), ("personal", "what each person wants"))
DATE, TIME, YES_NO = question("date"), question("time"), question("yes_no")
HOURS, POUNDS, PERCENT = (
    question("integer", unit="hours"), question("number", unit="pounds"), question("number", unit="percent"),
)  # fmt: skip
CHOICE = question("choice", choices=BASIS)
OWN = question("choice", choices=BASIS, own_words=True)
SEVERAL = question("list", choices=BASIS)

TYPED = [
    *((DATE, text, "2027-04-01") for text in (
        "1 April 2027", "1st April 2027", "01/04/2027", "1/4/27", "1.4.2027", "1-4-2027", "2027-04-01", "1 Apr 2027",
        "Thursday 1 April 2027", "Thursday, 1st of April 2027", "April 1, 2027", "1\u00a0April\u00a02027",
        "1 Ebrill 2027",
        "1 APRIL 2027.", "2027-04-01T00:00:00Z", "1st April, 2027", "1 / 4 / 2027",
    )),
    (DATE, "5 Sept 2027", "2027-09-05"),
    *((TIME, text, "07:00") for text in ("07:00", "7:00", "7am", "7.00 am", "7 a.m.", "0700", "07.00", "07:00:00")),
    (TIME, "7.30 pm", "19:30"), (TIME, "12 noon", "12:00"), (TIME, "noon", "12:00"), (TIME, "12 am", "00:00"),
    (TIME, "24:00", "24:00"),
    *((HOURS, text, 1200) for text in ("1200", "1,200", "1200 hours", "1,200 Hours.", "1200 hrs", "1\u200b200")),
    (HOURS, "−3", -3),
    *((POUNDS, text, Decimal("1250.50")) for text in ("£1,250.50", "1250.50", "£ 1,250.50", "1250.50 pounds",
                                                       "GBP 1250.50", "£\u00a01,250.50")),
    (PERCENT, "95%", 95), (PERCENT, "95 per cent", 95), (PERCENT, "2.5", Decimal("2.5")),
    *((YES_NO, text, True) for text in ("Yes", "yes", "Y", "YES.")), (YES_NO, "No", False),
    (CHOICE, "what each person wants", "personal"), (CHOICE, "What each person  wants", "personal"),
    (CHOICE, "personal", "personal"), (OWN, "something else", {"other": "something else"}),
    (question("text"), "  Jo’s “own” words ", "Jo’s “own” words"),
    (question("text"), ("High Street", "", "Aberwen"), "High Street Aberwen"),
    (question("prose"), ("One.", "", "Two,\nand more."), "One.\n\nTwo,\nand more."),
    (question("list"), ("apples", "pears"), ["apples", "pears"]),
    (question("list"), ("• apples", "• pears"), ["apples", "pears"]),
    (question("list"), ("1. apples", "2. pears"), ["apples", "pears"]),
    (question("list"), "apples, red\npears", ["apples, red", "pears"]),
    (question("list", refers_to="outcomes.list"), "O1, O2 and O3", ["O1", "O2", "O3"]),
    (question("list", refers_to="outcomes.list"), "A B", ["A", "B"]),
    (question("list", refers_to="outcomes.list"), "O1; People live well", ["O1", "People live well"]),
    (SEVERAL, ("☒ a national outcome framework", "☐ what each person wants"), ["framework"]),
    (SEVERAL, ("☐ a national outcome framework", "☐ what each person wants"), None),
    (SEVERAL, "personal; framework", ["personal", "framework"]),
    (HOURS, "  ", None),
]  # fmt: skip

WRONG = [
    (DATE, "soon", "type"), (DATE, "31/02/2027", "type"), (DATE, "4/25/2027", "type"), (DATE, "1 April 3027", "range"),
    (DATE, "Sunday 1 April 2027", "range"), (question("date", own_words=True), "Sunday 1 April 2027", "range"),
    (DATE, "April 2027", "type"), (TIME, "7", "type"), (TIME, "14pm", "type"), (TIME, "25:00", "type"),
    (HOURS, "about 12", "type"), (HOURS, "12 days", "type"), (HOURS, "£12", "type"), (HOURS, "12.5", "type"),
    (HOURS, "12-15", "type"), (HOURS, "1,20", "type"), (PERCENT, "£5", "type"), (YES_NO, "maybe", "type"),
    (CHOICE, "whatever", "choice"), (SEVERAL, "whatever", "choice"),
    (question("text"), "a \u202eword", "character"), (question("text"), "\uf0b7 a symbol", "character"),
]  # fmt: skip


NAMES = {
    "wa1": "Physical and mental health and emotional well-being",
    "wa2": "Protection from abuse and neglect",
    "wa4": "Domestic, family and personal relationships",
    "wa9": "Control over day to day life",
    "wa10": "Participation in work",
}
SAME = {"ca3": "Protection from abuse and neglect (care_act)", "wa2": "Protection from abuse and neglect (wales_nof)",
        "ca1": "Personal dignity, including treatment with respect (care_act)"}  # fmt: skip
NAMED = [
    ("Physical and mental health and emotional well-being", ["wa1"]),
    ("Control over day-to-day life", ["wa9"]),
    (("Protection from abuse and neglect", "wa9"), ["wa2", "wa9"]),
    ("wa10, WA1 and wa4", ["wa10", "wa1", "wa4"]),
    ("Domestic, family and personal relationships; participation in work.", ["wa4", "wa10"]),
    ("wa2: Protection from abuse and neglect", ["wa2"]),
    (("1. Control over day to day life", "• WA2"), ["wa9", "wa2"]),
]
UNNAMED = [
    (NAMES, "wa3", "write the name or the code of an area (wa1, wa2, wa4, wa9, wa10)"),
    (NAMES, "wa1 and something else", "write the name"),
    (NAMES, "Protection from abuse and neglct", "did you mean"),
    (SAME, "Protection from abuse and neglect", "choose the outcome framework, or write the code"),
]


def cell(texts: str | tuple[str, ...], **more: Any) -> ReadCell:
    return ReadCell((texts,) if isinstance(texts, str) else texts, **more)


@pytest.mark.parametrize(("asked", "texts", "answer"), TYPED, ids=str)
def test_what_people_write_is_understood(asked: Question, texts: str | tuple[str, ...], answer: object) -> None:
    found = understood(cell(texts), asked)
    assert found == answer
    assert isinstance(found, bool) == isinstance(answer, bool)


@pytest.mark.parametrize(("texts", "codes"), NAMED, ids=str)
def test_an_area_of_the_framework_is_known_by_its_name_and_its_code(
    texts: str | tuple[str, ...], codes: object
) -> None:
    assert understood(cell(texts), question("list", refers_to="framework.areas"), tuple(NAMES.items())) == codes


def test_one_area_is_known_by_what_stands_before_its_comma() -> None:
    asked = question("text", refers_to="framework.areas")
    assert understood(cell("personal dignity"), asked, tuple(SAME.items())) == "ca1"
    assert isinstance(understood(cell("ca1, ca3"), asked, tuple(SAME.items())), Fault)


@pytest.mark.parametrize(("areas", "text", "remedy"), UNNAMED, ids=str)
def test_what_names_no_area_is_not_cut_into_words(areas: dict[str, str], text: str, remedy: str) -> None:
    fault = understood(cell(text), question("list", refers_to="framework.areas"), tuple(areas.items()))
    assert isinstance(fault, Fault)
    assert (fault.rule, remedy in fault.remedy) == ("reference", True)


@pytest.mark.parametrize(("asked", "text", "rule"), WRONG, ids=str)
def test_what_may_mean_anything_is_a_fault_with_what_would_be_right(asked: Question, text: str, rule: str) -> None:
    fault = understood(cell(text), asked)
    assert isinstance(fault, Fault)
    assert (fault.rule, bool(fault.remedy)) == (rule, True)


def test_a_choice_keeps_its_code_where_the_words_of_the_model_have_changed_since() -> None:
    assert understood(cell("a country's framework", choices=(("a country's framework", "framework"),)), CHOICE) == (
        "framework"
    )


def test_a_day_that_was_picked_in_the_words_of_another_language_is_the_day_of_the_control() -> None:
    assert understood(cell("1 avril 2027", day="2027-04-01"), DATE) == "2027-04-01"
    assert isinstance(understood(cell("perhaps in June", day="2027-04-01"), DATE), Fault)


@pytest.mark.parametrize("text", ["☒", "☑", "x", "☐ x", "✓", "Yes"])
def test_a_box_is_ticked_by_any_sign(text: str) -> None:
    assert is_ticked(cell(text))


@pytest.mark.parametrize("text", ["☐", "", "no", "not here"])
def test_other_words_do_not_tick_a_box(text: str) -> None:
    assert not is_ticked(cell(text))


@pytest.mark.parametrize("text", ["Not known yet", "TBC", "to be confirmed.", "not known\u00a0yet"])
def test_not_known_yet_may_be_typed(text: str) -> None:
    assert not_known_yet(cell(text))


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_that_a_form_shows_is_read_back(day: datetime.date) -> None:
    assert day_in(day_words(day.isoformat())) == day
