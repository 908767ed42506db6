"""What a user asked `specgen check` to do in; the reviews, and a line to say of each thing that was done, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from specgen.commands.report import FORMATS, count, report
from specgen.formats.opc.package import NotAWordFile, read_package
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.review.findings import Reviewed
from specgen.review.levels import levelled
from specgen.review.review import Review, Words, review
from specgen.system.files import read_file, refuse_other_name, write_whole

BOM = b"\xef\xbb\xbf"
NAMES_COUNCIL = re.compile(rb"^council[ \t]*:", re.MULTILINE)


class Wanted(NamedTuple):
    """The arguments of the command."""

    files: tuple[Path, ...]
    glossary: Path | None
    council: str | Path | None
    format: str
    comments: Path | None
    fix: bool
    contract: Path | None = None  # its conditions, which a draft must not repeat


class Done(NamedTuple):
    """What came of it: `failed` is about the files that could not be checked at all."""

    reviewed: tuple[Reviewed, ...]
    said: tuple[str, ...]
    failed: SpecgenError | None


class Told(NamedTuple):
    """The same in words: a report in the form that was asked for, and how many errors it tells of."""

    report: str
    said: tuple[str, ...]
    failed: SpecgenError | None
    errors: int


def told(wanted: Wanted) -> Told:
    """Run and put into words what came of it."""
    done = run(wanted)
    return Told(report(done.reviewed, wanted.format), done.said, done.failed, count(done.reviewed, "error"))


def strange(wanted: Wanted) -> tuple[Path, ...]:
    """Return the files and folders that strangers have a say in; none where only answers are checked."""
    given = [one for one in (wanted.glossary, wanted.contract) if one is not None]
    words = [file for file in wanted.files if file.suffix.lower() not in (".yaml", ".yml")]
    if wanted.council is not None:
        from specgen.inputs.council.council import load_council

        given += load_council(wanted.council).folders
    for file in wanted.files if wanted.council is None else ():
        given += _known_beside(file) if file in words else _named_in(file)
    if not given and not words:
        return ()
    beside = (file.with_suffix(".ignore.yaml") for file in wanted.files)
    return (*wanted.files, *beside, *given)


def _known_beside(file: Path) -> tuple[Path, ...]:
    """Return the folders of the councils that a draft may turn out to have been made for."""
    from specgen.inputs.council.search import known_councils

    return known_councils(file.parent)


def _named_in(file: Path) -> tuple[Path, ...]:
    """Return the folders of the council that a file of answers names."""
    with suppress(OSError, SpecgenError):
        if NAMES_COUNCIL.search(read_file(file)):
            from specgen.formats.yamlfile.yaml_file import load
            from specgen.inputs.council.council import council_for

            answers = load(file)[0]
            return council_for(answers)[0].folders if answers is not None else ()
    return ()


def run(wanted: Wanted) -> Done:
    """Review every file and do what was asked with the findings. Raises SpecgenError for what cannot be asked."""
    _refuse(wanted)
    words = _words(wanted)
    conditions = None if wanted.contract is None else _conditions(wanted.contract)
    reviewed, said, failed = list[Reviewed](), list[str](), list[SpecgenError]()
    for file in wanted.files:
        try:
            found = review(file, words)
            if wanted.fix:
                found, line = _fix(file, found, words)
                said += [line] if line else []
        except SpecgenError as error:
            failed.append(error)
            continue
        if wanted.comments is not None:
            said.append(_comment(wanted.comments, found))
        against = _against(file, found, conditions) if conditions is not None else ()
        if against and found.rules:
            against = levelled(against, found.rules)
        reviewed.append(replace(found.reviewed, problems=(*found.reviewed.problems, *against)))
    return Done(tuple(reviewed), (*said, *_summary(reviewed)), _all_of(failed))


def _words(wanted: Wanted) -> Words:
    if wanted.council is None:
        return Words(None, wanted.glossary)
    from specgen.inputs.council.council import load_council

    return Words(load_council(wanted.council), wanted.glossary)


def _conditions(path: Path) -> tuple[str, bytes]:
    """Return the name and the bytes of a contract's conditions. Raises CannotRead."""
    try:
        data = read_file(path)
        read_package(data)
    except NotAWordFile as error:
        raise CannotRead(about_file(str(path), str(error), "save the conditions as a Word document (.docx)")) from error
    return path.name, data


def _against(file: Path, found: Review, conditions: tuple[str, bytes]) -> tuple[Problem, ...]:
    """Return what a draft says that the conditions of its contract say already."""
    from specgen.review.rules.contract import repeats

    if found.parts is None:
        return ()
    name, data = conditions
    return repeats(read_file(file), data, file=str(file), contract=name)


def _refuse(wanted: Wanted) -> None:
    """Raise CannotRead for what cannot be asked."""
    if wanted.format not in FORMATS:
        problem = about_file("", f"--format: there is no format {wanted.format}", f"write one of {', '.join(FORMATS)}")
        raise CannotRead(problem)
    if wanted.comments is None:
        return
    refuse_other_name(wanted.comments, "--comments")
    if len(wanted.files) != 1 or wanted.files[0].suffix.lower() != ".docx":
        raise CannotRead(
            about_file("", "--comments: needs one Word file", "name one file that ends with .docx", "usage")
        )
    if wanted.comments.exists():
        same = wanted.comments.resolve() == wanted.files[0].resolve()
        message = "this is the file that is checked" if same else "is there already"
        raise WrongInput(about_file(str(wanted.comments), message, "give the copy another name", "output"))


def _all_of(failed: list[SpecgenError]) -> SpecgenError | None:
    """Return one error that says what is wrong with every file that could not be checked."""
    if not failed:
        return None
    kind = CannotRead if all(isinstance(error, CannotRead) for error in failed) else WrongInput
    return kind([problem for error in failed for problem in error.problems])


def _fix(file: Path, found: Review, words: Words) -> tuple[Review, str]:
    """Write what is certain into a file of answers, and review it again."""
    if found.scalars is None:
        return found, f"{file}: only a file of answers can be put right; for a Word file there is --comments"
    from specgen.review.fixes import fixed

    text, done = fixed(found.source, found.reviewed.findings, found.scalars)
    if not done:
        return found, f"{file}: nothing to put right that is certain"
    before = read_file(file)
    write_whole(file, (BOM if before.startswith(BOM) else b"") + text.encode())
    places = "1 place" if len(done) == 1 else f"{len(done)} places"
    return review(file, words), f"{file}: {places} put right"


def _comment(output: Path, found: Review) -> str:
    from specgen.review.word_comments import with_comments

    assert found.parts is not None  # noqa: S101
    findings = [one for one in found.reviewed.findings if one.rule != "OPEN-POINT"]
    write_whole(output, with_comments(found.parts, findings))
    return f"{output}: a copy with {len(findings)} comment{'' if len(findings) == 1 else 's'}"


def _summary(reviewed: list[Reviewed]) -> Iterator[str]:
    counts = [(count(reviewed, level), level) for level in ("error", "warning", "note")]
    words = [f"{number} {level}{'' if number == 1 else 's'}" for number, level in counts if number]
    files = "1 file" if len(reviewed) == 1 else f"{len(reviewed)} files"
    yield f"{files} checked: {', '.join(words) or 'nothing found'}"
