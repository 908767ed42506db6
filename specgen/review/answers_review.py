"""A YAML file in, everything the checks find in it out: answers, a section's questions, or a glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from specgen.formats.yamlfile.scalars import scalars
from specgen.formats.yamlfile.yaml_file import Answers, load
from specgen.inputs.answers.consistency import consistent
from specgen.inputs.answers.validate import fit, named_model
from specgen.inputs.council.council import hinted, load_council
from specgen.inputs.council.defaults import about_answers, with_defaults
from specgen.inputs.council.search import council_around
from specgen.inputs.glossary.file_schema import glossary_faults
from specgen.inputs.glossary.forms import REFERENCE
from specgen.inputs.glossary.load import load_glossary, with_file
from specgen.inputs.models.model import model_ids
from specgen.problems import CannotRead, Problem, WrongInput, about_file, path_text
from specgen.review.answer_texts import answer_texts, placed
from specgen.review.findings import Passage, Reviewed, Subject
from specgen.review.reviewed import Review, sorted_out
from specgen.review.rules.registry import findings_in
from specgen.review.vocabulary import Words
from specgen.review.waivers import comments_in
from specgen.review.word_texts import FILLED


def review_yaml(file: Path, words: Words) -> Review:
    """Raise CannotRead and WrongInput for a file that cannot be checked at all."""
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
        around = council_around(file) if words.council is None else None
        folders = words.folders if around is None else load_council(around).model_folders[1:]
        with_file(load_glossary("", folders), file)


def _answers(answers: Answers, problems: Sequence[Problem], words: Words) -> Review:
    words, said = words.of(answers)
    given, council = answers, words.council
    if council is not None and council.folders:
        given, more = with_defaults(answers, council)
        said = (*said, *more)
    wanted, faults = named_model(given, model_ids(words.folders))
    if faults:
        raise WrongInput((*problems, *hinted(faults, council)))
    model = words.model(wanted)
    typed, misfits = fit(given, model, {})
    misfits = hinted(about_answers(misfits, council), council)
    document = typed.values.get("document")
    jurisdiction = str(document.get("jurisdiction") or "") if isinstance(document, Mapping) else ""
    glossary = words.glossary(jurisdiction, typed)
    found = tuple(scalars(answers.source))
    texts = answer_texts(answers, placed(found, model))
    not_terms, known = words.not_terms(jurisdiction), (texts.names, texts.definitions, texts.acronyms)
    subject = Subject(answers.file, "answers", texts.passages, glossary, not_terms, *known)
    reviewed = sorted_out(subject, findings_in(subject), comments_in(answers.source, found))
    shape = tuple(dict.fromkeys([*problems, *said, *misfits, *consistent(typed, model), *reviewed.problems]))
    return Review(replace(reviewed, problems=shape), answers.source, texts.scalars, rules=words.rules)


def _section(answers: Answers, words: Words) -> Review:
    """Check the choices of a section: what they print must come from the glossary."""
    passages = [
        Passage(REFERENCE.sub(_filled, one.value), path_text(one.path), place=one.place)
        for one in scalars(answers.source)
        if one.path[-1] == "title" and len(one.path) > 2 and one.path[-3] == "oneOf"
    ]
    subject = Subject(answers.file, "section", tuple(passages), words.everywhere(), words.not_terms(""))
    ignores = comments_in(answers.source, scalars(answers.source))
    return Review(sorted_out(subject, findings_in(subject), ignores), answers.source, rules=words.rules)


def _filled(reference: re.Match[str]) -> str:
    return FILLED * len(reference.group())
