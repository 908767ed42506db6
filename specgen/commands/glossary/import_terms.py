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
from specgen.formats.yamlfile.yaml_file import MAX_BYTES, YamlFile, read
from specgen.inputs.contract.contract_definition import LIKELY, ContractDefinition
from specgen.inputs.contract.definitions import Definitions, read_definitions
from specgen.inputs.contract.hidden_characters import hidden_in_conditions
from specgen.inputs.council.council import Council, load_council
from specgen.inputs.glossary.file_schema import schema_problems
from specgen.inputs.glossary.load import load_glossary, with_glossary
from specgen.inputs.glossary_import.concept_matches import KnownConcepts, known_concepts
from specgen.inputs.glossary_import.glossary_proposals import Proposal, proposals_of
from specgen.inputs.glossary_import.glossary_renewal import Change, renewed, short_text
from specgen.inputs.glossary_import.glossary_writing import Left, Source, glossary_text, listed
from specgen.inputs.glossary_import.passed_over import PassedOver, words_passed_over
from specgen.inputs.law.countries import COUNTRIES
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.system.files import read_file

GLOSSARY = "glossary.yaml"  # of a council's folder
KEYS = frozenset(("$schema", "scheme", "concepts", "wording", "not_terms"))
PLACES = 5  # shown of those where words were passed over; the file has them all
SHOWN = 6  # words of each


@dataclass(frozen=True)
class Options:
    """The arguments of `specgen glossary import`."""

    conditions: Path
    output: Path | None  # None: the council's glossary, or beside the conditions
    today: date
    council: str | None

    def output_for(self, council: Council) -> Path:
        """Return the file to write or renew."""
        if self.output is not None:
            return self.output
        return council.folders[0] / GLOSSARY if council.folders else self.conditions.with_suffix(".yaml")


@dataclass(frozen=True)
class Imported:
    """What an import comes to; `data` is None where the file stays as it is."""

    path: Path
    data: bytes | None
    concepts: tuple[Proposal, ...]
    fresh: tuple[Proposal, ...]  # that were not in the file before: only of these there is something to ask
    left: Left
    changes: tuple[Change, ...] | None  # None for a new file
    notes: tuple[Problem, ...]


def untrusted(options: Options) -> Untrusted:
    council = load_council(options.council)
    output = options.output_for(council)
    return untrusted_paths(council, options.conditions, output, outputs=(output,))


def import_glossary(options: Options) -> CommandResult:
    """Return the glossary of some conditions, new or renewed. Raises CannotRead and WrongInput."""
    council = load_council(options.council)
    output = options.output_for(council)
    imported = _imported(options.conditions, output, options.today.isoformat(), council.model_folders)
    files = () if imported.data is None else (OutputFile(imported.path, imported.data),)
    return CommandResult(f"{imported.path}\n", tuple(_messages(imported)), files=files)


def _imported(conditions: Path, output: Path, day: str, folders: Sequence[Path]) -> Imported:
    data, before = read_file(conditions), _glossary(output)
    definitions = _definitions(data, conditions)
    known = known_concepts([load_glossary(jurisdiction, folders) for jurisdiction in ("", *COUNTRIES)])
    proposals, doubtful = proposals_of(definitions.found, known)
    left = Left(doubtful, words_passed_over(data, definitions.found))
    if not proposals and not output.exists():
        remedy = "see whether this is the document with the definitions; they may stand in a picture or in another file"
        over = "".join(f"; {_not_taken(one)}" for one in left.passed_over[:1])
        raise WrongInput(about_file(str(conditions), f"no definitions were found{over}", remedy, "import"))
    source = Source(conditions.name, hashlib.sha256(data).hexdigest(), day)
    changes: tuple[Change, ...] | None = None
    if before is None:
        text = glossary_text(proposals, left, source)
    else:
        text, changes = renewed(before.text, before.values, proposals, left, source)
    if len(text.encode()) > MAX_BYTES:
        message = f"has so many definitions, {len(proposals):,}, that their glossary is larger than 2 MB"
        raise WrongInput(
            about_file(str(conditions), message, "import only the part that holds the definitions", "size")
        )
    glossary = _checked(text, output)
    renewed_file = text.encode() if before is None else None if text == before.text else before.written(text)
    fresh = _fresh(proposals, changes)
    senses = _other_senses(fresh, doubtful, known, conditions, output)
    hidden = hidden_in_conditions(data, str(conditions))
    notes = (*hidden, *_twice(definitions, conditions), *senses, *_collisions(glossary, folders))
    return Imported(output, renewed_file, proposals, fresh, left, changes, notes)


def _fresh(proposals: tuple[Proposal, ...], changes: tuple[Change, ...] | None) -> tuple[Proposal, ...]:
    new = {change.id for change in changes or () if change.kind == "new"}
    return tuple(one for one in proposals if changes is None or one.id in new)


def _messages(done: Imported) -> Iterator[str]:
    """Yield what there is to say of an import, a line each."""
    yield from problem_lines(done.notes)
    yield from _passed_over(done.left)
    yield from _questions(done)
    if done.changes is None:
        for one in done.concepts:
            if one.stands_for and not one.candidates:
                yield f"{one.label}: taken as the contract's word for what specgen calls {one.stands_for} ({one.id})"
        doubtful = sum(one.review for one in done.concepts)
        yield f"{_count(len(done.concepts), 'term')} read, {doubtful} to look at (review: true), {_left(done.left)}"
        return
    for change in done.changes:
        yield f"{'look at ' if change.needs_a_person else ''}{change.label} ({change.id}): {change.message}"
    if done.data is None:
        yield "nothing has changed"
        return
    taken = sum(not change.needs_a_person for change in done.changes)
    yield f"{_count(taken, 'change')} taken over, {len(done.changes) - taken} to look at; what people wrote is kept"


def _questions(done: Imported) -> Iterator[str]:
    asked = [one.label for one in done.fresh if one.match.asks]
    if asked:
        words = f"{_count(len(asked), 'word')} may be what specgen has a word for: {listed(asked, SHOWN)}"
        yield f"{words}; take the # from the line same_as of each that is"


def _passed_over(left: Left) -> Iterator[str]:
    """Yield how many words look like terms and were not taken, and where."""
    places = left.passed_over
    for one in places[:PLACES]:
        yield f"{_not_taken(one)}: {listed(one.words, SHOWN)}"
    if len(places) > PLACES:
        rest = places[PLACES:]
        yield f"{sum(len(one.words) for one in rest)} more in {_count(len(rest), 'other place')}, listed in the file"
    if places:
        yield "if they are terms: put the heading “Definitions” above them and import again, or add them under concepts"


def _not_taken(one: PassedOver) -> str:
    if len(one.words) == 1:
        return f"1 bold or quoted word {one.place} looks like a term and was not taken"
    return f"{len(one.words)} bold or quoted words {one.place} look like terms and were not taken"


def _left(left: Left) -> str:
    doubtful, over = len(left.doubtful), sum(len(one.words) for one in left.passed_over)
    said = [f"{doubtful} too doubtful"] if doubtful else []
    said += [f"{over} passed over"] if over else []
    return f"{' and '.join(said)}, listed at the end" if said else "none left out"


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


def _other_senses(
    taken: Sequence[Proposal], left: Sequence[ContractDefinition], known: KnownConcepts, path: Path, output: Path
) -> Iterator[Problem]:
    """Yield the words of specgen that the contract uses for something else."""
    for one in taken:
        if not one.match.other_sense:
            continue
        ((_, word),) = one.candidates
        ours = known.right.get(one.label.casefold())
        otherwise = ours.otherwise.text if ours is not None and ours.otherwise is not None else ""
        message = (
            f"“{one.label}” (clause {one.clause or '?'}) is not what specgen calls {one.match.other_sense}: it reads as"
            f" {word}, “{short_text(one.text)}”"
        )
        remedy = f"if it does not, delete the line same_as below it in {output.name}"
        if otherwise:
            remedy = f"a draft writes {otherwise} for the one and {one.label} for the other; {remedy}"
        yield replace(about_file(str(path), message, remedy, "TERM-SENSE"), level="warning")
    for definition in left:
        concept = known.right.get(definition.term.casefold())
        if concept is not None and definition.confidence >= LIKELY:
            message = (
                f"“{definition.term}” (clause {definition.clause or '?'}) is not what specgen calls {concept.label},"
                f" and was not taken: “{short_text(definition.meaning)}”"
            )
            remedy = f"give the contract's own word for it under wording, as {concept.id}: ..., or in the answers"
            yield replace(about_file(str(path), message, remedy, "TERM-SENSE"), level="warning")


def _collisions(glossary: YamlFile, folders: Sequence[Path]) -> Iterator[Problem]:
    """Yield what stands in the way of using the file with specgen's own glossary."""
    found = dict[Problem, None]()
    for jurisdiction in COUNTRIES:
        try:
            with_glossary(load_glossary(jurisdiction, folders), glossary)
        except SpecgenError as error:
            found |= dict.fromkeys(replace(problem, level="warning") for problem in error.problems)
    yield from found
