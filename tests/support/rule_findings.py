"""Run the rules on words and return rule and words of each finding, as the tests of the rules compare them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import read_paragraphs
from specgen.inputs.glossary.concept import Concept, concept_of
from specgen.inputs.glossary.forms import Glossary, NotTerms
from specgen.inputs.glossary.load import load_glossary, load_not_terms
from specgen.review.findings import Finding, Passage, Subject
from specgen.review.rules.registry import FAMILIES, findings_in
from specgen.review.word_files.word_texts import word_texts
from specgen.system.resources import built_in_models
from tests.support.small_word import paragraph, small_word

# Rules on how a text is worded, whatever the words of the contract are.
PROSE_RULES = {
    rule.id for family in FAMILIES if ".prose." in getattr(family.words, "__module__", "") for rule in family.rules
}
NOTHING = NotTerms(frozenset(), frozenset())
FOLDERS = (built_in_models(),)

Row = Mapping[str, object]


def concepts(*rows: Row) -> dict[str, Concept]:
    """Return a glossary of rows as a file has them; a text alone is a label."""
    made = {}
    for row in rows:
        concept = concept_of(row, None)
        assert concept is not None
        made[concept.id] = concept
    return made


def concept(id: str, label: str, **more: object) -> Row:
    return {"id": id, "preferred": {"label": label}, **more}


@cache
def built_in(jurisdiction: str = "england") -> tuple[Glossary, NotTerms]:
    return load_glossary(jurisdiction, FOLDERS), load_not_terms(jurisdiction, FOLDERS)


def in_texts(
    texts: Sequence[str], glossary: Glossary | None = None, *, kind: str = "answers", not_terms: NotTerms = NOTHING
) -> list[Finding]:
    """Check texts as so many answers."""
    if glossary is None:
        glossary, not_terms = built_in()
    passages = tuple(Passage(text, f"text[{number}]") for number, text in enumerate(texts, 1))
    return findings_in(Subject("texts", kind, passages, glossary, not_terms))


def in_word(
    body: str, glossary: Glossary | None = None, others: Mapping[str, str] | None = None, not_terms: NotTerms = NOTHING
) -> list[Finding]:
    """Check a Word file with this body."""
    if glossary is None:
        glossary, not_terms = built_in()
    texts = word_texts(read_paragraphs(read_package(small_word(body, others))), glossary)
    subject = Subject("x.docx", "document", texts.passages, glossary, not_terms)
    return findings_in(replace(subject, definitions=texts.definitions, acronyms=texts.acronyms))


def in_paragraphs(*texts: str, glossary: Glossary | None = None) -> list[Finding]:
    return in_word("".join(map(paragraph, texts)), glossary)


def said(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Rule and words of each finding."""
    return [(one.rule, one.passage.text[one.start : one.end]) for one in findings]


def rules(findings: Sequence[Finding]) -> list[str]:
    return [one.rule for one in findings]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path
