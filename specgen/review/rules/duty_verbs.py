"""Find duties that are written with another verb than the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from specgen.inputs.glossary.matcher import Form
from specgen.review.findings import Finding, Subject, finding_at
from specgen.review.rules.english import names_law, sentence_of
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

VERB: Final = lazy_pattern(
    r"(?: (?:also|then|each|both|together|alone|always|therefore))?"
    r" (shall|must|will|should|is to|are to|has to|have to|is required to|are required to)\b(?! be (?:paid|deemed))"
)
TOGETHER: Final = lazy_pattern(r"\band (?:the )?$")
EXPECTED: Final = {"provider": "shall", "commissioner": "will", "commissioners": "will"}
DUTIES: Final = ("shall", "must", "will")

DUTY_VERB = Rule(
    "DUTY-VERB", "warning", "suggestion",
    "A duty is written with another verb than the rest.",
    "Write the provider's duties with shall and the commissioner's with will.",
    "source 003, section 2.5: specifications should use plain and simple language",
    fires=Example("The Provider must reply within a day."),
    silent=Example("The Provider shall reply within a day."),
    ideas=("W12",),
    spares_quotations=True,
)  # fmt: skip


def check_duty(subject: Subject) -> Iterator[Finding]:
    """Yield each duty whose verb differs; a document that specgen did not write is held to its own usual verb."""
    parties = {key: party for key, forms in subject.forms.items() if (party := _party(forms))}
    found = [
        (match, verb, passage, concept)
        for passage, matches in subject.read()
        if not passage.is_head
        for match in matches
        if (concept := parties.get(id(match.forms))) and not match.possessive
        if (verb := VERB.match(passage.text, match.end))
    ]
    usual = dict(EXPECTED)
    if subject.kind == "document":
        for party in EXPECTED:
            counts = Counter(verb.group(1) for _, verb, _, concept in found if concept == party)
            best = max(DUTIES, key=lambda word: (counts[word], word == EXPECTED[party]))
            usual[party] = best if counts[best] else EXPECTED[party]
    for match, verb, passage, concept in found:
        written = verb.group(1)
        if written in DUTIES and TOGETHER.search(passage.text[max(0, match.start - 10) : match.start]):
            continue  # both parties have the duty
        if written == usual[concept] or (written == "must" and names_law(sentence_of(passage.text, match.start))):
            continue
        label = subject.glossary[concept].label
        message = f"“{match.text} {written}” is a duty in another verb than the rest"
        replacement = usual[concept] if written in (*DUTIES, "should") else None
        yield finding_at(
            DUTY_VERB, passage, verb.start(1), verb.end(1), message,
            f"for a duty of the {label} write {usual[concept]}", concept, replacement,
        )  # fmt: skip


def _party(forms: Iterable[Form]) -> str:
    for form in forms:
        if form.concept in EXPECTED and form.status in ("preferred", "admitted"):
            return form.concept
    return ""


FAMILY = Family("Verbs of duties", (DUTY_VERB,), words=check_duty, reads=("answers", "document", "template"))
