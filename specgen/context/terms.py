"""Give templates the contract's words: `{{ term.person.plural }}`, and the schedule of those that were printed."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from specgen.context.values import Ledger
from specgen.inputs.glossary.concept import Concept
from specgen.inputs.glossary.forms import FORMS, REFERENCE, Glossary, filled


class Term:
    """A concept as a template sees it: prints its word; each form by name. What is printed is noted in the ledger."""

    __slots__ = ("_concept", "_ledger")

    def __init__(self, concept: Concept, ledger: Ledger) -> None:
        self._concept = concept
        self._ledger = ledger

    @property
    def _known(self) -> Iterable[str]:
        return FORMS

    def __getitem__(self, form: str) -> str:
        self._ledger.terms.setdefault(self._concept.id)
        return FORMS[form](self._concept)

    def __str__(self) -> str:
        return self["label"]

    def __html__(self) -> str:
        return str(escape(self["label"]))


class Terms:
    """`term` in a template: the concepts by id."""

    __slots__ = ("_terms",)

    def __init__(self, glossary: Glossary, ledger: Ledger) -> None:
        self._terms = {id: Term(concept, ledger) for id, concept in glossary.items()}

    @property
    def _known(self) -> Iterable[str]:
        return self._terms

    def __getitem__(self, concept: str) -> Term:
        return self._terms[concept]

    def fill(self, text: str) -> str:
        """Return a text with its {person.plural} filled, as printed: the terms in it are noted."""
        return REFERENCE.sub(lambda match: self[match.group(1)][match.group(2) or "label"], text)


def definitions_of(used: Iterable[str], glossary: Glossary) -> list[dict[str, str]]:
    """Return the definitions schedule: the used concepts and those their definitions use, by the alphabet.

    A term that is printed as it is defined elsewhere (`clause`) is not defined again.
    """
    waiting, done = list(used), dict[str, str]()
    while waiting:
        concept = glossary[waiting.pop()]
        if concept.id in done or not (concept.definition or concept.clause):
            continue
        done[concept.id] = "" if concept.clause else filled(concept.definition, glossary)
        if not concept.clause:
            waiting += [match.group(1) for match in REFERENCE.finditer(concept.definition)]
    rows = [
        {
            "label": glossary[one].label,
            "plural": glossary[one].plural,
            "definition": text,
            "clause": glossary[one].clause,
        }
        for one, text in done.items()
    ]
    return sorted(rows, key=lambda row: row["label"].casefold())
