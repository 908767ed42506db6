"""Write the draft specification of a file of answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen import generate as pipeline
from specgen.commands.report import problem_lines
from specgen.commands.result import CommandResult, OutputFile
from specgen.review.answers_review import spelling_warnings


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    answers: Path
    output: Path | None
    council: str | None
    today: date
    force: bool
    pages: bool = False


def generate(options: Options) -> CommandResult:
    """Return the draft, and say how many questions it leaves open. Raises SpecgenError."""
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
    points = "1 open point" if draft.open_points == 1 else f"{draft.open_points} open points"
    state = "" if planned.is_changed else " (nothing changed)"
    summary = f"{draft.sections} sections, {points} (questions without an answer){state}"
    files = (OutputFile(planned.path, draft.document, planned.backup),) if planned.is_changed else ()
    return CommandResult(f"{planned.path}\n", (*problem_lines(draft.warnings), *draft.left_out, summary), files=files)
