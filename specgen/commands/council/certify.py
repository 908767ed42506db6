"""What a user asked `specgen council certify` to do in, what came of it out: the report, the certificate, the record.

The files of a council are strangers' until they are certified: all reading of them is done by a confined process, and
what it returns is written by this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from specgen.certify.certificate import beneath, certify, layers_of
from specgen.certify.inventory import RECORD, own_files, own_values, own_words
from specgen.certify.release_changes import Update
from specgen.certify.report.plain_text import FORMATS, Report, report
from specgen.certify.report.statement import summary
from specgen.certify.report.word import certificate_file, is_certificate
from specgen.certify.wording_record import Record, is_ours, read_record, record_of, updated, written
from specgen.inputs.council.council import Council, load_council
from specgen.inputs.models.model import Section, model_ids
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.system.files import read_file, write_whole
from specgen.system.sandbox import confined
from specgen.templates.loader import HOUSE
from specgen.templates.store import Library
from specgen.version import VERSION

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
class Wanted:
    """What the command line said."""

    named: str
    day: date
    output: Path | None = None
    form: str = "text"
    update: Path | None = None
    record: bool = False


@dataclass(frozen=True)
class Certified:
    """The report, the Word file and the record, as text and bytes."""

    text: str
    summary: str
    file: bytes
    record: str


@dataclass(frozen=True)
class Done:
    """The report, a line for each thing there is to say, and whether something has to be put right."""

    text: str
    said: tuple[str, ...]
    failed: bool


def run(wanted: Wanted) -> Done:
    """Certify a council, and write what was asked for. Raises SpecgenError, and then nothing was written."""
    if wanted.form not in FORMATS:
        message = f"--format: there is no format {wanted.form}"
        raise CannotRead(about_file("", message, f"write one of {', '.join(FORMATS)}", "usage"))
    council = load_council(wanted.named)
    record = council.folders[0] / RECORD
    if wanted.record:
        _refuse_record(record)
    release = None if wanted.update is None else _release(wanted.update, council)
    about = f"the templates of {council.name}"
    reads = council.folders if release is None else (*council.folders, release.templates, release.models)
    problems = confined(_faults_apart, council.folders[0], None, about=about, reads=reads)
    if problems:
        raise WrongInput(problems)
    other = None
    if release is not None:
        broken = confined(_faults_apart, council.folders[0], release, about=about, reads=reads)
        other = Other(release, tuple(map(str, broken)))
    made = confined(_certified_apart, council.folders[0], other, wanted.form, wanted.day, about=about, reads=reads)
    said = [made.summary]
    if wanted.output is not None:
        said.append(_write(wanted.output, made.file))
    if wanted.record:
        said.append(_write_record(record, made.record))
    return Done(made.text, tuple(said), failed=other is not None and bool(other.faults))


def keep_record(folder: Path) -> str:
    """Record the shared wording in a council's folder, as a new one begins with; return what there is to say."""
    try:
        reads = load_council(folder).folders
        text = confined(_record_apart, folder, about=f"the templates of {folder.name}", reads=reads)
    except SpecgenError:  # `council check` says what is wrong
        return f"{folder / RECORD}: not written; `specgen council certify {folder} --record` writes it"
    return _write_record(folder / RECORD, text)


def _record_apart(folder: Path) -> str:
    return written(record_of(beneath(layers_of(load_council(folder)))))


def _faults_apart(folder: Path, release: Release | None) -> tuple[Problem, ...]:
    """Return what is wrong in the templates that the models of a council print, as `generate` would say it."""
    council = _under(load_council(folder), release)
    library, found, sections = Library(council), list[Problem](), dict[str, Section]()
    for id in model_ids(council.model_folders):
        try:
            model = library.model(id)
            new = {one.template: one for one in model.sections if one.template not in sections}
            sections |= new
            library.compiled(replace(model, sections=tuple(new.values())))  # each section once, not once a model
        except SpecgenError as error:
            found += error.problems
    return tuple(dict.fromkeys(found))


def _certified_apart(folder: Path, other: Other | None, form: str, day: date) -> Certified:
    council = load_council(folder)
    certificate = certify(council)
    shared = record_of(beneath(certificate.layers))
    record = read_record(folder)
    since = None if record is None else updated(record, shared, certificate.layers[-1])
    update = None if other is None else _update(council, other, shared)
    found = Report(certificate, own_words(certificate), own_files(certificate), since, update, own_values(certificate))
    return Certified(report(found, form), summary(certificate), certificate_file(found, day), written(shared))


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
    found = updated(shared, record_of(beneath(layers), other.release.name), layers[-1])
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


def _refuse_record(file: Path) -> None:
    if file.exists() and not is_ours(file):
        raise WrongInput(about_file(str(file), "was changed since specgen wrote it", "move it away first", "record"))


def _write_record(file: Path, text: str) -> str:
    if file.is_file() and read_file(file).replace(b"\r\n", b"\n") == text.encode():
        return f"{file}: nothing changed"
    write_whole(file, text.encode())
    return f"{file}: the shared wording of specgen {VERSION} is recorded"


def _write(file: Path, data: bytes) -> str:
    """Write a certificate; somebody's work is never written over."""
    try:
        standing = read_file(file) if file.exists() else None
    except OSError as error:
        raise CannotRead(about_file(str(file), "cannot be read", "give another name", "output")) from error
    if standing == data:
        return f"{file}: nothing changed"
    if standing is not None and not is_certificate(standing):
        message = "is there already, and is no certificate as specgen wrote it"
        raise WrongInput(about_file(str(file), message, "give another name", "output"))
    write_whole(file, data)
    return f"{file}: the certificate"
