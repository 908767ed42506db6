"""Check the words of answers and Word files against the glossary, and write in what is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from specgen.commands.report import all_problems, counted, counts, error_lines, exit_code, refuse_format, review_report
from specgen.commands.result import CommandResult, OutputFile, Untrusted
from specgen.formats.opc.package import NotAWordFile
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.review.findings import Reviewed
from specgen.review.levels import levelled
from specgen.review.review import Review, Words, review
from specgen.system.files import read_file, refuse_other_name
from specgen.system.sandbox_child import begin_file

BOM = b"\xef\xbb\xbf"
NAMES_COUNCIL = re.compile(rb"^council[ \t]*:", re.MULTILINE)


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    files: tuple[Path, ...]
    glossary: Path | None
    council: str | None
    format: str
    comments: Path | None
    fix: bool
    contract: Path | None = None  # its conditions, which a draft must not repeat
    today: date | None = None  # without it nothing is said of law


def untrusted(options: Options) -> Untrusted:
    """Return the files and folders that others have a say in; none where only answers are checked."""
    outputs = (*options.files, *(() if options.comments is None else (options.comments,)))
    return Untrusted(_untrusted_paths(options), ", ".join(map(str, options.files)), outputs)


def _untrusted_paths(options: Options) -> tuple[Path, ...]:
    given = [file for file in (options.glossary, options.contract) if file is not None]
    word_files = [file for file in options.files if file.suffix.lower() not in (".yaml", ".yml")]
    if options.council is not None:
        from specgen.inputs.council.council import load_council

        given += load_council(options.council).folders
    for file in options.files if options.council is None else ():
        given += _known_beside(file) if file in word_files else _named_in(file)
    if not given and not word_files:
        return ()
    beside = (file.with_suffix(".ignore.yaml") for file in options.files)
    return (*options.files, *beside, *given)


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


def check(options: Options) -> CommandResult:
    """Review every file and do what was asked with the findings. Raises SpecgenError for what cannot be asked."""
    _refuse(options)
    words = _words(options)
    conditions, hidden = (None, ()) if options.contract is None else _conditions(options.contract)
    checked, messages, failed = list[Reviewed](), list[str](), list[SpecgenError]()
    files: dict[Path, OutputFile] = {}
    for file in options.files:
        begin_file(str(file))
        try:
            written = files.get(file)
            reviewed = review(file, words, None if written is None else written.data, options.today)
            if options.fix:
                reviewed, data, message = _fixed(file, reviewed, words, options.today)
                messages.append(message)
                files |= {} if data is None else {file: OutputFile(file, data, is_answers=True)}
        except SpecgenError as error:
            failed.append(error)
            continue
        if options.comments is not None:
            files[options.comments], message = _with_comments(options.comments, reviewed)
            messages.append(message)
        against = _against(file, reviewed, conditions) if conditions is not None else ()
        if against and reviewed.rules:
            against = levelled(against, reviewed.rules)
        checked.append(replace(reviewed.reviewed, problems=(*reviewed.reviewed.problems, *hidden, *against)))
        hidden = ()
    if checked or not failed:
        messages.append(_summary(checked))
    code = int(counts(all_problems(checked))["error"] > 0)
    if failed:
        stopped = _all_of(failed)
        messages += error_lines(stopped)
        code = exit_code(stopped)
    return CommandResult(review_report(checked, options.format), tuple(messages), code, tuple(files.values()))


def _refuse(options: Options) -> None:
    """Raise CannotRead for what cannot be asked."""
    refuse_format(options.format)
    if options.comments is None:
        return
    refuse_other_name(options.comments, "--comments")
    if len(options.files) != 1 or options.files[0].suffix.lower() != ".docx":
        raise CannotRead(
            about_file("", "--comments: needs one Word file", "name one file that ends with .docx", "usage")
        )
    if options.comments.exists():
        same = options.comments.resolve() == options.files[0].resolve()
        message = "this is the file that is checked" if same else "is there already"
        raise WrongInput(about_file(str(options.comments), message, "give the copy another name", "output"))


def _words(options: Options) -> Words:
    if options.council is None:
        return Words(None, options.glossary)
    from specgen.inputs.council.council import load_council

    return Words(load_council(options.council), options.glossary)


def _conditions(path: Path) -> tuple[tuple[str, bytes], tuple[Problem, ...]]:
    """Return the name and the bytes of a contract's conditions, and what is hidden in them. Raises CannotRead."""
    from specgen.inputs.contract.hidden_characters import hidden_in_conditions

    try:
        data = read_file(path)
        hidden = hidden_in_conditions(data, str(path))
    except NotAWordFile as error:
        raise CannotRead(about_file(str(path), str(error), error.remedy)) from error
    return (path.name, data), hidden


def _against(file: Path, reviewed: Review, conditions: tuple[str, bytes]) -> tuple[Problem, ...]:
    """Return what a draft says that the conditions of its contract say already."""
    from specgen.inputs.contract.term_shapes import term_key
    from specgen.review.rules.contract import repeats

    if reviewed.parts is None:
        return ()
    name, data = conditions
    reported = frozenset(
        term_key(finding.passage.text[finding.start : finding.end])
        for finding in reviewed.reviewed.findings
        if finding.rule == "TERM-CONFLICT"
    )
    return repeats(read_file(file), data, file=str(file), contract=name, reported=reported)


def _all_of(failed: Sequence[SpecgenError]) -> SpecgenError:
    """Return one error that says what is wrong with every file that could not be checked."""
    kind = CannotRead if all(isinstance(error, CannotRead) for error in failed) else WrongInput
    return kind([problem for error in failed for problem in error.problems])


def _fixed(file: Path, reviewed: Review, words: Words, today: date | None) -> tuple[Review, bytes | None, str]:
    """Return a file of answers with what is certain written in, what is found in it then, and what to say of it."""
    if reviewed.scalars is None:
        message = f"{file}: only a file of answers can be put right; for a Word file there is --comments"
        return reviewed, None, message
    from specgen.review.fixes import fixed

    text, settled = fixed(reviewed.source, reviewed.reviewed.findings, reviewed.scalars)
    if not settled:
        return reviewed, None, f"{file}: nothing to put right that is certain"
    before = read_file(file)
    data = (BOM if before.startswith(BOM) else b"") + text.encode()
    places = "1 place" if len(settled) == 1 else f"{len(settled)} places"
    return review(file, words, data, today), data, f"{file}: {places} put right"


def _with_comments(output: Path, reviewed: Review) -> tuple[OutputFile, str]:
    from specgen.review.word_comments import with_comments

    assert reviewed.parts is not None  # noqa: S101
    findings = [finding for finding in reviewed.reviewed.findings if finding.rule != "OPEN-POINT"]
    message = f"{output}: a copy with {len(findings)} comment{'' if len(findings) == 1 else 's'}"
    return OutputFile(output, with_comments(reviewed.parts, findings)), message


def _summary(checked: Sequence[Reviewed]) -> str:
    files = "1 file" if len(checked) == 1 else f"{len(checked)} files"
    return f"{files} checked: {counted(all_problems(checked))}"
