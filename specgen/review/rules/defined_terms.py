"""Find terms that a file defines twice, against the contract, or for nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from specgen.inputs.contract.term_shapes import singular_of, term_key
from specgen.inputs.glossary.concept import Concept, plural_of
from specgen.inputs.glossary.forms import filled
from specgen.inputs.glossary.matcher import Form, Matcher, key_of, same_letters
from specgen.review.findings import Definition, Finding, Subject, finding_at
from specgen.review.rules.english import sentence_span
from specgen.review.rules.rule import Example, Rule
from specgen.review.rules.rule_family import Family
from specgen.review.rules.term_use import about

Places = list[tuple[int, int]]  # the id of each passage, and the letter there

TECHNICAL = "source 003, section 2.5: specifications should ensure technical accuracy"
OF_CONTRACT = (
    "[{id: person, preferred: {label: Person}, definition: {text: an adult in need of care, clause: clause 1.1}}]"
)
TERM_DUPLICATE = Rule(
    "TERM-DUPLICATE", "error", "contradiction",
    "A term is defined twice.",
    "Keep one of the two definitions.",
    TECHNICAL,
    fires=Example("“Panel” means the three judges.\n“Panel” means the board.\nThe Panel meets.", "document"),
    silent=Example("“Panel” means the three judges.\nThe Panel meets.", "document"),
    ideas=("W08",),
)  # fmt: skip
TERM_CONFLICT = Rule(
    "TERM-CONFLICT", "error", "contradiction",
    "A term is defined against the contract.",
    "Write that it means what the contract says.",
    TECHNICAL,
    fires=Example("“Person” means anybody at all.\nThe Person agrees.", "document", glossary=OF_CONTRACT),
    silent=Example("“Panel” means the three judges.\nThe Panel meets.", "document", glossary=OF_CONTRACT),
    ideas=("W08",),
)  # fmt: skip
TERM_UNUSED = Rule(
    "TERM-UNUSED", "warning", "suggestion",
    "A term is defined and never used.",
    "Use it as it is defined, or take its definition out.",
    TECHNICAL,
    fires=Example("“Panel” means the three judges.\nThey meet.", "document"),
    silent=Example("“Panel” means the three judges.\nThe Panel meets.", "document"),
    ideas=("W08",),
)  # fmt: skip


def check_definitions(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the definitions of a file itself."""
    own = [one for one in subject.definitions if not one.is_inline]
    by_word = {key_of(word): one for one in subject.glossary.values() for word in (one.label, one.plural)}
    seen: dict[str, Definition] = {}
    for one in own:
        key = term_key(one.term)
        concept = by_word.get(key_of(one.term)) or by_word.get(key)
        if key in seen:
            yield _about(one, TERM_DUPLICATE, f"“{one.term}” is defined twice", "keep one of the two", concept, subject)
        elif concept is not None and one.text:
            yield from _against(one, concept, subject)
        seen.setdefault(key, one)
    yield from _unused(list(seen.values()), by_word, subject)


def _against(one: Definition, concept: Concept, subject: Subject) -> Iterator[Finding]:
    """Yield a finding for a definition of a term that the contract, or the glossary, defines already."""
    if concept.clause and not _same(one.text, filled(concept.definition, subject.glossary)):
        remedy = f"write “As defined in {concept.clause}”"
        yield _about(one, TERM_CONFLICT, f"the contract defines “{one.term}”", remedy, concept, subject)
    elif subject.kind == "answers":
        remedy = "take this row out; to use another word for it, write that in definitions.words"
        message = f"“{one.term}” is defined in the glossary already"
        yield _about(one, TERM_DUPLICATE, message, remedy, concept, subject)


def _unused(own: list[Definition], by_word: dict[str, Concept], subject: Subject) -> Iterator[Finding]:
    uses: Mapping[str, Places] | None = None
    preferred: Mapping[str, Places] | None = None
    for one in own:
        concept = by_word.get(key_of(one.term)) or by_word.get(term_key(one.term))
        if concept is None or subject.kind == "answers":
            uses = uses if uses is not None else _uses(own, subject)
            used_at = uses[term_key(one.term)]
        else:
            preferred = preferred if preferred is not None else _uses_of_concepts(subject)
            used_at = preferred.get(concept.id, [])
        first, last = sentence_span(one.passage.text, one.start)
        if all(place == id(one.passage) and first <= start < last for place, start in used_at):
            remedy = "use it, written as it is defined, or take its definition out"
            yield _about(one, TERM_UNUSED, f"“{one.term}” is defined and never used", remedy, concept, subject)


def _uses_of_concepts(subject: Subject) -> Mapping[str, Places]:
    """Return the id of each concept -> where it is written as it should be."""
    found: dict[str, Places] = defaultdict(list)
    for passage, matches in subject.read():
        for match in matches:
            for form in match.forms:
                if form.status in ("preferred", "acronym"):
                    found[form.concept].append((id(passage), match.start))
    return found


def _uses(own: Sequence[Definition], subject: Subject) -> Mapping[str, Places]:
    """Return the key of each term -> where it stands as it is defined, all found in one pass."""
    forms, found = list[Form](), dict[str, Places]()
    for one in own:
        key = term_key(one.term)
        found[key] = []
        singular = singular_of(one.term, many=True)
        forms += (Form(key, "own", word, plural=False) for word in {one.term, singular, plural_of(singular)})
    matches = Matcher(forms).find_all([passage.text for passage in subject.passages]) if forms else []
    for passage, of_passage in zip(subject.passages, matches, strict=bool(forms)):
        for match in of_passage:
            for form in match.forms:
                if match.text == form.text or same_letters(match.text, form.text):
                    found[form.concept].append((id(passage), match.start))
    return found


def _same(one: str, other: str) -> bool:
    plain = [re.sub(r"\W+", " ", text).strip().casefold().removeprefix("means ") for text in (one, other)]
    return plain[0] == plain[1]


def _about(
    one: Definition, rule: Rule, message: str, remedy: str, concept: Concept | None, subject: Subject
) -> Finding:
    end = one.start + len(one.term)
    return finding_at(
        rule, one.passage, one.start, end, message, remedy,
        concept.id if concept else "", about=about(concept, subject) if concept else "",
    )  # fmt: skip


FAMILY = Family("Definitions", (TERM_DUPLICATE, TERM_CONFLICT, TERM_UNUSED), words=check_definitions)
