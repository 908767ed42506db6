"""What a user asked `specgen check` to do in; the reviews, and a line to say of each thing that was done, out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from specgen.checks.comments import with_comments
from specgen.checks.fixes import fixed
from specgen.checks.reports import FORMATS, Reviewed, count
from specgen.checks.review import Review, review
from specgen.council import Council, load_council
from specgen.problems import CannotRead, SpecgenError, WrongInput, about_file

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


def run(wanted: Wanted) -> tuple[list[Reviewed], list[str]]:
    """Review every file and do what was asked with the findings. Raises SpecgenError, after all files were looked at,
    for those that cannot be read.
    """
    _refuse(wanted)
    council = load_council(wanted.council)
    reviewed, said, failed = list[Reviewed](), list[str](), list[SpecgenError]()
    for file in wanted.files:
        try:
            found = review(file, council, wanted.glossary)
            if wanted.fix:
                found, line = _fix(file, found, council, wanted.glossary)
                said += [line] if line else []
        except SpecgenError as error:
            failed.append(error)
            continue
        if wanted.comments is not None:
            said.append(_comment(wanted.comments, found))
        reviewed.append(found.reviewed)
    if failed:
        _raise(failed, reviewed)
    return reviewed, [*said, *_summary(reviewed)]


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


def _raise(failed: list[SpecgenError], reviewed: list[Reviewed]) -> None:
    problems = [problem for error in failed for problem in error.problems]
    found = [problem for one in reviewed for problem in one.all_problems()]
    kind = CannotRead if all(isinstance(error, CannotRead) for error in failed) else WrongInput
    raise kind([*found, *problems])


def _fix(file: Path, found: Review, council: Council, glossary: Path | None) -> tuple[Review, str]:
    """Write what is certain into a file of answers, and review it again."""
    if found.scalars is None:
        return found, ""
    text, done = fixed(found.source, found.reviewed.findings, found.scalars)
    if not done:
        return found, f"{file}: nothing to put right that is certain"
    before = file.read_bytes()
    _write_whole(file, (BOM if before.startswith(BOM) else b"") + text.encode())
    words = "1 place" if len(done) == 1 else f"{len(done)} places"
    return review(file, council, glossary), f"{file}: {words} put right"


def _comment(output: Path, found: Review) -> str:
    assert found.parts is not None  # noqa: S101
    findings = [one for one in found.reviewed.findings if one.rule != "OPEN-POINT"]
    _write_whole(output, with_comments(found.parts, findings))
    return f"{output}: a copy with {len(findings)} comment{'' if len(findings) == 1 else 's'}"


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
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
