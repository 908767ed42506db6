"""Review a Word file: a template, a draft of specgen's, or any other document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from specgen.document.record.block_list import Stories
from specgen.formats.opc.package import NotAWordFile, read_package
from specgen.formats.word.paragraphs import Paragraph, read_paragraphs
from specgen.inputs.contract.contract_line import bold_styles
from specgen.inputs.contract.hidden_characters import hidden_characters
from specgen.inputs.glossary.forms import Glossary
from specgen.inputs.law.countries import COUNTRIES
from specgen.inputs.models.section import Question
from specgen.problems import CannotRead, Problem, SpecgenError, about_file
from specgen.review.findings import Finding, Passage, Review, Subject, finding_at
from specgen.review.rules.registry import findings_in
from specgen.review.rules.unfinished import HIDDEN_CHARACTER, OPEN_POINT, open_points_in_words
from specgen.review.vocabulary import Words
from specgen.review.waivers.waiver import close_waived
from specgen.review.waivers.waiver_file import waivers_beside
from specgen.review.word_files.lost_definitions import lost_definitions
from specgen.review.word_files.references.broken_references import broken_references
from specgen.review.word_files.stripped_draft import is_certain, is_stripped_draft, with_own_words
from specgen.review.word_files.template_files import is_used_as_template
from specgen.review.word_files.word_texts import place_of, word_texts
from specgen.system.files import read_file

RECORDS: Final = "customXml/"  # the parts that a draft says of itself what it was made from in
SHORTEST_ANSWER: Final = 20  # letters of a text that says more than a word
NAMESPACE: Final = b"urn:specgen:provenance:"


def review_word(file: Path, words: Words, content: bytes | None = None, *, as_template: bool = False) -> Review:
    """Review a template where the caller says that it is one or its place does; what its words look like says nothing,
    for an answer may hold the codes of a mail merge. Raises CannotRead for a file that cannot be checked at all.
    """
    try:
        parts = read_package(read_file(file) if content is None else content)
        paragraphs = read_paragraphs(parts)
    except NotAWordFile as error:
        raise CannotRead(about_file(str(file), str(error), error.remedy)) from error
    has_record = _has_record(parts)
    if as_template or is_used_as_template(file, words.council, is_draft=has_record):
        glossary = words.everywhere()
        texts = word_texts(paragraphs, glossary, template=True)
        subject = Subject(str(file), "template", texts.passages, glossary, words.not_terms(""))
        findings = [*_hidden(paragraphs), *findings_in(subject, texts.tags)]
        reviewed = close_waived(str(file), findings, waivers_beside(file), kind="template")
        return Review(reviewed, parts=parts, rules=words.rules)
    model, values, drafted = _record(parts) if has_record else ("", {}, {})
    document = values.get("document")
    named = str(document.get("jurisdiction") or "") if isinstance(document, Mapping) else ""
    jurisdiction = named if named in COUNTRIES else ""
    words, said = _of_council(words, file, values)
    glossary = _glossary(words, jurisdiction, file, values)
    texts = word_texts(paragraphs, glossary, bold=bold_styles(parts))
    names = frozenset(_names(values, model, words))
    known = (names, texts.definitions, texts.acronyms)
    subject = Subject(str(file), "document", texts.passages, glossary, words.not_terms(jurisdiction), *known, values)
    asked = tuple(_asked(values, model, words))
    verbatim = tuple(text for question, value in asked for text in _texts_of(question, value))
    own_words = {text for question, value in asked for text in _own_words(question, value) if text[:1].isupper()}
    passages = tuple(_with_own_words(_marked(texts.passages, verbatim), own_words))
    subject = replace(subject, passages=passages, answered=frozenset(_answered(values)))
    is_stripped = not has_record and is_stripped_draft(paragraphs)
    subject = with_own_words(subject, paragraphs) if is_stripped else subject
    found = [one for one in findings_in(subject) if not is_stripped or is_certain(one)]
    findings = [*_hidden(paragraphs), *found, *broken_references(paragraphs, subject.passages)]
    findings += lost_definitions(subject, drafted)
    if texts.first_gap is not None:
        places = "1 place" if texts.gaps == 1 else f"{texts.gaps} places"
        message = f"{open_points_in_words(texts.open_points)}, at {places}"
        findings.append(finding_at(OPEN_POINT, texts.first_gap, 0, 0, message, "answer them in the file of answers"))
    reviewed = close_waived(str(file), findings, waivers_beside(file, values), kind="document")
    reviewed = replace(reviewed, problems=(*reviewed.problems, *said), open_points=texts.open_points)
    return Review(reviewed, parts=parts, rules=words.rules)


def _hidden(paragraphs: Iterable[Paragraph]) -> Iterator[Finding]:
    """Yield the characters in which words can be hidden, those of quotations and of a contents list too."""
    remedy = "delete the words around it and type them again"
    for paragraph, start, message in hidden_characters(paragraphs):
        passage = Passage(paragraph.text, place_of(paragraph), paragraph=paragraph)
        yield finding_at(HIDDEN_CHARACTER, passage, start, start + 1, message, remedy)


def _of_council(words: Words, file: Path, values: Mapping[str, object]) -> tuple[Words, tuple[Problem, ...]]:
    """Return the words of the council that a draft was made for, or a note if they are not to be had."""
    council = values.get("council")
    if not council or (words.council is not None and words.council.folders):
        return words, ()
    from specgen.formats.yamlfile.yaml_file import YamlFile

    try:
        return words.of(YamlFile(str(file), values))
    except SpecgenError:
        message = f"this draft was made for the council {council}, and is checked without its words and rules"
        note = about_file(str(file), message, "name the council's folder with --council", "council")
        return words, (replace(note, level="note"),)


def _has_record(parts: Mapping[str, bytes]) -> bool:
    """Whether a file says that specgen made it, even if nothing else in that part of it can be read."""
    return any(part.startswith(RECORDS) and NAMESPACE in parts[part] for part in parts)


def _record(parts: Mapping[str, bytes]) -> tuple[str, Mapping[str, object], Stories]:
    """Return the model and the answers that a draft says it was made from, and what it said; nothing of a part of it
    that is damaged.
    """
    import json

    from specgen.document.record.block_list import unpack_stories
    from specgen.document.record.provenance import recorded

    try:
        record = recorded(parts)
        values = json.loads(record.answers) if record else {}
    except (NotAWordFile, ValueError):
        return "", {}, {}
    drafted: Stories = {}
    with suppress(ValueError):
        drafted = unpack_stories(record.blocks) if record and record.blocks else {}
    return record.model if record else "", values if isinstance(values, dict) else {}, drafted


def _glossary(words: Words, jurisdiction: str, file: Path, values: Mapping[str, object]) -> Glossary:
    if "definitions" not in values:
        return words.glossary(jurisdiction)
    from specgen.formats.yamlfile.yaml_file import YamlFile
    from specgen.inputs.answers.answers import Answers

    return words.glossary(jurisdiction, Answers(values, YamlFile(str(file), values)))


def _answered(values: object) -> Iterator[str]:
    """Yield the longer texts among the answers, as a draft prints them."""
    if isinstance(values, Mapping | list):
        for value in values.values() if isinstance(values, Mapping) else values:
            yield from _answered(value)
    elif isinstance(values, str) and len(text := " ".join(values.split()).rstrip(".")) > SHORTEST_ANSWER:
        yield text


def _marked(passages: Iterable[Passage], verbatim: tuple[str, ...]) -> Iterator[Passage]:
    """Yield the passages, those marked that print an answer which stands word for word."""
    whole = "\n".join(" ".join(text.split()) for text in verbatim)
    for passage in passages:
        words = " ".join(passage.text.split())
        yield replace(passage, is_verbatim=True) if whole and words and words in whole else passage


def _with_own_words(passages: Iterable[Passage], own_words: Iterable[str]) -> Iterator[Passage]:
    """Yield the passages, with the places where answers in own words begin."""
    for passage in passages:
        found = (words for words in own_words if words in passage.text)
        places = [one.start() for words in found for one in re.finditer(re.escape(words), passage.text)]
        yield replace(passage, own_words=tuple(places)) if places else passage


def _texts_of(question: Question, value: object) -> Iterator[str]:
    """Yield the answers that are printed word for word."""
    if isinstance(value, Mapping):
        for child in question.questions:
            yield from _texts_of(child, value.get(child.name))
    elif isinstance(value, list):
        for item in value:
            yield from _texts_of(question, item)
    elif isinstance(value, str) and question.schema.get("verbatim") is True:
        yield value


def _own_words(question: Question, value: object) -> Iterator[str]:
    """Yield the answers in own words."""
    if isinstance(value, list):
        for item in value:
            yield from _own_words(question.single, item)
    elif isinstance(value, Mapping):
        if question.takes_own_words and isinstance(value.get("other"), str):
            yield str(value["other"])
        for child in question.questions:
            yield from _own_words(child, value.get(child.name))


def _names(values: Mapping[str, object], model: str, words: Words) -> Iterator[str]:
    """Yield the proper names among the answers that a draft was made from."""
    from specgen.review.answer_texts import names_of

    for question, value in _asked(values, model, words):
        yield from names_of(value, question)


def _asked(values: Mapping[str, object], model: str, words: Words) -> Iterator[tuple[Question, object]]:
    """Yield the sections of the model that a draft was made with, and what was answered to each."""
    if not values:
        return
    try:
        loaded = words.model(model)
    except SpecgenError:  # made with another version, or with a council's own model
        return
    for section in loaded.sections:
        value: object = values
        for step in section.at:
            value = value.get(step) if isinstance(value, Mapping) else None
        if section.at:
            yield section.question, value
