"""Multiply and raise numbers within limits: a few signs in a tag can ask for a number that no computer finishes."""

from __future__ import annotations

import math
from typing import Any, Final

from specgen.context.filters import NotPrintable

LIMITED: Final = frozenset(("*", "**"))
MOST_DIGITS: Final = 4_000  # of a whole number; Python itself writes out none with more than 4,300
LONGEST: Final = 100_000  # letters of a text, or items of a list, that is repeated
TOO_LARGE: Final = (
    f"reckons with a number of more than {MOST_DIGITS:,} digits, or one that has no end",
    "write a smaller number",
)


def limited(sign: str, left: Any, right: Any) -> Any:
    """Return left * right or left ** right. Raises NotPrintable for what would take too long or be too large."""
    if sign == "*":
        return _product(left, right)
    if isinstance(left, int) and isinstance(right, int) and abs(left) > 1 and right > 0:
        _refuse_digits(right * math.log10(abs(left)) if right < 10**9 else math.inf)
    return left**right


def _product(left: Any, right: Any) -> Any:
    for repeated, times in ((left, right), (right, left)):
        if isinstance(repeated, str | list | tuple) and isinstance(times, int) and times * len(repeated) > LONGEST:
            message = f"repeats a text or a list until it is longer than {LONGEST:,}"
            raise NotPrintable(message, "write a smaller number")
    if isinstance(left, int) and isinstance(right, int):
        _refuse_digits((left.bit_length() + right.bit_length()) * math.log10(2))
    return left * right


def is_too_large(number: object) -> bool:
    """Whether a number has no end, or more digits than can be written out."""
    if isinstance(number, float):
        return not math.isfinite(number)
    return isinstance(number, int) and number.bit_length() * math.log10(2) > MOST_DIGITS


def _refuse_digits(digits: float) -> None:
    if digits > MOST_DIGITS:
        raise NotPrintable(*TOO_LARGE)
