"""Write the final of a draft, once nothing is open in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.commands.report import TEXT_OR_JSON, record, refuse_format
from specgen.commands.result import CommandResult, OutputFile
from specgen.inputs.council.search import known_councils
from specgen.problems import CannotRead, Problem, about_file
from specgen.review.answers_review import review_yaml
from specgen.review.findings import Review
from specgen.review.levels import with_levels
from specgen.review.review import Words, review
from specgen.review.waivers.waiver_file import waivers_file
from specgen.revise.edited_file import read_record
from specgen.revise.final import FinalFile, finalise_file
from specgen.revise.inspection import strip_parts
from specgen.system.files import refuse_other_name


@dataclass(frozen=True)
class Options:
    """The arguments of the command."""

    file: Path
    output: Path
    answers: Path | None  # with the waivers in them; without it, those that the file carries are asked
    strip: bool
    pdf: bool
    format: str


def finalise(options: Options) -> CommandResult:
    """Return the final, or what keeps it from being one. Raises SpecgenError."""
    from specgen.system.sandbox import run_sandboxed

    refuse_format(options.format, TEXT_OR_JSON)
    refuse_other_name(options.output, "-o")
    if options.output.resolve() == options.file.resolve():
        message = "the draft is never written over"
        raise CannotRead(about_file(str(options.output), message, "give the final another name with -o", "output"))
    given = [] if options.answers is None else [options.answers, waivers_file(options.answers)]
    reads = (options.file, waivers_file(options.file), *given, *known_councils(options.file.parent))
    made = run_sandboxed(final_of, options.file, options.answers, options.strip, about=str(options.file), reads=reads)
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


def final_of(file: Path, answers: Path | None, strip: bool) -> FinalFile:  # noqa: FBT001   a sandbox hands it on by place
    """Return the final of a file; what `specgen check` calls an error keeps it from being one, in its answers too."""
    made = finalise_file(file)
    obstacles = (*made.obstacles, *_errors(review(file, Words(None, None))), *_answer_errors(file, answers))
    if obstacles:
        return FinalFile(b"", obstacles)
    return replace(made, document=strip_parts(made.document)) if strip else made


def _answer_errors(file: Path, answers: Path | None) -> tuple[Problem, ...]:
    """Return the contradictions in the answers that a draft was made from; nothing if it does not carry them."""
    if answers is not None:
        return _errors(review(answers, Words(None, None)))
    try:
        carried = read_record(file).answers
    except CannotRead:
        return ()
    found = _errors(review_yaml(file, Words(None, None), carried.encode()))
    return tuple(replace(one, place=replace(one.place, line=0, column=0)) for one in found)


def _errors(found: Review) -> tuple[Problem, ...]:
    return tuple(one for one in with_levels(found.reviewed, found.rules).all_problems if one.level == "error")
