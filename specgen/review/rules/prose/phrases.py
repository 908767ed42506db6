"""Find the phrases of a word list in the passages of a file.

Lists are long and hits are few: a phrase is looked for by itself in all the texts at once, and only those that occur at
all go into the expression that every passage is searched with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from specgen.formats.yamlfile.lookup import rows_at, text_at, texts_of
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import WORD, Passage, Subject
from specgen.review.review_data import review_data
from specgen.review.rules.english import statutes_in
from specgen.system.lazy_pattern import lazy_pattern

NOTHING: Final = lazy_pattern(r"(?!)")  # matches nowhere


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
        pattern = _pattern(present)
        for passage in subject.passages:
            if passage.is_head:
                continue
            found = list(pattern.finditer(passage.text))
            if not found:
                continue
            outside = [*quotations_in(passage.text), *statutes_in(passage.text)]
            for one in found:
                if not any(start < one.end() and one.start() < end for start, end in outside):
                    ask = self.asks[_plain(one.group())]
                    yield Hit(passage, one.start(), one.end(), ask)


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


def present(words: tuple[str, ...], subject: Subject) -> tuple[str, ...]:
    """Return those of some whole words or phrases that a file may hold. To compile an expression takes the longer the
    more words it has, and longer than to search the answers of a specification with it.
    """
    if words not in subject.present:
        found = (word for word in words if subject.words.issuperset(WORD.findall(word.casefold())))
        subject.present[words] = tuple(found)
    return subject.present[words]


@lru_cache(maxsize=100)
def any_present(words: tuple[str, ...], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return the expression that finds one of some words, whole; for no words one that finds nothing."""
    return any_word(words, flags=flags) if words else NOTHING


def any_word(words: Iterable[str], *, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return the expression that finds one of some words, whole."""
    return re.compile(rf"(?<![\w-])(?:{_alternatives(words)})(?![\w-])", flags)


@cache
def _pattern(present: Sequence[str]) -> re.Pattern[str]:
    return any_word(present)


def _alternatives(words: Iterable[str]) -> str:
    """Return the words as an expression, the longest first, in which any white space will do."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
