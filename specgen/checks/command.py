"""What a user asked `specgen check` to do in; the reviews, and a line to say of each thing that was done, out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.checks.reports import FORMATS, Reviewed, count
from specgen.checks.review import Review, Words, review
from specgen.council import load_council
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.word.package import NotAWordFile, read_package

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Wanted:
    """The arguments of the command."""

    files: tuple[Path, ...]
    glossary: Path | None
    council: Path | None
    format: str
    comments: Path | None
    fix: bool
    contract: Path | None = None  # its conditions, which a draft must not repeat


@dataclass(frozen=True)
class Done:
    """What came of it: `failed` is about the files that could not be checked at all."""

    reviewed: tuple[Reviewed, ...]
    said: tuple[str, ...]
    failed: SpecgenError | None


def run(wanted: Wanted) -> Done:
    """Review every file and do what was asked with the findings. Raises SpecgenError for what cannot be asked."""
    _refuse(wanted)
    words = Words(load_council(wanted.council), wanted.glossary)
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
        reviewed.append(replace(found.reviewed, problems=(*found.reviewed.problems, *against)))
    return Done(tuple(reviewed), (*said, *_summary(reviewed)), _all_of(failed))


def _conditions(path: Path) -> tuple[str, bytes]:
    """Return the name and the bytes of a contract's conditions. Raises CannotRead."""
    try:
        data = path.read_bytes()
        read_package(data)
    except NotAWordFile as error:
        raise CannotRead(about_file(str(path), str(error), "save the conditions as a Word document (.docx)")) from error
    except OSError as error:
        what = "there is no such file" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise CannotRead(about_file(str(path), what)) from error
    return path.name, data


def _against(file: Path, found: Review, conditions: tuple[str, bytes]) -> tuple[Problem, ...]:
    """Return what a draft says that the conditions of its contract say already."""
    from specgen.repetition import repeats

    if found.parts is None:
        return ()
    name, data = conditions
    return repeats(file.read_bytes(), data, file=str(file), contract=name)


def _refuse(wanted: Wanted) -> None:
    """Raise CannotRead for what cannot be asked."""
    if wanted.format not in FORMATS:
        problem = about_file("", f"--format: there is no format {wanted.format}", f"write one of {', '.join(FORMATS)}")
        raise CannotRead(problem)
    if wanted.comments is None:
        return
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
    from specgen.checks.fixes import fixed

    text, done = fixed(found.source, found.reviewed.findings, found.scalars)
    if not done:
        return found, f"{file}: nothing to put right that is certain"
    before = file.read_bytes()
    _write_whole(file, (BOM if before.startswith(BOM) else b"") + text.encode())
    places = "1 place" if len(done) == 1 else f"{len(done)} places"
    return review(file, words), f"{file}: {places} put right"


def _comment(output: Path, found: Review) -> str:
    from specgen.checks.comments import with_comments

    assert found.parts is not None  # noqa: S101
    findings = [one for one in found.reviewed.findings if one.rule != "OPEN-POINT"]
    _write_whole(output, with_comments(found.parts, findings))
    return f"{output}: a copy with {len(findings)} comment{'' if len(findings) == 1 else 's'}"


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link to it stays a link."""
    path = path.resolve()
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".specgen-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        remedy = "close it in Word if it is open there, and look whether the folder exists"
        raise CannotRead(about_file(str(path), f"cannot be written ({reason})", remedy, "output")) from error


def _summary(reviewed: list[Reviewed]) -> Iterator[str]:
    counts = [(count(reviewed, level), level) for level in ("error", "warning", "note")]
    words = [f"{number} {level}{'' if number == 1 else 's'}" for number, level in counts if number]
    files = "1 file" if len(reviewed) == 1 else f"{len(reviewed)} files"
    yield f"{files} checked: {', '.join(words) or 'nothing found'}"
