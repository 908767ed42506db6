"""Check the facts, words and prose of answers and Word files, and write in what is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from specgen.commands.report import (
    all_problems,
    counted,
    counts,
    earlier_findings,
    error_lines,
    exit_code,
    refuse_format,
    review_report,
)
from specgen.commands.result import OTHER_NAME, CommandResult, OutputFile, Question, Untrusted
from specgen.formats.opc.package import NotAWordFile
from specgen.problems import CannotRead, Problem, SpecgenError, WrongInput, about_file
from specgen.review.file_fixes import fix_file
from specgen.review.findings import Reviewed
from specgen.review.levels import levelled
from specgen.review.reports.grouping import verdict, without_known
from specgen.review.review import Review, Words, review
from specgen.review.rules.facts.specification import Specification
from specgen.review.waivers.waiver import close_problems
from specgen.review.waivers.waiver_file import waivers_beside, waivers_file
from specgen.system.files import read_file, refuse_other_name
from specgen.system.sandbox_child import begin_file

if TYPE_CHECKING:
    from specgen.review.rules.against_contract.conditions import Conditions

OTHER_REPORT: Final = "give the report another name"
NAMES_COUNCIL: Final = re.compile(rb"^council[ \t]*:", re.MULTILINE)


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
    yes: bool = False  # write without asking
    since: Path | None = None  # an earlier report, whose findings are left out
    report: Path | None = None  # for a board


def untrusted(options: Options) -> Untrusted:
    """Return the files and folders that others have a say in; none where only answers are checked."""
    outputs = (*options.files, *(path for path in (options.comments, options.report) if path is not None))
    return Untrusted(_untrusted_paths(options), ", ".join(map(str, options.files)), outputs)


def _untrusted_paths(options: Options) -> tuple[Path, ...]:
    given = [file for file in (options.glossary, options.contract, options.since) if file is not None]
    word_files = [file for file in options.files if file.suffix.lower() not in (".yaml", ".yml")]
    if options.council is not None:
        from specgen.inputs.council.council import load_council

        given += load_council(options.council).folders
    for file in options.files if options.council is None else ():
        given += _known_beside(file) if file in word_files else _named_in(file)
    if not given and not word_files:
        return ()
    beside = map(waivers_file, options.files)
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
    conditions, hidden = (None, ()) if options.contract is None else _conditions(options.contract)
    asked = _Check(options, _words(options), conditions, hidden)
    if asked.conditions is not None:
        from specgen.review.rules.against_contract.conditions import read_conditions

        asked.words.conditions = read_conditions(*asked.conditions)
    done = _done(asked, options.files, fix=options.fix)
    if not options.fix or options.yes or not done.result.files:
        return done.result
    files = tuple(file.path for file in done.result.files)
    text = f"Write {'this' if len(done.changes) == 1 else 'these'} into {', '.join(map(str, files))}?"
    accepted = done.result._replace(messages=done.result.messages[len(done.changes) :])
    question = Question(done.changes, text, "--yes", accepted)
    return _done(asked, options.files, fix=False).result._replace(question=question)


class _Check(NamedTuple):
    """What a check is made with."""

    options: Options
    words: Words
    conditions: tuple[str, bytes] | None
    hidden: tuple[Problem, ...]  # in the conditions


class _Done(NamedTuple):
    """The result of a check, and what was put right in the answers."""

    result: CommandResult
    changes: tuple[str, ...]


def _done(asked: _Check, paths: Sequence[Path], *, fix: bool) -> _Done:
    options, words, conditions, hidden = asked
    checked, changes, messages, failed = list[Reviewed](), list[str](), list[str](), list[SpecgenError]()
    files: dict[Path, OutputFile] = {}
    specification: Specification | None = None
    known = None if options.since is None else earlier_findings(options.since)
    for file in paths:
        begin_file(str(file))
        try:
            written = files.get(file)
            reviewed = review(file, words, None if written is None else written.data, options.today)
            if fix:
                fixed = fix_file(file, reviewed, words, options.today)
                reviewed, changes = fixed.reviewed, [*changes, *fixed.changes]
                messages.append(fixed.summary)
                files |= {} if fixed.data is None else {file: OutputFile(file, fixed.data, is_answers=True)}
        except SpecgenError as error:
            failed.append(error)
            continue
        if options.comments is not None:
            files[options.comments], message = _with_comments(options.comments, reviewed)
            messages.append(message)
        against = _against(file, reviewed, conditions, words.conditions) if conditions is not None else ()
        if against and reviewed.rules:
            against = levelled(against, reviewed.rules)
        one = close_problems(reviewed.reviewed, against, waivers_beside(file)) if against else reviewed.reviewed
        one = replace(one, problems=(*one.problems, *hidden))
        hidden = ()
        if known is not None:
            one, left_out = without_known(one, known)
            messages.append(f"{file}: {left_out} known from {options.since} left out")
        checked.append(one)
        specification = reviewed.specification
    if options.report is not None and specification is not None:
        files[options.report] = _board_report(options, words, checked[0], specification)
        messages.append(f"{options.report}: a report for a board")
    if checked or not failed:
        messages.append(_summary(checked))
    code = int(counts(all_problems(checked))["error"] > 0)
    if failed:
        stopped = _all_of(failed)
        messages += error_lines(stopped)
        code = exit_code(stopped)
    output = review_report(checked, options.format)
    result = CommandResult(output, (*changes, *messages), code, tuple(files.values()))
    return _Done(result, tuple(changes))


def _refuse(options: Options) -> None:
    """Raise CannotRead for what cannot be asked."""
    refuse_format(options.format)
    _refuse_report(options)
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
        raise WrongInput(about_file(str(options.comments), message, OTHER_NAME, "output"))


def _refuse_report(options: Options) -> None:
    if options.report is None:
        return
    refuse_other_name(options.report, "--report")
    if len(options.files) != 1 or options.files[0].suffix.lower() not in (".yaml", ".yml"):
        raise CannotRead(about_file("", "--report: needs one file of answers", "name one .yaml file", "usage"))
    if options.report.exists():
        raise WrongInput(about_file(str(options.report), "is there already", OTHER_REPORT, "output"))


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


def _against(
    file: Path, reviewed: Review, conditions: tuple[str, bytes], statements: Conditions | None
) -> tuple[Problem, ...]:
    """Return what a draft says that the conditions of its contract say already."""
    from specgen.inputs.contract.contract_lines import read_lines
    from specgen.inputs.contract.term_shapes import term_key
    from specgen.review.rules.against_contract.contradictions import check_lines
    from specgen.review.rules.against_contract.repeats import repeats

    if reviewed.parts is None or statements is None:
        return ()
    name, data = conditions
    reported = frozenset(
        term_key(finding.passage.text[finding.start : finding.end])
        for finding in reviewed.reviewed.findings
        if finding.rule == "TERM-CONFLICT"
    )
    draft = read_file(file)
    found = repeats(draft, data, file=str(file), contract=name, reported=reported)
    return (*found, *check_lines(read_lines(draft), str(file), statements))


def _all_of(failed: Sequence[SpecgenError]) -> SpecgenError:
    """Return one error that says what is wrong with every file that could not be checked."""
    kind = CannotRead if all(isinstance(error, CannotRead) for error in failed) else WrongInput
    return kind([problem for error in failed for problem in error.problems])


def _board_report(options: Options, words: Words, reviewed: Reviewed, specification: Specification) -> OutputFile:
    """Return the report for a board, printed in the house of the council. Raises SpecgenError."""
    from specgen.formats.yamlfile.yaml_file import load_sound
    from specgen.generate import print_report
    from specgen.inputs.council.council import council_for, load_council
    from specgen.review.reports.board_report import TEMPLATE, board_values

    assert options.report is not None  # noqa: S101
    assert options.today is not None  # noqa: S101
    answers = load_sound(options.files[0])
    named = words.council if words.council is not None and words.council.folders else None
    council = named or (council_for(answers)[0] if answers.values.get("council") else load_council(None))
    values = board_values(reviewed, specification)
    data = print_report(answers, council, TEMPLATE, "review", values, options.today)
    return OutputFile(options.report, data, remedy=OTHER_REPORT)


def _with_comments(output: Path, reviewed: Review) -> tuple[OutputFile, str]:
    from specgen.review.word_files.word_comments import with_comments

    assert reviewed.parts is not None  # noqa: S101
    findings = [finding for finding in reviewed.reviewed.findings if finding.rule != "OPEN-POINT"]
    message = f"{output}: a copy with {len(findings)} comment{'' if len(findings) == 1 else 's'}"
    return OutputFile(output, with_comments(reviewed.parts, findings), remedy=OTHER_NAME), message


def _summary(checked: Sequence[Reviewed]) -> str:
    files = "1 file" if len(checked) == 1 else f"{len(checked)} files"
    waived = sum(len(one.waived) for one in checked)
    problems = all_problems(checked)
    levels = f" ({counted(problems)})" if problems else ""
    return f"{files} checked: {verdict(checked)}{levels}{f', {waived} waived' if waived else ''}"
