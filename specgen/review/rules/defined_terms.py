"""Find terms that a file defines twice, against the contract, or for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specgen.inputs.glossary.concept import Concept, plural_of, possessive_of
from specgen.inputs.glossary.forms import filled
from specgen.inputs.glossary.matcher import key_of
from specgen.review.findings import Definition, Finding, Subject, finding_at
from specgen.review.rules.term_use import about


def check_definitions(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the definitions of a file itself."""
    own = [one for one in subject.definitions if not one.is_inline]
    by_word = {key_of(word): one for one in subject.glossary.values() for word in (one.label, one.plural)}
    seen: dict[str, Definition] = {}
    for one in own:
        key = key_of(one.term)
        concept = by_word.get(key)
        if key in seen:
            yield _about(
                one, "TERM-DUPLICATE", f"“{one.term}” is defined twice", "keep one of the two", concept, subject
            )
        elif concept is not None and one.text:
            yield from _against(one, concept, subject)
        seen.setdefault(key, one)
    yield from _unused(list(seen.values()), by_word, subject)


def _against(one: Definition, concept: Concept, subject: Subject) -> Iterator[Finding]:
    """Yield a finding for a definition of a term that the contract, or the glossary, defines already."""
    if concept.clause and not _same(one.text, filled(concept.definition, subject.glossary)):
        remedy = f"write “As defined in {concept.clause}”"
        yield _about(one, "TERM-CONFLICT", f"the contract defines “{one.term}”", remedy, concept, subject)
    elif subject.kind == "answers":
        remedy = "take this row out; to use another word for it, write that in definitions.words"
        message = f"“{one.term}” is defined in the glossary already"
        yield _about(one, "TERM-DUPLICATE", message, remedy, concept, subject)


def _unused(own: list[Definition], by_word: dict[str, Concept], subject: Subject) -> Iterator[Finding]:
    for one in own:
        concept = by_word.get(key_of(one.term))
        if concept is None or subject.kind == "answers":
            is_used = _stands_elsewhere(one, subject)
        else:
            is_used = _is_used(one, concept, subject)
        if not is_used:
            remedy = "use it, written as it is defined, or take its definition out"
            yield _about(one, "TERM-UNUSED", f"“{one.term}” is defined and never used", remedy, concept, subject)


def _is_used(one: Definition, concept: Concept, subject: Subject) -> bool:
    return any(
        form.concept == concept.id and form.status in ("preferred", "acronym")
        for passage, matches in subject.read()
        if passage is not one.passage
        for match in matches
        for form in match.forms
    )


def _stands_elsewhere(one: Definition, subject: Subject) -> bool:
    forms = {one.term, plural_of(one.term)}
    words = "|".join(re.escape(word) for word in (*forms, *map(possessive_of, forms)))
    expression = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    return any(expression.search(passage.text) for passage in subject.passages if passage is not one.passage)


def _same(one: str, other: str) -> bool:
    plain = [re.sub(r"\W+", " ", text).strip().casefold().removeprefix("means ") for text in (one, other)]
    return plain[0] == plain[1]


def _about(one: Definition, rule: str, message: str, remedy: str, concept: Concept | None, subject: Subject) -> Finding:
    end = one.start + len(one.term)
    return finding_at(
        rule, one.passage, one.start, end, message, remedy,
        concept.id if concept else "", about=about(concept, subject) if concept else "",
    )  # fmt: skip
