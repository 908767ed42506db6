"""Read the defined terms out of a contract's conditions into a glossary file, new or renewed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from specgen.commands.report import problem_lines
from specgen.commands.result import CommandResult, OutputFile, Untrusted, untrusted_paths
from specgen.formats.opc.package import NotAWordFile
from specgen.formats.yamlfile.yaml_file import YamlFile, read
from specgen.inputs.contract.definitions import Definitions, read_definitions
from specgen.inputs.contract.glossary_proposals import Proposal, proposals_of, words_of
from specgen.inputs.contract.glossary_renewal import Change, renewed
from specgen.inputs.contract.glossary_writing import Source, glossary_text
from specgen.inputs.contract.hidden_characters import hidden_in_conditions
from specgen.inputs.council.council import load_council
from specgen.inputs.glossary.file_schema import schema_problems
from specgen.inputs.glossary.load import load_glossary, with_glossary
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.system.files import read_file

KEYS = frozenset(("$schema", "scheme", "concepts", "wording", "not_terms"))
JURISDICTIONS = ("wales", "england")


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen glossary import`."""

    conditions: Path
    output: Path
    today: date
    council: str | None


@dataclass(frozen=True)
class Imported:
    """What an import comes to; `data` is None where the file stays as it is."""

    path: Path
    data: bytes | None
    concepts: tuple[Proposal, ...]
    doubtful: int
    changes: tuple[Change, ...] | None  # None for a new file
    notes: tuple[Problem, ...]


def untrusted(options: Options) -> Untrusted:
    files = (options.conditions, options.output)
    return untrusted_paths(load_council(options.council), *files, outputs=(options.output,))


def import_glossary(options: Options) -> CommandResult:
    """Return the glossary of some conditions, new or renewed. Raises CannotRead and WrongInput."""
    folders = load_council(options.council).model_folders
    imported = _imported(options.conditions, options.output, options.today.isoformat(), folders)
    files = () if imported.data is None else (OutputFile(imported.path, imported.data),)
    return CommandResult(f"{imported.path}\n", tuple(_messages(imported)), files=files)


def _imported(conditions: Path, output: Path, day: str, folders: Sequence[Path]) -> Imported:
    data = read_file(conditions)
    definitions = _definitions(data, conditions)
    known = words_of([load_glossary(jurisdiction, folders) for jurisdiction in ("", *JURISDICTIONS)])
    proposals, doubtful = proposals_of(definitions.found, known)
    if not proposals and not output.exists():
        remedy = "see whether this is the document with the definitions; they may stand in a picture or in another file"
        raise WrongInput(about_file(str(conditions), "no definitions were found", remedy, "import"))
    source = Source(conditions.name, hashlib.sha256(data).hexdigest(), day)
    before = _glossary(output)
    changes: tuple[Change, ...] | None = None
    if before is None:
        text = glossary_text(proposals, doubtful, source)
    else:
        text, changes = renewed(before.text, before.values, proposals, doubtful, source)
    glossary = _checked(text, output)
    renewed_file = text.encode() if before is None else None if text == before.text else before.written(text)
    hidden = hidden_in_conditions(data, str(conditions))
    notes = (*hidden, *_twice(definitions, conditions), *_collisions(glossary, folders))
    return Imported(output, renewed_file, proposals, len(doubtful), changes, notes)


def _messages(done: Imported) -> Iterator[str]:
    """Yield what there is to say of an import, a line each."""
    yield from problem_lines(done.notes)
    if done.changes is None:
        for one in done.concepts:
            if one.stands_for:
                yield f"{one.label}: taken as the contract's word for what specgen calls {one.stands_for} ({one.id})"
        doubtful = sum(one.review for one in done.concepts)
        yield f"{_count(len(done.concepts), 'term')} read, {doubtful} to look at (review: true), {_left(done.doubtful)}"
        return
    for change in done.changes:
        yield f"{'look at ' if change.needs_a_person else ''}{change.label} ({change.id}): {change.message}"
    if done.data is None:
        yield "nothing has changed"
        return
    taken = sum(not change.needs_a_person for change in done.changes)
    yield f"{_count(taken, 'change')} taken over, {len(done.changes) - taken} to look at; what people wrote is kept"


def _left(doubtful: int) -> str:
    return f"{doubtful} too doubtful, listed at the end" if doubtful else "none left out"


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def _definitions(data: bytes, path: Path) -> Definitions:
    try:
        return read_definitions(data)
    except NotAWordFile as error:
        raise CannotRead(about_file(str(path), str(error), error.remedy)) from error


def _glossary(path: Path) -> _Standing | None:
    """Return the glossary that stands at the path, None if nothing does. Raises WrongInput for any other file."""
    if not path.exists():
        return None
    content = read_file(path)
    found, problems = read(content, str(path))
    if found is None or not set(found.values) <= KEYS or not set(found.values) & (KEYS - {"$schema", "scheme"}):
        remedy = "give another name with -o; only a glossary is renewed"
        raise WrongInput(about_file(str(path), "is there already, and it is not a glossary", remedy, "output"))
    if faults := (*problems, *schema_problems(found)):
        raise WrongInput(faults)
    text = content.decode("utf-8-sig")
    ends = "\r\n" if 0 < text.count("\n") == text.count("\r\n") else "\n"
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    return _Standing(found.values, text.replace(ends, "\n"), mark, ends)


@dataclass(frozen=True)
class _Standing:
    """The glossary that is there: its values, and its text with plain line ends and without a byte order mark."""

    values: Mapping[str, object]
    text: str
    mark: str
    ends: str

    def written(self, text: str) -> bytes:
        """Return a text as the file is written."""
        return (self.mark + text.replace("\n", self.ends)).encode()


def _checked(text: str, path: Path) -> YamlFile:
    """Return what is going to be written, read again."""
    found, problems = read(text, str(path))
    faults = (*problems, *(schema_problems(found) if found is not None else ()))
    if found is None or faults:
        raise WrongInput(faults)
    return found


def _twice(definitions: Definitions, path: Path) -> Iterator[Problem]:
    for first, second in definitions.twice:
        message = (
            f"“{second.term}” is defined twice: in clause {first.clause or '?'} and in clause {second.clause or '?'}"
        )
        remedy = "the first was taken; ask the contract's lawyers which one holds"
        yield replace(about_file(str(path), message, remedy, "TERM-DUPLICATE"), level="warning")


def _collisions(glossary: YamlFile, folders: Sequence[Path]) -> Iterator[Problem]:
    """Yield what stands in the way of using the file with specgen's own glossary."""
    found = dict[Problem, None]()
    for jurisdiction in JURISDICTIONS:
        try:
            with_glossary(load_glossary(jurisdiction, folders), glossary)
        except SpecgenError as error:
            found |= dict.fromkeys(replace(problem, level="warning") for problem in error.problems)
    yield from found
