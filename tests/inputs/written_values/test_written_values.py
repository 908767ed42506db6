"""Days, times of day and numbers are understood as people write them, in files of answers, in the page and in forms."""

from __future__ import annotations

import pytest

from specgen.inputs.written_values.days import day_in, wrong_weekday
from specgen.inputs.written_values.numbers import number_in
from specgen.inputs.written_values.times_of_day import time_in

DAYS = {
    "5/4/27": "2027-04-05", "5.4.2027": "2027-04-05", "20270405": "2027-04-05", "2027/4/5": "2027-04-05",
    "5 April 2027": "2027-04-05", "Monday 5th of April 2027": "2027-04-05", "April 5, 2027": "2027-04-05",
    "5/Apr/2027": "2027-04-05", "5 Ebrill 2027": "2027-04-05", "5 Sept 2027": "2027-09-05",
    "Thu 26 Nov 2026": "2026-11-26", "Wed, 3 May 2028": "2028-05-03", "May 3 2028": "2028-05-03", "3 May": "",
    "31 June 2027": "", "4/25/2027": "", "April 2027": "", "5 Ma 2027": "", "5 Marchember 2027": "", "soon": "",
}  # fmt: skip
TIMES = {
    "7:00": "07:00", "7.30 pm": "19:30", "7am": "07:00", "0700": "07:00", "07h00": "07:00", "12 am": "00:00",
    "22": "22:00", "24:00": "24:00", "noon": "12:00", "12 noon": "12:00", "11 p.m.": "23:00", "midday": "12:00",
    "half past six": "", "midnight": "",
    "7": "07:00", "14pm": "", "25:00": "", "24:30": "", "7:60": "", "early": "",
}  # fmt: skip
NUMBERS = {  # text and unit: the digits, or what is wrong
    ("1,200", "minutes"): "1200", ("1,200 hrs", "hours"): "1200", ("10mins", "minutes"): "10", ("10m", "minutes"): "10",
    ("£14.5m", "pounds"): "14500000", ("14.5 million pounds", "pounds"): "14500000", ("£500k", "pounds"): "500000",
    ("GBP 12.50", "pounds"): "12.50", ("-£3", "pounds"): "-3", ("42 %", "percent"): "42", ("−3", "hours"): "-3",
    ("2 thousand people", "people"): "2000", ("46%", "people"): "other unit",
    ("6 working days", "working days"): "6",
    ("4 times", "times a year"): "4", ("95%", "in the unit of the measure"): "95", ("12 apples", ""): "12",
    ("4 days", "hours"): "other unit", ("£24", "hours"): "other unit", ("1 person", "people"): "1",
    ("4 days", "working days"): "other unit", ("5k", "people"): "other unit",
    ("20 days", "as the scale is read"): "other unit",
    ("two", "hours"): "2", ("Twelve working days", "working days"): "12", ("half an hour", "hours"): "0.5",
    ("half an hour", "minutes"): "30", ("1.5 hours", "minutes"): "90", ("an hour", "minutes"): "60",
    ("one week", "days"): "7", ("one week", "working days"): "other unit", ("5 years", "months"): "60",
    ("two weeks", "weeks"): "2", ("one third", "percent"): "none", ("a", "hours"): "none",
    ("£14,500,000 a year", "pounds a year"): "14500000", ("£14.5m per year", "pounds"): "other unit",
    ("3,600 a week", "hours a week"): "3600", ("3,600 hours each week", "hours a week"): "3600",
    ("3,600 a year", "hours a week"): "other unit", ("about £8.9m", "pounds"): "none",
    ("5 WD", "working days"): "5",
    ("1,20", "hours"): "none", ("12-15", "hours"): "none", ("about 12", "hours"): "none",
    ("one of two", "hours"): "other unit",
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_understood_or_none_is(text: str, day: str) -> None:
    found = day_in(text)
    assert (found.isoformat() if found else "") == day


WEEKDAYS = {
    "Sunday 5 April 2027": "5 April 2027 is a Monday", "Tuesday, 5th of April 2027": "5 April 2027 is a Monday",
    "Wed 26 Nov 2026": "26 November 2026 is a Thursday", "Tues. 5/4/27": "5 April 2027 is a Monday",
    "Monday the 5th of April 2027": "", "the Mon 5 April 2027": "", "Thurs 26 Nov 2026": "", "5 April 2027": "",
    "Sunday 31 June 2027": "", "Sunday": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "other"), WEEKDAYS.items())
def test_a_weekday_has_to_be_that_of_the_day(text: str, other: str) -> None:
    assert wrong_weekday(text) == other
    assert not other or day_in(text) is None


@pytest.mark.parametrize(("text", "time"), TIMES.items())
def test_a_time_of_day_is_understood_or_none_is(text: str, time: str) -> None:
    assert time_in(text) == time


def test_an_hour_alone_counts_only_where_it_is_shown_what_it_was_taken_for() -> None:
    assert (time_in("7", hour_alone=False), time_in("22", hour_alone=False)) == ("", "22:00")


@pytest.mark.parametrize(("written", "digits"), NUMBERS.items(), ids=str)
def test_a_number_is_understood_with_its_unit(written: tuple[str, str], digits: str) -> None:
    found = number_in(*written)
    assert ("none" if found is None else found.digits if found.has_its_unit else "other unit") == digits
