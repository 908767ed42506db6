"""Convert one answer to the type that its question asks for, or say what would be right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from specgen.formats.yamlfile.characters import UNSEEN, name_unseen
from specgen.formats.yamlfile.plain_scalar import scalar
from specgen.inputs.answers.shares import share_in
from specgen.inputs.models.question_text import OWN_WORDS
from specgen.inputs.models.section import Question
from specgen.inputs.written_values.days import day_in, wrong_weekday
from specgen.inputs.written_values.numbers import OF_ANOTHER_ANSWER, number_in
from specgen.inputs.written_values.times_of_day import time_in
from specgen.problems import Fault, nearest, quoted_value

__all__ = ["typed", "weekday_fault"]

FIGURES: Final = ("integer", "number", "date", "time")
PENNY: Final = Decimal("0.01")
CODES: Final = (*FIGURES, "choice", "yes_no")


def typed(value: object, text: str | None, question: Question) -> object:
    """Return the value as its question means it, None if it is empty, or a Fault; `text` is how it was written."""
    written = text if text is not None else value
    if value is None or (isinstance(written, str) and not written.strip()):
        return None
    if question.kind in FIGURES and (plain := _plain_digits(str(written))) != str(written):
        return Fault(f"{quoted_value(written)} is not written in the digits 0 to 9", f"write {plain.strip()}", "type")
    if question.kind in CODES and (unseen := name_unseen(str(written).strip())):
        plain = UNSEEN.sub("", str(written)).strip()
        message = f"{quoted_value(plain)} has a {unseen} in it, which nobody sees"
        return Fault(message, f"type it again: {plain}", "type")
    return _KINDS[question.kind](value, written, question)


def _plain_digits(text: str) -> str:
    """Return a text with the digits of other scripts as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _text(_value: object, written: object, _question: Question) -> object:
    text = str(written).strip()
    if "\n" in text:
        return Fault("holds a line break", "write it on one line, or start it with >- to fold the lines", "line")
    return text


def _prose(_value: object, written: object, _question: Question) -> object:
    return str(written).strip()


def _date(_value: object, written: object, question: Question) -> object:
    text = str(written).strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return Fault(
                f"{quoted_value(text)} is not a day in the calendar", f"write a real day, {_like(question)}", "type"
            )
        if 1900 <= day.year < 2200:
            return day
        return Fault(f"the year {day.year} of {quoted_value(text)} cannot be meant", "check the year", "range")
    if fault := weekday_fault(text):
        return fault
    meant = day_in(text)
    remedy = f"write year-month-day, {_like(question) if meant is None else f'perhaps {meant.isoformat()}'}"
    return Fault(f"{quoted_value(text)} is not a date", remedy, "type")


def weekday_fault(text: str) -> Fault | None:
    """Return what is wrong with a day that falls on another weekday than its text says."""
    other = wrong_weekday(text)
    message = f"{quoted_value(text)} names another weekday: {other}"
    return Fault(message, "write the day that is meant", "range") if other else None


def _time(_value: object, written: object, _question: Question) -> object:
    text = str(written).strip()
    if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", text, re.ASCII):
        return text
    meant = time_in(text)
    remedy = f"write {meant}" if meant else "write hours and minutes, such as 07:00 (00:00 to 24:00)"
    return Fault(f"{quoted_value(text)} is not a time of day", remedy, "type")


def _integer(value: object, written: object, question: Question) -> object:
    if isinstance(written, str) and (share := share_in(written, str(question.schema.get("share_of", "")))):
        return share
    number = _amount(value, written, question)
    if isinstance(number, Decimal):
        if number != number.to_integral_value():
            return Fault(f"{number} is not a whole number", f"write whole {question.unit}", "type")
        return int(number)
    return number


def _number(value: object, written: object, question: Question) -> object:
    number = _amount(value, written, question)
    if question.unit == "pounds" and isinstance(number, Decimal) and _has_part_of_a_penny(number):
        message = f"{number:f} pounds has part of a penny, which no amount is printed with"
        return Fault(message, f"write pounds and whole pence, such as {number.quantize(PENNY):f}", "range")
    return number


def _has_part_of_a_penny(amount: Decimal) -> bool:
    places = amount.normalize().as_tuple().exponent
    return isinstance(places, int) and places < -2


def _amount(value: object, written: object, question: Question) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    text = str(written).strip()
    is_named = question.unit and not question.unit.startswith(OF_ANOTHER_ANSWER)
    unit = f" (it is read as {question.unit})" if is_named else ""
    if not isinstance(value, bool) and isinstance(scalar(text), int | Decimal):
        return Fault(
            f"{quoted_value(text)} is in quotes, and a number is asked for", f"write {text} without quotes", "type"
        )
    if re.fullmatch(r"[-+]?[\d.]{18,}", text):
        return Fault(f"{quoted_value(text)} is longer than any number that can be meant", "check it", "range")
    if meant := number_in(text, question.unit_asked):
        if not meant.has_its_unit:
            asked = f" of {question.unit}" if is_named else ""
            remedy = f"write how many{asked.removeprefix(' of')} it is, in digits alone"
            return Fault(f"{quoted_value(text)} is not a number{asked}", remedy, "type")
        return Fault(f"{quoted_value(text)} is not a plain number", f"write {meant.digits} alone{unit}", "type")
    return Fault(
        f"{quoted_value(text)} is not a number", f"write digits, for example {_example(question) or '12'}{unit}", "type"
    )


def _yes_no(_value: object, written: object, _question: Question) -> object:
    answer = {"true": True, "yes": True, "false": False, "no": False}.get(str(written).strip().lower())
    return (
        answer if answer is not None else Fault(f"{quoted_value(written)} is not yes or no", "write yes or no", "type")
    )


def _choice(_value: object, written: object, question: Question) -> object:
    text = str(written).strip()
    codes = question.labels
    if text in codes:
        return text
    by_label = {label.casefold(): code for code, label in codes.items()} | {code.casefold(): code for code in codes}
    meant = by_label.get(text.casefold()) or nearest(text.casefold(), codes, 0.7)
    listed = ", ".join(codes)
    remedy = f"did you mean {meant}? The choices are {listed}" if meant else f"write one of {listed}"
    remedy += f", or {OWN_WORDS}" if question.takes_own_words else ""
    return Fault(f"{quoted_value(text)} is not one of the choices", remedy, "choice")


_KINDS: dict[str, Callable[[object, object, Question], object]] = {
    "text": _text,
    "prose": _prose,
    "date": _date,
    "time": _time,
    "integer": _integer,
    "number": _number,
    "yes_no": _yes_no,
    "choice": _choice,
}


def _example(question: Question) -> str:
    return str(question.examples[0]) if question.examples else ""


def _like(question: Question) -> str:
    return f"for example {_example(question) or '2027-04-05'}"
