"""Write the draft specification of a file of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen import generate as pipeline
from specgen.commands.report import problem_lines
from specgen.commands.result import CommandResult, OutputFile
from specgen.generate import DraftFile
from specgen.problems import Problem
from specgen.review.answers_review import spelling_warnings
from specgen.system.files import quoted


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    answers: Path
    output: Path | None
    council: str | None
    today: date
    force: bool
    final: bool = False  # only if nothing is open in it
    pages: bool = False  # of the headings, in the list of contents
    contract: Path | None = None  # its conditions, which the answers must not contradict
    comments: Path | None = None  # a copy of the draft with each finding as a comment


def generate(options: Options) -> CommandResult:
    """Return the draft, and say how many questions it leaves open. Raises SpecgenError."""
    _refuse_comments(options)
    planned = pipeline.plan_draft(
        options.answers,
        options.output,
        council=options.council,
        today=options.today,
        force=options.force,
        pages=options.pages,
        review=spelling_warnings,
    )
    draft = planned.draft
    if options.final and (obstacles := _obstacles(options, planned)):
        return CommandResult("", (*problem_lines(draft.warnings), *obstacles), 1)
    points = "1 open point" if draft.open_points == 1 else f"{draft.open_points} open points"
    state = "" if planned.is_changed else " (nothing changed)"
    summary = f"{draft.sections} sections, {points} (questions without an answer){state}"
    against = _against_contract(options)
    files = [OutputFile(planned.path, draft.document, planned.backup)] if planned.is_changed else []
    files += _pdf(options, planned)
    warnings = (*draft.warnings, *against)
    commented, said = _commented(options, draft.document, warnings)
    messages = (*problem_lines(warnings), *draft.left_out, summary, *said, *_next(options, planned))
    return CommandResult(f"{planned.path}\n", messages, files=(*files, *commented))


def _obstacles(options: Options, planned: DraftFile) -> tuple[str, ...]:
    """Return what keeps a draft from being final, and how much it is; empty if nothing does."""
    from specgen.inputs.council.council import load_council
    from specgen.review.review import Words, review
    from specgen.revise.final import finalise_document

    words = Words(load_council(options.council) if options.council else None, None)
    errors = (one for one in review(options.answers, words).reviewed.all_problems if one.level == "error")
    obstacles = (*finalise_document(planned.path, planned.draft.document).obstacles, *errors)
    things = "1 thing" if len(obstacles) == 1 else f"{len(obstacles)} things"
    return (*map(str, obstacles), f"not final: {things} to put right; nothing was written") if obstacles else ()


def _pdf(options: Options, planned: DraftFile) -> list[OutputFile]:
    """Return the final as a PDF, where LibreOffice is found."""
    if not options.final:
        return []
    from specgen.system.office import pdf_of

    pdf = pdf_of(planned.draft.document)
    return [] if pdf is None else [OutputFile(planned.path.with_suffix(".pdf"), pdf)]


def _refuse_comments(options: Options) -> None:
    """Raise SpecgenError for a copy that cannot be written under the name that was given."""
    path = options.comments
    if path is None:
        return
    from specgen.problems import WrongInput, about_file
    from specgen.system.files import refuse_other_name

    refuse_other_name(path, "--comments")
    output = options.output or options.answers.with_suffix(".docx")
    if path.exists() or path.resolve() == output.resolve():
        message = "is there already" if path.exists() else "is the draft itself"
        raise WrongInput(about_file(str(path), message, "give the copy another name", "output"))


def _commented(
    options: Options, document: bytes, problems: tuple[Problem, ...]
) -> tuple[tuple[OutputFile, ...], tuple[str, ...]]:
    """Return the copy with comments, and what to say of it. What a council's templates printed is read apart."""
    if options.comments is None:
        return (), ()
    from specgen.review.reports.draft_comments import commented_draft
    from specgen.system.sandbox import run_sandboxed

    folders = _council_folders(options)
    council = str(folders[0]) if folders else None
    arguments = (document, problems, council, str(options.comments))
    about = str(options.output or options.answers.with_suffix(".docx"))
    data, count = (
        run_sandboxed(commented_draft, *arguments, about=about, reads=folders)
        if folders
        else commented_draft(*arguments)
    )
    said = f"{options.comments}: a copy with {count} comment{'' if count == 1 else 's'}"
    return (OutputFile(options.comments, data),), (said,)


def _against_contract(options: Options) -> tuple[Problem, ...]:
    """Return what the answers say otherwise than the conditions of the contract, a file that is not trusted."""
    if options.contract is None:
        return ()
    from specgen.review.answers_review import contract_warnings
    from specgen.system.sandbox import run_sandboxed

    folders = _council_folders(options)
    arguments = (str(options.answers), str(options.contract), options.council, options.today)
    reads = (options.answers, options.contract, *folders)
    return run_sandboxed(contract_warnings, *arguments, about=str(options.contract), reads=reads)


def _council_folders(options: Options) -> tuple[Path, ...]:
    """Return the folders of the council that the option names, or the answers themselves."""
    from specgen.formats.yamlfile.yaml_file import load_sound
    from specgen.inputs.council.council import council_for

    return council_for(load_sound(options.answers), options.council)[0].folders


def _next(options: Options, planned: DraftFile) -> Iterator[str]:
    """Yield where the open points are, and what to do next."""
    file, option = quoted(options.answers), f" --council {quoted(options.council)}" if options.council else ""
    if not planned.draft.open_points:
        yield f"next: specgen check {file} {quoted(planned.path)}{option}"
        return
    yield f"open points by part: {', '.join(f'{part} {number}' for part, number in planned.draft.open_parts)}"
    yield f"next: answer them and generate again; specgen add PART --all {file}{option} puts in the questions of a part"
