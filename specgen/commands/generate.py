"""Write the draft specification of a file of answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen import generate as pipeline
from specgen.commands.result import CommandResult
from specgen.review.answers_review import spelling_warnings


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    answers: Path
    output: Path | None
    council: str | None
    today: date
    force: bool


def generate(options: Options) -> CommandResult:
    """Write the draft, and say how many questions it leaves open. Raises SpecgenError."""
    generated = pipeline.generate(
        options.answers,
        options.output,
        council=options.council,
        today=options.today,
        force=options.force,
        review=spelling_warnings,
    )
    points = "1 open point" if generated.open_points == 1 else f"{generated.open_points} open points"
    state = "" if generated.written else " (nothing changed)"
    summary = f"{generated.sections} sections, {points} (questions without an answer){state}"
    return CommandResult(f"{generated.path}\n", (*map(str, generated.warnings), *generated.left_out, summary))
