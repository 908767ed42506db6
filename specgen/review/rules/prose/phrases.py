"""Find the phrases of a word list in the passages of a file.

Lists are long and hits are few: a phrase is looked for by itself in all the texts at once, and only those that occur at
all go into the expression that every passage is searched with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from specgen.formats.yamlfile.lookup import rows_at, text_at, texts_of
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Passage, Subject
from specgen.review.review_data import review_data
from specgen.review.rules.english import statutes_in
from specgen.system.lazy_pattern import lazy_pattern

WORD: Final = lazy_pattern(r"\w+")
FIRST_BRACKET: Final = lazy_pattern(r"\(\?:([^()]*)\)")


class Hit(NamedTuple):
    """Where a phrase stands, and what its row of the list asks."""

    passage: Passage
    start: int
    end: int
    ask: str

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end]


class Phrases(NamedTuple):
    """Each phrase in small letters, with what a better text answers."""

    asks: Mapping[str, str]

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Yield where a phrase stands in running text: not in a heading, a quotation or the name of an Act."""
        folded = subject.folded
        present = tuple(phrase for phrase in self.asks if phrase in folded)
        if not present:
            return
        patterns = _by_first_word(present)
        for passage in subject.passages:
            if passage.is_head:
                continue
            for one in _outside(passage, _found(passage.text, patterns)):
                yield Hit(passage, one.start(), one.end(), self.asks[_plain(one.group())])


def hits_of_forms(subject: Subject, file: str, name: str) -> Iterator[Hit]:
    """Yield where the expressions of a list find something in running text, as phrases are found."""
    for ask, patterns in _forms(file, name):
        for passage in subject.passages:
            if passage.is_head or not passage.is_prose:
                continue
            for one in _outside(passage, _found(passage.text, patterns)):
                yield Hit(passage, one.start(), one.end(), ask)


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, to see quickly what cannot be in it."""
    return frozenset(word for word, _ in _words_at(text))


@lru_cache(maxsize=4000)
def _words_at(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((word.group().casefold(), word.start()) for word in WORD.finditer(text))


def _found(text: str, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """Yield what the patterns find that begin with a word of the text: far quicker than to try each at each letter."""
    end = 0
    for word, start in _words_at(text):
        pattern = patterns.get(word)
        if pattern is None or start < end or (start and text[start - 1] == "-"):
            continue
        found = pattern.match(text, start)
        if found is not None:
            end = found.end()
            yield found


def _outside(passage: Passage, hits: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield what is found outside quotations and the names of Acts."""
    found = list(hits)
    outside = [*quotations_in(passage.text), *statutes_in(passage.text)] if found else []
    for one in found:
        if not any(start < one.end() and one.start() < end for start, end in outside):
            yield one


@cache
def _forms(file: str, name: str) -> tuple[tuple[str, Mapping[str, re.Pattern[str]]], ...]:
    """Return each expression under the words that it can begin with."""
    rows = []
    for row in rows_at(review_data(file), name):
        by_word = defaultdict[str, list[str]](list)
        for form in texts_of(row.get("words")):
            for word in _first_words(form):
                by_word[word].append(form)
        patterns = {word: lazy_pattern("|".join(forms), re.IGNORECASE) for word, forms in by_word.items()}
        rows.append((text_at(row, "ask"), patterns))
    return tuple(rows)


def _first_words(form: str) -> Iterator[str]:
    """Yield the words that an expression can begin with: those of its first bracket, or its first word."""
    bracket = FIRST_BRACKET.match(form)
    for one in (bracket.group(1) if bracket else form).split("|"):
        found = WORD.match(one)
        if found:
            yield found.group().casefold()


@cache
def words_of(file: str, name: str) -> tuple[str, ...]:
    """Return one plain list of a file."""
    return texts_of(review_data(file).get(name))


@cache
def phrases_of(file: str, name: str = "") -> Phrases:
    """Return the phrases of a file whose rows each ask something; without a name those at its top."""
    values = review_data(file)
    rows = rows_at(values, name) if name else [values]
    return Phrases({word.casefold(): text_at(row, "ask") for row in rows for word in texts_of(row.get("words"))})


def heading_over(passage: Passage, before: str) -> str:
    """Return the heading that a passage stands under; `before` is that of the passage before it."""
    if passage.paragraph is not None and passage.paragraph.headings:
        return passage.paragraph.headings[-1]
    return passage.text if passage.is_head else before


def any_word(words: Iterable[str], *, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return the expression that finds one of some words, whole."""
    return lazy_pattern(rf"(?<![\w-])(?:{_alternatives(words)})(?![\w-])", flags)


@cache
def _by_first_word(present: Sequence[str]) -> Mapping[str, re.Pattern[str]]:
    by_word = defaultdict[str, list[str]](list)
    for phrase in present:
        if found := WORD.match(phrase):
            by_word[found.group().casefold()].append(phrase)
    return {word: any_word(phrases) for word, phrases in by_word.items()}


def _alternatives(words: Iterable[str]) -> str:
    """Return the words as an expression, the longest first, in which any white space will do."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
