"""Find words for concepts that are to be avoided, out of date, or written with the wrong capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specgen.inputs.glossary.concept import Concept, possessive_of
from specgen.inputs.glossary.forms import filled
from specgen.inputs.glossary.matcher import Form, Match, case_of, in_case_of
from specgen.review.findings import Finding, Passage, Subject, finding_at
from specgen.review.rules.english import (
    at_start,
    has_word,
    is_in_name,
    names_law,
    sentence_of,
    stands_after,
    stands_before,
    statutes_in,
    with_article,
)
from specgen.review.rules.law_of_day.law_words import is_of_the_past
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.system.lazy_pattern import lazy_pattern

WRONG = ("deprecated", "superseded")
PAID = ("care_worker", "carer")
PARTIES = (*PAID, "commissioner", "provider")
SINGULAR = lazy_pattern(r" (?:is|has|was|does|[a-z]+[^s ]s)\b")

SAME_WORDS = "source 003, section 1.2: one specification uses the words of its contract throughout"
TERM_DEPRECATED = Rule(
    "TERM-DEPRECATED", "error", "mistake",
    "A word stands where the contract has another one.",
    "Write the contract's word.",
    SAME_WORDS,
    fires=Example("Each service user chooses."),
    silent=Example("Each Person chooses."),
    ideas=("W06",),
    spares_quotations=True,
)  # fmt: skip
TERM_CONFUSED = Rule(
    "TERM-CONFUSED", "warning", "suggestion",
    "A word looks like a term and may mean something else.",
    "Write which of the two is meant.",
    SAME_WORDS,
    fires=Example("The customer chooses."),
    silent=Example("The Person chooses."),
    ideas=("W06",),
    spares_quotations=True,
)  # fmt: skip
TERM_SUPERSEDED = Rule(
    "TERM-SUPERSEDED", "warning", "mistake",
    "A word was right once and has been replaced.",
    "Write the word of today.",
    "source 003, section 2.5: specifications should ensure technical accuracy",
    fires=Example("They report to the Healthcare Commission."),
    silent=Example("They report to the Care Quality Commission."),
    ideas=("W15",),
    spares_quotations=True,
)  # fmt: skip
TERM_CASE = Rule(
    "TERM-CASE", "warning", "mistake",
    "A defined term is written with the wrong capitals.",
    "Write it as it is defined.",
    SAME_WORDS,
    fires=Example("It is in the Care and support plan."),
    silent=Example("It is in the Care and Support Plan."),
    ideas=("W08",),
    spares_quotations=True,
)  # fmt: skip
CARER_PAID = Rule(
    "CARER-PAID", "error", "mistake",
    "Paid staff are called carers; in law a carer is not paid.",
    "Write Care Worker.",
    "Care Act 2014, section 10; Social Services and Well-being (Wales) Act 2014, section 3",
    fires=Example("Carers employed by the Provider wear a badge."),
    silent=Example("A Carer who is family may take part."),
    ideas=("W07",),
    spares_quotations=True,
)  # fmt: skip


def check_terms(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with every word for a concept, each place once."""
    is_right: dict[str, bool] = {}  # by the word: by far the most are right wherever they stand
    for passage, matches in subject.read():
        found = []
        for match in matches:
            quiet = is_right.get(match.text)
            if quiet is None:
                quiet = is_right[match.text] = _is_right(match, subject)
            if not quiet and (finding := _finding(match, passage, subject)):
                found.append(finding)
        statutes = statutes_in(passage.text) if found else []
        for finding in found:
            if not any(start <= finding.start and finding.end <= end for start, end in statutes):
                yield finding


def about(concept: Concept, subject: Subject) -> str:
    """Return what a term means, and which clause of the contract says so."""
    key = concept.id, concept.label
    said = subject.meanings.get(key)
    if said is None:
        said = subject.meanings[key] = _meaning(concept, subject)
    return said


def _meaning(concept: Concept, subject: Subject) -> str:
    text = filled(concept.definition, subject.glossary) if concept.definition else ""
    clause = f" ({concept.clause})" if concept.clause else ""
    return f"{concept.label}: {text}{clause}" if text or clause else ""


def _is_right(match: Match, subject: Subject) -> bool:
    """Whether there is nothing to say of a word, wherever it stands."""
    forms = [form for form in match.forms if form.status not in WRONG or _may_mean(form, match)]
    if any(form.status in WRONG for form in forms):
        return False
    if not forms or any(form.status == "other" or form.text == match.text for form in forms):
        return True
    allowed = [subject.glossary[form.concept].lower_case == "allow" for form in forms]
    return all(allowed) and match.text == match.text.lower()


def _may_mean(form: Form, match: Match) -> bool:
    """Whether a row of the glossary may mean this word, as far as its capitals say."""
    label = form.label
    if label is None or label.severity == "off":
        return False
    if form.text == form.text.lower() or form.text.isupper():
        return not form.text.isupper() or match.text.isupper() or match.text == form.text
    return label.any_case or case_of(match.text, form.text) in ("exact", "capitals")


def _finding(match: Match, passage: Passage, subject: Subject) -> Finding | None:
    wrong = [form for form in match.forms if form.status in WRONG and _applies(form, match, passage)]
    close = [form for form in wrong if form.label and form.label.near]
    right = [form for form in match.forms if form.status not in WRONG]
    if close and not any(form.status == "other" for form in right):
        return _wrong(close[:1], match, passage, subject)
    if right:
        return None if any(form.status == "other" for form in right) else _case(right, match, passage, subject)
    return _wrong(wrong, match, passage, subject) if wrong else None


def _applies(form: Form, match: Match, passage: Passage) -> bool:
    """Whether a row of the glossary means this place, by its capitals and its guards."""
    label, text = form.label, passage.text
    if label is None or label.severity == "off" or not _is_written_so(form, match, passage):
        return False
    is_one = match.text[:1].isupper() and " " not in match.text and not match.text.isupper()
    if is_one and is_in_name(text, match.start, match.end):
        return False
    if label.not_before and stands_before(text, match.end, label.not_before):
        return False
    if label.not_after and stands_after(text, match.start, label.not_after):
        return False
    if not (label.near or label.not_near):
        return True
    around = sentence_of(text, match.start)
    return (not label.near or has_word(around, label.near)) and not (
        label.not_near and has_word(f"{around} {passage.row}", label.not_near)
    )


def _is_written_so(form: Form, match: Match, passage: Passage) -> bool:
    """A label in small letters is found in any; one with capitals only as a term, which one word at the start of a
    sentence need not be.
    """
    label = form.label
    if label is None or form.text == form.text.lower() or form.text.isupper():
        return label is not None and (not form.text.isupper() or match.text.isupper() or match.text == form.text)
    case = case_of(match.text, form.text)
    if label.any_case:
        return case != "lower" or not names_law(f"{passage.text} {passage.row}")
    if case not in ("exact", "capitals") or passage.text.isupper():
        return False
    # A short answer is printed inside a sentence, where the capital of a party says a term; “People” or “Contract”
    # begin many in plain English.
    is_label = passage.place is not None and not passage.is_prose and form.concept in PARTIES
    return " " in form.text or is_label or not _is_at_start(match, passage)


def _is_at_start(match: Match, passage: Passage) -> bool:
    """Whether the capital of a word may be that of a sentence or heading: own words stand in the middle of one."""
    return passage.is_head or (match.start not in passage.own_words and at_start(passage.text, match.start))


def _wrong(forms: list[Form], match: Match, passage: Passage, subject: Subject) -> Finding | None:
    form = forms[0]
    concept, label = subject.glossary[form.concept], form.label
    assert label is not None  # noqa: S101
    concepts = list(dict.fromkeys(one.concept for one in forms))
    if label.question or len(concepts) > 1:
        words = " or ".join(subject.glossary[one].label for one in concepts)
        rule = CARER_PAID if (concept.id, label.text) == PAID else TERM_CONFUSED
        remedy = f"{label.question or 'Which is meant?'} Write {words}, if that is meant"
        finding = _made(rule, match, passage, f"“{match.text}” can be misread", remedy, concept, subject)
        return finding(level=label.severity)
    word = label.fix or (concept.plural if form.plural else concept.label)
    if concept.lower_case == "allow" or label.fix:
        word = in_case_of(word, match.text, form.text)
    rule, message = TERM_DEPRECATED, f"“{match.text}” is not the word used here"
    if (form.status == "superseded" or concept.kind == "body") and is_of_the_past(
        sentence_of(passage.text, match.start)
    ):
        return None
    if form.status == "superseded":
        rule = TERM_SUPERSEDED
        message = f"“{match.text}” was right until {label.until}" if label.until else f"“{match.text}” is out of date"
    new = possessive_of(word) if match.possessive else word
    start, text = with_article(passage.text, match.start, new) if concept.article else (match.start, new)
    remedy = f"write {word}"
    if concept.is_many and not form.plural and SINGULAR.match(passage.text, match.end):
        finding = _made(rule, match, passage, message, f"{remedy}, and its verb in the plural", concept, subject)
        return finding(level=label.severity)
    finding = _made(rule, match, passage, message, remedy, concept, subject)
    return finding(start=start, replacement=text, level=label.severity)


def _case(forms: list[Form], match: Match, passage: Passage, subject: Subject) -> Finding | None:
    cases = {case_of(match.text, form.text): form for form in forms}
    if "exact" in cases or "capitals" in cases or any(form.status == "acronym" for form in forms):
        return None
    case, form = next(iter(cases.items()))
    concept = subject.glossary[form.concept]
    if case == "lower" and concept.lower_case == "allow":
        return None
    if case == "lower" or (case == "sentence" and _is_at_start(match, passage)):
        if concept.lower_case == "allow" or (passage.is_head and case == "sentence"):
            return None
        if names_law(sentence_of(passage.text, match.start)):
            return None
    elif passage.is_head:
        return None
    message = f"“{match.text}” is written with the wrong capitals"
    finding = _made(TERM_CASE, match, passage, message, f"write {form.text}", concept, subject)
    asked = concept.lower_case == "ask" and case == "lower"
    return finding(replacement=form.text + match.possessive, level="note" if asked else "")


def _made(
    rule: Rule, match: Match, passage: Passage, message: str, remedy: str, concept: Concept, subject: Subject
) -> Callable[..., Finding]:
    """Return what makes the finding, with what else there is to say of it."""

    def made(*, start: int = match.start, replacement: str | None = None, level: str = "") -> Finding:
        means = about(concept, subject)
        return finding_at(
            rule, passage, start, match.end, message, remedy, concept.id, replacement, level=level, about=means
        )

    return made


FAMILY = Family(
    "Words of the contract",
    (TERM_DEPRECATED, TERM_CONFUSED, TERM_SUPERSEDED, TERM_CASE, CARER_PAID),
    words=check_terms,
    reads=("answers", "document", "template", "section"),
)
