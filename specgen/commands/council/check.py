"""Check a council's folder: council.yaml, words, questions, models, templates, unused files, and a trial draft of each
model.

One fault must not hide the next: what stands on something faulty is left out, everything else is still looked at. What
other people may have written is read in a sandboxed process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from specgen.commands.council.checks.trial_draft import trial_draft
from specgen.commands.council.checks.unused_files import templates_of, unused_files
from specgen.commands.report import TEXT_OR_JSON, counted, counts, refuse_format, report
from specgen.commands.result import CommandResult
from specgen.formats.word.positions import in_file
from specgen.inputs.council.council import Council, council_of, load_council
from specgen.inputs.council.council_file import FILE, CouncilFile
from specgen.inputs.council.search import council_folder, layers
from specgen.inputs.glossary.load import load_glossary, with_file
from specgen.inputs.law.countries import countries_of
from specgen.inputs.models.model import Model, load_model, model_ids
from specgen.inputs.models.section import read_section
from specgen.problems import Place, Problem, SpecgenError
from specgen.review.vocabulary import Words
from specgen.review.word_files.typed_terms import RULE as TYPED_TERM
from specgen.review.word_files.typed_terms import typed_terms
from specgen.system.sandbox import run_sandboxed
from specgen.system.sandbox_child import begin_file
from specgen.template_check.template_checker import Checker, check_file
from specgen.templates.library import keep_built_in

__all__ = ["CheckedFolder", "Options", "check", "check_folder", "of_files", "template_problems"]

SAME_WORDS: Final = 25  # letters of a paragraph that tell it from the others
MOST_TRIALS: Final = 12  # each takes seconds, and a folder can hold a thousand models
Files = tuple[tuple[Problem, ...], tuple[Path, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen council check`."""

    council: str
    format: str


@dataclass(frozen=True)
class CheckedFolder:
    """What was looked at in a council's folder, and what is wrong with it."""

    folder: Path
    problems: tuple[Problem, ...]
    templates: tuple[Path, ...] = ()
    models: tuple[str, ...] = ()  # those that a draft was tried under


def check(options: Options) -> CommandResult:
    """Check everything in a council's folder. Raises CannotRead for a folder that cannot be read."""
    refuse_format(options.format, TEXT_OR_JSON)
    checked = check_folder(council_folder(options.council))
    head = {"folder": str(checked.folder)}
    tail = {"templates": [str(template) for template in checked.templates], "drafted": list(checked.models)}
    output = report(checked.problems, options.format, head=head, tail=tail)
    return CommandResult(output, (_summary(checked),), int(counts(checked.problems)["error"] > 0))


def _summary(checked: CheckedFolder) -> str:
    templates = "1 template" if len(checked.templates) == 1 else f"{len(checked.templates)} templates"
    tried = f"trial drafts of {', '.join(checked.models)}" if checked.models else "no trial draft"
    return f"{checked.folder}: {templates}, {tried}: {counted(checked.problems)}"


def check_folder(folder: Path) -> CheckedFolder:
    """Return everything that is wrong in a council's folder. Raises CannotRead for one that cannot be read."""
    files, faults = layers(folder)
    problems = [*faults, *_no_file(folder), *(() if _has_errors(faults) else _no_country(folder, files))]
    reads = tuple(file.folder for file in files)
    is_sound = not _has_errors(faults)
    templates: tuple[Path, ...] = ()
    ids, tried = tuple[str, ...](), list[str]()
    try:
        of_other_files, templates, ids = run_sandboxed(of_files, folder, about=str(folder), reads=reads)
        problems += of_other_files
        if is_sound and templates:
            problems += run_sandboxed(template_problems, folder, templates, about=str(folder), reads=reads)
    except SpecgenError as error:
        problems += error.problems
    trials = ids[:MOST_TRIALS] if is_sound else ()
    keep_built_in(*trials)
    for model in trials:
        if any(problem.rule == "limit" for problem in problems):
            break  # what had to be stopped once would be stopped again
        tried.append(model)
        try:
            problems += _unsaid(run_sandboxed(trial_draft, folder, model, about=str(folder), reads=reads), problems)
        except SpecgenError as error:
            problems += _unsaid(error.problems, problems)
    return CheckedFolder(folder, _sorted(problems, folder), templates, tuple(tried))


def of_files(folder: Path) -> Files:
    """Return what is wrong with the files of a council but its council.yaml, the templates among them, and the models
    that a draft can be tried under.
    """
    files, faults = layers(folder)
    council = council_of(tuple(replace(file, facts={}) for file in files) if _has_errors(faults) else files)
    words, (models, wrong) = tuple(_words(council)), _models(council)
    templates, unread = templates_of(folder, council, models)
    if wrong:  # nobody can tell which sections they would have
        templates, unread = tuple(sorted((*templates, *unread))), ()
    unused = unused_files(folder, council, () if wrong else models, unread)
    problems = (*words, *_questions(folder), *wrong, *unused)
    return problems, templates, () if words else tuple(model.id for model in models)


def template_problems(council: Path, templates: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Return what is wrong with some templates of a council."""
    loaded = load_council(council)
    checker, words, problems = Checker(council), Words(loaded), list[Problem]()
    for file in templates:
        begin_file(str(file))
        try:
            checked = check_file(file, checker, typed_terms(file, words))
            is_house = loaded.look.house is not None and file.samefile(loaded.look.house)
            of_file = _of_house(checked.problems) if is_house else checked.problems
            problems += (in_file(problem, str(file)) for problem in of_file)
        except SpecgenError as error:
            problems += error.problems
    return tuple(problems)


def _of_house(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of a house, which names teams on its cover."""
    return (problem for problem in problems if problem.rule != TYPED_TERM)


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.level == "error" for problem in problems)


def _no_file(folder: Path) -> Iterator[Problem]:
    if not (folder / FILE).is_file():
        remedy = "write one, with name: and the council's name; without it answers cannot name this council"
        yield Problem(Place(str(folder)), f"there is no {FILE}", remedy, "council", level="note")


def _no_country(folder: Path, files: Iterable[CouncilFile]) -> Iterator[Problem]:
    """Yield a note if no council.yaml says in which country the council is."""
    if (folder / FILE).is_file() and not any(_country(file) for file in files):
        remedy = "write jurisdiction: wales or jurisdiction: england; without it every file of answers has to say it"
        yield Problem(Place(str(folder / FILE)), "does not say whose law counts", remedy, "jurisdiction", level="note")


def _country(file: CouncilFile) -> object:
    defaults = file.yaml.values.get("defaults")
    document = defaults.get("document") if isinstance(defaults, Mapping) else None
    given = document.get("jurisdiction") if isinstance(document, Mapping) else None
    return file.yaml.values.get("jurisdiction") or given


def _unsaid(problems: Iterable[Problem], known: Iterable[Problem]) -> list[Problem]:
    """Return what a trial draft says that was not said of the same template already, with its paragraph."""
    known = list(known)
    return [one for one in problems if not any(_is_same(one, other) for other in known)]


def _is_same(trial: Problem, other: Problem) -> bool:
    """Whether both are about the same fault; a draft knows of a place only some words."""
    if trial.place.file != other.place.file or not trial.place.file.endswith(".docx"):
        return False
    words = trial.place.words.rstrip(".… ")[:SAME_WORDS]
    is_near = bool(words) and trial.level == other.level and words in other.place.path
    return is_near or replace(trial, place=other.place, level=other.level) == other


def _words(council: Council) -> Iterator[Problem]:
    """Yield what is wrong in the glossary.yaml of the folder, laid over the words below, in each country it is for."""
    own, *below = council.model_folders
    file = own / "glossary.yaml"
    for jurisdiction in countries_of("", council) if file.is_file() else ():
        try:
            with_file(load_glossary(jurisdiction, below), file)
        except SpecgenError as error:
            yield from error.problems


def _questions(folder: Path) -> Iterator[Problem]:
    for file in sorted((folder / "sections").glob("*.yaml")):
        try:
            read_section(file)
        except SpecgenError as error:
            yield from error.problems


def _models(council: Council) -> tuple[list[Model], tuple[Problem, ...]]:
    models, problems = list[Model](), list[Problem]()
    for id in model_ids(council.model_folders):
        try:
            models.append(load_model(id, council.model_folders))
        except SpecgenError as error:
            problems += error.problems
    inside = tuple(f"{folder / 'x'}"[:-1] for folder in council.folders)
    ours = tuple(
        one for one in problems if one.place.file.startswith(inside)
    )  # built-in models that lie over them say it too
    return models, ours or tuple(problems)


def _sorted(problems: Iterable[Problem], folder: Path) -> tuple[Problem, ...]:
    """Return each problem once: council.yaml first, then file by file."""
    first = str(folder / FILE)
    return tuple(
        sorted(dict.fromkeys(problems), key=lambda problem: (problem.place.file != first, problem.place.position))
    )
