"""List the families of rules, and run them over the passages of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from specgen.inputs.glossary.matcher import Form, Matcher, forms_in, forms_of, key_of
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Subject
from specgen.review.rules import (
    acronyms,
    defined_terms,
    duty_verbs,
    literal_terms,
    term_use,
    undefined_terms,
    unfinished,
)
from specgen.review.rules.against_contract import contract_conflicts, repetition
from specgen.review.rules.facts import answer_checks, dates, improvement, links, quoted, sums, times
from specgen.review.rules.law_of_day import law_facts
from specgen.review.rules.literal_terms import Spans, check_literal
from specgen.review.rules.normal_subject import NormalSubject
from specgen.review.rules.prose import (
    broken_places,
    levels_of_change,
    long_sentences,
    methods,
    paid_carers,
    people_named,
    suppliers,
    vague_words,
    voice,
)
from specgen.review.rules.prose.duties import duties_in_prose
from specgen.review.rules.prose.overlapping import without_overlaps
from specgen.review.rules.rule import Rule
from specgen.review.rules.rule_family import Family
from specgen.review.rules.smart import gaps, outcomes_smart

if TYPE_CHECKING:
    from specgen.problems import Problem
    from specgen.review.rules.facts.specification import Specification

FAMILIES: Final[tuple[Family, ...]] = (
    dates.FAMILY,
    sums.FAMILY,
    links.FAMILY,
    improvement.FAMILY,
    times.FAMILY,
    quoted.FAMILY,
    law_facts.FAMILY,
    outcomes_smart.FAMILY,
    gaps.FAMILY,
    answer_checks.FAMILY,
    term_use.FAMILY,
    undefined_terms.FAMILY,
    defined_terms.FAMILY,
    acronyms.FAMILY,
    duty_verbs.FAMILY,
    literal_terms.FAMILY,
    unfinished.FAMILY,
    repetition.FAMILY,
    contract_conflicts.FAMILY,
    broken_places.FAMILY,
    duties_in_prose.FAMILY,
    levels_of_change.FAMILY,
    long_sentences.FAMILY,
    methods.FAMILY,
    paid_carers.FAMILY,
    people_named.FAMILY,
    suppliers.FAMILY,
    vague_words.FAMILY,
    voice.FAMILY,
)
RULES: Final[dict[str, Rule]] = {rule.id: rule for family in FAMILIES for rule in family.rules}
CONTRACT_RULES: Final = frozenset(
    rule.id for family in (repetition.FAMILY, contract_conflicts.FAMILY) for rule in family.rules
)
SHORTEST_NAME: Final = 3


def problems_in(specification: Specification) -> Iterator[Problem]:
    """Yield what the rules on facts find in the typed answers of a specification."""
    for family in FAMILIES:
        for check in family.facts:
            yield from check(specification)


def kind_of(problem: Problem) -> str:
    """Return the kind of a problem; one of no rule is about the form of a file."""
    rule = RULES.get(problem.rule)
    return rule.kind if rule else "mistake"


def findings_in(subject: Subject, tags: Mapping[int, Spans] | None = None) -> list[Finding]:
    """Return everything the rules find; `tags` says where a template's own tags stand, by the id of the passage.

    The words that a tag prints are not the template's own.
    """
    order = {id(passage): number for number, passage in enumerate(subject.passages)}
    normal = NormalSubject()
    subject = _matched(normal.subject(subject))
    spans = normal.spans(tags or {})
    found = [
        finding
        for family in FAMILIES
        if family.words is not None and subject.kind in family.reads
        for finding in family.words(subject)
        if not any(start < finding.end and finding.start < end for start, end in spans.get(id(finding.passage), ()))
        and not _is_quoted(finding)
    ]
    if subject.kind in ("template", "section"):
        found += check_literal(subject, spans)
    typed = map(_lenient, map(normal.typed, without_overlaps(found)))
    return sorted(typed, key=lambda one: (order.get(id(one.passage), -1), one.start, one.end, one.rule))


def _lenient(finding: Finding) -> Finding:
    """Return what is found in text that stands word for word as a note without a remedy to write in."""
    rule = RULES[finding.rule]
    if not finding.passage.is_verbatim or not (rule.spares_quotations or rule.kind == "suggestion"):
        return finding
    return finding._replace(fault=finding.fault._replace(level="note"), replacement=None)


def _is_quoted(finding: Finding) -> bool:
    """Whether the words are other people's: they are written as those wrote them."""
    if not RULES[finding.rule].spares_quotations:
        return False
    return any(start < finding.start < end for start, end in quotations_in(finding.passage.text))


def _matched(subject: Subject) -> Subject:
    """Return the subject with the words of every passage, found in one pass each; names hide the words in them."""
    forms = [form for concept in subject.glossary.values() for form in forms_of(concept)]
    taken = {key_of(form.text) for form in forms}
    names = [
        one for one in subject.names if len(one) >= SHORTEST_NAME and key_of(one).removeprefix("the ") not in taken
    ]
    phrases = sorted({*subject.not_terms.phrases, *names})
    forms += [Form("", "other", phrase, plural=False) for phrase in phrases]
    texts = [passage.text for passage in subject.passages]
    found = Matcher(forms_in(forms, texts)).find_all(texts)
    return replace(subject, matches=tuple(map(tuple, found)))
