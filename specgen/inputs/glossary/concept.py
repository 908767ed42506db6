"""Describe a concept: the word for an idea, the words beside it, and the grammar of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from specgen.formats.yamlfile.lookup import rows_at, text_at
from specgen.system.lazy_pattern import lazy_pattern

IRREGULAR: Final = {"Person": "People", "person": "people", "Child": "Children", "child": "children"}
NO_CONCEPT: Final = "none"  # a word used for something that specgen has no concept of
SPELT_OUT: Final = lazy_pattern(r"(?:[A-Z][A-Z\d&]{1,2}|[B-DF-HJ-NP-TV-Z]{4,}|[A-Z](?=-))(?![\w&])")  # an MDT, a GP
SILENT_H: Final = lazy_pattern(r"hour|honou?r|honest|heir", re.IGNORECASE)
SOUNDS_LIKE_YOU: Final = lazy_pattern(r"us[aeiu]|uni(?!n|m)|eu|one\b|once\b|ut[ei]|ubi|uk", re.IGNORECASE)
STATUSES: Final = ("admitted", "deprecated", "superseded")


class Label(NamedTuple):
    """Another word for a concept: taken as well, to be avoided, or out of date."""

    text: str
    plural: str  # "" if it has none
    severity: str = ""  # "": what its kind has
    question: str = ""  # it looks the same and is not: asked, never replaced
    fix: str = ""  # what to write instead; "": the preferred word
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    until: str = ""
    any_case: bool = False  # a displaced word is found however it is written
    is_displaced: bool = False  # another glossary's word stands in its place


class Acronym(NamedTuple):
    """The capitals that stand for a term, and whether they may: yes, no, or after_first_use."""

    label: str
    plural: str
    allowed: str


class Sense(NamedTuple):
    """A concept that a contract may mean by a word, and the phrases of its definition that show it."""

    concept: str
    phrases: tuple[str, ...]


class Concept(NamedTuple):
    """One idea and the word that the contract uses for it."""

    id: str
    label: str
    plural: str
    article: str
    definition: str
    clause: str = ""  # where the contract defines it; then the specification does not define it again
    countable: bool = True
    admitted: tuple[Label, ...] = ()
    deprecated: tuple[Label, ...] = ()
    superseded: tuple[Label, ...] = ()
    acronym: Acronym | None = None
    kind: str = ""
    lower_case: str = "allow"
    everyday: bool = False
    related: tuple[str, ...] = ()
    otherwise: Label | None = None  # the word where a contract has taken this one's for something else
    senses: tuple[Sense, ...] = ()
    contract_words: tuple[str, ...] = ()  # what contracts call it too

    @property
    def is_many(self) -> bool:
        """Whether the word is a plural by itself (Services, Commissioners), so that its verbs are too."""
        return self.label == self.plural and is_plural(self.label)


def concept_of(row: Mapping[str, object], before: Concept | None, *, displacing: bool = True) -> Concept | None:
    """Return the concept that a row describes, laid over what was known of it; None if it has no word.

    A word that another takes the place of is one to avoid from then on, if it is `displacing`.
    """
    label, plural, article, countable = _words(row, before)
    if not label:
        return None
    base = before or Concept(text_at(row, "id"), label, plural, article, "")
    definition, clause = _definition(row.get("definition"))
    labels = {status: _labels(row, status) for status in STATUSES}
    deprecated = _joined(base.deprecated, labels["deprecated"])
    if displacing and before and before.label != label:
        deprecated = _joined(deprecated, (displaced(before),))
    everyday = row.get("everyday")
    related = row.get("related")
    return Concept(
        base.id,
        label,
        plural,
        article,
        definition or base.definition,
        clause or base.clause,
        countable,
        _joined(base.admitted, labels["admitted"]),
        tuple(avoided for avoided in deprecated if avoided.text.casefold() != label.casefold()),
        _joined(base.superseded, labels["superseded"]),
        _acronym(row.get("acronym")) or base.acronym,
        text_at(row, "kind") or base.kind,
        text_at(row, "lower_case") or base.lower_case,
        everyday if isinstance(everyday, bool) else base.everyday,
        _texts(related) or base.related,
        _otherwise(row.get("otherwise")) or base.otherwise,
        _senses(row.get("senses")) or base.senses,
        _texts(row.get("contract_words")) or base.contract_words,
    )


def displaced(concept: Concept) -> Label:
    """Return the word that a concept had, as one to avoid now that it has another."""
    many = concept.plural if concept.countable and concept.plural != concept.label else ""
    return Label(concept.label, many, any_case=not concept.everyday, is_displaced=True)


def plural_of(word: str) -> str:
    """Return the regular plural of a term: of its last word."""
    head, _, last = word.rpartition(" ")
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif re.search(r"[^aeiou]y$", last):
        last = last[:-1] + "ies"
    elif re.search(r"(s|x|ch|sh)$", last):
        last += "es"
    else:
        last += "s"
    return f"{head} {last}".strip()


def is_plural(word: str) -> bool:
    """Whether a word such as Commissioners, or Conditions of Contract, names several already."""
    return any(re.search(r"[^siu]s$", part) for part in (word, word.partition(" of ")[0]))


def article_of(word: str) -> str:
    """Return a or an, by how the word sounds; one that sounds otherwise says so in its file."""
    if SPELT_OUT.match(word):
        return "an" if word[0] in "AEFHILMNORSX" else "a"
    if SILENT_H.match(word):
        return "an"
    if SOUNDS_LIKE_YOU.match(word):
        return "a"
    return "an" if word[:1] in "AEIOUaeiou" else "a"


def possessive_of(word: str) -> str:
    """Return Person’s, and People’s or Services’."""
    return word + ("’" if word.endswith("s") else "’s")


def worded(row: Mapping[str, object] | str) -> Mapping[str, object]:
    """Return a wording (a word alone, or all there is to say of it) as a concept's row."""
    return {"preferred": {"label": row}} if isinstance(row, str) else row


def _words(row: Mapping[str, object], before: Concept | None) -> tuple[str, str, str, bool]:
    preferred = row.get("preferred")
    words = preferred if isinstance(preferred, Mapping) else {}
    label = text_at(words, "label") or (before.label if before else "")
    same = before is not None and before.label == label
    many = is_plural(label) and not same and "plural" not in words
    article = text_at(words, "article")
    if "article" not in words:
        article = before.article if before and same else "" if many else article_of(label)
    if "plural" in words:
        plural = words["plural"]
        return label, plural if isinstance(plural, str) else label, article, isinstance(plural, str)
    if before and same:
        return label, before.plural, article, before.countable
    return label, label if many else plural_of(label), article, not many


def _labels(row: Mapping[str, object], status: str) -> tuple[Label, ...]:
    return tuple(_label(one) for one in rows_at(row, status) if text_at(one, "label"))


def _label(row: Mapping[str, object]) -> Label:
    text = text_at(row, "label")
    return Label(
        text,
        text_at(row, "plural") if "plural" in row else plural_of(text),
        text_at(row, "severity"),
        text_at(row, "question"),
        text_at(row, "fix"),
        _texts(row.get("not_before")),
        _texts(row.get("not_after")),
        _texts(row.get("near")),
        _texts(row.get("not_near")),
        text_at(row, "until"),
    )


def _joined(below: Sequence[Label], above: Sequence[Label]) -> tuple[Label, ...]:
    """Return both; of two rows with the same word the upper one counts."""
    own = {one.text for one in above}
    return (*(one for one in below if one.text not in own), *above)


def _acronym(value: object) -> Acronym | None:
    if not isinstance(value, Mapping) or not text_at(value, "label"):
        return None
    label = text_at(value, "label")
    allowed = value.get("allowed", True)
    return Acronym(label, text_at(value, "plural") or f"{label}s", str(allowed).lower())


def _otherwise(value: object) -> Label | None:
    return _label(value) if isinstance(value, Mapping) and text_at(value, "label") else None


def _senses(value: object) -> tuple[Sense, ...]:
    rows = value.items() if isinstance(value, Mapping) else ()
    return tuple(Sense(str(key), _texts(phrases)) for key, phrases in rows)


def _definition(value: object) -> tuple[str, str]:
    """Return what a word means, and where the contract says so: "clause 1.1", also if a file says 1.1."""
    if isinstance(value, Mapping):
        clause = text_at(value, "clause")
        return text_at(value, "text"), f"clause {clause}" if clause[:1].isdigit() else clause
    return (value, "") if isinstance(value, str) else ("", "")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_flat(value)) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _flat(values: Sequence[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
