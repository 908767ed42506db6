"""Say dates, numbers, money, counts and lists in UK English: the Jinja filters and tests of templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import Any, Final, TypeGuard

from jinja2 import Undefined
from markupsafe import Markup, escape

from specgen.context.values import Absent, Choice, Group, OpenPoint, waits_in_its_place
from specgen.context.wording.letter_case import lower, lower_first, trim, upper, upper_first
from specgen.inputs.answers.shares import NumberOfShare
from specgen.inputs.written_values.days import MONTHS
from specgen.system.lazy_pattern import lazy_pattern

SIGNS: Final = lazy_pattern(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
NO_TEXT: Final = lazy_pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # of XML
MOST_DIGITS: Final = 20  # of a number that somebody has typed
TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'
LINE_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
NO_TOTAL: Final = "–"
PREPOSITIONS: Final = frozenset("after at before between by during from in no not on until when while within".split())
AMOUNTS: Final = frozenset("a an one two three four five six seven eight nine ten half".split())


class NotPrintable(Exception):
    """A template prints what has no words; message and remedy say so in a user's words."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


def date_words(day: date) -> str:
    """Return 5 April 2027, whatever language the computer speaks."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def number_words(number: int | float | Decimal) -> str:
    """Return 7,200 or 1.5: commas from a thousand on, no zeros at the end of a fraction, and two places at most of
    what a template has divided.
    """
    if isinstance(number, int):
        return f"{number:,}"
    if isinstance(number, float) or len(number.as_tuple().digits) > MOST_DIGITS:  # what a division has left
        number = rounded_to(Decimal(str(number)), 2)
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(value: object) -> object:
    """Return what `{{ value }}` prints; text keeps its line breaks. Raises NotPrintable for what has no words."""
    if type(value) is str:
        return _with_breaks(value) if SIGNS.search(value) else value
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, Undefined):  # says itself what is wrong
        return value
    if isinstance(value, bool) or value is None:
        what = "nothing" if value is None else "yes or no"
        raise NotPrintable(f"{what} has no words of its own; say it in words with if and else")
    if isinstance(value, NumberOfShare):
        return percent(value.share.percent)
    if isinstance(value, int | float | Decimal):
        return number_words(value)
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, tuple | list | Mapping):
        raise NotPrintable("a list cannot be printed as it is; use a loop, or the filter and_list")
    raise NotPrintable("this is no answer that can be printed; name one of the answers inside it")


def _with_breaks(text: str) -> Markup:
    """Return text whose line breaks and tabs are Word's. Raises NotPrintable for what no Word file can hold."""
    wrong = NO_TEXT.search(text)
    if wrong:
        raise NotPrintable(f"the invisible character U+{ord(wrong.group()):04X} cannot stand in a Word document")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return Markup(LINE_BREAK).join(Markup(TAB).join(line.split("\t")) for line in lines)


def count(number: object, one: str, many: str = "") -> object:
    """Return 24 hours or 1 hour. Own words stand as they are: the sentence or the column says `within` itself."""
    if not _is_number(number):
        return number.removeprefix("within ") if is_own_words(number) else number
    return f"{number_words(number)} {one if number == 1 else many or one + 's'}"


def several(number: object, one: str, many: str = "") -> object:
    """Return `month` or `3 months`, for a sentence that says `every`, `any` or `the first` before it."""
    return one if _is_number(number) and number == 1 else count(number, one, many)


def within(number: object, one: str, many: str = "") -> object:
    """Return `within 24 hours`, and own words so that they stand in the same place: `by noon on the next day`."""
    if isinstance(number, OpenPoint):
        return Markup("within ") + str(number)
    words = count(number, one, many)
    return _after_a_preposition(words) if isinstance(words, str) else words


def by_day(day: object) -> object:
    """Return `by 31 March 2028`, and own words so that they stand in the same place: `within 12 weeks of the start`."""
    if isinstance(day, OpenPoint):
        return Markup("by ") + str(day)
    if isinstance(day, date):
        return f"by {date_words(day)}"
    return _after_a_preposition(day) if is_own_words(day) else day


def _after_a_preposition(words: str) -> str:
    """Return words that begin with a preposition; those that begin with none get one: within 4 days, by noon."""
    first = words.partition(" ")[0].lower()
    if first in PREPOSITIONS:
        return words
    is_amount = first[:1].isdigit() or first in AMOUNTS
    return f"{'within' if is_amount else 'by'} {words}"


def money(amount: object) -> object:
    """Return £1,234.50 or -£5.00: always two decimals, exact."""
    return _in_pounds(rounded_to(Decimal(str(amount)), 2), 2) if _is_number(amount) else amount


def pounds(amount: object) -> object:
    """Return £25,000, and £1,234.50 where there are pence: for amounts in sentences, which line up with nothing."""
    if not _is_number(amount):
        return amount
    exact = rounded_to(Decimal(str(amount)), 2)
    return _in_pounds(exact, 0 if exact == int(exact) else 2)


def _in_pounds(exact: Decimal, places: int) -> str:
    return f"{'-' if exact < 0 else ''}£{abs(exact):,.{places}f}"


def percent(number: object) -> object:
    """Return 70% or 1.5%."""
    return f"{number_words(number)}%" if _is_number(number) else number


def _is_number(value: object) -> TypeGuard[int | float | Decimal]:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def and_list(items: Iterable[object]) -> object:
    """Return `a, b and c`."""
    return _list(items, " and ")


def or_list(items: Iterable[object]) -> object:
    """Return `a, b or c`."""
    return _list(items, " or ")


def _list(items: Iterable[object], last: str) -> object:
    if isinstance(items, str):
        return items
    words = [escape(printed(item)) for item in items]
    if len(words) < 2:
        return words[0] if words else ""
    return Markup(", ").join(words[:-1]) + Markup(last) + words[-1]


def paragraphs(text: object) -> tuple[object, ...]:
    """Return the paragraphs of a prose answer: what stands between empty lines, each on one line."""
    if not isinstance(text, str) or hasattr(text, "__html__"):
        return (text,) if text else ()
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return tuple(block for block in blocks if block)


def rounded(number: object, places: int = 0) -> object:
    """Return a number rounded half up, as people do."""
    if not isinstance(number, int | float | Decimal):
        return number
    return rounded_to(Decimal(str(number)), places)


def rounded_to(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def sum_of(rows: Iterable[Mapping[str, object]], column: str) -> object:
    """Return the total of one column; an open point in it makes the total open, and own words leave none. Shares are
    added before they are rounded, and shares alone are said with their whole: 100% of 520.
    """
    values = [row[column] for row in rows]
    total: int | Decimal = 0
    for value in values:
        if isinstance(value, str):
            return NO_TOTAL
        if not isinstance(value, int | Decimal):
            return value
        total += value.exact if isinstance(value, NumberOfShare) else value
    whole = total if isinstance(total, int) or total % 1 == 0 else rounded_to(total, 0)
    shares = [value for value in values if isinstance(value, NumberOfShare)]
    if shares and len(shares) == len(values):
        return f"{percent(sum(value.share.percent for value in shares))} of {number_words(whole)}"
    return whole


def row_where(rows: Any, column: str, key: object) -> object:
    """Return the row with this answer in a column; without one, a row of which only that answer is known."""
    if isinstance(rows, OpenPoint):
        return next(iter(rows))
    for row in rows:
        if row[column] == key:
            return row
    first: Group = rows[0]
    place = first._place._replace(path=(*first._place.path[:-1], str(key)))
    return Group({column: key}, first._question, place)


def _past_open_points(filter_: Callable[..., object]) -> Callable[..., object]:
    """Return the filter so that an open point comes out as it went in."""

    @wraps(filter_)
    def passed(value: object, *arguments: object, **named: object) -> object:
        return value if isinstance(value, OpenPoint) else filter_(value, *arguments, **named)

    return passed


def is_open(value: object) -> bool:
    """True for a question that still needs an answer."""
    return isinstance(value, OpenPoint)


def is_none(value: object) -> bool:
    """True also for a choice whose code is none; so `is true` and `is false`."""
    return value is None or (isinstance(value, Choice) and value == "none")


def is_true(value: object) -> bool:
    return value is True or (isinstance(value, Choice) and value == "true")


def is_false(value: object) -> bool:
    return value is False or (isinstance(value, Choice) and value == "false")


def is_own_words(value: object) -> TypeGuard[str]:
    """True for an answer in own words to a question that a number, a date or a choice would answer."""
    return isinstance(value, str) and not hasattr(value, "__html__")


def is_answered(value: object) -> bool:
    """True for a question with an answer, and for words, a number or a date that is optional and awaited: it is
    printed where it would stand.
    """
    return waits_in_its_place(value) if isinstance(value, OpenPoint) else not isinstance(value, Absent)


_OF_VALUES: Final[dict[str, Callable[..., object]]] = {
    "count": count,
    "several": several,
    "money": money,
    "pounds": pounds,
    "percent": percent,
    "and_list": and_list,
    "or_list": or_list,
    "upper_first": upper_first,
    "lower_first": lower_first,
    "upper": upper,
    "lower": lower,
    "trim": trim,
    "round": rounded,
}
FILTERS: Final[dict[str, Callable[..., object]]] = {
    **{name: _past_open_points(filter_) for name, filter_ in _OF_VALUES.items()},
    "within": within,
    "by_day": by_day,
    "paragraphs": paragraphs,
    "sum_of": sum_of,
    "row_where": row_where,
}
TESTS: Final[dict[str, Callable[..., bool]]] = {
    "open": is_open,
    "own_words": is_own_words,
    "answered": is_answered,
    "none": is_none,
    "true": is_true,
    "false": is_false,
}
