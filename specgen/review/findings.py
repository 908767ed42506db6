"""Hold what the rules read and what they find: passages of text with their place, and findings in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from specgen.inputs.glossary.forms import Glossary, NotTerms
from specgen.inputs.glossary.matcher import Form, Match
from specgen.problems import Fault, Place, Problem

if TYPE_CHECKING:
    from specgen.formats.word.paragraphs import Paragraph
    from specgen.formats.yamlfile.events import Position
    from specgen.formats.yamlfile.scalars import Scalar

# Every rule with the level it has unless a glossary's row says otherwise, and what it asks.
RULES: Final[dict[str, tuple[str, str]]] = {
    "TERM-DEPRECATED": ("error", "A word stands where the contract has another one."),
    "TERM-CONFUSED": ("warning", "A word looks like a term and may mean something else."),
    "TERM-SUPERSEDED": ("warning", "A word was right once and has been replaced."),
    "TERM-CASE": ("warning", "A defined term is written with the wrong capitals."),
    "TERM-NEAR-MISS": ("warning", "A word is nearly a defined term."),
    "TERM-UNDEFINED": ("warning", "A word is written like a term, and nobody defines it."),
    "TERM-UNUSED": ("warning", "A term is defined and never used."),
    "TERM-DUPLICATE": ("error", "A term is defined twice."),
    "TERM-CONFLICT": ("error", "A term is defined against the contract."),
    "TERM-LITERAL": ("error", "A template or a choice types a term in place of its name."),
    "ACRONYM-UNDEFINED": ("warning", "An abbreviation is used and never spelled out."),
    "ACRONYM-EARLY": ("warning", "An abbreviation is used before it is spelled out."),
    "ACRONYM-UNUSED": ("warning", "An abbreviation is spelled out and never used."),
    "ACRONYM-TWO-WAYS": ("warning", "An abbreviation is spelled out in two ways."),
    "ACRONYM-REFUSED": ("warning", "An abbreviation stands for a term that is written out here."),
    "DUTY-VERB": ("warning", "A duty is written with another verb than the rest."),
    "CARER-PAID": ("error", "Paid staff are called carers; in law a carer is not paid."),
    "NUMBER-WORDS": ("error", "A number in figures and the same in words differ."),
    "CONTRACT-REPEAT": ("warning", "A clause says again, word for word, what the contract's conditions say."),
    "CONTRACT-REWORDED": ("warning", "A clause says in other words what the contract's conditions say."),
    "CONTRACT-DEFINITION": ("error", "A term is defined here and in the contract's conditions."),
    "PLACEHOLDER": ("error", "Something is still to be written."),
    "HIDDEN-CHARACTER": ("error", "A character that nobody sees can hide words, or turns the direction of writing."),
    "OPEN-POINT": ("note", "The draft has open points."),
    "IGNORE-REASON": ("error", "Something is ignored without a reason."),
    "IGNORE-UNUSED": ("warning", "Something is ignored that is not there."),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of running text: a paragraph, or one answer."""

    text: str
    path: str  # of an answer, or the place in the Word file
    is_head: bool = False  # heading, caption, head of a table: other capitals
    is_prose: bool = True  # whole sentences; no: a name, a label, a code
    row: str = ""  # the words of the whole table row, where they say what this is about
    paragraph: Paragraph | None = None
    place: Callable[[int], Position] | None = None  # of a letter, in a file with lines

    @property
    def is_heard(self) -> bool:
        """Whether this is the alternative text of a table or picture: no letter of it stands in the text."""
        return self.paragraph is not None and not self.paragraph.pieces

    @property
    def hash(self) -> str:
        if self.paragraph is not None:
            return self.paragraph.hash
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Definition:
    """A term that the file itself defines, and where: `text` is empty if it refers to the contract."""

    term: str
    text: str
    passage: Passage
    start: int
    is_inline: bool = False  # (the “Panel”), and not a row or a clause of its own


@dataclass(frozen=True)
class Subject:
    """One file, read for checking."""

    file: str
    kind: str  # answers, document, template, section
    passages: tuple[Passage, ...]
    glossary: Glossary
    not_terms: NotTerms
    names: frozenset[str] = frozenset()  # proper names that its answers give
    definitions: tuple[Definition, ...] = ()
    acronyms: Mapping[str, Passage] = field(default_factory=dict)  # spelled out in a list of its own
    matches: tuple[tuple[Match, ...], ...] = ()  # of each passage
    meanings: dict[tuple[str, str], str] = field(default_factory=dict)  # by id and label, as they are asked for

    def read(self) -> Iterator[tuple[Passage, tuple[Match, ...]]]:
        yield from zip(self.passages, self.matches, strict=True)

    @cached_property
    def forms(self) -> Mapping[int, tuple[Form, ...]]:
        """What the words of the file are forms of, by the id of each match's `forms`: a few for many matches."""
        return {id(match.forms): match.forms for matches in self.matches for match in matches}


@dataclass(frozen=True)
class Finding:
    """A fault with the passage that it is in: something to say about the letters from start to end of it."""

    fault: Fault
    passage: Passage
    start: int
    end: int
    concept: str = ""
    replacement: str | None = None  # what to write there, if that is certain
    about: str = ""  # what the term means, and where that stands

    @property
    def rule(self) -> str:
        return self.fault.rule

    @property
    def fingerprint(self) -> str:
        """The same for as long as rule, concept and the words around it are."""
        return hashlib.sha256(f"{self.rule}\0{self.concept}\0{self.passage.hash}".encode()).hexdigest()[:16]

    @property
    def line_and_column(self) -> tuple[int, int]:
        """Both from 1; 0 in a Word file, which has no lines."""
        place = self.passage.place(self.start) if self.passage.place else None
        return (place.line, place.column) if place else (0, 0)

    def problem(self, file: str) -> Problem:
        line, column = self.line_and_column
        return self.fault.at(Place(file, line, column, self.passage.path))


def finding_at(
    rule: str,
    passage: Passage,
    start: int,
    end: int,
    message: str,
    remedy: str = "",
    concept: str = "",
    replacement: str | None = None,
    *,
    level: str = "",
    about: str = "",
) -> Finding:
    """Return a finding; without a level that of its rule."""
    fault = Fault(message, remedy, rule, level or RULES[rule][0])
    return Finding(fault, passage, start, end, concept, replacement, about)


@dataclass(frozen=True)
class Reviewed:
    """One file with all there is to say about it."""

    file: str
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()  # of its shape, and of its ignores
    ignored: tuple[tuple[Finding, str], ...] = ()

    @cached_property
    def all_problems(self) -> list[Problem]:
        found = [*self.problems, *(finding.problem(self.file) for finding in self.findings)]
        return sorted(found, key=lambda problem: (problem.place.line, problem.place.column))


class Review(NamedTuple):
    """A reviewed file, with what is needed to act on it."""

    reviewed: Reviewed
    source: str = ""  # of a YAML file
    scalars: Mapping[int, Scalar] | None = None
    parts: Mapping[str, bytes] | None = None  # of a Word file
    rules: Mapping[str, str] = {}  # the levels that the council of this file gives to rules
