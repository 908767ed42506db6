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
from specgen.review.answers_review import spelling_warnings
from specgen.revise.final import finalise_document
from specgen.system.files import quoted
from specgen.system.office import pdf_of


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    answers: Path
    output: Path | None
    council: str | None
    today: date
    force: bool
    final: bool = False


def generate(options: Options) -> CommandResult:
    """Return the draft, and say how many questions it leaves open. Raises SpecgenError."""
    planned = pipeline.plan_draft(
        options.answers,
        options.output,
        council=options.council,
        today=options.today,
        force=options.force,
        review=spelling_warnings,
    )
    draft = planned.draft
    if options.final and (obstacles := finalise_document(planned.path, draft.document).obstacles):
        said = (
            f"not final: {len(obstacles)} thing{'' if len(obstacles) == 1 else 's'} to put right; nothing was written"
        )
        return CommandResult("", (*problem_lines(draft.warnings), *map(str, obstacles), said), 1)
    points = "1 open point" if draft.open_points == 1 else f"{draft.open_points} open points"
    state = "" if planned.is_changed else " (nothing changed)"
    summary = f"{draft.sections} sections, {points} (questions without an answer){state}"
    files = [OutputFile(planned.path, draft.document, planned.backup)] if planned.is_changed else []
    if options.final and (pdf := pdf_of(draft.document)) is not None:
        files.append(OutputFile(planned.path.with_suffix(".pdf"), pdf))
    messages = (*problem_lines(draft.warnings), *draft.left_out, summary, *_next(options, planned))
    return CommandResult(f"{planned.path}\n", messages, files=tuple(files))


def _next(options: Options, planned: DraftFile) -> Iterator[str]:
    """Yield where the open points are, and what to do next."""
    file, option = quoted(options.answers), f" --council {quoted(options.council)}" if options.council else ""
    if not planned.draft.open_points:
        yield f"next: specgen check {file} {quoted(planned.path)}{option}"
        return
    yield f"open points by part: {', '.join(f'{part} {number}' for part, number in planned.draft.open_parts)}"
    yield f"next: answer them and generate again; specgen add PART --all {file}{option} puts in the questions of a part"
