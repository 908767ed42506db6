"""The answers that a draft was made from in, a warning for each of their words that its glossary does not use out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from specgen.context.context import Facts
from specgen.formats.yamlfile.scalars import scalars
from specgen.formats.yamlfile.yaml_file import Answers
from specgen.inputs.council.council import Council
from specgen.problems import Problem, about_file
from specgen.review.answer_texts import Asked, answer_texts, placed, unplaced
from specgen.review.findings import Finding, Subject
from specgen.review.levels import with_levels
from specgen.review.reviewed import sorted_out
from specgen.review.rules.registry import findings_in
from specgen.review.vocabulary import Words

SHOWN: Final = 20  # of the warnings: who has more to put right is better served by a whole report


def words_in(answers: Answers, facts: Facts, council: Council) -> tuple[Problem, ...]:
    """Return what `specgen check` finds in the words of some answers, its notes left out, as warnings.

    `answers` are those of the file; the facts may hold more, from a council.
    """
    if not _found(unplaced(answers, facts.model), answers, facts, council)[1]:
        return ()  # as for most; only to say where something stands is the file read closely
    from specgen.review.waivers import comments_in

    values = tuple(scalars(answers.source))
    reviewed = sorted_out(
        *_found(placed(values, facts.model), answers, facts, council), comments_in(answers.source, values)
    )
    problems = with_levels(replace(reviewed, problems=()), council.rules).all_problems
    warnings = [replace(problem, level="warning") for problem in problems if problem.level != "note"]
    more = len(warnings) - SHOWN
    if more <= 0:
        return tuple(warnings)
    option = f" --council {council.folders[0]}" if council.folders and not answers.values.get("council") else ""
    rest = about_file(answers.file, f"and {more} more", f"see them all with: specgen check {answers.file}{option}", "")
    return (*warnings[:SHOWN], replace(rest, level="warning"))


def _found(asked: Iterable[Asked], answers: Answers, facts: Facts, council: Council) -> tuple[Subject, list[Finding]]:
    document = facts.answers.values["document"]
    jurisdiction = str(document["jurisdiction"]) if isinstance(document, dict) else ""
    texts = answer_texts(answers, asked)
    known = (texts.names, texts.definitions, texts.acronyms)
    not_terms = Words(council).not_terms(jurisdiction)
    subject = Subject(answers.file, "answers", texts.passages, facts.glossary, not_terms, *known)
    return subject, findings_in(subject)
