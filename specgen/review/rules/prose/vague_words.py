"""Find times, amounts and tests that nobody can check, and lists without an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import sentence_of, sentence_span
from specgen.review.rules.prose.phrases import (
    Hit,
    any_word,
    hits_at_other_words,
    hits_of_forms,
    phrases_of,
    words_of,
)
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.word_places import WordList
from specgen.system.lazy_pattern import lazy_pattern

SOURCE: Final = "source 003, section 2.6: specifications should not be ambiguous"

VAGUE_TIME = Rule(
    "VAGUE-TIME", "warning", "suggestion",
    "A time, an interval or a trigger is given that nobody can check.",
    "Say within how many hours or days, and from what event.",
    SOURCE,
    fires=Example("The Provider shall reply as soon as possible."),
    silent=Example("The Provider shall reply within 4 hours of the call."),
    ideas=("W01",),
    spares_quotations=True,
)  # fmt: skip
VAGUE_AMOUNT = Rule(
    "VAGUE-AMOUNT", "warning", "suggestion",
    "An amount, a standard or a condition is given that nobody can check.",
    "Say how much, of what, or by which test.",
    SOURCE,
    fires=Example("The Provider shall employ adequate staff."),
    silent=Example("The Provider shall employ at least six Care Workers in each zone."),
    ideas=("W01",),
    spares_quotations=True,
)  # fmt: skip
OPEN_LIST = Rule(
    "OPEN-LIST", "warning", "suggestion",
    "A list of duties has no end.",
    "Close the list, or name the test that a further item has to meet.",
    SOURCE,
    fires=Example("The Provider shall involve the family, friends, neighbours, etc."),
    silent=Example("The Health and Safety at Work etc. Act 1974 applies."),
    ideas=("W13",),
    spares_quotations=True,
)  # fmt: skip

UNIT: Final = (
    r"(?:(?:working|calendar|clear|school)\s+)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|quarters?)"
)
NUMBER: Final = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty)"
)
LIMIT: Final = lazy_pattern(
    rf"\b{NUMBER}(?:\s+|-){UNIT}\b|\bby \d{{1,2}}[:.]\d\d\b|\bsame day\b|\bevery (?:day|week|month)\b", re.I
)
# What takes a limit away again: within a reasonable time, normally the same day.
HEDGE: Final = lazy_pattern(
    r"\b(?:normally|usually|generally|ideally|preferably|typically|hopefully|if possible|where possible|or so)\b",
    re.IGNORECASE,
)
OTHERS: Final = lazy_pattern(
    r"(?<!less)(?<!more),? (?:and|or) (?:any |all |the )?other (?:relevant |similar |appropriate |such |related |"
    r"suitable )?[a-z]+(?: of \w+)?"
    r"(?=[.;,]|$| (?:as|when|where|if) \w+)",
    re.IGNORECASE,
)


RATING: Final = lazy_pattern(r"\b\d{1,2} [–-] [^,;.:]*$")  # what a point of a scale means: 10 – fully in control
CONDITION: Final = lazy_pattern(
    r"(?:as|if|where|when|wherever|whenever) (?:\w+ )?(?:necessary|needed|required|appropriate)", re.I
)
# What is done again and again: a condition beside it asks when.
AGAIN: Final = lazy_pattern(
    r"\b(?:review|updat|refresh|re-?assess|inspect|audit|re-?visit|revis|check)(?:e|s|es|ed|ing)?\b", re.IGNORECASE
)


# What somebody does by habit is a description, where nobody has a duty in the sentence.
HABIT: Final = lazy_pattern(r"regularly|frequently|occasionally|routinely|often", re.IGNORECASE)
# A power needs no interval: ad hoc visits may be made at any time.
OFTEN: Final = lazy_pattern(r"ad hoc|from time to time|occasional|periodic|on occasion", re.IGNORECASE)
POWER: Final = lazy_pattern(
    r"\bmay\b|\bby the (?:Council|Commissioner)\b|\bthe (?:Council|Commissioner)(?= may\b)", re.IGNORECASE
)
DUTY: Final = lazy_pattern(
    r"\b(?:shall|must|will|should|(?:is|are|has|have|needs?|ought) to|required|providers?|councils?|commissioners?|"
    r"staff|workers?|managers?|teams?)\b",
    re.IGNORECASE,
)
# How long a need lasts is the case that a condition is about.
TERM: Final = lazy_pattern(r"in the (?:short|medium|long|longer) term", re.IGNORECASE)
CASE: Final = lazy_pattern(r"(?:\S*\d\S* )?(?:if|where|when|whenever)\b[^,]*$", re.IGNORECASE)
# As the person recovers: right where the person has a say in it.
GROWS: Final = lazy_pattern(r"as (?!soon\b|far\b|much\b)\w+ .*", re.IGNORECASE)
AGREED: Final = lazy_pattern(
    r"\b(?:agree\w*|with (?:the|each|that) (?:person|adult|tenant|individual)s?)\b", re.IGNORECASE
)
OUTSIDE: Final = lazy_pattern(r"\b(?:outside|out of)(?: normal| the)? $", re.IGNORECASE)
# A person who is suitable by a law or a test that the sentence goes on to name.
SUITABLE: Final = lazy_pattern(r"suitabl[ey](?: person| people)?", re.IGNORECASE)
TEST: Final = lazy_pattern(
    r"(?: \w+)?,? (?:under|within the meaning of|as defined|(?:who|that|which) "
    r"(?:meets?|holds?|passe[sd]|receives?|manages?)|"
    r"to (?:receive|manage)\b)"
)


# What the text defines, and where it gives the number: what is sufficient here is set out in Part Four.
MEANS: Final = lazy_pattern(r"(?:\S*\d\S* )?[\"“'‘]([A-Z][\w -]*)[\"”'’] means?\b")
TOLD_ELSEWHERE: Final = lazy_pattern(
    r"[^.;]{0,40}\b(?:is|are) (?:set out|defined|given|stated|listed|shown) in (?:the )?"
    r"(?:Part|Annex|Appendix|Schedule|Section|Table|Clause|Paragraph|section|clause|paragraph|table)\b"
)


def check_vague(subject: Subject) -> Iterator[Finding]:
    """Yield vague times, vague amounts and open lists outside quotations and the names of Acts."""
    taken = dict[int, list[tuple[int, int]]]()
    terms = frozenset(one.term for one in subject.definitions) | _defined_here(subject)
    for hit in hits_at_other_words(
        phrases_of("vague", "time").hits(subject), hits_of_forms(subject, "vague", "time_forms")
    ):
        if not _is_spared(hit, terms) and not _has_limit(hit):
            taken.setdefault(id(hit.passage), []).append((hit.start, hit.end))
            yield _finding(VAGUE_TIME, hit, f"“{hit.words}” is no time that can be checked")
    for hit in hits_at_other_words(
        phrases_of("vague", "amount").hits(subject), hits_of_forms(subject, "vague", "amount_forms")
    ):
        inside = any(start < hit.end and hit.start < end for start, end in taken.get(id(hit.passage), ()))
        if not inside and not _is_spared(hit, terms) and not _has_limit(hit):
            yield _amount(hit)
            taken.setdefault(id(hit.passage), []).append((hit.start, hit.end))
    for hit in phrases_of("vague", "soft").hits(subject):
        inside = any(start < hit.end and hit.start < end for start, end in taken.get(id(hit.passage), ()))
        if not inside and not _is_spared(hit, terms):
            yield _finding(VAGUE_AMOUNT, hit, f"“{hit.words}” can be read in more than one way")
    yield from _open_lists(subject)


def is_soft(finding: Finding) -> bool:
    """Whether a finding is about praise or manner, which goes unsaid where something else is to be said."""
    words = finding.passage.text[finding.start : finding.end]
    return finding.rule == VAGUE_AMOUNT.id and " ".join(words.casefold().split()) in phrases_of("vague", "soft").asks


def _amount(hit: Hit) -> Finding:
    sentence = sentence_of(hit.passage.text, hit.start)
    if CONDITION.match(hit.words) and AGAIN.search(sentence):
        message = f"“{hit.words}” does not say when"
        return finding_at(VAGUE_TIME, hit.passage, hit.start, hit.end, message, "say at which event, and by when")
    return _finding(VAGUE_AMOUNT, hit, f"“{hit.words}” can be read in more than one way")


def _open_lists(subject: Subject) -> Iterator[Finding]:
    for hit in phrases_of("vague", "open_list").hits(subject):
        if hit.words.casefold() == "and so on" and sentence_of(hit.passage.text, hit.start).count(",") < 2:
            continue  # a series: year 1 is the first contract year, and so on
        if hit.words.casefold() == "and more" and not _ends_a_list(hit):
            continue
        yield _finding(OPEN_LIST, hit, f"“{hit.words}” leaves this list open")
    for hit in hits_of_forms(subject, "vague", "open_list_forms"):
        yield _finding(OPEN_LIST, hit, f"“{hit.words}” leaves this list open")
    if "other " in subject.folded:
        for passage in subject.passages:
            for found in OTHERS.finditer(passage.text) if not passage.is_head and " other " in passage.text else ():
                if PERSONS.search(found.group()):
                    continue  # those are a closed circle, if a vague one
                if "," in sentence_of(passage.text, found.start()).split(found.group())[0]:
                    yield _open(passage, found)


def _ends_a_list(hit: Hit) -> bool:
    """Whether the words stand behind a comma at the end of a sentence: eating, washing, and more."""
    text = hit.passage.text
    return text[: hit.start].endswith(", ") and text[hit.end : hit.end + 1] in (".", ";", "", ")")


PERSONS: Final = lazy_pattern(
    r"\b(?:relevant|appropriate|suitable) (?:professionals|agencies|parties|partners|staff|people)\b"
)


def _finding(rule: Rule, hit: Hit, message: str) -> Finding:
    return finding_at(rule, hit.passage, hit.start, hit.end, message, f"say {hit.ask}" if hit.ask else "")


def _open(passage: Passage, found: re.Match[str]) -> Finding:
    words = found.group().strip(" ,")
    start = passage.text.index(words, found.start())
    message = f"“{words}” leaves this list open"
    return finding_at(OPEN_LIST, passage, start, start + len(words), message, "close the list")


def _defined_here(subject: Subject) -> frozenset[str]:
    """Return the words that a paragraph of the file explains: “Promptly” means within four hours."""
    found = (MEANS.match(passage.text) for passage in subject.passages if " mean" in passage.text)
    return frozenset(one.group(1) for one in found if one)


def _is_spared(hit: Hit, terms: frozenset[str]) -> bool:
    """Whether the words are part of a term of law, a term that is defined, told in full elsewhere, or describe."""
    if hit.words[:1].isupper() and hit.words in terms:
        return True
    if TOLD_ELSEWHERE.match(hit.passage.text, hit.end):
        return True
    around = hit.passage.text[max(0, hit.start - 20) : hit.end + 40]
    if RATING.search(hit.passage.text, 0, hit.start):
        return True
    return _spared().search(around) is not None or _is_description(hit)


def _is_description(hit: Hit) -> bool:
    """Whether the words tell a habit, the case of a condition, or a person whom a law or a test makes suitable."""
    text = hit.passage.text
    first, _ = sentence_span(text, hit.start)
    if OFTEN.match(hit.words) and " may " in sentence_of(text, hit.start):
        return DUTY.search(POWER.sub("", sentence_of(text, hit.start))) is None
    if HABIT.fullmatch(hit.words):
        return DUTY.search(sentence_of(text, hit.start)) is None
    if TERM.fullmatch(hit.words):
        return CASE.match(text[first : hit.start]) is not None
    if GROWS.fullmatch(hit.words):
        return AGREED.search(sentence_of(text, hit.start)) is not None
    if hit.words.casefold() == "office hours":
        return OUTSIDE.search(text[: hit.start]) is not None
    return SUITABLE.fullmatch(hit.words) is not None and TEST.match(text, hit.end) is not None


def _has_limit(hit: Hit) -> bool:
    """Whether the sentence says a time as a number: promptly, and within 24 hours."""
    text = hit.passage.text
    sentence = sentence_of(text, hit.start)
    behind = sentence[sentence.find(hit.words) :] if hit.words in sentence else sentence
    limit = LIMIT.search(behind[:90], len(hit.words))
    return limit is not None and HEDGE.search(behind, len(hit.words), limit.end() + 6) is None


@cache
def _spared() -> WordList:
    return any_word([*words_of("vague", "spared"), *(f"{word}s" for word in words_of("vague", "spared"))])


FAMILY = Family("Vague words and open lists", (VAGUE_TIME, VAGUE_AMOUNT, OPEN_LIST), words=check_vague)
