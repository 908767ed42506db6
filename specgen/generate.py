"""Run the pipeline: load, validate, build the context, render, finish, write.

answers -> fit to the model's questions -> context -> rendered parts -> finished document -> a file, if nobody's work
stands there.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from specgen.context.context import Facts, context_of, shown_sections
from specgen.context.render_log import RenderLog
from specgen.document.finish import finish
from specgen.document.output import plan_output
from specgen.document.properties import Properties
from specgen.document.provenance import Provenance
from specgen.formats.yamlfile.data import rows_of
from specgen.formats.yamlfile.yaml_file import Answers, load
from specgen.inputs.answers.consistency import consistent, foreign
from specgen.inputs.answers.validate import fit, named_model
from specgen.inputs.council.council import Council, council_for, hinted, load_council
from specgen.inputs.council.defaults import about_answers, with_defaults
from specgen.inputs.glossary.concept import Concept
from specgen.inputs.glossary.load import with_words
from specgen.inputs.models.model import Model, Section, model_ids, models_by_part, refuse_unfit
from specgen.problems import CannotRead, Place, Problem, WrongInput
from specgen.system.files import refuse_other_name, write_whole
from specgen.templates.compiled import CompiledTemplates
from specgen.templates.library import Library
from specgen.templates.render import render
from specgen.version import VERSION


@dataclass(frozen=True)
class Draft:
    """A finished draft: the bytes of the Word file, and what there is to say about it."""

    document: bytes
    sections: int
    open_points: int
    warnings: tuple[Problem, ...]
    left_out: tuple[str, ...]  # a sentence for each section that is expected and has no answers


Review = Callable[[Answers, Facts, Council], tuple[Problem, ...]]  # of answers that a draft was made from


@dataclass(frozen=True)
class DraftFile:
    """A draft and the file that it goes into."""

    path: Path
    draft: Draft
    is_changed: bool  # False: the file is there already, byte for byte
    backup: Path | None = None  # where the file that stands there goes, if somebody has edited it


def load_answers(file: Path) -> Answers:
    """Return what a file of answers says. Raises WrongInput for what makes no sense in it, CannotRead if there is no
    such file.
    """
    answers, problems = load(file)
    if answers is None or problems:
        raise WrongInput(problems)
    return answers


def generate(
    file: Path,
    output: Path | None = None,
    *,
    council: str | Path | None = None,
    today: date,
    force: bool = False,
    review: Review | None = None,
) -> DraftFile:
    """Write the draft of a file of answers. Raises SpecgenError as `plan_draft` does."""
    planned = plan_draft(file, output, council=council, today=today, force=force, review=review)
    if planned.is_changed:
        write_whole(planned.path, planned.draft.document, keep=planned.backup)
    return planned


def plan_draft(
    file: Path,
    output: Path | None = None,
    *,
    council: str | Path | None = None,
    today: date,
    force: bool = False,
    review: Review | None = None,
) -> DraftFile:
    """Return the draft of a file of answers, to be written beside the answers under the same name if there is no
    `output`. What `review`, a function of a module, says of the answers joins the warnings.

    Raises WrongInput with everything that does not fit, CannotRead for what cannot be read, and WrongInput if the
    file at `output` is not what specgen last wrote (unless `force`, which keeps it as .bak).
    """
    answers, problems = load(file)
    if answers is None:
        raise WrongInput(problems)
    path = output or file.with_suffix(".docx")
    if path.resolve() == file.resolve() or (path.exists() and path.samefile(file)):
        problem = Problem(Place(str(path)), "this is the file of answers", "give the draft another name", "output")
        raise CannotRead(problem)
    refuse_other_name(output, "-o")
    place, said = council_for(answers, council)
    if place.folders:  # strangers wrote its templates, its models and its house
        from specgen.system.sandbox import confined

        about = f"the templates of {place.name}"
        named = "" if review is None else f"{review.__module__}:{review.__qualname__}"
        reads = (file, *place.folders)
        made = confined(_draft_in_sandbox, file, place.folders[0], today, named, about=about, reads=reads)
    else:
        made = draft(answers, place, today=today, known=problems, review=review)
    is_changed, backup = plan_output(path, made.document, force=force)
    return DraftFile(path, replace(made, warnings=(*said, *made.warnings)), is_changed, backup)


def _draft_in_sandbox(file: Path, council: Path, today: date, review: str) -> Draft:
    """Return the draft of a file of answers, for a council's folder: what a confined process does."""
    from importlib import import_module

    answers, problems = load(file)
    if answers is None:
        raise WrongInput(problems)
    module, _, function = review.partition(":")
    reviewing = getattr(import_module(module), function) if review else None
    return draft(answers, load_council(council, file.parent), today=today, known=problems, review=reviewing)


def draft(
    answers: Answers,
    council: Council | None = None,
    *,
    today: date,
    known: tuple[Problem, ...] = (),
    review: Review | None = None,
) -> Draft:
    """Return the draft of some answers; reads templates and data, writes nothing. `known` are problems found
    while reading them; what `review` says joins the warnings. Raises WrongInput with everything that does not fit.
    """
    council = council or council_for(answers)[0]
    given, said = with_defaults(answers, council)
    library = Library(council)
    model = library.model(_model_id(given, council, known))
    refuse_unfit(model)
    framework = _framework(given, library)
    lists = {"framework.areas": _ids(framework)}
    by_part = functools.cache(lambda: models_by_part(council.model_folders))  # read for a wrong name, and then once
    typed, misfits = fit(given, model, lists, lambda name: by_part().get(name, ()))
    misfits = about_answers(hinted(misfits, council), council)
    problems = tuple(dict.fromkeys([*known, *said, *misfits, *consistent(typed, model), *foreign(typed, framework)]))
    if any(problem.level == "error" for problem in problems):
        raise WrongInput(sorted(problems, key=lambda problem: (problem.place.file != answers.file, problem.place)))
    facts = _facts(typed, model, library, today, council)
    compiled = library.compiled(model)
    log = RenderLog()
    try:
        rendered = render(compiled, context_of(facts, log))
        document = finish(rendered, compiled, _properties(facts), _record(facts, compiled, council))
    except WrongInput as error:
        raise WrongInput(library.located(error.problems)) from error
    shown = shown_sections(model, typed)
    sections = sum(section.place != "front" for section in shown)
    words = () if review is None else review(answers, facts, council)
    warnings = (*problems, *words, *library.located(compiled.said))
    return Draft(document, sections, len(log.printed.points), warnings, _left_out(model, shown))


def _left_out(model: Model, shown: tuple[Section, ...]) -> tuple[str, ...]:
    """Return a sentence for each section that a specification is expected to have and that has no answers."""
    missing = [section for section in model.sections if section.expected and section not in shown]
    return tuple(f"not in the draft: {one.title}, answers under {'.'.join(one.at)}. {one.expected}" for one in missing)


def _model_id(answers: Answers, council: Council, known: tuple[Problem, ...]) -> str:
    """Return the id of the model the answers name. Raises WrongInput if they name none that there is."""
    wanted, problems = named_model(answers, model_ids(council.model_folders))
    if problems:
        raise WrongInput((*known, *hinted(problems, council)))
    return wanted


def _ids(framework: Mapping[str, object]) -> tuple[str, ...]:
    """Return the ids of the areas of an outcome framework: rows that are data, and that answers refer to."""
    return tuple(str(area.get("id")) for area in rows_of(framework, "areas"))


def _framework(answers: Answers, library: Library) -> Mapping[str, object]:
    """Return the outcome framework the answers choose, empty while they choose none."""
    outcomes = answers.values.get("outcomes")
    chosen = outcomes.get("framework") if isinstance(outcomes, Mapping) else None
    if not isinstance(chosen, str) or not chosen.isidentifier():
        return {}
    try:
        return library.framework(chosen)
    except CannotRead:  # an unknown choice is said by validate, at its line
        return {}


def _facts(answers: Answers, model: Model, library: Library, today: date, council: Council) -> Facts:
    document = _group(answers.values, "document")
    jurisdiction = str(document["jurisdiction"])
    glossary = with_words(library.glossary(jurisdiction), answers)
    law, framework = library.law(jurisdiction), _framework(answers, library)
    return Facts(answers, model, glossary, law, framework, today, council.facts)


def _group(values: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = values.get(key)
    return found if isinstance(found, Mapping) else {}


def _properties(facts: Facts) -> Properties:
    document = _group(facts.answers.values, "document")
    introduction = _group(facts.answers.values, "introduction")
    rows = introduction.get("commissioners")
    names = [str(row["name"]) for row in rows if row.get("name")] if isinstance(rows, list) else []
    day = document.get("date")
    title = document.get("title")
    return Properties(
        str(title) if title else f"Service specification: {facts.model.title}",
        facts.model.title,
        ", ".join(names) or "specgen",
        day if isinstance(day, date) else facts.today,
    )


def _record(facts: Facts, compiled: CompiledTemplates, council: Council) -> Provenance:
    """Return the record of a draft: the answers with those of the council, and the hash of each file they come from."""
    import json

    counted = {"council": council.id} if council.folders else {}
    answers = json.dumps({**facts.answers.values, **counted}, default=str, ensure_ascii=False, sort_keys=True)
    hashes = {f"templates/{template}": digest for template, digest in compiled.hashes.items()}
    hashes["model"] = facts.model.digest
    hashes["glossary"] = _digest(tuple(sorted(facts.glossary.items())))
    if council.folders:
        hashes["council"] = council.digest
        hashes["answers"] = hashlib.sha256(facts.answers.source.encode()).hexdigest()
    return Provenance(VERSION, facts.today.isoformat(), facts.model.id, hashes, answers)


@functools.lru_cache(maxsize=8)
def _digest(concepts: tuple[tuple[str, Concept], ...]) -> str:
    return hashlib.sha256(repr(list(concepts)).encode()).hexdigest()
