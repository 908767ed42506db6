"""Find where the text says how a provider works, and not what has to come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import sentence_of, sentence_span, sentences_in
from specgen.review.rules.prose.phrases import any_word, phrases_of, words_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.word_places import WordList, word_list, words_in
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
SHORT: Final = r"(?i:5|10|15|20|25|five|ten|fifteen|twenty|twenty-five)"
SHORT_VISIT: Final = lazy_pattern(
    rf"\b(?:[Cc]alls?|[Vv]isits?|[Ss]lots?) of {SHORT} ?-?(?:min\b|minutes?)|\b{SHORT}[- ]minute (?:call|visit|"
    rf"slot)s?\b"
    rf"|\b(?:[Cc]alls?|[Vv]isits?) (?:shall|must|will|should) (?:be|last) {SHORT} minutes"
    r"|\b(?:[Cc]all|[Vv]isit)s? (?:shall|must|will|should) (?:be|last) exactly [\w-]+ minutes"
)
DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
HOUR: Final = r"(?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]m|noon)"
APPOINTED: Final = lazy_pattern(
    rf"\b(?:each|every|on|on a) (?:first |second |last )?{DAY}s?\b[^.;,]{{0,30}}\bat {HOUR}"
    rf"|\bat {HOUR} (?:each|every|on) (?:morning|day|evening|week|(?:a )?{DAY})"
)
POST: Final = r"(?:managers?|deput(?:y|ies)|seniors?|team leaders?|administrators?|co-?ordinators?|supervisors?)"
POSTS: Final = lazy_pattern(rf"\b(?:a|an|one|two|three|four|five|six|eight|ten|\d+) (?:[\w-]+ )?{POST}\b")
FORM: Final = lazy_pattern(r"\b[Ff]orms? [A-Z]{1,4}[-/ ]?\d+\b")

DUTY: Final = lazy_pattern(r"\b(?:shall|must|will|should)\b")
ASKED: Final = lazy_pattern(r"\b(?:shall|must|will|should|(?:is|are)(?: to)?(?: be)? (?:\w+ly )?\w+(?:ed|en|pt))\b")
CLOCK: Final = lazy_pattern(
    rf"\b(?:at|on) (?:\d{{1,2}}[:.]\d\d|\d{{1,2}} ?[ap]m|(?:an? |each |every )?{DAY}s?)"
    r"|\b(?:for|last|lasts|stay|exactly) (?:exactly |no more than )?[\w-]+ minutes\b"
)
KINDS: Final = ("order", "colours", "things", "gestures", "clocks", "exact", "pattern")
THINGS: Final = 3  # of a household, or two and nothing else
NOT_SAID: Final = lazy_pattern(
    r"\b(?:was|were|had|did|told|said|asked|wrote|chose|may|can|could|would|might|if they wish|as agreed|"
    r"agreed with)\b|[?“”\"]"
)
FREE: Final = lazy_pattern(r"\b(?:no|not|never)\b")


def check_methods(subject: Subject) -> Iterator[Finding]:
    """Yield methods, a sentence once."""
    done = set[tuple[int, str]]()
    for hit in phrases_of("methods").hits(subject):
        sentence = sentence_of(hit.passage.text, hit.start)
        if ASKED.search(sentence) and not _spared().search(sentence) and (id(hit.passage), sentence) not in done:
            done.add((id(hit.passage), sentence))
            message = f"“{hit.words}” says how and not what for"
            yield finding_at(HOW_NOT_RESULT, hit.passage, hit.start, hit.end, message, REMEDY)
    for passage in subject.passages:
        if passage.is_head or not passage.is_prose or " " not in passage.text:
            continue
        for start, end in (*_methods(passage), *_signs_together(passage)):
            if (id(passage), passage.text[start:end]) not in done:
                done.add((id(passage), passage.text[start:end]))
                end = start + len(passage.text[start:end].rstrip())
                yield finding_at(HOW_NOT_RESULT, passage, start, end, "this says how and not what for", REMEDY)


def _methods(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences that say how workers do something, or how short a visit is."""
    quoted = quotations_in(passage.text)
    visits = SHORT_VISIT.finditer(passage.text) if "min" in passage.text else ()
    starts = [
        *((one.start(), True) for one in visits),
        *((one.start(), False) for one in _workers().finditer(passage.text)),
    ]
    for at, is_short_visit in starts:
        start, end = sentence_span(passage.text, at)
        sentence, behind = passage.text[start:end], passage.text[at:end]
        if not DUTY.search(sentence) or _spared().search(sentence) or any(a < at < b for a, b in quoted):
            continue
        if not FREE.search(sentence) if is_short_visit else _signs().search(behind) or CLOCK.search(behind):
            yield start, end


def _signs_together(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences in which small things, gestures, hours and their order say together how work is done."""
    if not (_small_things() & words_in(passage.text) or _fixes_who_or_when(passage.text)):
        return
    for start, end in sentences_in(passage.text):
        sentence = passage.text[start:end]
        if NOT_SAID.search(sentence) or _spared().search(sentence):
            continue
        found = {kind: {one.group().casefold() for one in _kind(kind).finditer(sentence)} for kind in KINDS}
        found["clocks"] |= {one.group() for one in CLOCK.finditer(sentence)}
        found["things"] |= {one.group() for one in FORM.finditer(sentence)}
        kinds = {kind for kind, words in found.items() if words}
        if (
            (len(kinds) > 1 and kinds & {"things", "gestures"})
            or len(found["things"]) >= THINGS
            or len(found["pattern"]) > 1
            or _fixes_who_or_when(sentence)
        ):
            yield start, end


def _fixes_who_or_when(sentence: str) -> bool:
    """Whether a sentence gives a provider its posts, or the hour of its own meetings."""
    if re.search(r"\bCouncils?\b|\bpanel\b", sentence) or not DUTY.search(sentence):
        return False
    return APPOINTED.search(sentence) is not None or len(POSTS.findall(sentence)) >= THINGS


@cache
def _small_things() -> frozenset[str]:
    """Return the words of which one is in each method that is told by its small signs."""
    phrases = (phrase for kind in ("things", "gestures", "pattern") for phrase in words_of("methods", kind))
    return frozenset(max(words_in(phrase), key=len) for phrase in phrases) | {"form"}


@cache
def _kind(kind: str) -> WordList:
    return any_word(words_of("methods", kind))


@cache
def _workers() -> WordList:
    longest_first = sorted(words_of("methods", "workers"), key=len, reverse=True)
    bound = r"\s+(?:shall|must|will|should)\b"
    return word_list(longest_first, lambda one: lazy_pattern(re.escape(one) + bound, re.IGNORECASE))


@cache
def _signs() -> WordList:
    return any_word(words_of("methods", "signs"))


@cache
def _spared() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words_of("methods", "spared"))), re.IGNORECASE)


FAMILY = Family("How instead of result", (HOW_NOT_RESULT,), words=check_methods)
