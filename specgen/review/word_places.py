"""Find the words of a text and where each stands: what is looked for under its first word is looked for only there.

To try an expression with many words in it at each letter of a long text takes seconds, and to compile one takes
milliseconds that a short text without any of those words need not wait for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final, NamedTuple

from specgen.system.lazy_pattern import lazy_pattern

WORD: Final = lazy_pattern(r"\w+")


@lru_cache(maxsize=8000)
def word_places(text: str) -> Mapping[str, list[int]]:
    """Return the words of a text in small letters, and where each begins."""
    places = dict[str, list[int]]()
    for word in WORD.finditer(text):
        places.setdefault(word.group().casefold(), []).append(word.start())
    return places


def words_in(text: str) -> AbstractSet[str]:
    """Return the words of a text in small letters, to see quickly what cannot be in it."""
    return word_places(text).keys()


def beginnings(text: str, words: AbstractSet[str], *, is_behind_hyphen: bool = False) -> Iterator[tuple[int, str]]:
    """Yield where some words begin in a text, in its order; second parts of words (re-use) only `is_behind_hyphen`."""
    places = word_places(text)
    for place, word in sorted((place, one) for one in words & places.keys() for place in places[one]):
        if is_behind_hyphen or not place or text[place - 1] != "-":
            yield place, word


class Expression(NamedTuple):
    """What is looked for, and the words that are in each text in which it is, in small letters."""

    pattern: re.Pattern[str]
    words: frozenset[str] = frozenset()


class WordList(NamedTuple):
    """Expressions under the words that they begin with; those of one word in the order in which they count."""

    expressions: Mapping[str, Sequence[Expression]]
    is_behind_hyphen: bool = False  # whether what is looked for may be the second part of a word: re-use

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield what one expression of all of them would find, in its order."""
        places = word_places(text)
        begun = self.expressions.keys() & places.keys()
        patterns = {word: fitting for word in begun if (fitting := self._fitting(word, places))}
        end = start
        for place, word in beginnings(text, patterns.keys(), is_behind_hyphen=self.is_behind_hyphen):
            if place < end:
                continue
            found = _first_match(patterns[word], text, place)
            if found is not None:
                end = found.end()
                yield found

    def match(self, text: str, place: int) -> re.Match[str] | None:
        """Return what begins at a place where a word begins."""
        found = WORD.match(text, place)
        word = found.group().casefold() if found else ""
        return _first_match(self._fitting(word, word_places(text)), text, place) if word in self.expressions else None

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)

    def _fitting(self, word: str, places: Mapping[str, object]) -> list[re.Pattern[str]]:
        """Return the expressions that begin with a word and whose words are all in the text."""
        return [one.pattern for one in self.expressions[word] if one.words <= places.keys()]


def _first_match(patterns: Iterable[re.Pattern[str]], text: str, place: int) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.match(text, place))), None)


def word_list(phrases: Iterable[str], pattern: Callable[[str], re.Pattern[str]]) -> WordList:
    """Return the list of some phrases, in the order in which they count; `pattern` makes the expression of one."""
    by_word = dict[str, list[Expression]]()
    for phrase in phrases:
        if found := WORD.match(phrase):
            expression = Expression(pattern(phrase), frozenset(words_in(phrase)))
            by_word.setdefault(found.group().casefold(), []).append(expression)
    return WordList(by_word)
