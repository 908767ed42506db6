"""Run the pipeline: load, validate, build the context, render, finish, write.

answers -> fit to the model's questions -> context -> rendered parts -> finished document -> a file, if nobody's work
stands there.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from specgen.context.context import Facts, context_of, shown_sections
from specgen.context.render_log import OpenPointRow, RenderLog
from specgen.context.terms import definitions
from specgen.context.values import Record
from specgen.document.finish import finish
from specgen.document.output import plan_output
from specgen.document.properties import Properties
from specgen.document.record.draft_record import draft_record
from specgen.document.record.provenance import Provenance
from specgen.formats.yamlfile.lookup import group_at, rows_at, value_at
from specgen.formats.yamlfile.yaml_file import YamlFile, load, load_sound, read
from specgen.inputs.answers.answers import Answers
from specgen.inputs.answers.consistency import consistent, foreign
from specgen.inputs.answers.not_printed import unread_answers
from specgen.inputs.answers.validate import named_model, validate_answers
from specgen.inputs.council.council import Council, council_for, load_council
from specgen.inputs.council.defaults import with_defaults
from specgen.inputs.glossary.load import with_words
from specgen.inputs.law.law_problems import law_misfits, law_problems
from specgen.inputs.models.framework_codes import rows_of_data
from specgen.inputs.models.model import Model, Section, model_ids, models_by_part, refuse_unfit
from specgen.problems import CannotRead, Place, Problem, WrongInput
from specgen.system.files import refuse_other_name, write_whole
from specgen.templates.library import Library, keep_built_in
from specgen.templates.render import render
from specgen.version import VERSION


class Draft(NamedTuple):
    """A finished draft: the bytes of the Word file, and what there is to say about it."""

    document: bytes
    sections: int
    open_points: int
    warnings: tuple[Problem, ...]
    left_out: tuple[str, ...]  # a sentence for each section that is expected and has no answers
    open_parts: tuple[tuple[str, int], ...] = ()  # where answers with open points stand, and how many each has


Review = Callable[[YamlFile, Facts, Council], tuple[Problem, ...]]  # of answers that a draft was made from


class DraftFile(NamedTuple):
    """A draft and the file that it goes into."""

    path: Path
    draft: Draft
    is_changed: bool  # False: the file is there already, byte for byte
    backup: Path | None = None  # where the file that stands there goes, if somebody has edited it


def load_answers(file: Path) -> YamlFile:
    """Return what a file of answers says. Raises WrongInput for what makes no sense in it, CannotRead if there is no
    such file.
    """
    return load_sound(file)


def generate(
    file: Path,
    output: Path | None = None,
    *,
    council: str | Path | None = None,
    today: date,
    force: bool = False,
    pages: bool = False,
    review: Review | None = None,
) -> DraftFile:
    """Write the draft of a file of answers. Raises SpecgenError as `plan_draft` does."""
    planned = plan_draft(file, output, council=council, today=today, force=force, pages=pages, review=review)
    if planned.is_changed:
        write_whole(planned.path, planned.draft.document, backup=planned.backup)
    return planned


def plan_draft(
    file: Path,
    output: Path | None = None,
    *,
    council: str | Path | None = None,
    today: date,
    force: bool = False,
    pages: bool = False,
    review: Review | None = None,
) -> DraftFile:
    """Return the draft of a file of answers, to be written beside the answers under the same name if there is no
    `output`; with `pages` LibreOffice tells the page numbers of its contents list. What `review`, a function of a
    module, says of the answers joins the warnings.

    Raises WrongInput with everything that does not fit, CannotRead for what cannot be read, and WrongInput if the
    file at `output` is not what specgen last wrote (unless `force`, which keeps it as .bak).
    """
    loaded = load(file)
    path = output or file.with_suffix(".docx")
    if loaded[0] and (path.resolve() == file.resolve() or (path.exists() and path.samefile(file))):
        problem = Problem(Place(str(path)), "this is the file of answers", "give the draft another name", "output")
        raise CannotRead(problem)
    refuse_other_name(output, "-o")
    new, warnings = draft_loaded(*loaded, council=council, today=today, review=review)
    if pages:
        from specgen.document.page_numbers import add_page_numbers, heading_pages
        from specgen.system.office import lay_out

        new = new._replace(document=add_page_numbers(new.document, heading_pages(lay_out(new.document))))
    is_changed, backup = plan_output(path, new.document, force=force)
    return DraftFile(path, new._replace(warnings=(*warnings, *new.warnings)), is_changed, backup)


def draft_file(
    file: Path, *, council: str | Path | None = None, today: date, review: Review | None = None
) -> tuple[Draft, tuple[Problem, ...]]:
    """Return the draft of a file of answers, and what there is to say of its council. Raises SpecgenError."""
    return draft_loaded(*load(file), council=council, today=today, review=review)


def draft_loaded(
    answers: YamlFile | None,
    problems: tuple[Problem, ...],
    *,
    council: str | Path | None,
    today: date,
    review: Review | None,
) -> tuple[Draft, tuple[Problem, ...]]:
    if answers is None:
        raise WrongInput(problems)
    source, warnings = council_for(answers, council)
    if source.folders:  # its templates, its models and its house are not trusted
        from specgen.system.sandbox import run_sandboxed

        keep_built_in(str(answers.values.get("model")))
        about = f"the templates of {source.name}"
        named = "" if review is None else f"{review.__module__}:{review.__qualname__}"
        arguments = (answers.source, answers.file, source.folders[0], today, named)
        return run_sandboxed(draft_in_sandbox, *arguments, about=about, reads=source.folders), warnings
    return draft(answers, source, today=today, known=problems, review=review), warnings


def draft_in_sandbox(source: str, file: str, council: Path, today: date, review: str) -> Draft:
    """Return the draft of the answers in a text that was read from `file`, for a council's folder."""
    from importlib import import_module

    answers, problems = read(source, file)
    if answers is None:
        raise WrongInput(problems)
    module, _, function = review.partition(":")
    reviewing = getattr(import_module(module), function) if review else None
    return draft(answers, load_council(council, Path(file).parent), today=today, known=problems, review=reviewing)


def draft(
    answers: YamlFile,
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
    given, defaults_problems = with_defaults(answers, council)
    library = Library(council)
    model = library.model(named_model_id(given, council, known))
    refuse_unfit(model)
    framework = framework_of(given, library)
    lists = rows_of_data(framework)
    by_part = functools.cache(lambda: models_by_part(council.model_folders))  # read for a wrong name, and then once
    typed, invalid = validate_answers(given, model, council, lists, lambda name: by_part().get(name, ()))
    found = (*known, *defaults_problems, *invalid, *consistent(typed, model), *foreign(typed, framework))
    problems = tuple(dict.fromkeys(found))
    if any(problem.level == "error" for problem in problems):
        raise WrongInput(
            sorted(problems, key=lambda problem: (problem.place.file != answers.file, problem.place.position))
        )
    facts = facts_of(typed, model, library, today, council)
    compiled = library.compiled(model)
    log = RenderLog()
    try:
        rendered = render(compiled, context_of(facts, log))
        document = finish(rendered, compiled, properties_of(facts), draft_record(facts, compiled, council))
    except WrongInput as error:
        raise WrongInput(library.name_files(error.problems)) from error
    shown = shown_sections(model, typed)
    sections = sum(section.place != "front" for section in shown)
    log.figures.update(("definitions", "words", id) for id in definitions(log.printed.terms, facts.glossary))
    log.figures.add(("contract", "end"))  # printed as it follows from the start and the months
    unprinted = unread_answers(typed, shown, log.has_printed, problems)
    words = () if review is None else review(answers, facts, council)
    law = dict.fromkeys((*law_problems(typed, facts.law, today, _is_listed), *law_misfits(log.printed.laws, typed)))
    warnings = (*problems, *unprinted, *law, *words, *library.name_files(compiled.problems))
    points = log.printed.points
    return Draft(document, sections, len(points), warnings, _left_out(model, shown), _open_parts(points, shown))


def _is_listed(law: str, country: str) -> bool:
    from specgen.review.rules.law_of_day.law_words import is_listed

    return is_listed(law, country)


def _open_parts(points: Sequence[OpenPointRow], shown: Sequence[Section]) -> tuple[tuple[str, int], ...]:
    """Return where the answers with open points stand, and how many each place has, in the order of the draft."""
    numbers = Counter(point.section_id for point in points)
    return tuple((".".join(one.at) or one.id, numbers[one.id]) for one in shown if numbers[one.id])


def print_report(
    answers: YamlFile, council: Council, template: str, name: str, values: Mapping[str, object], today: date
) -> bytes:
    """Return a document that a template prints from some answers and from further values under a name of their own.
    Raises WrongInput if the form of the answers is wrong.
    """
    given, faults = with_defaults(answers, council)
    library = Library(council)
    model = library.model(named_model_id(given, council, faults))
    lists = rows_of_data(framework_of(given, library))
    typed, invalid = validate_answers(given, model, council, lists)
    if any(problem.level == "error" for problem in invalid):
        raise WrongInput(invalid)
    facts = facts_of(typed, model, library, today, council)
    compiled = library.compiled_report(template)
    shown = {name: _as_record(values)}
    record = Provenance(VERSION, today.isoformat(), "", {name: VERSION}, "{}")
    try:
        rendered = render(compiled, context_of(facts, RenderLog()) | shown)
        return finish(rendered, compiled, properties_of(facts), record)
    except WrongInput as error:
        raise WrongInput(library.name_files(error.problems)) from error


def _as_record(value: object) -> object:
    """Return plain values as templates read them."""
    if isinstance(value, Mapping):
        return Record({key: _as_record(item) for key, item in value.items()})
    return [_as_record(item) for item in value] if isinstance(value, list) else value


def _left_out(model: Model, shown: tuple[Section, ...]) -> tuple[str, ...]:
    """Return a sentence for each section that a specification is expected to have and that has no answers."""
    missing = [section for section in model.sections if section.expected and section not in shown]
    return tuple(f"not in the draft: {one.title}, answers under {'.'.join(one.at)}. {one.expected}" for one in missing)


def named_model_id(answers: YamlFile, council: Council, known: tuple[Problem, ...]) -> str:
    """Return the id of the model the answers name. Raises WrongInput if they name none that there is."""
    model, problems = named_model(answers, model_ids(council.model_folders), council)
    if problems:
        raise WrongInput((*known, *problems))
    return model


def framework_of(answers: YamlFile | Answers, library: Library) -> Mapping[str, object]:
    """Return the outcome framework the answers choose, empty while they choose none."""
    chosen = value_at(answers.values, "outcomes", "framework")
    if not isinstance(chosen, str) or not chosen.isidentifier():
        return {}
    try:
        return library.framework(chosen)
    except CannotRead:  # an unknown choice is said by validate, at its line
        return {}


def facts_of(
    answers: Answers, model: Model, library: Library, today: date, council: Council, otherwise: str = ""
) -> Facts:
    """Return all that a document is made from; `otherwise` is the country of answers that name none."""
    jurisdiction = str(value_at(answers.values, "document", "jurisdiction") or otherwise)
    glossary = with_words(library.glossary(jurisdiction), answers)
    law, framework = library.law(jurisdiction), framework_of(answers, library)
    return Facts(answers, model, glossary, law, framework, today, council.facts)


def properties_of(facts: Facts) -> Properties:
    document = group_at(facts.answers.values, "document")
    introduction = group_at(facts.answers.values, "introduction")
    names = [str(row["name"]) for row in rows_at(introduction, "commissioners") if row.get("name")]
    day = document.get("date")
    title = document.get("title")
    return Properties(
        str(title) if title else f"Service specification: {facts.model.title}",
        facts.model.title,
        ", ".join(names) or "specgen",
        day if isinstance(day, date) else facts.today,
    )
