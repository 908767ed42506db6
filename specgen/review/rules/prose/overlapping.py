"""Leave out what another finding at the same words makes needless, so that one sentence is not marked five times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from specgen.review.findings import Finding
from specgen.review.rules.acronyms import ACRONYM_UNDEFINED, ACRONYM_UNUSED
from specgen.review.rules.english import sentence_span
from specgen.review.rules.prose.duties.owed_by_nobody import DUTY_NOBODY
from specgen.review.rules.prose.duties.told_as_facts import DUTY_PRESENT
from specgen.review.rules.prose.levels_of_change import NO_LEVEL
from specgen.review.rules.prose.long_sentences import LONG_SENTENCE
from specgen.review.rules.prose.methods import HOW_NOT_RESULT
from specgen.review.rules.prose.paid_carers import CARER_AT_WORK
from specgen.review.rules.prose.people_named import NAMED_PERSON
from specgen.review.rules.prose.suppliers import SUPPLIER_BIAS, SUPPLIER_NAMED
from specgen.review.rules.prose.vague_words import OPEN_LIST, VAGUE_AMOUNT, VAGUE_TIME, is_soft
from specgen.review.rules.prose.voice import CHATTY, is_of_a_person
from specgen.review.rules.term_use import CARER_PAID, TERM_CONFUSED, TERM_DEPRECATED, TERM_SUPERSEDED
from specgen.system.lazy_pattern import lazy_pattern

LAW_COUNTRY, LAW_REPLACED, LAW_UNNAMED = "LAW-COUNTRY", "LAW-REPLACED", "LAW-UNNAMED"
TERM_UNDEFINED: Final = "TERM-UNDEFINED"
LAW: Final = frozenset((LAW_COUNTRY, LAW_REPLACED, LAW_UNNAMED))
VAGUE: Final = frozenset((VAGUE_TIME.id, VAGUE_AMOUNT.id))
GONE: Final = LAW | {TERM_SUPERSEDED.id}
LONGEST_GAP: Final = 3  # letters between a name and its abbreviation in brackets
# How words are written, whatever the sentence says.
TERMS: Final = ("TERM-", "ACRONYM-", "DUTY-VERB", "CONTRACT-")
# A sentence with one of these goes, or is written anew from its result: how it is worded matters no more.
REPLACED: Final = frozenset(rule.id for rule in (HOW_NOT_RESULT, SUPPLIER_BIAS, CHATTY))
# What waits until a sentence that is too long has been split.
IN_LONG: Final = frozenset(
    rule.id for rule in (VAGUE_TIME, VAGUE_AMOUNT, OPEN_LIST, DUTY_PRESENT, DUTY_NOBODY, NO_LEVEL)
)
# A finding of a rule goes where one of these is in the same sentence: put right, it takes the other with it.
BESIDE: Final[dict[str, frozenset[str]]] = {
    VAGUE_TIME.id: REPLACED,
    VAGUE_AMOUNT.id: REPLACED,
    CHATTY.id: frozenset((OPEN_LIST.id, SUPPLIER_BIAS.id)),
    SUPPLIER_NAMED.id: frozenset((HOW_NOT_RESULT.id,)),
    NO_LEVEL.id: frozenset((CHATTY.id,)),
    DUTY_PRESENT.id: REPLACED | {SUPPLIER_NAMED.id, NO_LEVEL.id},
    DUTY_NOBODY.id: REPLACED | LAW | {SUPPLIER_NAMED.id, NO_LEVEL.id, CARER_AT_WORK.id},
}
# A duty that one of these makes needless is told in its message.
DUTIES: Final = (DUTY_NOBODY.id, DUTY_PRESENT.id)
TELLERS: Final = (
    VAGUE | LAW | REPLACED | frozenset((SUPPLIER_NAMED.id, NO_LEVEL.id, CARER_AT_WORK.id, TERM_SUPERSEDED.id))
)
CONDITION: Final = lazy_pattern(
    r"(?:where|wherever|if|when|unless|subject|in|at|ideally|as (?!\w+ as\b))\b", re.IGNORECASE
)


def without_overlaps(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that say something of their own; a duty that goes unsaid is told by the one it goes for."""
    by_passage: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_passage[id(finding.passage)].append(finding)
    needless = {
        id(finding)
        for finding in findings
        if _is_needless(finding, [one for one in by_passage[id(finding.passage)] if one is not finding])
    }
    told: dict[int, Finding] = {}
    for finding in findings:
        if id(finding) in needless and finding.rule in DUTIES:
            near = _in_sentence(finding, by_passage[id(finding.passage)])
            free = [one for one in near if id(one) not in needless and id(one) not in told and one.rule in TELLERS]
            if free:
                told[id(min(free, key=lambda one: _distance(finding, one)))] = finding
    for finding in findings:
        if id(finding) not in needless:
            yield _with_duty(finding, told[id(finding)]) if id(finding) in told else finding


def _with_duty(finding: Finding, duty: Finding) -> Finding:
    """Return a finding that says too what is wrong with the duty in its sentence."""
    fault = finding.fault._replace(message=f"{finding.fault.message}, and {duty.fault.message}")
    return finding._replace(fault=fault, also=duty.rule, also_at=(duty.start, duty.end))


def _distance(one: Finding, other: Finding) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_of_old_name(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether an abbreviation goes with the name in front of it, which was replaced."""
    is_behind = (
        one.start < finding.end and finding.start < one.end + LONGEST_GAP for one in others if one.rule in GONE
    )
    return finding.rule == ACRONYM_UNUSED.id and any(is_behind)


def _is_needless(finding: Finding, others: Sequence[Finding]) -> bool:
    if not others:
        return False
    over = [one for one in others if one.start < finding.end and finding.start < one.end]
    if finding.rule in IN_LONG and any(one.rule == LONG_SENTENCE.id for one in over):
        return True
    if _is_said_there(finding, over) or _is_of_old_name(finding, others):
        return True
    near = _in_sentence(finding, others)
    beside = {one.rule for one in near if not (one.rule.startswith(TERMS) or is_of_a_person(one))}
    if beside & BESIDE.get(finding.rule, frozenset()):
        return True
    if finding.rule == DUTY_PRESENT.id and finding.passage.text[: finding.end].endswith(
        " to"
    ):  # a wish: its time is wanting too
        return bool(beside & VAGUE)
    if finding.rule == CHATTY.id:
        return bool(beside) and is_of_a_person(finding)
    if finding.rule == DUTY_NOBODY.id:  # the vague word says it too
        return any(one.rule in VAGUE and not is_soft(one) for one in near)
    return finding.rule == VAGUE_AMOUNT.id and _is_lesser(finding, near, beside)


def _is_said_there(finding: Finding, over: Sequence[Finding]) -> bool:
    """Whether another finding says more of the same words."""
    rules = {one.rule for one in over}
    if finding.rule == CARER_AT_WORK.id:  # the glossary has said it
        return CARER_PAID.id in rules or any(rule.startswith("TERM-") for rule in rules)
    if finding.rule in VAGUE:
        return OPEN_LIST.id in rules
    if finding.rule == SUPPLIER_NAMED.id:  # a programme of the past, and nobody's product
        return bool(rules & LAW)
    if finding.rule == TERM_UNDEFINED:  # a name: of a law or body, of a product
        return bool(rules & (GONE | {SUPPLIER_NAMED.id, NAMED_PERSON.id, TERM_DEPRECATED.id, TERM_CONFUSED.id}))
    if finding.rule == TERM_DEPRECATED.id:  # with the day on which it was replaced
        return LAW_REPLACED in rules
    if finding.rule == LAW_COUNTRY:  # “Care Act” in the name of an older Act
        return any(one.rule == LAW_REPLACED and one.end - one.start > finding.end - finding.start for one in over)
    return finding.rule == ACRONYM_UNDEFINED.id and bool(rules & {*LAW, SUPPLIER_NAMED.id, VAGUE_TIME.id})


def _is_lesser(finding: Finding, near: Sequence[Finding], beside: set[str]) -> bool:
    """Whether a vague amount is the level that a promise lacks, or praise beside something to be said."""
    if NO_LEVEL.id in beside and not CONDITION.match(finding.passage.text, finding.start):
        return True
    if not is_soft(finding):
        return False
    if any(one.rule == DUTY_NOBODY.id and one.start < finding.start and finding.end < one.end for one in near):
        return True  # the sentence is written anew, and its manner with it
    amounts = [one for one in near if one.rule == VAGUE_AMOUNT.id]
    has_harder = any(not is_soft(one) or one.start < finding.start for one in amounts)
    return (
        has_harder
        or bool(beside - {VAGUE_AMOUNT.id, DUTY_NOBODY.id})
        or any(one.rule == ACRONYM_UNDEFINED.id for one in near)
    )


def _in_sentence(finding: Finding, others: Sequence[Finding]) -> list[Finding]:
    start, end = sentence_span(finding.passage.text, finding.start)
    return [one for one in others if start < one.end and one.start < end]
