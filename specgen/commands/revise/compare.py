"""Compare two Word files, and write the first with the differences as tracked changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen.commands.report import TEXT_OR_JSON, refuse_format
from specgen.commands.result import CommandResult, OutputFile
from specgen.formats.yamlfile.yaml_file import YamlFile
from specgen.inputs.council.council import council_for
from specgen.problems import SpecgenError
from specgen.revise.causes.change_causes import ChangeCauses
from specgen.revise.causes.redraft import redrafter
from specgen.revise.comparison import TwoRecords, compare_files, read_records
from specgen.revise.update import CauseTable, cause_table, plain_json
from specgen.system.files import refuse_other_name


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    old: Path
    new: Path
    output: Path
    council: str | None
    today: date
    format: str


def compare(options: Options) -> CommandResult:
    """Return the redline, and what has changed by cause. Raises SpecgenError."""
    from specgen.system.sandbox import run_sandboxed

    refuse_format(options.format, TEXT_OR_JSON)
    refuse_other_name(options.output, "-o")
    about, reads = f"{options.old}, {options.new}", (options.old, options.new)
    records = run_sandboxed(read_records, options.old, options.new, about=about, reads=reads)
    causes = _causes(options, records)
    compared = run_sandboxed(compare_files, *reads, causes, options.today, about=about, reads=reads)
    if compared.failures:
        stopped = "specgen has a defect: the comparison cannot be shown to be right. Nothing was written."
        return CommandResult("", (*compared.failures, stopped), 3)
    counts: dict[str, int] = {}
    for outcome in compared.outcomes:
        for cause in outcome.causes:
            counts[cause] = counts.get(cause, 0) + 1
    file = OutputFile(options.output, compared.document, remedy="give the redline another name with -o")
    if options.format == "json":
        report = {"old": str(options.old), "new": str(options.new), "changes": plain_json(compared)}
        output = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    else:
        lines = (f"{cause} ({count} place{'' if count == 1 else 's'})" for cause, count in counts.items())
        output = "\n".join((str(options.output), *lines)) + "\n"
    waiting = [one for one in compared.outcomes if one.is_to_be_looked_at]
    summary = f"{len(compared.outcomes)} change{'' if len(compared.outcomes) == 1 else 's'}"
    left = (f"{len(waiting)} could not be shown as tracked changes",) if waiting else ()
    return CommandResult(output, (summary, *left), int(bool(waiting)), (file,))


def _causes(options: Options, records: TwoRecords) -> CauseTable:
    """Return why the draft of the second file differs from that of the first; nothing if one is no draft."""
    old, new = records.old, records.new
    if old is None or new is None or not old.blocks or not new.blocks:
        return CauseTable(())
    try:
        council = council_for(YamlFile(str(options.new), new.values), options.council)[0]
        redraft = redrafter(council, date.fromisoformat(new.date))
    except (SpecgenError, ValueError):  # its council is not here: what can be said without another draft
        causes = ChangeCauses(old.provenance, new.provenance, old.values, new.values, old.stories, lambda _: None)
    else:
        causes = ChangeCauses(old.provenance, new.provenance, old.values, new.values, old.stories, redraft)
    return cause_table(old.stories, new.stories, causes)
