"""Find what a draft says that the conditions of its contract say already, and definitions that differ.

A specification adds to its contract: what is written twice is changed once. Sentences are compared as sets of words
that carry meaning, rare ones weighing more than stock phrases, so that a clause put in other words is found too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from specgen.document.open_points import PLACEHOLDER
from specgen.inputs.contract.contract_definition import LIKELY, ContractDefinition
from specgen.inputs.contract.contract_line import Line
from specgen.inputs.contract.contract_lines import read_lines
from specgen.inputs.contract.definitions import definitions_of
from specgen.inputs.contract.term_shapes import term_key
from specgen.problems import Place, Problem
from specgen.review.rules.against_contract.meanings import meanings_in
from specgen.review.rules.against_contract.plain_words import STOCK, STOP, stem_of
from specgen.review.rules.against_contract.repetition import CONTRACT_DEFINITION, CONTRACT_REPEAT, CONTRACT_REWORDED

SHORTEST: Final = 8  # words of a sentence that can be a repeat at all
FEWEST: Final = 6  # different words that carry meaning, of a sentence in other words
CONTAINED: Final = 0.62  # of the weight of the draft's sentence stands in the one of the conditions
COVERED: Final = 0.45  # and the other way round
IN_ORDER: Final = 0.2  # of the neighbours are neighbours there too, or nearly all the words are the same
NEARLY_ALL: Final = 0.78
MOST: Final = 100  # sentences that one is held against, those first that share its rarest words
SHOWN: Final = 160  # letters of a text in a message

SENTENCE: Final = re.compile(r"(?<=[.;:?!])\s+(?=[A-Z“\"(•])")
ACT: Final = re.compile(
    r"\b(?:[A-Z][\w’-]*|\([A-Z][\w ’-]{0,40}\))(?:,? (?:and|of|the|for|in|\([A-Z][\w ’-]{0,40}\)|[A-Z][\w’-]*)){0,16}?"
    r" (?:Act|Regulations?|Order|Measure|Code)(?: of Practice)?(?: \(?\d{4}\)?)"
)
MONEY: Final = re.compile(r"£\s?(\d[\d,.]*)\s?(million|m\b|thousand|k\b)?", re.IGNORECASE)
TOKEN: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
REFERS: Final = re.compile(
    r"(?:ha(?:s|ve) the (?:same )?meanings?|as defined|is defined|defined in|see\b|as given|the meaning given"
    r"|as (?:in|the) (?:clause|conditions|contract)"
    r"|(?:what|the same) [^.;]{0,60}\b(?:clause|conditions|contract)\b)",
    re.IGNORECASE,
)


def repeats(
    draft: bytes,
    conditions: bytes,
    *,
    file: str = "",
    contract: str = "the conditions",
    reported: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """Return what the draft says that its contract's conditions say already. Raises NotAWordFile.

    `reported` are the keys of terms of which it is known already that they are defined against the contract.
    """
    own, theirs = _Document(read_lines(draft)), _Document(read_lines(conditions))
    found = [*_repeated(own.sentences, theirs, file, contract), *_defined_again(own, theirs, file, contract, reported)]
    return tuple(problem for _, problem in sorted(found, key=lambda pair: pair[0]))


def repeated_texts(
    texts: Iterable[tuple[str, Callable[[str], Place]]], conditions: Sequence[Line], contract: str
) -> Iterator[Problem]:
    """Yield what the texts of answers, each with what places its words, say that the conditions say already."""
    theirs, places = _Document(conditions), list[Callable[[str], Place]]()
    sentences = list[_Sentence]()
    for text, place in texts:
        places.append(place)
        for sentence in SENTENCE.split(" ".join(text.split())):
            plain, words = _read(sentence)
            if len(plain.split()) >= SHORTEST and not REFERS.match(sentence):
                sentences.append(_Sentence(len(places) - 1, "", sentence, plain, words))
    for order, problem in _repeated(sentences, theirs, "", contract):
        yield replace(problem, place=places[order](problem.place.words))


class _Document:
    """A document's sentences, and its definitions."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.definitions = tuple(one for one in definitions_of(lines).found if one.confidence >= LIKELY)
        starts = {one.order for one in self.definitions if one.shape != "inline" and one.shape != "acronym"}
        self.meanings = tuple(_meanings(line for line in lines if not line.is_head and line.index not in starts))
        tables = {line.cell.table for line in lines if line.cell is not None and line.index in starts}
        self.sentences = tuple(
            sentence
            for line in lines
            if not line.is_head and line.index not in starts and (line.cell is None or line.cell.table not in tables)
            for sentence in _sentences(line)
        )
        self.all_sentences = self.sentences + tuple(
            _Sentence(one.order, one.clause, f"{one.term}: {one.meaning}", *_read(one.meaning))
            for one in self.definitions
            if one.meaning
        )


def _meanings(lines: Iterable[Line]) -> Iterator[ContractDefinition]:
    """Yield what sentences define in passing, which is no definition for a whole contract."""
    for line in lines:
        for one in meanings_in(line.text):
            yield ContractDefinition(one.term, one.text, line.clause, "passing", LIKELY, one.words, order=line.index)


@dataclass(frozen=True)
class _Sentence:
    order: int
    clause: str
    text: str
    plain: str  # all its words in small letters
    words: tuple[str, ...]  # those that carry meaning, in their order


def _sentences(line: Line) -> Iterator[_Sentence]:
    for text in SENTENCE.split(line.text):
        plain, words = _read(text)
        if len(plain.split()) >= SHORTEST and not REFERS.match(text):
            yield _Sentence(line.index, _place(line), text, plain, words)


def _place(line: Line) -> str:
    if line.cell is not None:
        row = f"table {line.cell.table}, row {line.cell.row}"
        return f"{line.clause}, {row}" if line.clause else row
    return line.clause


def _read(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text's words in small letters, and those that carry meaning in their plainest form."""
    text = PLACEHOLDER.sub(" ", text).replace("’", "'")
    plain = " ".join(TOKEN.findall(text.casefold()))
    text = ACT.sub(lambda match: " " + re.sub(r"\W+", "", match.group()).casefold() + " ", text)
    text = MONEY.sub(_sum, text)
    words = (stem_of(word) for word in TOKEN.findall(text.casefold()))
    return plain, tuple(word for word in words if word not in STOP)


def _sum(match: re.Match[str]) -> str:
    number = float(match.group(1).replace(",", "").rstrip(".") or 0)
    factor = {"m": 1e6, "t": 1e3, "k": 1e3}.get((match.group(2) or " ")[0].lower(), 1)
    return f" pounds{number * factor:.0f} "


def _repeated(own: Sequence[_Sentence], theirs: _Document, file: str, contract: str) -> Iterator[tuple[int, Problem]]:
    by_words = {one.plain: one for one in reversed(theirs.all_sentences)}
    weight = _weights((own, theirs.all_sentences))
    index = _Index(theirs.all_sentences, weight)
    seen = set[tuple[int, int]]()
    for one in own:
        exact = by_words.get(one.plain) or index.holding(one)
        other = exact or index.nearest(one)
        if other is None or (one.order, other.order) in seen:
            continue
        seen.add((one.order, other.order))
        yield one.order, _again(one, other, file, contract, exact=exact is not None)


def _again(one: _Sentence, other: _Sentence, file: str, contract: str, *, exact: bool) -> Problem:
    where = f"clause {other.clause} of {contract}" if other.clause else contract
    if exact:
        rule, message = CONTRACT_REPEAT, f"says again, word for word, what {where} says: “{_short(one.text)}”"
    else:
        rule, message = CONTRACT_REWORDED, f"says in other words what {where} says: {_both(one.text, other.text)}"
    remedy = f"leave it to {where}, or say only what this specification adds"
    place = Place(file, path=_named(one.clause), words=one.text)
    return Problem(place, message, remedy, rule.id, level=rule.level)


def _weights(documents: Iterable[Sequence[_Sentence]]) -> Mapping[str, float]:
    """Return how much each word says: a rare one more, a stock word of contracts little."""
    counts, total = Counter[str](), 0
    for sentences in documents:
        for sentence in sentences:
            counts.update(set(sentence.words))
            total += 1
    whole = math.log(1 + total)
    return {
        word: 0.15 if word in STOCK else max(0.2, math.log(1 + total / count) / whole) for word, count in counts.items()
    }


class _Index:
    """The sentences of the conditions by their words. One is held against those only that share its rarest words, and
    against `MOST` of them: else twice the pages of both documents would take four times as long.
    """

    def __init__(self, sentences: Sequence[_Sentence], weight: Mapping[str, float]) -> None:
        self.sentences = sentences
        self.weight = weight
        self.words = [frozenset(sentence.words) for sentence in sentences]
        self.sums = [sum(weight[word] for word in sorted(words)) for words in self.words]
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for word in self.words[number]:
                self.by_word[word].append(number)
            for pair in set(pairwise(sentence.plain.split())):
                self.by_pair[pair].append(number)

    def holding(self, one: _Sentence) -> _Sentence | None:
        """Return the sentence that holds all of another's words in their order."""
        plain = one.plain.split()
        if len(plain) < SHORTEST + 4 or len(set(one.words)) < FEWEST:
            return None
        rarest = min((self.by_pair.get(pair, []) for pair in pairwise(plain)), key=len)
        padded = f" {one.plain} "
        return next((self.sentences[n] for n in rarest[:MOST] if padded in f" {self.sentences[n].plain} "), None)

    def nearest(self, one: _Sentence) -> _Sentence | None:
        """Return the sentence that says the same in other words."""
        words = set(one.words)
        telling = words - STOCK
        if len(telling) < FEWEST - 1 or len(words) < FEWEST:
            return None
        whole = sum(self.weight[word] for word in sorted(words))
        shared = {
            number: sum(self.weight[word] for word in sorted(words & self.words[number]))
            for number in self._sharing(words, whole)
        }
        best = max(shared, key=lambda number: shared[number] / max(whole, self.sums[number]), default=None)
        if best is None:
            return None
        other = self.sentences[best]
        contained, covered = shared[best] / whole, shared[best] / self.sums[best]
        if contained < CONTAINED or covered < COVERED or len(telling & set(other.words)) < FEWEST - 2:
            return None
        pairs = set(pairwise(one.words))
        in_order = len(pairs & set(pairwise(other.words))) / max(len(pairs), 1)
        return other if in_order >= IN_ORDER or min(contained, covered) >= NEARLY_ALL else None

    def _sharing(self, words: Set[str], whole: float) -> list[int]:
        """Return the sentences that can share enough: those with none of the rarest words never do."""
        rest, numbers = whole, dict[int, None]()
        for word in sorted(words, key=lambda word: (len(self.by_word.get(word, ())), word)):
            if rest < CONTAINED * whole or len(numbers) >= MOST:
                break
            numbers |= dict.fromkeys(self.by_word.get(word, [])[:MOST])
            rest -= self.weight[word]
        return sorted(numbers)


def _defined_again(
    own: _Document, theirs: _Document, file: str, contract: str, reported: frozenset[str]
) -> Iterator[tuple[int, Problem]]:
    known: dict[str, ContractDefinition] = {}
    for one in theirs.definitions:
        for word in (one.term, *one.others):
            known.setdefault(term_key(word), one)
    for one in (*own.definitions, *own.meanings):
        other = known.get(term_key(one.term))
        if other is None or not other.meaning or not _is_defined(one) or term_key(one.term) in reported:
            continue
        where = f"clause {other.clause} of {contract}" if other.clause else contract
        same = _read(one.meaning)[0] == _read(other.meaning)[0]
        said = "in the same words" if same else f"in other words: {_both(one.meaning, other.meaning)}"
        message, remedy = f"“{one.term}” is defined here and in {where}, {said}", f"write “as defined in {where}”"
        level = "warning" if same else "error"
        place = Place(file, path=_named(one.clause), words=f"{one.term}: {one.meaning}")
        yield one.order, Problem(place, message, remedy, CONTRACT_DEFINITION.id, level=level)


def _is_defined(one: ContractDefinition) -> bool:
    """Whether a term has its own meaning here, and does not only refer to the contract's."""
    return bool(one.meaning) and one.shape not in ("inline", "acronym") and not REFERS.match(one.meaning)


def _named(clause: str) -> str:
    return f"clause {clause}" if clause else ""


def _both(one: str, other: str) -> str:
    return f"“{_short(one)}” here, “{_short(other)}” there"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rsplit(" ", 1)[0] + " …"
