"""Write the final of a draft, once nothing is open in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.commands.report import record, refuse_format
from specgen.commands.result import CommandResult, OutputFile
from specgen.problems import CannotRead, about_file
from specgen.review.review import Words, review
from specgen.review.waivers.waiver_file import waivers_file
from specgen.revise.final import FinalFile, finalise_file
from specgen.revise.inspection import strip_parts
from specgen.system.files import refuse_other_name

FORMATS = ("text", "json")


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    file: Path
    output: Path
    strip: bool
    pdf: bool
    format: str


def finalise(options: Options) -> CommandResult:
    """Return the final, or what keeps it from being one. Raises SpecgenError."""
    from specgen.system.sandbox import run_sandboxed

    refuse_format(options.format, FORMATS)
    refuse_other_name(options.output, "-o")
    if options.output.resolve() == options.file.resolve():
        message = "the draft is never written over"
        raise CannotRead(about_file(str(options.output), message, "give the final another name with -o", "output"))
    reads = (options.file, waivers_file(options.file))
    made = run_sandboxed(final_of, options.file, options.strip, about=str(options.file), reads=reads)
    if made.obstacles:
        report = {"file": str(options.file), "obstacles": [record(one) for one in made.obstacles]}
        output = json.dumps(report, ensure_ascii=False, indent=2) + "\n" if options.format == "json" else ""
        count = len(made.obstacles)
        said = f"not final: {count} thing{'' if count == 1 else 's'} to put right; nothing was written"
        return CommandResult(output, (*map(str, made.obstacles), said), 1)
    remedy = "give the final another name with -o"
    files = [OutputFile(options.output, made.document, remedy=remedy)]
    messages = []
    if options.pdf:
        from specgen.system.office import pdf_of

        pdf = pdf_of(made.document)
        if pdf is None:
            messages.append("no PDF was written: LibreOffice was not found, or could not write it")
        else:
            files.append(OutputFile(options.output.with_suffix(".pdf"), pdf, remedy=remedy))
    names = "".join(f"{file.path}\n" for file in files)
    report = {"file": str(options.file), "written": [str(file.path) for file in files], "obstacles": []}
    output = json.dumps(report, ensure_ascii=False, indent=2) + "\n" if options.format == "json" else names
    return CommandResult(output, tuple(messages), files=tuple(files))


def final_of(file: Path, strip: bool) -> FinalFile:  # noqa: FBT001   handed to a sandbox by its place
    """Return the final of a file; what `specgen check` calls an error keeps it from being one."""
    made = finalise_file(file)
    errors = tuple(one for one in review(file, Words(None, None)).reviewed.all_problems if one.level == "error")
    obstacles = (*made.obstacles, *errors)
    if obstacles:
        return FinalFile(b"", obstacles)
    return replace(made, document=strip_parts(made.document)) if strip else made
