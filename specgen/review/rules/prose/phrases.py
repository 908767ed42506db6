"""Find the phrases of a word list in the passages of a file.

Lists are long and hits are few: a phrase is looked for by itself in all the texts at once, and only those that occur at
all go into the expression that every passage is searched with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from specgen.formats.yamlfile.lookup import rows_at, text_at, texts_of
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Passage, Subject
from specgen.review.review_data import review_data
from specgen.review.rules.english import statutes_in
from specgen.review.word_places import WORD, WordList, beginnings, word_list, words_in
from specgen.system.lazy_pattern import lazy_pattern

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


class Form(NamedTuple):
    """An expression, and the number of its row in the list."""

    row: int
    pattern: re.Pattern[str]
    beside: frozenset[str]  # it is looked for where one of these words is in the paragraph; none: anywhere


class Phrases(NamedTuple):
    """Each phrase in small letters, with what a better text answers."""

    asks: Mapping[str, str]

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Yield where a phrase stands in running text: not in a heading, a quotation or the name of an Act."""
        present = tuple(phrase for phrase, words in _words_of_each(tuple(self.asks)) if words <= subject.words)
        for passage in subject.passages if present else ():
            if passage.is_head:
                continue
            found = _listed(present).finditer(passage.text)
            yield from _outside(passage, ((one, self.asks[_plain(one.group())]) for one in found))


@cache
def _words_of_each(phrases: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((phrase, frozenset(words_in(phrase))) for phrase in phrases)


@lru_cache(maxsize=100)
def _listed(phrases: tuple[str, ...]) -> WordList:
    return any_word(phrases)


def hits_of_forms(subject: Subject, file: str, name: str) -> Iterator[Hit]:
    """Yield where the expressions of a list find something in running text, as phrases are found."""
    asks, forms = _forms(file, name)
    for passage in subject.passages:
        if not passage.is_head and passage.is_prose:
            yield from _outside(passage, ((one, asks[row]) for row, one in _found(passage.text, forms)))


def hits_at_other_words(hits: Iterator[Hit], forms: Iterator[Hit]) -> Iterator[Hit]:
    """Yield the hits, and those of the expressions that are at other words."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for hit in (*hits, *forms):
        places = taken.setdefault(id(hit.passage), [])
        if not any(start < hit.end and hit.start < end for start, end in places):
            places.append((hit.start, hit.end))
            yield hit


def _found(text: str, forms: Mapping[str, Sequence[Form]]) -> list[tuple[int, re.Match[str]]]:
    """Return what is found, row by row; a row finds nothing inside what it has found."""
    found, ends = list[tuple[int, re.Match[str]]](), dict[int, int]()
    for place, word in beginnings(text, forms.keys()):
        for row, pattern, beside in forms[word]:
            if beside and beside.isdisjoint(words_in(text)):
                continue
            if place >= ends.get(row, 0) and (matched := pattern.match(text, place)):
                found.append((row, matched))
                ends[row] = matched.end()
    return sorted(found, key=itemgetter(0))


def _outside(passage: Passage, found: Iterable[tuple[re.Match[str], str]]) -> Iterator[Hit]:
    """Yield what is found outside quotations and the names of Acts, with what its row asks."""
    outside: list[tuple[int, int]] | None = None
    for one, ask in found:
        if outside is None:
            outside = [*quotations_in(passage.text), *statutes_in(passage.text)]
        if not any(start < one.end() and one.start() < end for start, end in outside):
            yield Hit(passage, one.start(), one.end(), ask)


@cache
def _forms(file: str, name: str) -> tuple[tuple[str, ...], Mapping[str, Sequence[Form]]]:
    """Return what each row asks, and the expressions of all rows under the words that they can begin with."""
    rows = rows_at(review_data(file), name)
    under = defaultdict[str, list[Form]](list)
    for number, row in enumerate(rows):
        beside = frozenset(texts_of(row.get("beside")))
        for word, forms in forms_under(texts_of(row.get("words"))).items():
            under[word] += [Form(number, _pattern(one), beside) for one in forms]
    return tuple(text_at(row, "ask") for row in rows), under


def forms_under(forms: Iterable[str]) -> Mapping[str, list[str]]:
    """Return expressions under each of the words that they can begin with."""
    under = defaultdict[str, list[str]](list)
    for form in forms:
        for word in _first_words(form):
            under[word].append(form)
    return under


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return lazy_pattern(form, re.IGNORECASE)


def _first_words(form: str) -> Iterator[str]:
    """Yield the words that an expression can begin with: those of its first bracket, or its first word."""
    bracket = FIRST_BRACKET.match(form)
    for one in (bracket.group(1) if bracket else form).split("|"):
        found = WORD.match(one)
        if found:
            word = found.group().casefold()
            yield from (word, word[:-1]) if one[found.end() :].startswith("?") else (word,)


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


def any_word(words: Iterable[str], *, flags: int = re.IGNORECASE) -> WordList:
    """Return the list that finds each of some words and phrases, whole."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return word_list(longest_first, lambda phrase: lazy_pattern(rf"(?<![\w-]){_spaced(phrase)}(?![\w-])", flags))


def _spaced(phrase: str) -> str:
    """Return a phrase as an expression in which any white space will do."""
    return re.escape(phrase).replace(r"\ ", r"\s+")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
