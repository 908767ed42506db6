"""Certify a council: the report, the certificate as a Word file, and the record of the shared wording.

The files of a council are not trusted until they are certified: all reading of them is done in a sandboxed process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from specgen.certify.certificate import certify
from specgen.certify.council_layers import layer_below, layers_of
from specgen.certify.inventory import own_files, own_values, own_words
from specgen.certify.release_changes import Update
from specgen.certify.report.contents import Report
from specgen.certify.report.plain_text import FORMATS, report
from specgen.certify.report.statement import summary
from specgen.certify.report.word import certificate_file, is_certificate
from specgen.certify.wording_record import (
    Record,
    compare_records,
    read_record,
    record_file,
    record_text,
    refuse_edited_record,
    take_record,
)
from specgen.commands.report import refuse_format
from specgen.commands.result import CommandResult, OutputFile
from specgen.inputs.council.council import Council, load_council
from specgen.inputs.models.model import Section, model_ids
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.system.files import read_file, refuse_other_name
from specgen.system.resources import HOUSE, built_in_models
from specgen.system.sandbox import run_sandboxed
from specgen.templates.library import Library, keep_built_in

RELEASES: Final = (".", "specgen")  # where templates and models stand in an unpacked release
NUMBER: Final = re.compile(r"VERSION[^=]*=\s*[\"']([^\"']+)")


@dataclass(frozen=True)
class Release:
    """Other shared templates: a newer specgen, unpacked."""

    name: str
    templates: Path
    models: Path


@dataclass(frozen=True)
class Other:
    """Another release, and why a council's own templates would not work with it."""

    release: Release
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    council: str
    today: date
    output: Path | None = None
    format: str = "text"
    update: Path | None = None
    record: bool = False


@dataclass(frozen=True)
class Certified:
    """The report, the Word file and the record, as text and bytes."""

    text: str
    summary: str
    file: bytes
    record: str


def certify_council(options: Options) -> CommandResult:
    """Certify a council. Raises SpecgenError."""
    refuse_other_name(options.output, "-o")
    refuse_format(options.format, FORMATS)
    council = load_council(options.council)
    folder = council.folders[0]
    if options.record:
        refuse_edited_record(folder)
    release = None if options.update is None else _release(options.update, council)
    about = f"the templates of {council.name}"
    reads = council.folders if release is None else (*council.folders, release.templates, release.models)
    keep_built_in(*model_ids((built_in_models(),)))
    problems = run_sandboxed(_template_problems, folder, None, about=about, reads=reads)
    if problems:
        raise WrongInput(problems)
    other = None
    if release is not None:
        broken = run_sandboxed(_template_problems, folder, release, about=about, reads=reads)
        other = Other(release, tuple(map(str, broken)))
    certified = run_sandboxed(_certified, folder, other, options.format, options.today, about=about, reads=reads)
    written = [_certificate_file(options.output, certified.file)] if options.output is not None else []
    written += [record_file(folder, certified.record)] if options.record else []
    messages = (certified.summary, *(message for _, message in written))
    files = tuple(OutputFile(*file) for file, _ in written if file is not None)
    return CommandResult(certified.text, messages, int(other is not None and bool(other.faults)), files)


def _template_problems(folder: Path, release: Release | None) -> tuple[Problem, ...]:
    """Return what is wrong in the templates that the models of a council print, as `generate` would say it."""
    council = _under(load_council(folder), release)
    library, problems, sections = Library(council), list[Problem](), dict[str, Section]()
    for id in model_ids(council.model_folders):
        try:
            model = library.model(id)
            new = {one.template: one for one in model.sections if one.template not in sections}
            sections |= new
            library.compiled(replace(model, sections=tuple(new.values())))  # each section once, not once a model
        except SpecgenError as error:
            problems += error.problems
    return tuple(dict.fromkeys(problems))


def _certified(folder: Path, other: Other | None, form: str, day: date) -> Certified:
    council = load_council(folder)
    certificate = certify(council)
    shared = take_record(layer_below(certificate.layers))
    record = read_record(folder)
    since = None if record is None else compare_records(record, shared, certificate.layers[-1])
    update = None if other is None else _update(council, other, shared)
    found = Report(certificate, own_words(certificate), own_files(certificate), since, update, own_values(certificate))
    return Certified(report(found, form), summary(certificate), certificate_file(found, day), record_text(shared))


def _under(council: Council, release: Release | None) -> Council:
    """Return a council laid over another release."""
    if release is None:
        return council
    return replace(
        council,
        template_folders=(*council.template_folders[:-1], release.templates),
        model_folders=(*council.model_folders[:-1], release.models),
    )


def _update(council: Council, other: Other, shared: Record) -> Update:
    """Return what another release of the shared templates would change."""
    try:
        layers = layers_of(_under(council, other.release))
    except SpecgenError:  # said among the faults
        return Update(shared.version, other.release.name, (), faults=other.faults)
    found = compare_records(shared, take_record(layer_below(layers), other.release.name), layers[-1])
    return replace(found, faults=other.faults)


def _release(folder: Path, council: Council) -> Release:
    """Return the templates and models of a folder: an unpacked release, or the templates alone."""
    usual = council.model_folders[-1]
    for inner in (folder / one for one in RELEASES):
        if (inner / "templates" / HOUSE).is_file():
            models = inner / "models"
            return Release(_named(folder), inner / "templates", models if models.is_dir() else usual)
    if (folder / HOUSE).is_file():
        beside = folder.parent / "models"
        return Release(_named(folder), folder, beside if beside.is_dir() else usual)
    what = "holds no shared templates" if folder.is_dir() else "there is no such folder"
    raise CannotRead(about_file(str(folder), what, f"name the folder that has {HOUSE} in it", "update"))


def _named(folder: Path) -> str:
    """Return the version of a release, or the name of its folder."""
    for file in (folder / "specgen" / "version.py", folder / "version.py", folder.parent / "specgen" / "version.py"):
        if file.is_file():
            found = NUMBER.search(read_file(file, 100_000).decode(errors="replace"))
            if found:
                return found.group(1)
    return folder.resolve().name


def _certificate_file(path: Path, data: bytes) -> tuple[tuple[Path, bytes] | None, str]:
    """Return what is to be written, and what to say of it; somebody's work is never written over."""
    try:
        standing = read_file(path) if path.exists() else None
    except OSError as error:
        raise CannotRead(about_file(str(path), "cannot be read", "give another name", "output")) from error
    if standing == data:
        return None, f"{path}: nothing changed"
    if standing is not None and not is_certificate(standing):
        message = "is there already, and is no certificate as specgen wrote it"
        raise WrongInput(about_file(str(path), message, "give another name", "output"))
    return (path, data), f"{path}: the certificate"
