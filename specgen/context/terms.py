"""Give templates the contract's words: `{{ term.person.plural }}`, and the schedule of those that were printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import escape

from specgen.context.render_log import RenderLog
from specgen.context.values import Record
from specgen.inputs.glossary.concept import Concept
from specgen.inputs.glossary.forms import FORMS, REFERENCE, Glossary, filled


class Term:
    """A concept as a template sees it: prints its word; each form by name. What is printed is noted in the log."""

    __slots__ = ("_concept", "_log")

    def __init__(self, concept: Concept, log: RenderLog) -> None:
        self._concept = concept
        self._log = log

    @property
    def _known(self) -> Iterable[str]:
        return FORMS

    def __getitem__(self, form: str) -> str:
        self._log.terms.setdefault(self._concept.id)
        return FORMS[form](self._concept)

    def __str__(self) -> str:
        return self["label"]

    def __html__(self) -> str:
        return str(escape(self["label"]))


class Terms:
    """`term` in a template: the concepts by id."""

    __slots__ = ("_terms",)

    def __init__(self, glossary: Glossary, log: RenderLog) -> None:
        self._terms = {id: Term(concept, log) for id, concept in glossary.items()}

    @property
    def _known(self) -> Iterable[str]:
        return self._terms

    def __getitem__(self, concept: str) -> Term:
        return self._terms[concept]

    def fill(self, text: str) -> str:
        """Return a text with its {person.plural} filled, as printed: the terms in it are noted."""
        return REFERENCE.sub(lambda match: self[match.group(1)][match.group(2) or "label"], text)


def definition_rows(used: Iterable[str], glossary: Glossary) -> list[Record]:
    """Return the definitions schedule: the used concepts and those their definitions use, by the alphabet."""
    rows = [
        {
            "label": glossary[id].label,
            "plural": glossary[id].plural,
            "definition": text,
            "clause": glossary[id].clause,
        }
        for id, text in definitions(used, glossary).items()
    ]
    return [Record(row) for row in sorted(rows, key=lambda row: row["label"].casefold())]


def definition_words(used: Iterable[str], glossary: Glossary) -> str:
    """Return the words of all definitions of the schedule."""
    return " ".join(str(row["definition"]) for row in definition_rows(used, glossary))


def definitions(used: Iterable[str], glossary: Glossary) -> dict[str, str]:
    """Return the definition of each used concept, and of those their definitions use, by id.

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
    return done


def party_words(terms: Terms) -> Callable[[object], object]:
    """Return the function `party`: the contract's words for whoever a choice names."""

    def party(choice: object) -> object:
        provider, commissioner = terms["provider"], terms["commissioner"]
        if choice == "provider":
            return provider["the"]
        if choice == "commissioner":
            return commissioner["the"]
        if choice == "joint":
            return f"{provider['the']} and {commissioner['the']} together"
        return choice

    return party
