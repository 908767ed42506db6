"""Write the draft specification of a file of answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen import generate as pipeline
from specgen.commands.report import problem_lines
from specgen.commands.result import CommandResult, OutputFile
from specgen.problems import Problem
from specgen.review.answers_review import spelling_warnings


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    answers: Path
    output: Path | None
    council: str | None
    today: date
    force: bool
    contract: Path | None = None  # its conditions, which the answers must not contradict


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
    points = "1 open point" if draft.open_points == 1 else f"{draft.open_points} open points"
    state = "" if planned.is_changed else " (nothing changed)"
    summary = f"{draft.sections} sections, {points} (questions without an answer){state}"
    against = _against_contract(options)
    files = (OutputFile(planned.path, draft.document, planned.backup),) if planned.is_changed else ()
    return CommandResult(
        f"{planned.path}\n", (*problem_lines((*draft.warnings, *against)), *draft.left_out, summary), files=files
    )


def _against_contract(options: Options) -> tuple[Problem, ...]:
    """Return what the answers say otherwise than the conditions of the contract, a file that is not trusted."""
    if options.contract is None:
        return ()
    from specgen.inputs.council.council import load_council
    from specgen.review.answers_review import contract_warnings
    from specgen.system.sandbox import run_sandboxed

    folders = load_council(options.council).folders if options.council else ()
    arguments = (str(options.answers), str(options.contract), options.council, options.today)
    reads = (options.answers, options.contract, *folders)
    return run_sandboxed(contract_warnings, *arguments, about=str(options.contract), reads=reads)
