"""List the rules for each kind of file, and run them over its passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from specgen.inputs.glossary.matcher import Form, Matcher, forms_in, forms_of, key_of
from specgen.inputs.glossary.normal_form import quotations_in
from specgen.review.findings import Finding, Subject
from specgen.review.rules.acronyms import check_acronyms
from specgen.review.rules.defined_terms import check_definitions
from specgen.review.rules.duty_verbs import check_duty
from specgen.review.rules.literal_terms import Spans, check_literal
from specgen.review.rules.normal_subject import NormalSubject
from specgen.review.rules.term_use import check_terms
from specgen.review.rules.undefined_terms import check_capitals
from specgen.review.rules.unfinished import check_marks

Rule = Callable[[Subject], Iterator[Finding]]

ALL: Final[tuple[Rule, ...]] = (
    check_terms,
    check_capitals,
    check_definitions,
    check_acronyms,
    check_duty,
    check_marks,
)
RULES_OF: Final[dict[str, tuple[Rule, ...]]] = {
    "answers": ALL,
    "document": ALL,
    "template": (check_terms, check_duty, check_marks),
    "section": (check_terms,),
}
SHORTEST_NAME: Final = 3
OF_OWN_WORDS: Final = frozenset(
    ("TERM-DEPRECATED", "TERM-CONFUSED", "TERM-SUPERSEDED", "TERM-CASE", "TERM-NEAR-MISS", "CARER-PAID", "DUTY-VERB")
)


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
        for rule in RULES_OF[subject.kind]
        for finding in rule(subject)
        if not any(start < finding.end and finding.start < end for start, end in spans.get(id(finding.passage), ()))
        and not _is_quoted(finding)
    ]
    if subject.kind in ("template", "section"):
        found += check_literal(subject, spans)
    typed = map(normal.typed, found)
    return sorted(typed, key=lambda one: (order.get(id(one.passage), -1), one.start, one.end, one.rule))


def _is_quoted(finding: Finding) -> bool:
    """Whether the words are other people's: they are written as those wrote them."""
    if finding.rule not in OF_OWN_WORDS:
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
