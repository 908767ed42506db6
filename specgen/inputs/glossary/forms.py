"""Give each form of a concept's word that a sentence needs, and fill {person.plural} in texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from specgen.inputs.glossary.concept import Concept, possessive_of
from specgen.system.lazy_pattern import lazy_pattern

REFERENCE: Final = lazy_pattern(
    r"\{(\w+)(?:\.(\w+))?\}"
)  # {provider} or {person.plural} inside a definition or a choice

Glossary = Mapping[str, Concept]

FORMS: Final[dict[str, Callable[[Concept], str]]] = {
    "label": lambda c: c.label,
    "plural": lambda c: c.plural,
    "the": lambda c: f"the {c.label}",
    "The": lambda c: f"The {c.label}",
    "a": lambda c: f"{c.article} {c.label}".strip(),
    "A": lambda c: f"{c.article.capitalize()} {c.label}".strip(),
    "possessive": lambda c: possessive_of(c.label),
    "plural_possessive": lambda c: possessive_of(c.plural),
    "the_possessive": lambda c: f"the {possessive_of(c.label)}",
    "The_possessive": lambda c: f"The {possessive_of(c.label)}",
    "the_plural": lambda c: f"the {c.plural}",
    "The_plural": lambda c: f"The {c.plural}",
    "lower": lambda c: c.label.lower(),
    "lower_plural": lambda c: c.plural.lower(),
    "is": lambda c: "are" if c.is_many else "is",
    "was": lambda c: "were" if c.is_many else "was",
    "has": lambda c: "have" if c.is_many else "has",
    "does": lambda c: "do" if c.is_many else "does",
    "s": lambda c: "" if c.is_many else "s",  # of a verb: help{{ term.service.s }}
}


class NotTerms(NamedTuple):
    """What is written with capitals, or as capitals, and is no defined term: names of Acts, bodies, days."""

    phrases: frozenset[str]
    acronyms: frozenset[str]


def filled(text: str, glossary: Glossary) -> str:
    """Return a text with its {provider} and {person.plural} filled. Raises KeyError for what there is not."""
    return REFERENCE.sub(lambda match: FORMS[match.group(2) or "label"](glossary[match.group(1)]), text)
