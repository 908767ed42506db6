"""Run the example of a rule: read it as what it says it is, and return what the check finds in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from specgen.formats.opc.package import read_package
from specgen.formats.word.paragraphs import read_paragraphs
from specgen.formats.yamlfile.yaml_file import read
from specgen.inputs.answers.consistency import consistent, foreign
from specgen.inputs.answers.validate import validate_answers
from specgen.inputs.contract.hidden_characters import hidden_characters
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.law.law_problems import law_problems
from specgen.problems import Problem
from specgen.review.findings import Passage, Subject
from specgen.review.review import Words, review
from specgen.review.rules.against_contract.conditions import read_conditions
from specgen.review.rules.against_contract.contradictions import check_answers
from specgen.review.rules.against_contract.repeats import repeats
from specgen.review.rules.facts.specification import Specification
from specgen.review.rules.registry import findings_in, problems_in
from specgen.review.rules.rule import Example
from specgen.review.word_files.word_texts import word_texts
from tests.support.overlays import overlaid
from tests.support.rule_findings import built_in, concepts
from tests.support.small_word import paragraph, run, small_word

TODAY = date(2026, 11, 28)
WORDS = Words()


@cache
def rules_in(example: Example) -> set[str]:
    """Return the ids of the rules that find something in an example."""
    if example.kind == "overlay":
        text = overlaid(example.sample, example.text)
        return {problem.rule for problem in fact_problems(text, contract=example.contract)}
    if example.kind == "checked overlay":
        return {problem.rule for problem in _checked(overlaid(example.sample, example.text))}
    if example.kind == "file":
        found = review(Path("answers.yaml"), WORDS, example.text.encode(), TODAY)
        return {problem.rule for problem in found.reviewed.all_problems}
    if example.contract:
        texts = (_word(example.text), _word(example.contract))
        return {problem.rule for problem in repeats(*texts, file="draft.docx")}
    return set(_rules_in_words(example))


def fact_problems(text: str, *, contract: str = "", today: date = TODAY) -> list[Problem]:
    """Return what the rules on facts say of a file of answers that is sound otherwise."""
    specification, invalid = specification_of(text, today)
    assert [str(problem) for problem in invalid if problem.level == "error"] == []
    found = list(problems_in(specification))
    if contract:
        found += check_answers(specification, read_conditions("conditions.docx", _word(contract)))
    return list(dict.fromkeys(found))


def _checked(text: str) -> Iterator[Problem]:
    """Yield what reading a file of answers finds in its facts."""
    specification, invalid = specification_of(text)
    yield from invalid
    yield from consistent(specification.answers, specification.model)
    yield from foreign(specification.answers, WORDS.framework(specification.answers))
    if specification.law is not None:
        yield from law_problems(specification.answers, specification.law, TODAY)


def specification_of(text: str, today: date = TODAY) -> tuple[Specification, tuple[Problem, ...]]:
    """Return the typed answers of a file, with what is wrong with their form."""
    answers, problems = read(text, "answers.yaml")
    assert answers is not None
    model = WORDS.model(str(answers.values["model"]))
    typed, invalid = validate_answers(answers, model, _council(), {})
    document: Any = typed.values.get("document") or {}
    law = WORDS.law(str(document.get("jurisdiction") or "england"))
    return Specification(typed, model, today, law), (*problems, *invalid)


@cache
def _council() -> Any:
    return load_council(None)


def _rules_in_words(example: Example) -> Iterator[str]:
    glossary, not_terms = built_in(example.jurisdiction)
    values = {"document": {"jurisdiction": example.jurisdiction}}
    if example.glossary:
        own: Glossary = concepts(*yaml.safe_load(example.glossary))
        glossary = {**glossary, **own}
    if example.kind in ("document", "template"):
        paragraphs = read_paragraphs(read_package(_word(example.text)))
        texts = word_texts(paragraphs, glossary, template=example.kind == "template")
        known = (frozenset[str](), texts.definitions, texts.acronyms)
        subject = Subject("x.docx", example.kind, texts.passages, glossary, not_terms, *known, values)
        if any(hidden_characters(paragraphs)):
            yield "HIDDEN-CHARACTER"
        if texts.gaps:
            yield "OPEN-POINT"
        yield from (finding.rule for finding in findings_in(subject, texts.tags))
        return
    passages = tuple(Passage(line, f"text[{number}]") for number, line in enumerate(example.text.splitlines(), 1))
    subject = Subject("texts", example.kind, passages, glossary, not_terms, values=values)
    yield from (finding.rule for finding in findings_in(replace(subject)))


def _word(text: str) -> bytes:
    return small_word("".join(_paragraph(line) for line in text.splitlines()))


def _paragraph(line: str) -> str:
    """Words in [[ ]] are a draft's placeholder."""
    if "[[" not in line:
        return paragraph(line)
    before, _, rest = line.partition("[[")
    gap, _, after = rest.partition("]]")
    placeholder = run(f"[{gap}]").replace("<w:r>", '<w:r><w:rPr><w:rStyle w:val="OpenPoint"/></w:rPr>')
    return f"<w:p>{run(before)}{placeholder}{run(after)}</w:p>"
