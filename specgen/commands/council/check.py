"""A council's folder in, all that is wrong with it out: council.yaml, words, questions, models, templates, strays, and
a trial draft under each model.

One fault must not hide the next: what stands on something faulty is left out, everything else is still looked at. What
strangers may have written is read in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from specgen.commands.council.trial_draft import trial_draft
from specgen.commands.council.unused_files import strays, templates_of
from specgen.inputs.council.council import Council, council_of
from specgen.inputs.council.council_file import FILE, CouncilFile
from specgen.inputs.council.search import layers
from specgen.inputs.glossary.load import load_glossary, with_file
from specgen.inputs.models.model import Model, load_model, model_ids
from specgen.inputs.models.section import read_section
from specgen.problems import Place, Problem, SpecgenError
from specgen.system.sandbox import confined

__all__ = ["Checked", "check_council", "of_files"]

JURISDICTIONS: Final = ("wales", "england")
MOST_TRIALS: Final = 12  # each takes seconds, and a stranger's folder can hold a thousand models
Files = tuple[tuple[Problem, ...], tuple[Path, ...], tuple[str, ...]]
CheckTemplates = Callable[[Path, tuple[Path, ...]], tuple[Problem, ...]]


@dataclass(frozen=True)
class Checked:
    """What was looked at in a council's folder, and what was found."""

    folder: Path
    problems: tuple[Problem, ...]
    templates: tuple[Path, ...] = ()
    models: tuple[str, ...] = ()  # those that a draft was tried under

    def count(self, level: str) -> int:
        return sum(problem.level == level for problem in self.problems)


def check_council(folder: Path, check_templates: CheckTemplates) -> Checked:
    """Check everything in a council's folder; `check_templates` says the faults of some templates of it. Raises
    CannotRead for a folder that cannot be read.
    """
    files, faults = layers(folder)
    found, reads = (
        [*faults, *_no_file(folder), *(() if _has_errors(faults) else _no_country(folder, files))],
        tuple(file.folder for file in files),
    )
    is_sound = not _has_errors(faults)
    templates: tuple[Path, ...] = ()
    ids, tried = tuple[str, ...](), list[str]()
    try:
        problems, templates, ids = confined(of_files, folder, about=str(folder), reads=reads)
        found += problems
        if is_sound and templates:
            found += confined(check_templates, folder, templates, about=str(folder), reads=reads)
    except SpecgenError as error:
        found += error.problems
    for model in ids[:MOST_TRIALS] if is_sound else ():
        if any(problem.rule == "limit" for problem in found):
            break  # what had to be stopped once would be stopped again
        tried.append(model)
        try:
            found += _unsaid(confined(trial_draft, folder, model, about=str(folder), reads=reads), found)
        except SpecgenError as error:
            found += _unsaid(error.problems, found)
    return Checked(folder, _sorted(found, folder), templates, tuple(tried))


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
    said = strays(folder, council, () if wrong else models, unread)
    problems = (*words, *_questions(folder), *wrong, *said)
    return problems, templates, () if words else tuple(model.id for model in models)


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
    defaults = file.read.values.get("defaults")
    document = defaults.get("document") if isinstance(defaults, Mapping) else None
    given = document.get("jurisdiction") if isinstance(document, Mapping) else None
    return file.read.values.get("jurisdiction") or given


def _unsaid(problems: Iterable[Problem], known: Iterable[Problem]) -> list[Problem]:
    """Return what a trial draft says that was not said of the same template already, with its paragraph."""
    known = list(known)
    return [one for one in problems if not any(_is_same(one, other) for other in known)]


def _is_same(trial: Problem, other: Problem) -> bool:
    """Whether both are about the same fault; a draft knows of a place only some words."""
    if trial.place.file != other.place.file or not trial.place.file.endswith(".docx"):
        return False
    near = trial.place.path.removeprefix('near "').strip('"').rstrip(".… ")[:25] if 'near "' in trial.place.path else ""
    return trial.message == other.message or (trial.level == other.level and bool(near) and near in other.place.path)


def _words(council: Council) -> Iterator[Problem]:
    """Yield what is wrong in the glossary.yaml of the folder, laid over the words below it, in both countries."""
    own, *below = council.model_folders
    file = own / "glossary.yaml"
    for jurisdiction in JURISDICTIONS if file.is_file() else ():
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
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.place.file != first, problem.place)))
