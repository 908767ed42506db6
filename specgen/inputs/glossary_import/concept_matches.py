"""Find for each term of a contract the concept of specgen that it is: by its word, by a synonym, or by its meaning.

A contract may use a word for something else than specgen does (Outcome for what one person wants): the phrases of its
definition tell which of the senses it is. What is not certain becomes a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from specgen.inputs.contract.contract_definition import ContractDefinition
from specgen.inputs.contract.term_shapes import singular_of
from specgen.inputs.glossary.concept import NO_CONCEPT, Concept, Label, plural_of
from specgen.inputs.glossary.forms import REFERENCE

FEWEST: Final = 4  # words that two definitions of one thing have in common
SHARED: Final = 0.6  # of the words of the shorter one
WORD: Final = re.compile(r"[^\W\d_]{4,}")
USED_FOR_IT: Final = "Contracts often use this word for it."
STOP: Final = frozenset(
    "that this these those with from which whom where when their they them other than under such shall have will made"
    " means meaning given into each what does being been between person people service provider council contract"
    " specification individual authority".split()
)


@dataclass(frozen=True)
class KnownConcepts:
    """The concepts of specgen by their words in small letters."""

    right: Mapping[str, Concept]  # the word itself, its plural, and what is as good
    plain: Mapping[str, Concept]  # words to avoid that mean nothing else
    asked: Mapping[str, Sequence[tuple[Concept, str]]]  # words that may mean something else, each with its question
    by_id: Mapping[str, Concept]
    everywhere: frozenset[str]  # concepts that every jurisdiction has

    def of_word(self, word: str) -> Concept | None:
        """Return the concept that a word, or its singular, stands for without a doubt."""
        forms = (word.casefold(), singular_of(word, many=True).casefold())
        return next((words[form] for words in (self.right, self.plain) for form in forms if form in words), None)


@dataclass(frozen=True)
class Match:
    """The concept that a term of a contract is, or may be."""

    concept: str = ""  # certain, or taken in another sense of its word; "" if it is not sure
    other_sense: str = ""  # the word of specgen that the contract uses in another sense
    asks: tuple[str, ...] = field(default=())  # the concepts that it may be
    question: str = ""
    is_foreign: bool = False  # it has a word of specgen, and is none of its concepts


NO_MATCH: Final = Match()


def known_concepts(glossaries: Sequence[Mapping[str, Concept]]) -> KnownConcepts:
    """Return the concepts of some glossaries by their words; of two with one word the first counts."""
    right: dict[str, Concept] = {}
    plain: dict[str, Concept] = {}
    asked: dict[str, list[tuple[Concept, str]]] = {}
    by_id: dict[str, Concept] = {}
    for concept in (one for glossary in glossaries for one in glossary.values()):
        by_id.setdefault(concept.id, concept)
        for word in (concept.label, concept.plural, *_forms(concept.admitted)):
            right.setdefault(word.casefold(), concept)
        for label in (*concept.deprecated, *concept.superseded):
            for word in map(str.casefold, _forms([label])):
                if not label.question and not label.near and not label.fix and label.severity != "off":
                    plain.setdefault(word, concept)
                elif label.question and concept.id not in {one.id for one, _ in asked.get(word, ())}:
                    asked.setdefault(word, []).append((concept, label.question))
    for concept in by_id.values():
        for word in (form.casefold() for own in concept.contract_words for form in (own, plural_of(own))):
            asked.setdefault(word, []).append((concept, USED_FOR_IT))
    everywhere = frozenset.intersection(*(frozenset(glossary) for glossary in glossaries))
    return KnownConcepts(right, plain, asked, by_id, everywhere)


def matches(found: Sequence[ContractDefinition], known: KnownConcepts) -> list[Match]:
    """Return for each definition the concept that it is; no concept is given twice."""
    settled: list[Match | None] = [None] * len(found)
    used = set[str]()

    def settle(index: int, match: Match) -> None:
        settled[index] = match
        used.add(match.concept)

    for index, one in enumerate(found):  # a word of specgen for something else gives way to all others
        concept = known.of_word(one.term)
        if concept is not None and sense_of(concept, one.meaning) == NO_CONCEPT:
            settled[index] = Match(is_foreign=True)
    for words_of in (_own_words, _other_words):
        for in_right in (True, False):
            for index, one in enumerate(found):
                concept = None if settled[index] else _certain(words_of(one), known, in_right=in_right)
                if concept is None:
                    continue
                sense = _other_sense(concept, one, found, known)
                if sense and sense not in used:
                    settle(index, Match(sense, other_sense=concept.label))
                elif concept.id not in used and sense_of(concept, one.meaning) != NO_CONCEPT:
                    settle(index, Match(concept.id))
    return [match or _open(one, known, used) for one, match in zip(found, settled, strict=True)]


def _other_sense(
    concept: Concept, one: ContractDefinition, found: Sequence[ContractDefinition], known: KnownConcepts
) -> str:
    """Return the concept that a definition of another's word means, if the contract has no word for that one."""
    sense = sense_of(concept, one.meaning)
    other = known.by_id.get(sense)
    is_right = one.term.casefold() in (concept.label.casefold(), concept.plural.casefold())
    if other is None or other.id == concept.id or (is_right and concept.otherwise is None):
        return ""
    words = {word.casefold() for word in (other.label, other.plural)}
    return "" if any(each.term.casefold() in words for each in found) else other.id


def sense_of(concept: Concept, meaning: str) -> str:
    """Return which concept a definition of this one's word describes; "" where its phrases do not tell."""
    text = meaning.replace("’", "'").casefold()
    hits = {sense.concept: sum(_says(text, phrase) for phrase in sense.phrases) for sense in concept.senses}
    most = max(hits.values(), default=0)
    best = [name for name, number in hits.items() if number == most and number]
    return best[0] if len(best) == 1 else ""


def _says(text: str, phrase: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(phrase.casefold())}", text) is not None


def _own_words(one: ContractDefinition) -> Iterable[str]:
    return (one.term,)


def _other_words(one: ContractDefinition) -> Iterable[str]:
    return one.others


def _certain(words: Iterable[str], known: KnownConcepts, *, in_right: bool) -> Concept | None:
    for word in words:
        concept = known.of_word(word)
        if concept is not None and (not in_right or known.right.get(word.casefold()) is concept):
            return concept
    return None


def _open(one: ContractDefinition, known: KnownConcepts, used: set[str]) -> Match:
    """Return what a term may be: it is asked, and never decided."""
    asked = known.asked.get(one.term.casefold(), ())
    likely = {sense_of(concept, one.meaning) for concept, _ in asked} - {""}
    open_to = known.everywhere - used
    free = [(concept, question) for concept, question in asked if concept.id in open_to]
    told = [concept for concept in known.by_id if concept in likely & open_to]
    if told or free:
        asks = tuple(told) or tuple(concept.id for concept, _ in free)
        return Match(asks=asks, question=(free or asked)[0][1])
    near = _by_meaning(one.meaning, known, used)
    if near is None:
        return NO_MATCH
    return Match(asks=(near.id,), question="Its meaning is close to that of a word of specgen.")


def _by_meaning(meaning: str, known: KnownConcepts, used: set[str]) -> Concept | None:
    """Return the concept whose definition has most of its words in common with a meaning."""
    words, best, nearest = _words(meaning), 0.0, None
    for concept in known.by_id.values():
        theirs = _words(REFERENCE.sub(lambda match: match.group(1).replace("_", " "), concept.definition))
        both = words & theirs
        share = len(both) / max(min(len(words), len(theirs)), 1)
        if concept.id in known.everywhere - used and len(both) >= FEWEST and share >= max(SHARED, best):
            best, nearest = share, concept
    return nearest


def _words(text: str) -> set[str]:
    return {re.sub(r"(?:ing|ies|ed|es|s|e|y)$", "", word) for word in WORD.findall(text.casefold()) if word not in STOP}


def _forms(labels: Iterable[Label]) -> list[str]:
    return [word for label in labels for word in (label.text, label.plural) if word]
