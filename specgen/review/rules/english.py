"""Look around a place in a text: the sentence, the words beside it, what a capital means there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from specgen.inputs.glossary.concept import article_of
from specgen.inputs.glossary.matcher import ALIKE
from specgen.system.lazy_pattern import lazy_pattern

# Words that may have a capital at the start of a sentence and say nothing of what follows.
FUNCTION_WORDS: Final = frozenset(
    "a an the this that these those each every any all no some one both neither either such another other our its his"
    " her their your my if when where while unless until once after before because although though since whether as at"
    " by for from in into of on onto or over to under upon with without within and but nor so yet than then not only"
    " also may shall will must should can could would is are was were be been has have had do does did how what which"
    " who whom whose why there here it they he she we you i nothing nobody everyone everything where neither"
    " following including plus minus per via during between through across against around about above below".split()
)
DETERMINERS: Final = frozenset("the a an this that these those each every any such no either neither another".split())
# A condition that says no more than that something can be done.
AS_ABLE: Final = lazy_pattern(
    r"\b(?:where|wherever|if|when|whenever) "
    r"(?:practicable|possible|appropriate|necessary|needed|required|feasible)\b,?",
    re.IGNORECASE,
)
# The clause behind a subject that says which is meant: those carers who are harder to reach.
RELATIVE: Final = lazy_pattern(r"(?<=\w) (?:who|(?:in )?which)\b.*$|(?<=thing) that\b.*$|(?<=Those) that\b.*$|^which$")
_LEADING: Final = lazy_pattern(
    r"(?:[\s\"'“”‘’(\[•–—-]|[A-Z]{1,3}\d{1,3}[,:;.]?\s|\d+(?:\.\d+)*[.)]?\s|\([a-z]{1,4}\)\s)*"
)
_BREAK: Final = lazy_pattern(r"(?:[.!?:;\n\t•][\s\"'“”‘’(\[–—-]*|[(\[“‘\"]|\b[A-Z]{1,3}\d{1,3}[,:;.]?\s)$")
_LAST_WORD: Final = lazy_pattern(r"[\w’'&-]+\Z")
_WORD_AFTER: Final = lazy_pattern(r"[ \u00a0]+([\w’'&-]+)")
_END: Final = lazy_pattern(r"(?<=[.!?;])[\"'”’)\]]*\s+(?=[A-Z“‘\"'(\[])|\n")
_STATUTE: Final = lazy_pattern(
    r"(?:(?:[A-Z][\w’'-]*|\([^()]{2,80}\)|of|and|the|for|to|etc\.|in|at)[ ,]+)+"
    r"(?:Act|Acts|Regulations|Measure|Order|Rules)(?: \d{4})"
)
_LAW: Final = lazy_pattern(r"\b(?:Act|Regulations|Measure|Order|Directive|Code of Practice)\b")


def at_start(text: str, start: int) -> bool:
    """Whether a sentence, or a label after a colon, starts here: then a capital says nothing."""
    if not start:
        return True
    before = text[max(0, start - 40) : start]
    if before[-1].isalnum():
        return False
    if _BREAK.search(before):
        return True
    return start < 40 and _LEADING.fullmatch(before) is not None


def sentence_of(text: str, start: int) -> str:
    """Return the sentence around a place."""
    first, last = sentence_span(text, start)
    return text[first:last]


def sentence_span(text: str, start: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    starts, ends = _breaks(text)
    before = bisect_right(ends, start)
    after = max(before, bisect_left(starts, start))
    return ends[before - 1] if before else 0, starts[after] if after < len(starts) else len(text)


@lru_cache(maxsize=8)  # many places of one text are asked for, one after the other
def _breaks(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where the breaks between sentences start and end."""
    breaks = [found.span() for found in _END.finditer(text)]
    return tuple(start for start, _ in breaks), tuple(end for _, end in breaks)


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends."""
    start = 0
    for found in _END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def word_before(text: str, start: int) -> str:
    """Return the word right before a place, with nothing but a space between."""
    before = text[max(0, start - 40) : start].removesuffix("\n")
    words = before.rstrip(" \u00a0")
    if words == before:
        return ""
    found = _LAST_WORD.search(words[max(words.rfind(" "), 0) :])
    return found.group() if found else ""


def word_after(text: str, end: int) -> str:
    """Return the word right behind a place."""
    found = _WORD_AFTER.match(text, end)
    return found.group(1) if found else ""


def is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands beside others, as in Local Authority: then they are a name together."""
    after = word_after(text, end)
    if after[:1].isupper() and after.casefold() not in FUNCTION_WORDS:
        return True
    before = word_before(text, start)
    return before[:1].isupper() and before.casefold() not in FUNCTION_WORDS


def stands_before(text: str, end: int, words: tuple[str, ...]) -> bool:
    """Whether one of these words follows."""
    rest = text[end : end + 60].translate(ALIKE).lower().lstrip(" -")
    return any(re.match(rf"{re.escape(_plain(word))}(?!\w)", rest) for word in words)


def stands_after(text: str, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of these words stands right before."""
    rest = text[max(0, start - 60) : start].translate(ALIKE).lower().rstrip(" -")
    return any(re.search(rf"(?<!\w){re.escape(_plain(word))}$", rest) for word in words)


def has_word(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of these words stands anywhere in the text."""
    return _any_of(words).search(text.translate(ALIKE).lower()) is not None


def names_law(text: str) -> bool:
    """Whether a text names an Act or regulations: what it says there are the law's words."""
    return _LAW.search(text) is not None


def statutes_in(text: str) -> list[tuple[int, int]]:
    """Return where Acts and regulations are named in full: Welsh Language (Wales) Measure 2011."""
    return [found.span() for found in _STATUTE.finditer(text)] if names_law(text) else []


def with_article(text: str, start: int, word: str) -> tuple[int, str]:
    """Return where to start replacing, and what with, so that `a` and `an` fit the new word."""
    before = word_before(text, start)
    right = article_of(word)
    if before.casefold() not in ("a", "an") or before.casefold() == right:
        return start, word
    first = text.rindex(before, 0, start)
    gap = text[first + len(before) : start]
    return first, f"{right.capitalize() if before[0].isupper() else right}{gap}{word}"


def _plain(word: str) -> str:
    return word.translate(ALIKE).lower()


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(_plain(word)) for word in words) + r")(?!\w)")


def start_of_clause(text: str, place: int) -> int:
    """Return where the clause starts that a place is in: behind the last stop, comma or `and`."""
    start = 0
    for mark in re.finditer(r"[;:.!?]\s+|,\s+(?:and\s+|but\s+)?", text[:place]):
        start = mark.end()
    return start


def third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"
