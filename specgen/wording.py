"""Values in, the words a reader sees out: dates, numbers, money, counts and lists in UK English, as Jinja filters
and tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from markupsafe import Markup, escape

from specgen.values import Absent, OpenPoint

MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                 "November", "December")  # fmt: skip
LINE_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'


def date_words(day: date) -> str:
    """Return 5 April 2027, whatever language the computer speaks."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def number_words(number: int | Decimal) -> str:
    """Return 7,200 or 1.5: commas from a thousand on, no zeros at the end of a fraction."""
    if isinstance(number, int):
        return f"{number:,}"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(value: object) -> object:
    """Return what `{{ value }}` prints; text keeps its line breaks. Raises TypeError for what has no words."""
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, bool) or value is None:
        raise TypeError(f"{value} has no words of its own; say it in words with if and else")
    if isinstance(value, int | Decimal):
        return number_words(value)
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, str):
        return _broken_lines(value) if "\n" in value else value
    if isinstance(value, tuple | list | Mapping):
        raise TypeError("a list cannot be printed as it is; use a loop, or the filter and_list")
    return value  # Jinja's undefined names among them: they say themselves what is wrong


def _broken_lines(text: str) -> Markup:
    return Markup(LINE_BREAK).join(text.rstrip("\n").split("\n"))


def count(number: object, one: str, many: str = "") -> object:
    """Return 24 hours or 1 hour."""
    if not isinstance(number, int | Decimal):
        return number
    return f"{number_words(number)} {one if number == 1 else many or one + 's'}"


def money(amount: object) -> object:
    """Return £1,234.50: always two decimals, exact."""
    return f"£{Decimal(amount):,.2f}" if isinstance(amount, int | Decimal) else amount


def percent(number: object) -> object:
    """Return 70% or 1.5%."""
    return f"{number_words(number)}%" if isinstance(number, int | Decimal) else number


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
    if not isinstance(text, str):
        return (text,) if text else ()
    blocks = [" ".join(block.split()) for block in text.replace("\r", "").split("\n\n")]
    return tuple(block for block in blocks if block)


def upper_first(text: object) -> object:
    """Return the text with a capital at its start."""
    return _first(text, str.upper)


def lower_first(text: object) -> object:
    """Return the text with a small letter at its start, unless it starts with an abbreviation."""
    words = str(escape(text)) if hasattr(text, "__html__") else text
    return text if isinstance(words, str) and words[1:2].isupper() else _first(text, str.lower)


def _first(text: object, change: Callable[[str], str]) -> object:
    if isinstance(text, Markup):
        return Markup(change(text[:1]) + text[1:]) if text[:1].isalpha() else text
    if hasattr(text, "__html__"):  # a choice or a term prints words of its own
        return _first(Markup(text.__html__()), change)
    return change(text[:1]) + text[1:] if isinstance(text, str) else text


def sum_of(rows: Iterable[Mapping[str, object]], column: str) -> object:
    """Return the total of one column; an open point in it makes the total open."""
    total: int | Decimal = 0
    for row in rows:
        value = row[column]
        if not isinstance(value, int | Decimal):
            return value
        total += value
    return total


def _past_open_points(filter_: Callable[..., object]) -> Callable[..., object]:
    """Return the filter so that an open point comes out as it went in."""

    def passed(value: object, *arguments: object) -> object:
        return value if isinstance(value, OpenPoint) else filter_(value, *arguments)

    passed.__doc__ = filter_.__doc__
    return passed


def is_open(value: object) -> bool:
    """True for a question that still needs an answer."""
    return isinstance(value, OpenPoint)


def is_answered(value: object) -> bool:
    """True for a question with an answer."""
    return not isinstance(value, OpenPoint | Absent)


_OF_VALUES: Final[dict[str, Callable[..., object]]] = {
    "count": count,
    "money": money,
    "percent": percent,
    "and_list": and_list,
    "or_list": or_list,
    "upper_first": upper_first,
    "lower_first": lower_first,
}
FILTERS: Final[dict[str, Callable[..., object]]] = {
    **{name: _past_open_points(filter_) for name, filter_ in _OF_VALUES.items()},
    "paragraphs": paragraphs,
    "sum_of": sum_of,
}
TESTS: Final[dict[str, Callable[..., bool]]] = {"open": is_open, "answered": is_answered}
