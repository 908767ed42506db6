"""Glossary files and a contract's own words in, concepts out: each term in every form that a sentence needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from specgen.data import read_data, rows_of, text_of
from specgen.problems import Problem, WrongInput
from specgen.values import Ledger

IRREGULAR: Final = {"Person": "People", "person": "people", "Body": "Bodies"}
REFERENCE: Final = re.compile(r"\{(\w+)(?:\.(\w+))?\}")  # {provider} or {person.plural} inside a definition


@dataclass(frozen=True)
class Concept:
    """One idea and the word that the contract uses for it."""

    id: str
    label: str
    plural: str
    article: str
    definition: str
    clause: str = ""  # where the contract defines it; then the specification does not define it again
    avoid: tuple[str, ...] = ()


Glossary = Mapping[str, Concept]

FORMS: Final[dict[str, Callable[[Concept], str]]] = {
    "label": lambda c: c.label,
    "plural": lambda c: c.plural,
    "the": lambda c: f"the {c.label}",
    "The": lambda c: f"The {c.label}",
    "a": lambda c: f"{c.article} {c.label}".strip(),
    "A": lambda c: f"{c.article.capitalize()} {c.label}".strip(),
    "possessive": lambda c: _possessive(c.label),
    "plural_possessive": lambda c: _possessive(c.plural),
    "the_possessive": lambda c: f"the {_possessive(c.label)}",
    "The_possessive": lambda c: f"The {_possessive(c.label)}",
    "the_plural": lambda c: f"the {c.plural}",
    "The_plural": lambda c: f"The {c.plural}",
    "lower": lambda c: c.label.lower(),
    "lower_plural": lambda c: c.plural.lower(),
}


def load_glossary(jurisdiction: str, folders: Sequence[Path]) -> dict[str, Concept]:
    """Return the base concepts with those of the jurisdiction, and then each folder's own glossary.yaml, laid
    over them.
    """
    concepts: dict[str, Concept] = {}
    for name in ("glossary/base.yaml", f"glossary/{jurisdiction}.yaml"):
        concepts |= _laid_over(concepts, rows_of(read_data(name, folders), "concepts"), name)
    for folder in reversed(folders):
        if (folder / "glossary.yaml").is_file():
            rows = rows_of(read_data("glossary.yaml", (folder,)), "concepts")
            concepts |= _laid_over(concepts, rows, str(folder / "glossary.yaml"))
    return concepts


def with_words(glossary: Glossary, words: Mapping[str, str]) -> dict[str, Concept]:
    """Return the glossary with the contract's own word for some concepts: {"person": "Individual"}."""
    changed = dict(glossary)
    for concept, word in words.items():
        if concept in changed and word != changed[concept].label:
            changed[concept] = replace(changed[concept], label=word, plural=_plural(word), article=_article(word))
    return changed


def _laid_over(known: Glossary, rows: Iterable[Mapping[str, object]], file: str) -> dict[str, Concept]:
    found = {}
    for row in rows:
        identifier = text_of(row, "id")
        preferred = row.get("preferred")
        words = preferred if isinstance(preferred, Mapping) else {}
        before = known.get(identifier)
        label = text_of(words, "label") or (before.label if before else "")
        if not identifier or not label:
            problem = Problem(
                file, 0, 0, "error", identifier, "a concept needs an id and a preferred label", "", "glossary"
            )
            raise WrongInput(problem)
        same = before is not None and before.label == label
        avoid = row.get("avoid")
        found[identifier] = Concept(
            identifier,
            label,
            text_of(words, "plural") or (before.plural if before and same else _plural(label)),
            text_of(words, "article") or (before.article if before and same else _article(label)),
            text_of(row, "definition") or (before.definition if before else ""),
            text_of(row, "clause") or (before.clause if before else ""),
            tuple(str(word) for word in avoid) if isinstance(avoid, Sequence) and not isinstance(avoid, str) else (),
        )
    return found


class Term:
    """A concept as a template sees it: prints its word; each form by name. What is printed is noted in the ledger."""

    __slots__ = ("_concept", "_ledger")

    def __init__(self, concept: Concept, ledger: Ledger) -> None:
        self._concept = concept
        self._ledger = ledger

    def __getitem__(self, form: str) -> str:
        self._ledger.terms.setdefault(self._concept.id)
        return FORMS[form](self._concept)

    def __str__(self) -> str:
        return self["label"]

    def __html__(self) -> str:
        from markupsafe import escape

        return str(escape(self["label"]))


class Terms:
    """`term` in a template: the concepts by id."""

    __slots__ = ("_glossary", "_ledger")

    def __init__(self, glossary: Glossary, ledger: Ledger) -> None:
        self._glossary = glossary
        self._ledger = ledger

    def __getitem__(self, concept: str) -> Term:
        return Term(self._glossary[concept], self._ledger)


def definitions_of(used: Iterable[str], glossary: Glossary) -> list[dict[str, str]]:
    """Return the definitions schedule: the used concepts and those their definitions use, by the alphabet.

    A term that is printed as it is defined elsewhere (`clause`) is not defined again.
    """
    waiting, done = list(used), dict[str, str]()
    while waiting:
        concept = glossary[waiting.pop()]
        if concept.id in done or not (concept.definition or concept.clause):
            continue
        done[concept.id] = "" if concept.clause else _filled(concept.definition, glossary)
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


def _filled(definition: str, glossary: Glossary) -> str:
    return REFERENCE.sub(lambda match: FORMS[match.group(2) or "label"](glossary[match.group(1)]), definition)


def _plural(word: str) -> str:
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


def _article(word: str) -> str:
    return "an" if word[:1] in "AEIOUaeiou" else "a"


def _possessive(word: str) -> str:
    return word + ("’" if word.endswith("s") else "’s")
