"""Say what made a draft, from what, and what was changed since; or take that out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from specgen.commands.report import TEXT_OR_JSON, refuse_format
from specgen.commands.result import CommandResult, OutputFile, Untrusted
from specgen.problems import CannotRead, about_file
from specgen.revise.inspection import Inspection, inspect_file, strip_file


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    file: Path
    strip: bool
    output: Path | None
    format: str


def untrusted(options: Options) -> Untrusted:
    return Untrusted((options.file,), str(options.file), () if options.output is None else (options.output,))


def inspect(options: Options) -> CommandResult:
    """Return what a file says of itself, or the file without that. Raises SpecgenError."""
    refuse_format(options.format, TEXT_OR_JSON)
    if options.strip:
        if options.output is None:
            message = "--strip writes a file, and no name was given for it"
            raise CannotRead(about_file("", message, "give it one with -o", "usage"))
        file = OutputFile(options.output, strip_file(options.file), remedy="give the file another name with -o")
        said = ("the record, the answers in it and the hidden keys are gone; it cannot be updated any more",)
        return CommandResult(f"{options.output}\n", said, files=(file,))
    found = inspect_file(options.file)
    output = _json(found) if options.format == "json" else "\n".join(_lines(options.file, found)) + "\n"
    return CommandResult(output)


def _lines(file: Path, found: Inspection) -> Iterator[str]:
    record = found.record
    yield f"{file}: drafted by specgen {record.version} on {record.date}, model {record.model}"
    council = record.values.get("council")
    if council:
        yield f"council: {council}"
    yield f"answers in it: {', '.join(sorted(record.values))}"
    yield f"made from: {', '.join(sorted(record.provenance.hashes))}"
    if found.proposals:
        yield f"proposed by updates, and not decided: {'; '.join(found.proposals)}"
    if record.is_untouched:
        yield "not changed since specgen wrote it"
        return
    for edit in found.rejected:
        yield f"proposed by an update, and {edit.lines[0]}"
    yield f"changed since: {len(found.edited)} place{'' if len(found.edited) == 1 else 's'}"
    for edit in found.edited:
        yield from (f"  {line}" for line in edit.lines)
    yield from found.others


def _json(found: Inspection) -> str:
    record = found.record
    report = {
        "specgen": record.version,
        "date": record.date,
        "model": record.model,
        "hashes": dict(record.provenance.hashes),
        "answers": record.values,
        "untouched": record.is_untouched,
        "proposed": list(found.proposals),
        "rejected": [
            {"causes": list(one.rejected), "place": one.place, "clause": one.clause} for one in found.rejected
        ],
        "changes": [
            {"before": one.before, "after": one.after, "authors": list(one.authors), "place": one.place,
             "clause": one.clause, "moved": one.is_moved}
            for one in found.edited
        ],
        "others": list(found.others),
    }  # fmt: skip
    return json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n"
