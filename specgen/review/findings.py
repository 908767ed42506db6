"""Hold what the rules read and what they find: passages of text with their place, and findings in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from specgen.formats.word.paragraphs import hash_of
from specgen.inputs.glossary.forms import Glossary, NotTerms
from specgen.inputs.glossary.matcher import Form, Match
from specgen.problems import Fault, Place, Problem
from specgen.review.word_places import words_in

if TYPE_CHECKING:
    from specgen.formats.word.paragraphs import Paragraph
    from specgen.formats.yamlfile.events import Position
    from specgen.formats.yamlfile.scalars import Scalar
    from specgen.review.rules.facts.specification import Specification
    from specgen.review.rules.rule import Rule


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
    is_verbatim: bool = False  # agreed, or said by others, word for word: never rewritten, and judged leniently
    own_words: tuple[int, ...] = ()  # where answers in own words begin, which are printed inside a sentence
    typed: str = ""  # with its addresses, where `text` has been masked

    @property
    def is_heard(self) -> bool:
        """Whether this is the alternative text of a table or picture: no letter of it stands in the text."""
        return self.paragraph is not None and not self.paragraph.pieces

    @property
    def hash(self) -> str:
        if self.paragraph is not None:
            return self.paragraph.hash
        return hash_of(self.text)


class Definition(NamedTuple):
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
    values: Mapping[str, object] = field(default_factory=dict)  # the answers that it holds, or was made from
    matches: tuple[tuple[Match, ...], ...] = ()  # of each passage
    answered: frozenset[str] = frozenset()  # longer texts among the answers that a draft was made from
    meanings: dict[tuple[str, str], str] = field(default_factory=dict)  # by id and label, as they are asked for

    def read(self) -> Iterator[tuple[Passage, tuple[Match, ...]]]:
        yield from zip(self.passages, self.matches, strict=True)

    @cached_property
    def folded(self) -> str:
        """All the texts in small letters, to see at once what occurs in none of them."""
        return "\0".join(passage.text for passage in self.passages).casefold()

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the texts in small letters."""
        return frozenset().union(*(words_in(passage.text) for passage in self.passages))

    @cached_property
    def forms(self) -> Mapping[int, tuple[Form, ...]]:
        """What the words of the file are forms of, by the id of each match's `forms`: a few for many matches."""
        return {id(match.forms): match.forms for matches in self.matches for match in matches}


class Finding(NamedTuple):
    """A fault with the passage that it is in: something to say about the letters from start to end of it."""

    fault: Fault
    passage: Passage
    start: int
    end: int
    concept: str = ""
    replacement: str | None = None  # what to write there, if that is certain
    about: str = ""  # what the term means, and where that stands
    also: str = ""  # another rule that its message speaks for
    also_at: tuple[int, int] = (0, 0)  # the words that it quotes for that rule

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
    rule: Rule,
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
    fault = Fault(message, remedy, rule.id, level or rule.level)
    return Finding(fault, passage, start, end, concept, replacement, about)


class WaiverFacts(NamedTuple):
    """Who decided that a finding stays, when and why."""

    role: str
    date: str
    reason: str
    is_in_source: bool = False  # a comment in the answers; no: a row of a file beside them

    def __str__(self) -> str:
        return f"{self.reason} ({self.role}, {self.date})"


class Waived(NamedTuple):
    """A finding that people have closed."""

    problem: Problem
    waiver: WaiverFacts
    finding: Finding | None = None


@dataclass(frozen=True)
class Reviewed:
    """One file with all there is to say about it."""

    file: str
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()  # of its facts and shape, and of its waivers
    waived: tuple[Waived, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)  # the place of a section in the answers -> its title
    open_points: int = 0  # of a draft

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
    specification: Specification | None = None  # of a file of answers
