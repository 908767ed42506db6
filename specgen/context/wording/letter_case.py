"""Change the letters of words that a document prints: capitals, small letters, a capital at the start."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from specgen.system.resources import built_in_models

_BEFORE_NAMES: Final = frozenset(
    "a all an any as at by each every for from if in its of on or some the their these this to with".split()
)


def upper_first(text: object) -> object:
    """Return the text with a capital at its start."""
    return _first(text, str.upper)


def lower_first(text: object) -> object:
    """Return the text with a small letter at its start, unless its first word may be a name or a defined term.

    Only words of models/glossary/common_words.txt are changed, and none before a word with a capital: `People who need
    help` and `Swansea` stay as they are, `Age Cymru` too.
    """
    if isinstance(text, Markup) or not hasattr(text, "__html__"):
        return _first(text, str.lower) if isinstance(text, str) and _starts_with_common_word(text) else text
    return text if str(escape(text))[1:2].isupper() else _first(text, str.lower)  # a choice or a term has our own words


def _starts_with_common_word(words: str) -> bool:
    first, *rest = words.split(maxsplit=3)[:3] or [""]
    word = first.rstrip(",;:").lower()
    after = [other for other in rest if other not in ("and", "of")][:1]  # Care and Support Plan
    is_no_name = word in _BEFORE_NAMES or not (after and after[0][:1].isupper())
    return (
        (word in _common_words() or word.partition("-")[0] in _common_words())
        and not first[1:2].isupper()
        and is_no_name
    )


@functools.cache
def _common_words() -> frozenset[str]:
    lines = (built_in_models() / "glossary" / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _first(text: object, change: Callable[[str], str]) -> object:
    if isinstance(text, Markup):
        return Markup(change(text[:1]) + text[1:]) if text[:1].isalpha() else text
    if hasattr(text, "__html__"):  # a choice or a term prints words of its own
        return _first(Markup(text.__html__()), change)
    return change(text[:1]) + text[1:] if isinstance(text, str) else text


def upper(text: object) -> object:
    """Return the words in capitals."""
    words = words_of(text)
    return words.upper() if isinstance(words, str) else words


def lower(text: object) -> object:
    """Return the words in small letters."""
    words = words_of(text)
    return words.lower() if isinstance(words, str) else words


def trim(text: object) -> object:
    """Return the words without spaces at their start and end."""
    words = words_of(text)
    return words.strip() if isinstance(words, str) else words


def words_of(value: object) -> object:
    """Return what a choice or a term prints; anything else as it is."""
    return Markup(value.__html__()).unescape() if hasattr(value, "__html__") else value
