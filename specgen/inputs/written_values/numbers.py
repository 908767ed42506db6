"""Understand a number as people write it: £1,200, £14.5m, 42 %, 90 mins, −3, two hours, half an hour, one week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from specgen.system.lazy_pattern import lazy_pattern

__all__ = ["OF_ANOTHER_ANSWER", "WrittenNumber", "number_in"]

NUMBER: Final = lazy_pattern(
    r"(£|GBP)?\s*([-−+]?)\s*(£)?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*((?:m|k|million|thousand)(?![a-z]))?\s*(\D*)",
    re.I,
)
SIZES: Final = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
POUNDS: Final = "pounds"
SHORT: Final = {
    "pound": POUNDS, "gbp": POUNDS, "£": POUNDS, "%": "percent", "per cent": "percent", "pc": "percent",
    "hrs": "hours", "hr": "hours", "h": "hours", "mins": "minutes", "min": "minutes", "m": "minutes",
    "persons": "people", "person": "people", "wd": "working days", "wds": "working days",
}  # fmt: skip
WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORD: Final = lazy_pattern(rf"(?:an?|({'|'.join(WORDS)}))\b(?! (?:third|quarter|fifth|half))", re.I)
HALF: Final = lazy_pattern(r"half an hour", re.I)
EACH: Final = lazy_pattern(r"(?:per|each|every) (?=(?:day|week|month|year)$)")
# What one of a longer time is in a shorter one, where that is exact: a day may be one of work, and months differ.
EXACT: Final = {("hour", "minutes"): 60, ("week", "days"): 7, ("year", "months"): 12}
OF_ANOTHER_ANSWER: Final = ("in ", "as ")  # how a unit begins that another answer names: "in the unit of the measure"


@dataclass(frozen=True)
class WrittenNumber:
    """`has_its_unit`: no unit is written, or the one that is asked for. 4 days are not 4 hours."""

    number: Decimal
    has_its_unit: bool

    @property
    def digits(self) -> str:
        return f"{self.number:f}"


def number_in(text: str, unit: str) -> WrittenNumber | None:
    """Return the one number that a text means where a number of `unit` is asked for; None for other texts."""
    found = NUMBER.fullmatch(_in_figures(" ".join(text.split())))
    if found is None:
        return None
    pounds, size, behind = found[1] or found[3], (found[6] or "").casefold(), found[7].strip().casefold().rstrip(".")
    is_money = bool(pounds) or unit.startswith(POUNDS)
    if size in ("m", "k") and not is_money:  # 10m are minutes, metres or months
        behind, size = f"{size} {behind}".strip(), ""
    number = Decimal(f"{'-' if found[2] in ('-', '−') and found[2] else ''}{found[4].replace(',', '')}{found[5] or ''}")
    if size:
        number = (number * SIZES[size]).normalize()
    exact = EXACT.get((SHORT.get(behind, behind).removesuffix("s"), unit))
    if exact is not None and not pounds and not size:
        return WrittenNumber(_plain(number * exact), has_its_unit=True)
    written = [POUNDS] * bool(pounds) + [EACH.sub("a ", behind)] * bool(behind)
    return WrittenNumber(number, all(_is_unit(one, unit) for one in written))


def _in_figures(text: str) -> str:
    """Return a text that starts with a number in words, with that number in figures."""
    text = HALF.sub("0.5 hours", text) if HALF.fullmatch(text) else text
    found = WORD.match(text)
    if found is None or (found[1] is None and text == found[0]):
        return text
    number = 1 if found[1] is None else WORDS.index(found[1].casefold()) + 1
    return f"{number}{text[found.end() :]}"


def _plain(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()


def _is_unit(written: str, unit: str) -> bool:
    name = SHORT.get(written, written)
    if unit.endswith(f" {name}") and name.startswith("a "):
        return True
    if not unit or unit.startswith(OF_ANOTHER_ANSWER):
        return not unit or name in ("percent", POUNDS)
    return any(unit == one or unit.startswith(f"{one} ") for one in (name, f"{name}s"))
