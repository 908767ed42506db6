"""Leave out what another finding at the same words makes needless, so that one sentence is not marked five times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from specgen.review.findings import Finding
from specgen.review.rules.acronyms import ACRONYM_UNDEFINED
from specgen.review.rules.english import sentence_span
from specgen.review.rules.prose.duties_in_prose import DUTY_NOBODY, DUTY_PRESENT
from specgen.review.rules.prose.levels_of_change import NO_LEVEL
from specgen.review.rules.prose.long_sentences import LONG_SENTENCE
from specgen.review.rules.prose.methods import HOW_NOT_RESULT
from specgen.review.rules.prose.paid_carers import CARER_AT_WORK
from specgen.review.rules.prose.suppliers import SUPPLIER_BIAS, SUPPLIER_NAMED
from specgen.review.rules.prose.vague_words import OPEN_LIST, VAGUE_AMOUNT, VAGUE_TIME
from specgen.review.rules.term_use import CARER_PAID, TERM_DEPRECATED

LAW_COUNTRY, LAW_REPLACED = "LAW-COUNTRY", "LAW-REPLACED"
LAW = "LAW-"  # what begins the ids of the rules on Acts and bodies
# Who is written again when one of these is put right: a new sentence names who does it.
REWRITTEN = frozenset(
    rule.id
    for rule in (VAGUE_TIME, VAGUE_AMOUNT, NO_LEVEL, HOW_NOT_RESULT, SUPPLIER_NAMED, SUPPLIER_BIAS, CARER_AT_WORK)
)
# What waits until a sentence that is too long has been split.
IN_LONG = frozenset(rule.id for rule in (VAGUE_TIME, VAGUE_AMOUNT, OPEN_LIST, DUTY_PRESENT, DUTY_NOBODY, NO_LEVEL))


def without_overlaps(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that say something of their own."""
    by_passage: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_passage[id(finding.passage)].append(finding)
    for finding in findings:
        others = [one for one in by_passage[id(finding.passage)] if one is not finding]
        if not others or not _is_needless(finding, others):
            yield finding


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
        return any(one.rule.startswith(LAW) for one in over)
    if finding.rule != DUTY_NOBODY.id:
        return False
    start, end = sentence_span(finding.passage.text, finding.start)
    return any(
        start < one.end and one.start < end and (one.rule in REWRITTEN or one.rule.startswith(LAW)) for one in others
    )
