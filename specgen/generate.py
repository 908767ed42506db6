"""A file of answers in, a draft specification in Word out: the steps in their order.

answers -> fit to the model's questions -> context -> rendered parts -> finished document -> a file, if nobody's work
stands there.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen.answers import Answers, load
from specgen.concepts import Concept
from specgen.consistency import consistent, foreign
from specgen.context import Facts, Printed, context_of, shown_printed, shown_sections
from specgen.council import Council, load_council
from specgen.data import rows_of
from specgen.document import Properties, finish
from specgen.glossary import with_words
from specgen.library import Library
from specgen.models import Model, model_ids, models_by_part
from specgen.problems import CannotRead, Problem, WrongInput
from specgen.provenance import Provenance, is_untouched
from specgen.render import Memory, render
from specgen.templates import Composition
from specgen.validate import fit, named_model
from specgen.values import Ledger
from specgen.version import VERSION


@dataclass(frozen=True)
class Draft:
    """A finished draft: the bytes of the Word file, and what there is to say about it."""

    document: bytes
    sections: int
    open_points: int
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Generated:
    """What `generate` did."""

    path: Path
    written: bool  # False: the file was there already, byte for byte
    sections: int
    open_points: int
    warnings: tuple[Problem, ...]


def load_answers(file: Path) -> Answers:
    """Return what a file of answers says. Raises WrongInput for what makes no sense in it, CannotRead if there is no
    such file.
    """
    answers, problems = load(file)
    if answers is None or problems:
        raise WrongInput(problems)
    return answers


def generate(
    file: Path, output: Path | None = None, *, council: Path | None = None, today: date, force: bool = False
) -> Generated:
    """Write the draft of a file of answers; without `output` beside the answers, under the same name.

    Raises WrongInput with everything that does not fit, CannotRead for what cannot be read, and WrongInput if the
    file at `output` is not what specgen last wrote (unless `force`, which keeps it as .bak).
    """
    answers, problems = load(file)
    if answers is None:
        raise WrongInput(problems)
    path = output or file.with_suffix(".docx")
    if path.resolve() == file.resolve() or (path.exists() and path.samefile(file)):
        problem = Problem(
            str(path),
            0,
            0,
            "error",
            "",
            "this is the file of answers",
            "give the draft another name",
            "output",
        )
        raise CannotRead(problem)
    made = draft(answers, load_council(council), today=today, known=problems)
    written = _write(path, made.document, force=force)
    return Generated(path, written, made.sections, made.open_points, made.warnings)


def draft(answers: Answers, council: Council | None = None, *, today: date, known: tuple[Problem, ...] = ()) -> Draft:
    """Return the draft of some answers; reads templates and data, writes nothing. `known` are problems found
    while reading them. Raises WrongInput with everything that does not fit.
    """
    council = council or load_council(None)
    library = Library(council)
    model = library.model(_model_id(answers, council, known))
    framework = _framework(answers, library)
    lists = {"framework.areas": _ids(framework)}
    by_part = functools.cache(lambda: models_by_part(council.model_folders))  # read for a wrong name, and then once
    typed, problems = fit(answers, model, lists, lambda name: by_part().get(name, ()))
    problems = tuple(dict.fromkeys([*known, *problems, *consistent(typed, model), *foreign(typed, framework)]))
    if any(problem.level == "error" for problem in problems):
        raise WrongInput(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    facts = _facts(typed, model, library, today)
    composition = library.composition(model)
    ledger, memory = Ledger(), Memory()
    context = context_of(facts, ledger)
    render(composition, context, memory)
    printed = Printed(tuple(ledger.terms), tuple(ledger.points.values()), tuple(ledger.law))
    rendered = render(composition, context | shown_printed(facts, ledger, printed), memory)
    document = finish(rendered, composition, _properties(facts), _record(facts, composition))
    sections = sum(section.place != "front" for section in shown_sections(model, typed))
    return Draft(document, sections, len(printed.points), problems)


def _model_id(answers: Answers, council: Council, known: tuple[Problem, ...]) -> str:
    """Return the id of the model the answers name. Raises WrongInput if they name none that there is."""
    wanted, problems = named_model(answers, model_ids(council.model_folders))
    if problems:
        raise WrongInput((*known, *problems))
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


def _facts(answers: Answers, model: Model, library: Library, today: date) -> Facts:
    document = _group(answers.values, "document")
    jurisdiction = str(document["jurisdiction"])
    glossary = with_words(library.glossary(jurisdiction), answers)
    return Facts(answers, model, glossary, library.law(jurisdiction), _framework(answers, library), today)


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


def _record(facts: Facts, composition: Composition) -> Provenance:
    import json

    answers = json.dumps(facts.answers.values, default=str, ensure_ascii=False, sort_keys=True)
    hashes = {f"templates/{template}": digest for template, digest in composition.hashes.items()}
    hashes["model"] = facts.model.digest
    hashes["glossary"] = _digest(tuple(sorted(facts.glossary.items())))
    return Provenance(VERSION, facts.today.isoformat(), facts.model.id, hashes, answers)


@functools.lru_cache(maxsize=8)
def _digest(concepts: tuple[tuple[str, Concept], ...]) -> str:
    return hashlib.sha256(repr(list(concepts)).encode()).hexdigest()


def _write(path: Path, document: bytes, *, force: bool) -> bool:
    """Write the file whole or not at all. Raises WrongInput if somebody's work stands there."""
    try:
        standing = path.read_bytes() if path.exists() else None
        if standing == document:
            return False
        if standing is not None and not is_untouched(standing):
            if not force:
                message = "this file was edited since specgen wrote it, or specgen did not write it"
                remedy = "give another name with -o, or use --force, which keeps it as .bak"
                raise WrongInput(Problem(str(path), 0, 0, "error", "", message, remedy, "edited"))
            _write_whole(path, document, keep=_backup(path))
        else:
            _write_whole(path, document)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        remedy = "close it in Word if it is open there, and look whether the folder exists"
        problem = Problem(str(path), 0, 0, "error", "", f"cannot be written ({reason})", remedy, "output")
        raise CannotRead(problem) from error
    return True


def _backup(path: Path) -> Path:
    """Return a name for the edited file that no other backup has."""
    backup, number = path.with_name(path.name + ".bak"), 1
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.bak{number}")
    return backup


def _write_whole(path: Path, document: bytes, *, keep: Path | None = None) -> None:
    """Write a file beside the path first; only when it is whole does what stood there go to `keep`, or away."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".specgen-", suffix=".docx")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        if keep is not None:
            path.replace(keep)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
