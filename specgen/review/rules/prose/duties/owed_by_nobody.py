"""Find what has to be done where nobody is named who does it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from specgen.inputs.glossary.normal_form import quotations_in
from specgen.inputs.written_values.days import MONTHS
from specgen.review.findings import Finding, Passage, finding_at
from specgen.review.rules.english import AS_ABLE, RELATIVE, sentence_of, start_of_clause
from specgen.review.rules.prose.duties.descriptions import (
    CONDITION_FIRST,
    DESCRIBES,
    ENDS,
    NUMBERED,
    SOURCE,
    SUBORDINATE,
)
from specgen.review.rules.prose.duties.work_by_itself import work_by_itself
from specgen.review.rules.prose.phrases import any_word, words_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.word_places import WordList
from specgen.system.lazy_pattern import lazy_pattern

DUTY_NOBODY = Rule(
    "DUTY-NOBODY", "warning", "suggestion",
    "Something has to be done, and no party has the duty.",
    "Name who does it, and by when: the Provider shall ...",
    SOURCE,
    fires=Example("Any issues will be resolved."),
    silent=Example("Any issues will be resolved by the Provider within two days."),
    ideas=("W10",),
    spares_quotations=True,
)  # fmt: skip

# A time or a means behind `by`, and nobody who does it.
NO_AGENT: Final = (
    rf"{'|'.join(MONTHS)}|[A-Z][a-z]+day|Easter|Christmas|Spring|Summer|Autumn|Winter|[A-Z]+\d|E-?mail|QR|GPS|SMS|BACS|"
    r"PDF|CSV"
)
AGENT: Final = lazy_pattern(
    r"^ from the (?:Provider|Council|Commissioner)\b|"
    r"\bby (?:(?:the|them|its|their|a|an|each|both|either|all|any|staff|trained|care|support|workers?|people|whom|"
    r"those who|one of)\b"
    rf"|(?!(?:{NO_AGENT})\b)[A-Z])"
    r"(?! (?:end|time|date|day|\d))"
)
ELSEWHERE: Final = lazy_pattern(
    r"\b(?:in|under|by|as)\s+(?:the\s+)?(?:conditions|contract|schedule|annex|appendix|section|clause|"
    r"part(?! of)|table|░+)",
    re.IGNORECASE,
)
BOUND: Final = lazy_pattern(r"\b(?:Provider|Council|Commissioner)s? (?:shall|must|will)\b[^.;]*: $")
LONGEST_SUBJECT: Final = 9  # words
LONGEST_BEHIND: Final = 200  # letters
# How something is done, and no law that does it.
AS_LAW_SAYS: Final = lazy_pattern(
    r"\b(?:in accordance with|in line with|in compliance with|in keeping with|following|to comply with)\b[^,;.]*"
)
LAW: Final = lazy_pattern(r"\b(?:Act|Regulations|Measure|Order|Article|section \d+|Code of Practice)\b")
PLACE_TAKEN: Final = lazy_pattern(
    r"\b[Tt]here (?:shall|must|should|(?:is|are|needs?|has|have) to) be\b"
    r"|\b(?:takes? place|does not happen|do not happen)\b"
)


def duties_of_nobody(passage: Passage, found: Iterable[Finding], *, is_background: bool) -> Iterator[Finding]:
    """Yield what has to be done and nobody is named for; `found` are the duties that the passage tells as facts."""
    text = passage.text
    taken = [sentence_of(text, one.start) for one in found if not text[: one.end].endswith(" to")]
    for passive in (*_passives().finditer(text), *PLACE_TAKEN.finditer(text)):
        start = start_of_clause(text, passive.start())
        sentence = sentence_of(text, passive.start())
        subject = NUMBERED.sub("", text[start : passive.start()].strip())
        if sentence in taken or _has_agent(text, passive.end()):
            continue
        if is_background and passive.group().startswith(("is ", "are ")):
            continue
        is_there = passive.group().casefold().startswith("there")
        if (not subject and not is_there) or _is_description(passive, sentence, subject, text[:start]):
            continue
        taken.append(sentence)
        yield _finding(passage, text.index(subject, start), passive.end())
    quoted = quotations_in(text)
    for start, end in work_by_itself(text, is_background=is_background):
        sentence = sentence_of(text, start)
        is_agreed = _has_agent(text, end) or ELSEWHERE.search(sentence)
        if sentence in taken or is_agreed or any(a < start < b for a, b in quoted):
            continue
        yield _finding(passage, start, end)


def _has_agent(text: str, end: int) -> bool:
    """Whether the words behind a verb name who does it: by the Provider, by volunteers, by Harwold Homes."""
    behind = text[end : end + LONGEST_BEHIND].split(". ")[0]
    return AGENT.search(behind) is not None or (" by " in behind and _agents().search(behind) is not None)


def _finding(passage: Passage, start: int, end: int) -> Finding:
    message = f"“{passage.text[start:end]}” does not say who does it"
    return finding_at(DUTY_NOBODY, passage, start, end, message, "name who shall do it, and by when")


def _is_description(passive: re.Match[str], sentence: str, subject: str, before: str) -> bool:
    """Whether a passive describes, computes or points elsewhere, so that nobody need have the duty."""
    is_present = passive.group().startswith(("is ", "are ", "take", "do"))
    if is_present and (
        before.endswith(": ")  # an explanation of what stands before the colon
        or SUBORDINATE.search(_in_front(passive, sentence))  # how keys and records are kept
        or LAW.search(AS_LAW_SAYS.sub("", sentence))
    ):
        return True
    if not ENDS.search(sentence) or ELSEWHERE.search(sentence) or DESCRIBES.search(sentence):
        return True  # a note in a row, what another part says, what was or is so
    if re.search(r"\d|[“”\"]", subject):
        return True  # what is counted, or a word that is explained
    if not is_present and not before.rstrip().endswith((",", ";", ":")):
        subject = RELATIVE.sub("", subject)  # without the clause that says which: those carers who are harder to reach
    if (
        SUBORDINATE.search(subject)
        or _no_duty().search(subject)
        or subject.startswith(("You ", "Your ", "to "))
        or subject == "You"
    ):
        return True
    if not is_present and before.endswith(": ") and BOUND.search(before):
        return True  # what a party's duty in front of the colon comes to
    text, start = passive.string, passive.start()
    return len(subject.split()) > LONGEST_SUBJECT or any(a < start < b for a, b in quotations_in(text))


def _in_front(passive: re.Match[str], sentence: str) -> str:
    """Return what stands before a passive in its sentence, without the condition that the sentence begins with."""
    before = AS_ABLE.sub("", sentence[: sentence.find(passive.group())])
    condition = CONDITION_FIRST.match(before)
    return before[condition.end() :] if condition else before


@cache
def _passives() -> re.Pattern[str]:
    participles = "|".join(
        sorted((re.escape(word) for word in words_of("duties", "participles")), key=len, reverse=True)
    )
    adverb = r"(?:(?:then|also|always|only|[a-z]+ly)\s+)?"
    states, qualities = ("|".join(words_of("duties", name)) for name in ("states", "qualities"))
    irregular = "|".join(words_of("duties", "irregular"))
    modal = rf"(?:shall|must|will|should|to|needs? to|has to|have to)\s+{adverb}"
    strict = rf"(?:shall|must|will|should|(?:is|are|needs?|has|have) to)\s+{adverb}be"
    particle = r"(?:put|stood|laid|built|rolled|topped|written|thought|taken|brought) (?:on|up|out|through|in)"
    return re.compile(
        rf"\b(?:(?:is|are|gets?|{modal}(?:be|get))\s+{adverb}(?:{participles})"
        rf"|{strict}\s+(?:[\w-]+\s+and\s+)?(?:{adverb}(?:(?!(?:{states})\b)[a-z]+ed|{irregular}|{particle})|{qualities}))\b"
    )


@cache
def _agents() -> re.Pattern[str]:
    """Return the expression for people and bodies behind `by` without an article: by young volunteers."""
    agents = "|".join(map(re.escape, sorted(words_of("duties", "agents"), key=len, reverse=True)))
    no_part = r"(?:to|from|for|with|in|on|at|of|and|or|than|as|after|before|e-?mail|phone|telephone|post|letter|text)\b"
    return re.compile(rf"\bby (?:(?!{no_part})[\w’'-]+ ){{0,3}}(?:{agents})\b")


@cache
def _no_duty() -> WordList:
    return any_word(words_of("duties", "no_duties"))
