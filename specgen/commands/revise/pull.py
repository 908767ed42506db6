"""Bring the values that legal typed over in Word back into the file of answers."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen.commands.report import TEXT_OR_JSON, refuse_format
from specgen.commands.result import CommandResult, OutputFile
from specgen.formats.yamlfile.edit.editor import set_value
from specgen.formats.yamlfile.yaml_file import ValuePath, load_sound
from specgen.inputs.council.council import council_for
from specgen.problems import CannotRead, Problem, about_file
from specgen.revise.causes.answer_changes import row_index
from specgen.revise.causes.redraft import redrafter
from specgen.revise.edited_file import REMEDY, RULE
from specgen.revise.inspection import Inspection, inspect_file
from specgen.revise.pulled_values import DECIDED, PROPOSED, Pulled, PulledValue, older_texts, pull_values
from specgen.system.files import read_file


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    edited: Path
    answers: Path
    council: str | None
    write: bool
    format: str


def pull(options: Options) -> CommandResult:
    """Return the changes of the answers, and the file with them in it if it is to be written. Raises SpecgenError."""
    from specgen.system.sandbox import run_sandboxed

    refuse_format(options.format, TEXT_OR_JSON)
    answers = load_sound(options.answers)
    council = council_for(answers, options.council)[0]
    about = str(options.edited)
    inspected: Inspection = run_sandboxed(inspect_file, options.edited, about=about, reads=(options.edited,))
    record = inspected.record
    if not record.blocks:
        raise CannotRead(
            about_file(about, "this draft is of an older release, and does not say what it said", REMEDY, RULE)
        )
    redraft = redrafter(council, date.fromisoformat(record.date))
    pulled = pull_values(inspected.edits, record.values, record.stories, redraft, older_texts(record.provenance))
    before = read_file(options.answers).decode("utf-8")
    after, problems = _with_values(before, pulled.values, answers.values, str(options.answers))
    if options.format == "json":
        output = _json(pulled)
    else:
        output = _diff(before, after, str(options.answers)) + "".join(f"{line}\n" for line in _lines(pulled))
    writes = options.write and after != before
    files = (OutputFile(options.answers, after.encode(), is_answers=True),) if writes else ()
    waiting = [one for one in pulled.values if one.state not in (DECIDED, PROPOSED)]
    return CommandResult(
        output, tuple(_messages(pulled, problems, options, writes=writes)), int(bool(waiting or problems)), files
    )


def _with_values(
    text: str, values: Sequence[PulledValue], there: Mapping[str, object], file: str
) -> tuple[str, list[str]]:
    """Return the text of the answers with the values that are sure, and why others could not be written."""
    problems = []
    for one in values:
        if one.state not in (DECIDED, PROPOSED):
            continue
        path = _yaml_path(there, one.path)
        changed = set_value(text, path, one.after, file=file) if path is not None else None
        if isinstance(changed, str):
            text = changed
        else:
            why = (
                str(changed) if isinstance(changed, Problem) else f"{file}: {'.'.join(one.path)} is not in the answers"
            )
            problems.append(why)
    return text, problems


def _yaml_path(values: object, path: Sequence[str]) -> ValuePath | None:
    """Return where an answer stands in the file, rows by their number."""
    found: list[str | int] = []
    for step in path:
        if isinstance(values, Mapping) and step in values:
            found.append(step)
            values = values[step]
        elif isinstance(values, list) and (index := row_index(values, step)) >= 0:
            found.append(index)
            values = values[index]
        else:
            return None
    return tuple(found)


def _diff(before: str, after: str, file: str) -> str:
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), file, file, n=1)
    return "".join(lines)


def _lines(pulled: Pulled) -> Iterator[str]:
    for one in pulled.values:
        yield f"{one.state}: {'.'.join(one.path)}: {one.before} → {one.after}"
        for words in one.elsewhere:
            yield f"    still the old value: {' '.join(words.split())}"
    for edit in pulled.wording:
        first, *others = edit.lines
        yield from (f"wording, {first}", *(f"  {line}" for line in others))


def _messages(pulled: Pulled, problems: Sequence[str], options: Options, *, writes: bool) -> Iterator[str]:
    yield from problems
    sure = sum(one.state in (DECIDED, PROPOSED) for one in pulled.values)
    yield f"{sure} answer{'' if sure == 1 else 's'} changed in Word, {len(pulled.wording)} edits of wording"
    if sure and not writes and not options.write:
        yield "nothing was written; add --write to change the answers"


def _json(pulled: Pulled) -> str:
    report = {
        "answers": [
            {"path": ".".join(one.path), "before": one.before, "after": one.after, "state": one.state,
             "elsewhere": list(one.elsewhere)}
            for one in pulled.values
        ],
        "wording": [
            {"before": one.before, "after": one.after, "authors": list(one.authors), "place": one.place,
             "clause": one.clause, "moved": one.is_moved}
            for one in pulled.wording
        ],
    }  # fmt: skip
    return json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n"
