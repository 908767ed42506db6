"""Review a YAML file: answers, the choices of a section, or a glossary; and the answers that a draft was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from specgen.formats.yamlfile.scalars import Scalar, scalars
from specgen.formats.yamlfile.yaml_file import YamlFile, load, read
from specgen.inputs.answers.consistency import consistent, foreign
from specgen.inputs.answers.validate import named_model, validate_answers
from specgen.inputs.council.council import Council, load_council
from specgen.inputs.council.defaults import with_defaults
from specgen.inputs.council.search import council_around
from specgen.inputs.glossary.file_schema import schema_problems
from specgen.inputs.glossary.forms import REFERENCE
from specgen.inputs.glossary.load import load_glossary, with_file
from specgen.inputs.glossary.normal_form import MASK
from specgen.inputs.law.countries import COUNTRIES
from specgen.inputs.law.law_problems import law_problems
from specgen.inputs.law.law_schema import schema_problems as law_schema_problems
from specgen.inputs.models.framework_codes import rows_of_data
from specgen.inputs.models.model import model_ids
from specgen.problems import CannotRead, Problem, WrongInput, about_file, path_text
from specgen.review.answer_texts import Asked, answer_texts, placed, unplaced
from specgen.review.findings import Finding, Passage, Review, Reviewed, Subject
from specgen.review.levels import with_levels
from specgen.review.rules.facts.specification import Specification
from specgen.review.rules.law_of_day.law_words import is_listed
from specgen.review.rules.registry import findings_in, problems_in
from specgen.review.vocabulary import Words
from specgen.review.waivers.waiver import Waiver, close_waived
from specgen.review.waivers.waiver_comments import verbatim_lines, waivers_in
from specgen.review.waivers.waiver_file import waivers_beside
from specgen.system.files import quoted

if TYPE_CHECKING:
    from specgen.context.context import Facts

SHOWN: Final = 20  # of the warnings: who has more to put right is better served by a whole report


def review_yaml(file: Path, words: Words, content: bytes | None = None, today: date | None = None) -> Review:
    """Return what is found in a YAML file, or in the `content` that is to be written into it. Raises CannotRead and
    WrongInput for a file that cannot be checked at all.
    """
    answers, problems = load(file) if content is None else read(content, str(file))
    if answers is None:
        raise WrongInput(problems)
    keys = set(answers.values)
    if keys & {"model", "document"}:  # first: a section of a council's own may be called `names` or `wording`
        return _answers(answers, problems, words, today)
    if keys & {"concepts", "wording", "not_terms"}:
        faults = [*problems, *schema_problems(answers)]
        if all(problem.level == "warning" for problem in faults):
            _overlay(file, words)
        return Review(Reviewed(str(file), (), tuple(faults)), answers.source)
    if keys & {"laws", "names"}:
        return Review(Reviewed(str(file), (), (*problems, *law_schema_problems(answers))), answers.source)
    if "$id" in keys:
        return _section(answers, problems, words)
    remedy = "check takes answers, glossaries, law, sections and Word files (.docx)"
    unknown = about_file(str(file), "is no file that specgen knows", remedy)
    raise WrongInput((*problems, unknown)) if problems else CannotRead(unknown)


def _overlay(file: Path, words: Words) -> None:
    """Lay a council's or contract's glossary over the base, to see that it fits. Raises WrongInput."""
    if file.parent.name != "glossary":
        around = council_around(file) if words.council is None else None
        folders = words.folders if around is None else load_council(around).model_folders[1:]
        with_file(load_glossary("", folders), file)


def _answers(answers: YamlFile, problems: Sequence[Problem], words: Words, today: date | None) -> Review:
    words, said = words.of(answers)
    council = words.council or load_council(None)
    given, about_country = with_defaults(answers, council)
    model_id, unnamed = named_model(given, model_ids(words.folders), council)
    if unnamed:
        raise WrongInput((*problems, *unnamed))
    model = words.model(model_id)
    framework = words.framework(given)
    typed, invalid = validate_answers(given, model, council, rows_of_data(framework), words.asked_by)
    document = typed.values.get("document")
    jurisdiction = str(document.get("jurisdiction") or "") if isinstance(document, Mapping) else ""
    glossary = words.glossary(jurisdiction, typed)
    found = scalars(answers.source)
    texts = answer_texts(answers, placed(found, model), verbatim_lines(answers.source, found))
    not_terms, known = words.not_terms(jurisdiction), (texts.names, texts.definitions, texts.acronyms)
    subject = Subject(answers.file, "answers", texts.passages, glossary, not_terms, *known, typed.values)
    book = words.law(jurisdiction) if jurisdiction in COUNTRIES else None
    law = law_problems(typed, book, today, is_listed) if today and book is not None else ()
    specification = Specification(typed, model, today, book, framework)
    agreed = [*problems_in(specification), *_against_contract(specification, words)]
    found_in_facts = (*consistent(typed, model), *foreign(typed, framework), *law, *agreed)
    own = tuple(dict.fromkeys((*problems, *said, *about_country, *invalid, *found_in_facts)))
    waivers = _waivers(answers, found)
    reviewed = close_waived(answers.file, findings_in(subject), waivers, own, kind="answers")
    titles = {".".join(section.at): section.title for section in model.sections if section.at}
    reviewed = replace(reviewed, sections=titles)
    return Review(reviewed, answers.source, texts.scalars, rules=words.rules, specification=specification)


def _against_contract(specification: Specification, words: Words) -> Iterator[Problem]:
    if words.conditions is not None:
        from specgen.review.rules.against_contract.contradictions import check_answers

        yield from check_answers(specification, words.conditions)


def contract_warnings(file: str, contract: str, council: str | None, today: date) -> tuple[Problem, ...]:
    """Return what some answers say otherwise than the conditions of their contract, or say again. Raises CannotRead
    for conditions that are no Word file.
    """
    from specgen.review.rules.against_contract.conditions import load_conditions
    from specgen.review.rules.registry import CONTRACT_RULES

    words = Words(load_council(council) if council else None, None, load_conditions(Path(contract)))
    reviewed = review_yaml(Path(file), words, None, today)
    problems = with_levels(reviewed.reviewed, reviewed.rules).problems
    return tuple(one for one in problems if one.rule in CONTRACT_RULES)


def _waivers(answers: YamlFile, values: Sequence[Scalar]) -> tuple[Waiver, ...]:
    return (*waivers_in(answers.source, values, answers.file), *waivers_beside(Path(answers.file), answers.values))


def _section(answers: YamlFile, problems: Sequence[Problem], words: Words) -> Review:
    """Check the choices of a section: what they print must come from the glossary."""
    passages = [
        Passage(REFERENCE.sub(_filled, one.value), path_text(one.path), place=one.place)
        for one in scalars(answers.source)
        if one.path[-1] == "title" and len(one.path) > 2 and one.path[-3] == "oneOf"
    ]
    subject = Subject(answers.file, "section", tuple(passages), words.everywhere(), words.not_terms(""))
    waivers = waivers_in(answers.source, scalars(answers.source), answers.file)
    reviewed = close_waived(answers.file, findings_in(subject), waivers, kind="section")
    found = replace(reviewed, problems=(*problems, *reviewed.problems))
    return Review(found, answers.source, rules=words.rules)


def _filled(reference: re.Match[str]) -> str:
    return MASK * len(reference.group())


def spelling_warnings(answers: YamlFile, facts: Facts, council: Council) -> tuple[Problem, ...]:
    """Return what `specgen check` finds in some answers, in its words and with its levels, but for the notes: a draft
    is made all the same.

    `answers` are those of the file; the facts may hold more, from a council.
    """
    specification = Specification(facts.answers, facts.model, facts.today, facts.law, facts.framework)
    agreed = tuple(dict.fromkeys(problems_in(specification)))
    if not agreed and not _findings(unplaced(answers, facts.model), answers, facts, council)[1]:
        return ()  # as for most; only to say where something stands is the file read closely
    values = scalars(answers.source)
    verbatim = verbatim_lines(answers.source, values)
    _, findings = _findings(placed(values, facts.model), answers, facts, council, verbatim)
    reviewed = close_waived(answers.file, findings, _waivers(answers, values), agreed, kind="answers")
    kept = tuple(problem for problem in reviewed.problems if problem in agreed)
    problems = with_levels(replace(reviewed, problems=kept), council.rules).all_problems
    warnings = [problem for problem in problems if problem.level != "note"]
    more = len(warnings) - SHOWN
    if more <= 0:
        return tuple(warnings)
    option = f" --council {quoted(council.folders[0])}" if council.folders and not answers.values.get("council") else ""
    command = f"specgen check {quoted(answers.file)}{option}"
    rest = about_file(answers.file, f"and {more} more", f"see them all with: {command}", "")
    return (*warnings[:SHOWN], replace(rest, level="warning"))


def _findings(
    asked: Iterable[Asked], answers: YamlFile, facts: Facts, council: Council, verbatim: Set[int] = frozenset()
) -> tuple[Subject, list[Finding]]:
    document = facts.answers.values["document"]
    jurisdiction = str(document["jurisdiction"]) if isinstance(document, dict) else ""
    texts = answer_texts(answers, asked, verbatim)
    known = (texts.names, texts.definitions, texts.acronyms)
    not_terms = Words(council).not_terms(jurisdiction)
    subject = Subject(answers.file, "answers", texts.passages, facts.glossary, not_terms, *known, facts.answers.values)
    return subject, findings_in(subject)
