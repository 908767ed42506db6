"""Understand what somebody typed or chose in a field: dates, times, numbers and choices as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from specgen.formats.yamlfile.characters import UNFIT, explain_character
from specgen.inputs.answers.answer_types import weekday_fault
from specgen.inputs.answers.shares import share_in
from specgen.inputs.models.framework_codes import FRAMEWORK_AREAS
from specgen.inputs.models.section import Question
from specgen.inputs.written_values.days import day_in
from specgen.inputs.written_values.numbers import number_in
from specgen.inputs.written_values.times_of_day import time_in
from specgen.problems import Fault, nearest, quoted_value
from specgen.questionnaire.read.form_reader import ReadCell
from specgen.questionnaire.read.typed_areas import Areas, areas_in
from specgen.questionnaire.shown_answers import TICKED, UNTICKED, shown_choices

__all__ = ["BOX", "beside_box", "is_ticked", "matched", "not_known_yet", "understood"]

CODED: Final = ("integer", "number", "date", "time", "choice", "yes_no")
UNKNOWN: Final = ("not known yet", "not known", "not yet known", "tbc", "tbd", "to be confirmed", "to be decided")
TICKS: Final = f"{TICKED}☑✓✔✅xX✗✘"
BOX: Final = re.compile(rf"\s*([{TICKED}{UNTICKED}☑])\s*(.*)", re.DOTALL)
SHORT_NAME: Final = re.compile(r"[A-Z]|\S*\d\S*")  # of a row, such as O1 or A
LEAD: Final = re.compile(r"[•·▪◦‣]\s+|[-–*]\s+|\(?\d{1,2}[.)]\s+")
INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def understood(cell: ReadCell, question: Question, areas: Areas = ()) -> object:
    """Return the answer in the one form (see normal_values), None for a blank field, or a Fault; `areas` are those of
    the outcome framework, as far as it is known.
    """
    texts = [INVISIBLE.sub("", text) if question.kind in CODED else text for text in cell.paragraphs]
    if unfit := next((found for text in texts if (found := UNFIT.search(text))), None):
        return Fault(explain_character(unfit[0]), "delete it or type what you meant", "character")
    lines = [text.strip() for text in texts if text.strip()]
    if question.kind == "list" and question.choices:
        return _ticked(lines, cell, question)
    if not lines:
        return None
    if question.refers_to == FRAMEWORK_AREAS and areas:
        return _areas(lines, question, areas)
    if question.kind == "list":
        return _items(lines, question)
    if question.kind == "prose":
        return "\n\n".join("\n".join(part.strip() for part in line.split("\n")) for line in lines)
    text = " ".join(part for line in lines for part in line.split("\n") if part.strip()).strip()
    if question.kind == "text":
        return " ".join(text.split()) if question.refers_to or question.name == "id" else text
    plain = " ".join(text.split())
    answer = _choice(plain, cell, question) if question.choices else _KINDS[question.kind](plain, cell, question)
    if isinstance(answer, Fault) and question.takes_own_words and answer.rule != "range":  # that is a slip, no words
        return {"other": plain}
    return answer


def not_known_yet(cell: ReadCell) -> bool:
    """Whether a field says that its answer is not known yet."""
    return matched(" ".join(cell.paragraphs)).rstrip(".") in UNKNOWN


def is_ticked(cell: ReadCell) -> bool:
    """Whether a box is ticked, or a cross was typed instead or beside it."""
    text = "".join(cell.paragraphs)
    box = BOX.fullmatch(text)
    return (box is not None and box[1] != UNTICKED) or _is_tick(text)


def beside_box(cell: ReadCell) -> str:
    """Return the words that somebody has written beside a box, or in its place."""
    text = "\n".join(cell.paragraphs)
    box = BOX.fullmatch(text)
    words = text if box is None else box[2]
    return "" if _is_tick(words) else words.strip()


def _is_tick(text: str) -> bool:
    plain = matched(text).replace(UNTICKED, "").strip()
    return bool(plain) and (plain == "yes" or all(sign in TICKS for sign in plain))


def matched(text: str) -> str:
    """Return a text as it is compared with words of the form: no case, plain spaces, plain quotation marks."""
    text = INVISIBLE.sub("", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(text.replace("–", "-").replace("\u2011", "-").split()).casefold()


def _ticked(lines: Sequence[str], cell: ReadCell, question: Question) -> object:
    """Return the choices whose box is ticked; words without a box are choices that somebody typed."""
    chosen, typed_in = list[object](), list[str]()
    for line in lines:
        box = BOX.fullmatch(line)
        if box is None:
            typed_in += [part for part in re.split(r"[;\n]", line) if part.strip()]
        elif box[1] != UNTICKED:
            chosen.append(_choice(box[2], cell, question))
    chosen += [_choice(" ".join(part.split()), cell, question) for part in typed_in]
    fault = next((one for one in chosen if isinstance(one, Fault)), None)
    return fault or list(dict.fromkeys(map(str, chosen))) or None


def _areas(lines: Sequence[str], question: Question, areas: Areas) -> object:
    found = areas_in([part for line in lines for part in line.split("\n")], areas)
    if isinstance(found, Fault) or question.kind == "list":
        return found
    if len(found) == 1:
        return found[0]
    return Fault(f"names {len(found)} areas of the outcome framework", "name one", "reference")


def _items(lines: Sequence[str], question: Question) -> object:
    """Return a list: an item on each line; short names of rows may stand on one, with commas between them."""
    items = [part.strip() for line in lines for part in line.split("\n") if part.strip()]
    if question.refers_to:
        return [name for item in items for part in re.split(r"[,;]", item) for name in _short_names(part)]
    if len(items) > 1 and all(LEAD.match(item) for item in items):
        items = [item[found.end() :] for item in items if (found := LEAD.match(item))]
    return items


def _short_names(text: str) -> list[str]:
    """Return the short names of a text; other words are one name, right or wrong, and are not cut up."""
    names = [word for word in text.split() if word.casefold() != "and"]
    return names if all(map(SHORT_NAME.fullmatch, names)) else [" ".join(text.split())]


def _choice(text: str, cell: ReadCell, question: Question) -> object:
    codes = {matched(code): code for code, _ in question.choices}
    codes |= {matched(words): code for words, code in cell.choices if code in dict(question.choices)}
    codes |= {matched(words): code for code, words in shown_choices(question).items()}
    if found := codes.get(matched(text)):
        return found
    words = list(shown_choices(question).values())
    near = nearest(matched(text), [matched(one) for one in words], 0.8)
    meant = next((one for one in words if near and matched(one) == near), "")
    remedy = f"did you mean “{meant}”?" if meant else f"choose one of: {'; '.join(words)}"
    return Fault(f"{quoted_value(text)} is not one of the choices", remedy, "choice")


def _yes_no(text: str, _cell: ReadCell, _question: Question) -> object:
    answer = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}.get(
        matched(text).rstrip(".")
    )
    return Fault(f"{quoted_value(text)} is not yes or no", "write yes or no", "type") if answer is None else answer


def _number(text: str, _cell: ReadCell, question: Question) -> object:
    if question.kind == "integer" and share_in(text, str(question.schema.get("share_of", ""))):
        return text
    found = number_in(text, question.unit_asked)
    remedy = f"write one number ({question.unit})"
    if found is None:
        return Fault(f"{quoted_value(text)} is not a number", remedy, "type")
    if not found.has_its_unit:
        message = f"{quoted_value(text)} is not plainly a number of {question.unit}"
        return Fault(message, f"{remedy} without other words", "type")
    if question.kind == "integer" and found.number != found.number.to_integral_value():
        return Fault(f"{found.digits} is not a whole number", f"write whole {question.unit}", "type")
    return int(found.number) if found.number == found.number.to_integral_value() else found.number


def _date(text: str, cell: ReadCell, _question: Question) -> object:
    day = day_in(text)
    if day is None and cell.day and cell.day[:4] in text and str(int(cell.day[8:])) in text:
        day = day_in(cell.day)  # shown in the words of another language
    if fault := weekday_fault(text):
        return fault
    if day is None:
        return Fault(
            f"{quoted_value(text)} is not a date", "write it as 1 April 2027, the day before the month", "type"
        )
    if not 1900 <= day.year < 2200:
        return Fault(f"the year {day.year} of {quoted_value(text)} cannot be meant", "check the year", "range")
    return day.isoformat()


def _time(text: str, _cell: ReadCell, _question: Question) -> object:
    remedy = "write hours and minutes, such as 07:00"
    return time_in(text, hour_alone=False) or Fault(f"{quoted_value(text)} is not a time of day", remedy, "type")


_KINDS: Final[Mapping[str, Callable[[str, ReadCell, Question], object]]] = {
    "date": _date, "time": _time, "integer": _number, "number": _number, "yes_no": _yes_no,
}  # fmt: skip
