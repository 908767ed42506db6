"""Read a draft whose record was taken out: what the record would say of its names and words, the draft says itself.

Such a file is the final that leaves the house. What its answers said was looked at while they could be changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from specgen.formats.word.paragraphs import Paragraph
from specgen.inputs.contract.term_shapes import singular_of, term_key
from specgen.inputs.glossary.concept import Concept, concept_of, plural_of
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.glossary.matcher import forms_of
from specgen.review.answer_texts import NAME, names_in
from specgen.review.findings import Definition, Finding, Passage, Subject
from specgen.review.rules.english import DETERMINERS, word_before
from specgen.review.rules.prose.levels_of_change import NO_LEVEL
from specgen.review.rules.undefined_terms import TERM_UNDEFINED
from specgen.system.lazy_pattern import lazy_pattern

TARGETS: Final = "_sg_"  # bookmarks that a draft's references lead to; they stay when the record goes
WORD_FOR_WORD: Final = "_sg_annexes"  # the heading over the texts that are printed as they were agreed
ON_COVER: Final = frozenset(("title", "subtitle", "cover organisation", "cover detail", "header"))
LISTED: Final = "table text"
LABEL: Final = lazy_pattern(r": ")
SHORTEST: Final = 20  # letters of an answer that says more than a word


def is_stripped_draft(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether specgen made a file that has no record."""
    return any(mark.startswith(TARGETS) for one in paragraphs for mark in one.bookmarks)


def with_own_words(subject: Subject, paragraphs: Sequence[Paragraph]) -> Subject:
    """Return such a draft with the names on its cover and in its tables, and with the words that it defines itself."""
    defined = {one.passage.paragraph.cell.table for one in subject.definitions
               if one.passage.paragraph is not None and one.passage.paragraph.cell is not None}  # fmt: skip
    cells = [one.text for one in paragraphs if one.cell is not None and one.cell.table not in defined]
    return replace(
        subject,
        glossary=_with_own_labels(subject.glossary, subject.definitions),
        names=frozenset((*_names(paragraphs, cells), *_own_terms(subject.definitions))),
        answered=frozenset(text for text in cells if len(text) > SHORTEST),
        passages=tuple(_with_quoted(subject.passages)),
    )


def is_certain(finding: Finding) -> bool:
    """Whether a finding says something that no answer could explain: levels stand in tables, and a name has no article
    before it.
    """
    if finding.rule == TERM_UNDEFINED.id:
        return word_before(finding.passage.text, finding.start).casefold() in DETERMINERS
    return finding.rule != NO_LEVEL.id


def _names(paragraphs: Sequence[Paragraph], cells: Sequence[str]) -> Iterator[str]:
    """Yield what is printed where a draft prints names: on the cover, at the start of cells, in the list of laws, and
    behind a colon.
    """
    for one in paragraphs:
        if one.style in ON_COVER:
            yield from names_in(one.text)
        elif one.style == LISTED and one.cell is None:
            yield from (found.group() for found in NAME.finditer(one.text))
        for label in LABEL.finditer(one.text):
            yield from (found.group() for found in (NAME.match(one.text, label.end()),) if found is not None)
    for text in cells:
        yield from (found.group() for found in (NAME.match(text),) if found is not None)


def _own_terms(definitions: Sequence[Definition]) -> Iterator[str]:
    """Yield the defined terms of several words: no word of them is a term by itself."""
    for one in definitions:
        if " " in one.term:
            singular = singular_of(one.term, many=True)
            yield from (one.term, singular, plural_of(singular))


def _with_own_labels(glossary: Glossary, definitions: Sequence[Definition]) -> Glossary:
    """Return the glossary with the words that a draft defines in place of those that it does not."""
    terms = {term_key(one.term): one.term for one in definitions}
    return {id: concept if term_key(concept.label) in terms else _renamed(concept, terms)
            for id, concept in glossary.items()}  # fmt: skip


def _renamed(concept: Concept, terms: dict[str, str]) -> Concept:
    others = (form.text for form in forms_of(concept) if form.status in ("admitted", "deprecated"))
    own = next((terms[key] for text in others if (key := term_key(text)) in terms), "")
    row = {"id": concept.id, "preferred": {"label": own}}
    return (concept_of(row, concept, displacing=False) or concept) if own else concept


def _with_quoted(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages, those marked that are printed word for word."""
    level = 0
    for passage in passages:
        paragraph = passage.paragraph
        if paragraph is not None and paragraph.level and paragraph.level <= level:
            level = 0
        if paragraph is not None and WORD_FOR_WORD in paragraph.bookmarks:
            level = paragraph.level or 1
        yield replace(passage, is_verbatim=True) if level else passage
