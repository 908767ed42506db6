"""Turn the definitions of a contract into proposed concepts, each with an id that stays the same next time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from specgen.formats.yamlfile.characters import UNFIT
from specgen.inputs.contract.contract_definition import LIKELY, SURE, ContractDefinition
from specgen.inputs.glossary.concept import is_plural, plural_of
from specgen.inputs.glossary.forms import REFERENCE
from specgen.inputs.glossary_import.concept_matches import NO_MATCH, KnownConcepts, Match, matches


@dataclass(frozen=True)
class Proposal:
    """One concept as the contract words it."""

    id: str
    label: str
    text: str
    clause: str
    admitted: tuple[str, ...]
    acronym: str
    plural: str | None  # "": the regular one; None: it has none of its own
    confidence: float
    shape: str
    found: str
    paragraph: str = ""  # Word's own mark of it
    stands_for: str = ""  # the word that specgen itself has for the concept
    match: Match = NO_MATCH
    candidates: tuple[tuple[str, str], ...] = ()  # id and word of the concepts that it is taken for, or may be

    @property
    def review(self) -> bool:
        return self.confidence < SURE or bool(self.candidates)


def proposals_of(
    found: Sequence[ContractDefinition], known: KnownConcepts
) -> tuple[tuple[Proposal, ...], tuple[ContractDefinition, ...]]:
    """Return the concepts to take over, and what is too doubtful to be one.

    A term that is a concept of specgen gets its id, so that templates print the contract's word.
    """
    taken = [one for one in found if one.confidence >= LIKELY]
    matched = matches(taken, known)
    held = {match.concept for match in matched if match.concept}
    fit = [not _is_word_of(one, match, known, held) for one, match in zip(taken, matched, strict=True)]
    left = {one.order: one for one, fits in zip(taken, fit, strict=True) if not fits}
    taken, matched = list(compress(taken, fit)), list(compress(matched, fit))
    labels = {one.term.casefold() for one in taken}
    ids = _ids(taken, matched, known)
    made = [_proposal(one, ids[index], matched[index], labels, known) for index, one in enumerate(taken)]
    doubtful = [one for one in found if one.confidence < LIKELY or one.order in left]
    return tuple(_apart(made)), tuple(doubtful)


def _is_word_of(one: ContractDefinition, match: Match, known: KnownConcepts, held: set[str]) -> bool:
    """Whether a term, which is no concept of specgen, has the word of one that the contract does not rename."""
    concept = known.right.get(one.term.casefold())
    if match.concept or concept is None:
        return False
    own = {concept.label.casefold(), concept.plural.casefold()}
    return concept.id not in held or one.term.casefold() not in own


def fit_text(text: str) -> str:
    """Return a text without signs that a glossary cannot hold, and without braces that would name a concept."""
    return REFERENCE.sub(lambda match: f"({match.group()[1:-1]})", UNFIT.sub("", text))


def _ids(found: Sequence[ContractDefinition], matched: Sequence[Match], known: KnownConcepts) -> list[str]:
    """Return an id for each: that of specgen's concept if it is one, else one made of the term."""
    ids = ["" if match.other_sense else match.concept for match in matched]
    used = {*filter(None, ids)}
    for index, (one, match) in enumerate(zip(found, matched, strict=True)):
        if not ids[index]:
            taken = used if match.other_sense else used | set(known.by_id)
            ids[index] = _unused(_slug(one.term), taken)
            used.add(ids[index])
    return ids


def _slug(term: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"[’']", "", term)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return slug if slug[:1].isalpha() else f"term_{slug}".rstrip("_")


def _unused(slug: str, used: set[str]) -> str:
    name, number = slug, 1
    while name in used:
        number += 1
        name = f"{slug}_{number}"
    return name


def _proposal(one: ContractDefinition, id: str, match: Match, labels: set[str], known: KnownConcepts) -> Proposal:
    plural = next((other for other in one.others if _is_plural_of(other, one.term)), "")
    words = [fit_text(other) for other in one.others if other != plural and other.casefold() not in labels]
    admitted = tuple(word for word in words if _is_free(word, match, known))
    if plural and not _is_free(plural, match, known):
        plural = ""
    concept = known.by_id.get(match.concept)
    own = concept is not None and concept.label.casefold() != one.term.casefold()
    return Proposal(
        id, fit_text(one.term), fit_text(one.meaning), one.clause, admitted, one.acronym,
        plural if plural and plural != plural_of(one.term) else "", one.confidence, one.shape, fit_text(one.evidence),
        one.paragraph, concept.label if own and concept is not None else "", match,
        tuple((key, known.by_id[key].label) for key in ((match.concept,) if match.other_sense else match.asks)),
    )  # fmt: skip


def _is_free(word: str, match: Match, known: KnownConcepts) -> bool:
    """Whether a further word of a term is not the word of another concept."""
    concept = known.right.get(word.casefold())
    return concept is None or concept.id in (match.concept, *match.asks)


def _is_plural_of(other: str, term: str) -> bool:
    if other == plural_of(term):
        return True
    same = other.split()[:-1] == term.split()[:-1] and len(term) > 3
    return same and is_plural(other) and other.casefold()[:3] == term.split()[-1].casefold()[:3] and " " not in other


def _apart(made: Sequence[Proposal]) -> Iterator[Proposal]:
    """Take the plural from a term whose plural is another term: Service, where Services is defined as well."""
    labels = {one.label.casefold() for one in made}
    taken = {word for one in made for word in (plural_of(one.label).casefold(), (one.plural or "").casefold())}
    for one in made:
        admitted = tuple(
            word for word in one.admitted if not {word.casefold(), plural_of(word).casefold()} & (taken | labels)
        )
        taken.update(word.casefold() for word in admitted)
        regular = (one.plural or plural_of(one.label)).casefold()
        clash = regular != one.label.casefold() and regular in labels
        yield replace(one, admitted=admitted, plural=None if clash else one.plural)
