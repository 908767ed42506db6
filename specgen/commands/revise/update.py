"""Bring the changes of new answers into a draft that somebody has edited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen.commands.report import TEXT_OR_JSON, problem_lines, refuse_format
from specgen.commands.result import CommandResult, OutputFile
from specgen.problems import CannotRead, about_file
from specgen.revise.edited_file import read_record
from specgen.revise.inspection import Inspection, inspect_file
from specgen.revise.proposed_draft import propose_draft
from specgen.revise.update import Updated, UpdateOutcome, plain_json, update_file
from specgen.system.files import refuse_other_name

SAYS = {"conflict": "not changed, for it was edited", "commented on": "not changed, for somebody has commented on it",
        "proposed again": "proposed again, for it was deleted", "order": "not moved",
        "doubtful": "not changed, for it cannot be told from others like it"}  # fmt: skip


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    edited: Path
    answers: Path
    output: Path
    base: Path | None
    council: str | None
    today: date
    only: str
    format: str


def update(options: Options) -> CommandResult:
    """Return the edited file with the new draft in it as tracked changes. Raises SpecgenError."""
    from specgen.system.sandbox import run_sandboxed

    refuse_format(options.format, TEXT_OR_JSON)
    refuse_other_name(options.output, "-o")
    if options.output.resolve() in (options.edited.resolve(), options.answers.resolve()):
        message = "the edited file is never written over"
        raise CannotRead(
            about_file(str(options.output), message, "give the updated file another name with -o", "output")
        )
    about, reads = str(options.edited), [options.edited, *([options.base] if options.base else [])]
    record = run_sandboxed(read_record, options.edited, options.base, about=about, reads=reads)
    new = propose_draft(
        options.edited, record, options.answers, council=options.council, today=options.today, only=options.only
    )
    updated = run_sandboxed(
        update_file, options.edited, record, new.base_text, new.document, new.causes, options.today, about=about,
        reads=reads,
    )  # fmt: skip
    if updated.failures:
        lines = (f"{options.edited}: error: {failure}" for failure in updated.failures)
        stopped = "specgen has a defect: the update cannot be shown to have lost nothing. Nothing was written."
        return CommandResult("", (*lines, stopped), 3)
    output = _json(options, updated) if options.format == "json" else _text(options, updated)
    file = OutputFile(options.output, updated.document, remedy="give the updated file another name with -o")
    code = int(any(one.is_to_be_looked_at for one in updated.outcomes))
    says_all = bool(updated.outcomes) or record.is_untouched or options.base is not None
    inspected = None if says_all else run_sandboxed(inspect_file, options.edited, about=about, reads=reads)
    return CommandResult(output, (*problem_lines(new.warnings), _summary(updated, inspected)), code, (file,))


def _text(options: Options, updated: Updated) -> str:
    lines = [str(options.output)]
    by_cause: dict[str, list[UpdateOutcome]] = {}
    for outcome in updated.outcomes:
        by_cause.setdefault("; ".join(outcome.causes), []).append(outcome)
    for cause, outcomes in by_cause.items():
        lines += ["", f"{cause} ({_count(len(outcomes), 'change')})"]
        lines += [line for outcome in outcomes for line in _outcome_lines(outcome)]
    return "\n".join(lines) + "\n"


def _outcome_lines(outcome: UpdateOutcome) -> Iterator[str]:
    yield f"  {SAYS.get(outcome.kind, outcome.kind)}" + (f" [{outcome.clause}]" if outcome.clause else "")
    for name, text in (("before", outcome.before), ("after", outcome.after), ("theirs", outcome.theirs)):
        if text.strip(" |\n") and (name != "theirs" or outcome.is_to_be_looked_at):  # bars alone: a row without words
            yield f"    {name + ':':8}{' '.join(text.split())}"


def _json(options: Options, updated: Updated) -> str:
    report = {"file": str(options.edited), "output": str(options.output), "changes": plain_json(updated)}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _summary(updated: Updated, inspected: Inspection | None) -> str:
    if not updated.outcomes:
        differs = [] if inspected is None else list(_differences(inspected))
        but = f", but for {' and for '.join(differs)}; specgen pull compares them with the answers" if differs else ""
        return f"nothing to change: the file has all that the answers say{but}"
    waiting = sum(one.is_to_be_looked_at for one in updated.outcomes)
    done = _count(len(updated.outcomes) - waiting, "change")
    return f"{done} made or already there, {_count(waiting, 'change')} to be looked at"


def _differences(inspected: Inspection) -> Iterator[str]:
    """Yield in words where a file may say something else than the answers."""
    rejected = dict.fromkeys(cause for one in inspected.rejected for cause in one.rejected)
    if rejected:
        yield f"what was rejected ({'; '.join(rejected)})"
    if inspected.edited:
        yield f"{_count(len(inspected.edited), 'place')} edited by hand"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
