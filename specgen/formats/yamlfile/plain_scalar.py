"""Read a word without quotation marks as YAML 1.2 does: no sexagesimal numbers, no octal, no yes and no."""

from __future__ import annotations

from decimal import Decimal

from specgen.system.lazy_pattern import lazy_pattern

MAX_DIGITS = 18
_INTEGER = lazy_pattern(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = lazy_pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def scalar(text: str) -> object:
    """Return what an unquoted word means in YAML 1.2's core schema; numbers beyond 18 digits stay text."""
    if text in _WORDS:
        return _WORDS[text]
    if not (text[0] in "+-." or text[0].isdecimal()) or len(text) > MAX_DIGITS + 8:
        return text
    if _INTEGER.fullmatch(text):
        number = int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
        return number if abs(number) < 10**MAX_DIGITS else text
    if _DECIMAL.fullmatch(text):
        exact = Decimal(text)
        return exact if abs(exact.adjusted()) < MAX_DIGITS else text
    return text
