"""A file in, everything the checks find in it out: answers, a section's questions, a template or any Word document.

file -> passages and definitions -> one pass of the matcher -> rules -> what people have decided to ignore taken out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from specgen.answers import Answers, load
from specgen.checks.answer_texts import answer_texts, names_of
from specgen.checks.findings import Finding, Passage, Subject
from specgen.checks.ignores import Ignore, comments_in, read_ignores, sort_out
from specgen.checks.reports import Reviewed
from specgen.checks.rules import findings_in
from specgen.checks.word_texts import FILLED, is_template, word_texts
from specgen.checks.yaml_texts import Scalar, scalars
from specgen.council import Council
from specgen.glossary import REFERENCE, Glossary, NotTerms, load_glossary, load_not_terms, with_file, with_words
from specgen.glossary_file import glossary_faults
from specgen.models import Model, load_model, model_ids
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file, path_text
from specgen.provenance import Provenance, recorded
from specgen.word.package import NotAWordFile, read_package
from specgen.word.paragraphs import Paragraph, read_paragraphs

WORD_FILE: Final = b"PK\x03\x04"
JURISDICTIONS: Final = ("wales", "england")


@dataclass(frozen=True)
class Review:
    """A reviewed file, with what is needed to act on it."""

    reviewed: Reviewed
    source: str = ""  # of a YAML file
    scalars: Mapping[int, Scalar] | None = None
    parts: Mapping[str, bytes] | None = None  # of a Word file
    paragraphs: tuple[Paragraph, ...] = ()


def review(file: Path, words: Words) -> Review:
    """Return what is found in one file. Raises CannotRead and WrongInput for a file that cannot be checked at all."""
    try:
        with file.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise CannotRead(about_file(str(file), "there is no such file")) from error
        raise CannotRead(
            about_file(str(file), f"cannot be read ({(error.strerror or 'no reason given').lower()})")
        ) from error
    return _word_file(file, words) if start == WORD_FILE else _yaml_file(file, words)


class Words:
    """Where words come from: a council's folder, and a glossary laid over it. What was read once is kept."""

    def __init__(self, council: Council, file: Path | None = None) -> None:
        if file is not None and not file.is_file():
            raise CannotRead(about_file(str(file), "there is no such file"))
        self.council = council
        self.file = file
        self._glossaries: dict[str, Glossary] = {}
        self._not_terms: dict[str, NotTerms] = {}
        self._models: dict[str, Model] = {}

    def glossary(self, jurisdiction: str, answers: Answers | None = None) -> Glossary:
        if jurisdiction not in self._glossaries:
            glossary: Glossary = load_glossary(jurisdiction, self.council.model_folders)
            self._glossaries[jurisdiction] = glossary if self.file is None else with_file(glossary, self.file)
        glossary = self._glossaries[jurisdiction]
        return with_words(glossary, answers) if answers is not None else glossary

    def not_terms(self, jurisdiction: str) -> NotTerms:
        if jurisdiction not in self._not_terms:
            files = () if self.file is None else (self.file,)
            self._not_terms[jurisdiction] = load_not_terms(jurisdiction, self.council.model_folders, *files)
        return self._not_terms[jurisdiction]

    def model(self, id: str) -> Model:
        if id not in self._models:
            self._models[id] = load_model(id, self.council.model_folders)
        return self._models[id]


def _yaml_file(file: Path, words: Words) -> Review:
    answers, problems = load(file)
    if answers is None:
        raise WrongInput(problems)
    keys = set(answers.values)
    if keys & {"concepts", "wording", "not_terms"}:
        faults = [*problems, *glossary_faults(answers)]
        if not faults:
            _overlay(file, words)
        return Review(Reviewed(str(file), (), tuple(faults)), answers.source)
    if "$id" in keys:
        return _section(answers, words)
    if not keys & {"model", "document"}:
        remedy = "check takes answers, glossaries, sections and Word files (.docx)"
        raise CannotRead(about_file(str(file), "is no file that specgen knows", remedy))
    return _answers(answers, problems, words)


def _overlay(file: Path, words: Words) -> None:
    """Lay a council's or contract's glossary over the base, to see that it fits. Raises WrongInput."""
    if file.parent.name != "glossary":
        with_file(load_glossary("", words.council.model_folders), file)


def _answers(answers: Answers, problems: Sequence[Problem], words: Words) -> Review:
    from specgen.consistency import consistent
    from specgen.validate import fit, named_model

    folders = words.council.model_folders
    wanted, faults = named_model(answers, model_ids(folders))
    if faults:
        raise WrongInput((*problems, *faults))
    model = words.model(wanted)
    typed, misfits = fit(answers, model, {})
    document = typed.values.get("document")
    jurisdiction = str(document.get("jurisdiction") or "") if isinstance(document, Mapping) else ""
    glossary = words.glossary(jurisdiction, typed)
    texts = answer_texts(answers, model)
    not_terms, known = words.not_terms(jurisdiction), (texts.names, texts.definitions, texts.acronyms)
    subject = Subject(answers.file, "answers", texts.passages, glossary, not_terms, *known)
    reviewed = _sorted_out(subject, findings_in(subject), comments_in(answers.source, scalars(answers.source)))
    shape = tuple(dict.fromkeys([*problems, *misfits, *consistent(typed, model), *reviewed.problems]))
    return Review(replace(reviewed, problems=shape), answers.source, texts.scalars)


def _section(answers: Answers, words: Words) -> Review:
    """Check the choices of a section: what they print must come from the glossary."""
    passages = [
        Passage(REFERENCE.sub(_filled, one.value), path_text(one.path), place=one.place)
        for one in scalars(answers.source)
        if one.path[-1] == "title" and len(one.path) > 2 and one.path[-3] == "oneOf"
    ]
    glossary = _all_words(words)
    subject = Subject(answers.file, "section", tuple(passages), glossary, words.not_terms(""))
    ignores = comments_in(answers.source, scalars(answers.source))
    return Review(_sorted_out(subject, findings_in(subject), ignores), answers.source)


def _filled(reference: re.Match[str]) -> str:
    return FILLED * len(reference.group())


def _word_file(file: Path, words: Words) -> Review:
    try:
        parts = read_package(file.read_bytes())
        paragraphs = read_paragraphs(parts)
    except NotAWordFile as error:
        raise CannotRead(about_file(str(file), str(error))) from error
    if is_template(paragraphs):
        glossary = _all_words(words)
        texts = word_texts(paragraphs, glossary, template=True)
        subject = Subject(str(file), "template", texts.passages, glossary, words.not_terms(""))
        findings = findings_in(subject, texts.tags)
        return Review(_sorted_out(subject, findings, _beside(file)), parts=parts, paragraphs=paragraphs)
    record, values = _record(parts)
    made_from = Answers(str(file), values if isinstance(values, dict) else {}, {}, {}, "")
    document = made_from.values.get("document")
    named = str(document.get("jurisdiction") or "") if isinstance(document, Mapping) else ""
    jurisdiction = named if named in JURISDICTIONS else ""
    glossary = words.glossary(jurisdiction, made_from)
    texts = word_texts(paragraphs, glossary)
    names = frozenset(_names(made_from, record.model if record else "", words))
    not_terms = words.not_terms(jurisdiction)
    known = (names, texts.definitions, texts.acronyms)
    subject = Subject(str(file), "document", texts.passages, glossary, not_terms, *known)
    findings = findings_in(subject)
    if texts.first_gap is not None:
        one = texts.gaps == 1
        message = "1 open point is left in the draft" if one else f"{texts.gaps} open points are left in the draft"
        findings.append(Finding("OPEN-POINT", texts.first_gap, 0, 0, message, "answer them in the file of answers"))
    return Review(_sorted_out(subject, findings, _beside(file)), parts=parts, paragraphs=paragraphs)


def _record(parts: Mapping[str, bytes]) -> tuple[Provenance | None, object]:
    """Return what a draft says of its making, and its answers; nothing if that part of it is damaged."""
    try:
        record = recorded(parts)
        return record, json.loads(record.answers) if record else {}
    except (NotAWordFile, ValueError):
        return None, {}


def _names(answers: Answers, model: str, words: Words) -> Iterator[str]:
    """Yield the proper names among the answers that a draft was made from."""
    try:
        loaded = words.model(model)
    except SpecgenError:  # made with another version, or with a council's own model
        return
    for section in loaded.sections:
        value: object = answers.values
        for step in section.at:
            value = value.get(step) if isinstance(value, Mapping) else None
        if section.at:
            yield from names_of(value, section.question)


def _all_words(words: Words) -> Glossary:
    """Return the glossary that templates are held to: the words of every jurisdiction count as terms."""
    glossary = dict(words.glossary(""))
    for jurisdiction in JURISDICTIONS:
        for key, concept in words.glossary(jurisdiction).items():
            known = glossary.get(key)
            if known is None:
                glossary[key] = concept
            elif known.label != concept.label:
                glossary[f"{key} ({jurisdiction})"] = replace(concept, deprecated=(), superseded=())
    return glossary


def _sorted_out(subject: Subject, findings: Sequence[Finding], ignores: Sequence[Ignore]) -> Reviewed:
    stay, left, problems = sort_out(findings, ignores, subject.file)
    return Reviewed(subject.file, stay, problems, left)


def _beside(file: Path) -> tuple[Ignore, ...]:
    return read_ignores(file.with_suffix(".ignore.yaml"))
