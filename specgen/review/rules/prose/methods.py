"""Find where the text says how a provider works, and not what has to come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import sentence_of, sentence_span
from specgen.review.rules.family import Family
from specgen.review.rules.prose.phrases import any_word, phrases_of, words_of
from specgen.review.rules.rule import Example, Rule
from specgen.system.lazy_pattern import lazy_pattern

HOW_NOT_RESULT = Rule(
    "HOW-NOT-RESULT", "warning", "suggestion",
    "The text prescribes a method where a result would do.",
    "Say what has to be true for people afterwards, and leave the way to the provider.",
    "source 003, section 2.6: specifications should not prescribe how the service is provided",
    fires=Example("Workers shall wash the person, then dress the person and then make the bed."),
    silent=Example("The Provider shall help each person to be washed and dressed at the time that the person chose."),
    ideas=("W02",),
    spares_quotations=True,
)  # fmt: skip

REMEDY: Final = "say what has to come of it, and leave the way to the provider"
SHORT_VISIT: Final = lazy_pattern(
    r"\b(?:[Cc]alls?|[Vv]isits?|[Ss]lots?) of (?:5|10|15|20|25) ?-?(?:min\b|minutes?)"
    r"|\b(?:5|10|15|20|25)[- ]minute (?:call|visit|slot)s?\b"
)
DUTY: Final = lazy_pattern(r"\b(?:shall|must|will|should)\b")
CLOCK: Final = lazy_pattern(
    r"\b(?:at|on) (?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]m|an? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
FREE: Final = lazy_pattern(r"\b(?:no|not|never)\b")


def check_methods(subject: Subject) -> Iterator[Finding]:
    """Yield methods, a sentence once."""
    done = set[tuple[int, str]]()
    for hit in phrases_of("methods").hits(subject):
        sentence = sentence_of(hit.passage.text, hit.start)
        if DUTY.search(sentence) and not _spared().search(sentence) and (id(hit.passage), sentence) not in done:
            done.add((id(hit.passage), sentence))
            message = f"“{hit.words}” says how and not what for"
            yield finding_at(HOW_NOT_RESULT, hit.passage, hit.start, hit.end, message, REMEDY)
    for passage in subject.passages:
        if passage.is_head or not passage.is_prose or not DUTY.search(passage.text):
            continue
        for start, end in _methods(passage):
            if (id(passage), passage.text[start:end]) not in done:
                done.add((id(passage), passage.text[start:end]))
                end = start + len(passage.text[start:end].rstrip())
                yield finding_at(HOW_NOT_RESULT, passage, start, end, "this says how and not what for", REMEDY)


def _methods(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences that say how workers do something, or how short a visit is."""
    quoted = quotations_in(passage.text)
    for found in (*SHORT_VISIT.finditer(passage.text), *_workers().finditer(passage.text)):
        start, end = sentence_span(passage.text, found.start())
        sentence, behind = passage.text[start:end], passage.text[found.start() : end]
        if _spared().search(sentence) or any(a < found.start() < b for a, b in quoted):
            continue
        is_short = found.re is SHORT_VISIT and not FREE.search(sentence)
        if is_short or (found.re is not SHORT_VISIT and (_signs().search(behind) or CLOCK.search(behind))):
            yield start, end


@cache
def _workers() -> re.Pattern[str]:
    workers = "|".join(sorted(map(re.escape, words_of("methods", "workers")), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{workers})\s+(?:shall|must|will|should)\b", re.IGNORECASE)


@cache
def _signs() -> re.Pattern[str]:
    return any_word(words_of("methods", "signs"))


@cache
def _spared() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words_of("methods", "spared"))), re.IGNORECASE)


FAMILY = Family("How instead of result", (HOW_NOT_RESULT,), words=check_methods)
