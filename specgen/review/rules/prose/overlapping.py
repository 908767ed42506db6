"""Leave out what another finding at the same words makes needless, so that one sentence is not marked five times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from specgen.review.findings import Finding
from specgen.review.rules.acronyms import ACRONYM_UNDEFINED
from specgen.review.rules.english import sentence_span
from specgen.review.rules.prose.duties_in_prose import DUTY_NOBODY, DUTY_PRESENT
from specgen.review.rules.prose.levels_of_change import NO_LEVEL
from specgen.review.rules.prose.long_sentences import LONG_SENTENCE
from specgen.review.rules.prose.methods import HOW_NOT_RESULT
from specgen.review.rules.prose.paid_carers import CARER_AT_WORK
from specgen.review.rules.prose.people_named import NAMED_PERSON, PERSONAL_ADDRESS
from specgen.review.rules.prose.suppliers import SUPPLIER_BIAS, SUPPLIER_NAMED
from specgen.review.rules.prose.vague_words import OPEN_LIST, VAGUE_AMOUNT, VAGUE_TIME, is_soft
from specgen.review.rules.prose.voice import CHATTY, is_of_a_person
from specgen.review.rules.term_use import CARER_PAID, TERM_DEPRECATED

LAW_COUNTRY, LAW_REPLACED = "LAW-COUNTRY", "LAW-REPLACED"
LAW = "LAW-"  # what begins the ids of the rules on Acts and bodies
TERMS = ("TERM-", "ACRONYM-", "DUTY-VERB", "CONTRACT-")  # how words are written, whatever the sentence says
VAGUE = frozenset((VAGUE_TIME.id, VAGUE_AMOUNT.id))
# Who is written again when one of these is put right: a new sentence names who does it.
REWRITTEN = frozenset(
    rule.id
    for rule in (NO_LEVEL, HOW_NOT_RESULT, SUPPLIER_NAMED, SUPPLIER_BIAS, CARER_AT_WORK, CHATTY)
)
# A sentence with one of these goes, or is written anew from its result: how it is worded matters no more.
REPLACED = frozenset(rule.id for rule in (HOW_NOT_RESULT, SUPPLIER_BIAS, CHATTY))
CONDITION: Final = re.compile(r"(?:where|wherever|if|when|unless|subject|in|at|ideally|as (?!\w+ as\b))\b", re.IGNORECASE)
# What waits until a sentence that is too long has been split.
IN_LONG = frozenset(rule.id for rule in (VAGUE_TIME, VAGUE_AMOUNT, OPEN_LIST, DUTY_PRESENT, DUTY_NOBODY, NO_LEVEL))


def without_overlaps(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that say something of their own."""
    by_passage: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_passage[id(finding.passage)].append(finding)
    for finding in findings:
        others = [one for one in by_passage[id(finding.passage)] if one is not finding]
        if not others:
            yield finding
        elif not _is_needless(finding, others):
            yield _with_debtor(finding, others)


def _with_debtor(finding: Finding, others: Sequence[Finding]) -> Finding:
    """Return a finding on a vague time or amount, which says too that its sentence names nobody who does it."""
    if finding.rule not in VAGUE or not any(one.rule == DUTY_NOBODY.id for one in _in_sentence(finding, others)):
        return finding
    fault = replace(finding.fault, message=f"{finding.fault.message}, and the sentence does not say who does it")
    return replace(finding, fault=fault, also=DUTY_NOBODY.id)


def _is_needless(finding: Finding, others: Sequence[Finding]) -> bool:
    over = [one for one in others if one.start < finding.end and finding.start < one.end]
    if finding.rule in IN_LONG and any(one.rule == LONG_SENTENCE.id for one in over):
        return True
    if finding.rule == CARER_AT_WORK.id:  # the glossary has said it
        return any(one.rule == CARER_PAID.id or one.rule.startswith("TERM-") for one in over)
    if finding.rule == TERM_DEPRECATED.id:  # with the day on which it was replaced
        return any(one.rule == LAW_REPLACED for one in over)
    if finding.rule == LAW_COUNTRY:  # “Care Act” in the name of an older Act
        return any(one.rule == LAW_REPLACED and one.end - one.start > finding.end - finding.start for one in over)
    if finding.rule == ACRONYM_UNDEFINED.id:
        return any(one.rule.startswith(LAW) or one.rule == SUPPLIER_NAMED.id for one in over)
    beside = {
        one.rule for one in _in_sentence(finding, others) if not (one.rule.startswith(TERMS) or is_of_a_person(one))
    }
    if finding.rule == CHATTY.id:
        return bool(beside & {OPEN_LIST.id, SUPPLIER_BIAS.id}) or (bool(beside) and is_of_a_person(finding))
    if finding.rule == VAGUE_AMOUNT.id and is_soft(finding):
        is_short_form = any(one.rule == ACRONYM_UNDEFINED.id for one in _in_sentence(finding, others))
        return is_short_form or bool(beside - {VAGUE_AMOUNT.id}) or _is_said_before(finding, others)
    if finding.rule == SUPPLIER_NAMED.id:
        return HOW_NOT_RESULT.id in beside
    if finding.rule == NO_LEVEL.id:
        return CHATTY.id in beside
    if finding.rule in VAGUE:
        if NO_LEVEL.id in beside and finding.rule == VAGUE_AMOUNT.id and not CONDITION.match(_words(finding)):
            return True  # the level itself, where none is named
        return bool(beside & REPLACED)
    if finding.rule == DUTY_PRESENT.id:
        return bool(beside & {*REPLACED, SUPPLIER_NAMED.id, NO_LEVEL.id})
    if finding.rule == DUTY_NOBODY.id:
        hard = any(one.rule in VAGUE and not is_soft(one) for one in _in_sentence(finding, others))
        return hard or any(rule in REWRITTEN or rule.startswith(LAW) for rule in beside)
    return False


def _words(finding: Finding) -> str:
    return finding.passage.text[finding.start : finding.end]


def _in_sentence(finding: Finding, others: Sequence[Finding]) -> list[Finding]:
    start, end = sentence_span(finding.passage.text, finding.start)
    return [one for one in others if start < one.end and one.start < end]


def _is_said_before(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether the sentence has a harder vague word, or an earlier one of this kind."""
    amounts = [one for one in _in_sentence(finding, others) if one.rule == VAGUE_AMOUNT.id]
    return any(not is_soft(one) or one.start < finding.start for one in amounts)
