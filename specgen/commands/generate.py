"""Write the draft specification of a file of answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from specgen import generate as pipeline
from specgen.commands.report import problem_lines
from specgen.commands.result import OTHER_NAME, CommandResult, OutputFile
from specgen.generate import DraftFile
from specgen.problems import Problem
from specgen.review.answers_review import spelling_warnings
from specgen.review.rules.unfinished import open_points_in_words
from specgen.system.files import quoted


class Options(NamedTuple):
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
    backup = _pdf_backup(options)
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
    state = "" if planned.is_changed else " (nothing changed)"
    summary = f"{draft.sections} sections, {open_points_in_words(draft.open_points)}{state}"
    against = _against_contract(options)
    files = [OutputFile(planned.path, draft.document, planned.backup)] if planned.is_changed else []
    files += _pdf(options, planned, backup)
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


def _pdf_backup(options: Options) -> Path | None:
    """Return where the PDF of somebody else goes that stands where the final's is to be. Raises WrongInput."""
    if not options.final:
        return None
    from specgen.document.output import plan_pdf

    return plan_pdf(_output(options).with_suffix(".pdf"), force=options.force)


def _pdf(options: Options, planned: DraftFile, backup: Path | None) -> list[OutputFile]:
    """Return the final as a PDF, where LibreOffice is found."""
    if not options.final:
        return []
    from specgen.document.output import seal_pdf
    from specgen.system.office import pdf_of

    pdf = pdf_of(planned.draft.document)
    return [] if pdf is None else [OutputFile(planned.path.with_suffix(".pdf"), seal_pdf(pdf), backup)]


def _refuse_comments(options: Options) -> None:
    """Raise SpecgenError for a copy that cannot be written under the name that was given."""
    path = options.comments
    if path is None:
        return
    from specgen.problems import WrongInput, about_file
    from specgen.system.files import refuse_other_name

    refuse_other_name(path, "--comments")
    if path.exists() or path.resolve() == _output(options).resolve():
        message = "is there already" if path.exists() else "is the draft itself"
        raise WrongInput(about_file(str(path), message, OTHER_NAME, "output"))


def _output(options: Options) -> Path:
    return options.output or options.answers.with_suffix(".docx")


def _commented(
    options: Options, document: bytes, problems: tuple[Problem, ...]
) -> tuple[tuple[OutputFile, ...], tuple[str, ...]]:
    """Return the copy with comments, and what to say of it. What a council's templates printed is read apart."""
    if options.comments is None:
        return (), ()
    from specgen.review.reports.draft_comments import commented_draft
    from specgen.review.waivers.waiver_file import waivers_file
    from specgen.system.sandbox import run_sandboxed

    folders, draft = _council_folders(options), _output(options)
    council = str(folders[0]) if folders else None
    arguments = (document, problems, council, str(draft))
    data, count = (
        run_sandboxed(commented_draft, *arguments, about=str(draft), reads=(*folders, waivers_file(draft)))
        if folders
        else commented_draft(*arguments)
    )
    said = f"{options.comments}: a copy with {count} comment{'' if count == 1 else 's'}"
    return (OutputFile(options.comments, data, remedy=OTHER_NAME),), (said,)


def _against_contract(options: Options) -> tuple[Problem, ...]:
    """Return what the answers say otherwise than the conditions of the contract, a file that is not trusted."""
    if options.contract is None:
        return ()
    from specgen.review.answers_review import contract_warnings
    from specgen.review.waivers.waiver_file import waivers_file
    from specgen.system.sandbox import run_sandboxed

    arguments = (str(options.answers), str(options.contract), options.council, options.today)
    reads = (options.answers, waivers_file(options.answers), options.contract, *_council_folders(options))
    return run_sandboxed(contract_warnings, *arguments, about=str(options.contract), reads=reads)


def _council_folders(options: Options) -> tuple[Path, ...]:
    """Return the folders of the council that counts: the one of --council, else the one that the answers name."""
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
