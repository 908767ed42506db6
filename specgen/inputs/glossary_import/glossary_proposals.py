"""Turn the definitions of a contract into proposed concepts, each with an id that stays the same next time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specgen.formats.yamlfile.characters import UNFIT
from specgen.inputs.contract.contract_definition import LIKELY, SURE, ContractDefinition
from specgen.inputs.glossary.concept import Concept, Label, is_plural, plural_of
from specgen.inputs.glossary.forms import REFERENCE


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

    @property
    def review(self) -> bool:
        return self.confidence < SURE


def proposals_of(
    found: Sequence[ContractDefinition], known: Mapping[str, Concept]
) -> tuple[tuple[Proposal, ...], tuple[ContractDefinition, ...]]:
    """Return the concepts to take over, and what is too doubtful to be one.

    `known` are the concepts of specgen by their words (`words_of`): a term that is one of them gets its id, so that
    templates print the contract's word.
    """
    taken = [one for one in found if one.confidence >= LIKELY]
    ids = _ids(taken, known)
    labels = {one.term.casefold() for one in taken}
    made = [_proposal(one, ids[index], labels, known) for index, one in enumerate(taken)]
    return tuple(_apart(made)), tuple(one for one in found if one.confidence < LIKELY)


def words_of(glossaries: Sequence[Mapping[str, Concept]]) -> dict[str, Concept]:
    """Return the concepts by each of their words in small letters: their own word first, then words to avoid."""
    words: dict[str, Concept] = {}
    for concept in (one for glossary in glossaries for one in glossary.values()):
        for word in (concept.label, concept.plural, *(label.text for label in concept.admitted)):
            words.setdefault(word.casefold(), concept)
    for concept in (one for glossary in glossaries for one in glossary.values()):
        for label in filter(_is_plain, (*concept.deprecated, *concept.superseded)):
            words.setdefault(label.text.casefold(), concept)
    return words


def fit_text(text: str) -> str:
    """Return a text without signs that a glossary cannot hold, and without braces that would name a concept."""
    return REFERENCE.sub(lambda match: f"({match.group()[1:-1]})", UNFIT.sub("", text))


def _is_plain(label: Label) -> bool:
    """Whether a word to avoid stands for the concept without a doubt."""
    return not label.question and not label.near and not label.fix and label.severity != "off"


def _ids(found: Sequence[ContractDefinition], known: Mapping[str, Concept]) -> list[str]:
    """Return an id for each: that of specgen's concept for the first with its word, else one made of the term."""
    ids = [""] * len(found)
    used = set[str]()
    for own_word in (True, False):
        for index, one in enumerate(found):
            concept = known.get(one.term.casefold())
            if ids[index] or concept is None or concept.id in used:
                continue
            if own_word == (one.term.casefold() in {concept.label.casefold(), concept.plural.casefold()}):
                ids[index] = concept.id
                used.add(concept.id)
    for index, one in enumerate(found):
        if not ids[index]:
            ids[index] = _unused(_slug(one.term), used | {concept.id for concept in known.values()})
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


def _proposal(one: ContractDefinition, id: str, labels: set[str], known: Mapping[str, Concept]) -> Proposal:
    plural = next((other for other in one.others if _is_plural_of(other, one.term)), "")
    admitted = tuple(fit_text(other) for other in one.others if other != plural and other.casefold() not in labels)
    concept = known.get(one.term.casefold())
    own = concept is not None and concept.id == id and concept.label.casefold() != one.term.casefold()
    return Proposal(
        id, fit_text(one.term), fit_text(one.meaning), one.clause, admitted, one.acronym,
        plural if plural and plural != plural_of(one.term) else "", one.confidence, one.shape, fit_text(one.evidence),
        one.paragraph, concept.label if own and concept is not None else "",
    )  # fmt: skip


def _is_plural_of(other: str, term: str) -> bool:
    if other == plural_of(term):
        return True
    same = other.split()[:-1] == term.split()[:-1] and len(term) > 3
    return same and is_plural(other) and other.casefold()[:3] == term.split()[-1].casefold()[:3] and " " not in other


def _apart(made: Sequence[Proposal]) -> Iterator[Proposal]:
    """Take the plural from a term whose plural is another term: Service, where Services is defined as well."""
    labels = {one.label.casefold() for one in made}
    taken = set[str]()
    for one in made:
        admitted = tuple(word for word in one.admitted if word.casefold() not in taken | labels)
        taken.update(word.casefold() for word in admitted)
        regular = (one.plural or plural_of(one.label)).casefold()
        clash = regular != one.label.casefold() and regular in labels
        yield replace(one, admitted=admitted, plural=None if clash else one.plural)
