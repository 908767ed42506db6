"""Find work that is told as if it happened by itself: rotas follow, invoices go, somebody visits, there is a review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from specgen.review.rules.english import sentences_in
from specgen.review.rules.prose.duties.descriptions import DESCRIBES, NUMBERED, SUBORDINATE
from specgen.review.rules.prose.phrases import words_of
from specgen.review.word_places import words_in
from specgen.system.lazy_pattern import lazy_pattern

MODAL: Final = r"(?:shall|must|will|should|(?:is|are) to|needs? to|has to|have to)"
SOMEBODY: Final = lazy_pattern(
    rf"(?:Someone|Somebody)\s+(?:else\s+)?(?:{MODAL}\s+[a-z]+|(?!is\b|was\b|has\b|who\b|wants\b|needs\b)[a-z]+s)\b"
)
FOR_READERS: Final = frozenset(("you", "your"))
NO_VERB: Final = lazy_pattern(
    r"\b(?:is|are|be|was|were|shall|must|will|should|may|might|can|could|has|have|had|do|does|not|go|goes|take|takes|"
    r"[a-z]+ed|follow|follows|cover|covers|need|needs)\b"
)


def work_by_itself(text: str, *, is_background: bool) -> Iterator[tuple[int, int]]:
    """Yield where words say that work happens, or is to happen, and the sentence has no party for it."""
    words = words_in(text)
    if words & FOR_READERS:
        return  # a page for people: somebody answers at any hour
    has_work = bool(words & _nouns())
    for start, end in sentences_in(text) if has_work or words & _others() else ():
        sentence = text[start:end]
        first = NUMBERED.match(sentence)
        lead = first.end() if first else 0
        if DESCRIBES.search(sentence):
            continue
        if found := SOMEBODY.match(sentence, lead):
            yield start + lead, start + found.end()
            continue
        if found := _told().search(sentence):
            for found in _told().finditer(sentence):
                yield start + found.start(), start + found.end()
            continue
        if not has_work and not words & _receivers():
            continue
        if span := _bids(sentence, lead, is_background=is_background):
            yield start + span[0], start + span[1]
        if (
            not is_background
            and (found := _there().search(sentence))
            and not SUBORDINATE.search(sentence[: found.start()])
        ):
            yield start + found.start(), start + found.end()


def _bids(sentence: str, lead: int, *, is_background: bool) -> tuple[int, int] | None:
    """Return where the sentence begins with work that is to do something, or that has no verb at all."""
    if found := _works_bid().match(sentence, lead):
        return lead, found.end()
    if is_background:
        return None
    if found := _works_go().match(sentence, lead):
        return lead, found.end()
    if (found := _bare().match(sentence, lead)) and not NO_VERB.search(sentence):
        return lead, found.end()
    if found := _needs().match(sentence, lead):
        return lead, found.end()
    found = _gets().match(sentence, lead)
    return (found.start("who"), found.end()) if found else None


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word.split()[-1] for name in ("works", "work") for word in words_of("duties", name))


@cache
def _receivers() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in words_of("duties", "receivers"))


@cache
def _others() -> frozenset[str]:
    return frozenset(("someone", "somebody", "informed", "notified")) | _receivers()


def _any_of(name: str) -> str:
    return "|".join(sorted(map(re.escape, words_of("duties", name)), key=len, reverse=True)).replace(r"\ ", r"\s+")


@cache
def _works_bid() -> re.Pattern[str]:
    """Return the expression for work as subject of a duty: rotas are to minimise, training must cover."""
    return _works(rf"{MODAL}\s+(?:also\s+)?(?:{_any_of('bid_verbs')})\b")


@cache
def _works_go() -> re.Pattern[str]:
    """Return the expression for work that does what it is told to do: invoices go to the council."""
    return _works(rf"(?:(?:also|always|then|only)\s+)?(?:{_any_of('work_verbs')})\b")


def _works(behind: str) -> re.Pattern[str]:
    """Return the expression for work, and what stands behind it."""
    before = r"(?:(?:All|Any|The|These)\s+)?(?:[\w-]+\s+){0,2}?"
    return re.compile(rf"{before}(?:{_any_of('works')})\s+{behind}", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    often = (
        r"regularly|weekly|monthly|quarterly|daily|fortnightly|annually|yearly|every|at least|once|twice|as and when"
    )
    return re.compile(rf"(?:[\w-]+\s+)?(?:{_any_of('works')})\s+(?:{often})\b", re.IGNORECASE)


@cache
def _gets() -> re.Pattern[str]:
    """Return the expression for people who get something: from whom?"""
    what = r"(?:an?|the|their|his or her|its|written|regular|no|one|two)"
    return re.compile(
        r"(?:(?:At|On|After|Before|During|In) (?:[\w’']+ ){1,4}?)?"
        rf"(?P<who>(?:(?:The|Each|Every|All|Any)\s+)?(?:{_any_of('receivers')}))\s+(?:also\s+|then\s+)?(?:gets?|receives?)\s+{what}\b",
        re.IGNORECASE,
    )


@cache
def _needs() -> re.Pattern[str]:
    """Return the expression for what somebody has to see to for the staff: staff need training."""
    return re.compile(
        r"(?:(?:All|The|New)\s+)?(?:staff|workers|care workers|support workers|volunteers)\s+need\s+"
        rf"(?:\w+\s+)?(?:{_any_of('works')})\b",
        re.IGNORECASE,
    )


@cache
def _told() -> re.Pattern[str]:
    """Return the expression for somebody who is told something, wherever that stands in a sentence."""
    before = r"(?<!where )(?<!when )(?<!if )(?<!once )(?<!until )(?<!that )(?<!after )(?<!before )(?<!unless )"
    return re.compile(
        rf"{before}\b(?:the|each|every|their|his or her)\s+(?:{_any_of('receivers')}|council|commissioner)\s+"
        r"(?:is|are)\s+(?:also\s+|then\s+|always\s+)?(?:informed|notified)\b(?![^.;]{0,120}\bby\s+(?:the|a|an|its|their|[A-Z]))",
        re.IGNORECASE,
    )


@cache
def _there() -> re.Pattern[str]:
    return re.compile(
        rf"\b[Tt]here(?:['’]s|\s+(?:is|are|will\s+be))\s+(?:an?\s+|also\s+)*(?:[\w-]+\s+)?(?:{_any_of('work')})\b",
        re.IGNORECASE,
    )
